import type { FieldDef, FieldValue, Schema, SObjectDef } from '../../metadata/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { CompiledFormula } from '../types.ts';
import { FormulaError } from './errors.ts';
import type { CallSite, Expression, FormulaFunction, FormulaInput, FormulaType } from './expression.ts';
import { DATE_FUNCTIONS } from './functions-date.ts';
import { LOGIC_FUNCTIONS } from './functions-logic.ts';
import { MATH_FUNCTIONS } from './functions-math.ts';
import { TEXT_FUNCTIONS } from './functions-text.ts';
import { LIBRARY_FUNCTIONS } from './library.ts';
import { parseFormula, type FormulaNode } from './parse.ts';
import { resolveReference } from './references.ts';

const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  Object.entries({ ...LIBRARY_FUNCTIONS, ...MATH_FUNCTIONS, ...TEXT_FUNCTIONS, ...DATE_FUNCTIONS, ...LOGIC_FUNCTIONS }),
);

/** Functions of the platform that are not here. https://help.salesforce.com/s/articleView?id=platform.customize_functions_all.htm */
const UNSUPPORTED: ReadonlySet<string> = new Set(
  'CHR ASCII INITCAP REVERSE CURRENCYRATE GETSESSIONID VLOOKUP ISCLONE GETRECORDIDS IMAGEPROXYURL INCLUDE LINKTO PARENTGROUPVAL PREDICT PREVGROUPVAL REQUIRESCRIPT URLFOR JSENCODE HTMLENCODE URLENCODE JUNCTIDLIST PI COS SIN TAN ACOS ASIN ATAN ATAN2 TRUNC PICKLISTCOUNT FORMATDURATION ISOWEEK ISOYEAR'.split(
    ' ',
  ),
);

export interface FormulaOptions {
  /** What blank numbers are: formula fields treat them as zero unless their metadata says otherwise. */
  readonly blanks: 'zero' | 'blank';
}

/** A compiled formula with the type of its result. */
export interface TypedFormula extends CompiledFormula {
  readonly type: FormulaType;
}

/** Compiled formulas of an object by their text. */
type ObjectFormulas = Record<FormulaOptions['blanks'], Map<string, TypedFormula>>;

const cache = new WeakMap<Schema, WeakMap<SObjectDef, ObjectFormulas>>();

/**
 * Compiles a formula against an object; the result is cached per schema, object and source text.
 * @throws {FormulaError} what the platform refuses at deploy time, in its wording
 * @throws {UnsupportedFeatureError} a function or global variable the local org lacks
 */
export function compileFormula(
  source: string,
  object: SObjectDef,
  schema: Schema,
  options: FormulaOptions = { blanks: 'blank' },
): TypedFormula {
  let objects = cache.get(schema);
  if (!objects) cache.set(schema, (objects = new WeakMap<SObjectDef, ObjectFormulas>()));
  let known = objects.get(object);
  if (!known) objects.set(object, (known = { zero: new Map(), blank: new Map() }));
  const compiled = known[options.blanks];
  let formula = compiled.get(source);
  if (!formula) compiled.set(source, (formula = build(source, object, schema, options)));
  return formula;
}

function build(source: string, object: SObjectDef, schema: Schema, options: FormulaOptions): TypedFormula {
  const needs = new Set<string>();
  const fail = (message: string): never => {
    throw new FormulaError(message, source);
  };

  const compile = (node: FormulaNode): Expression => {
    if (node.kind === 'literal') return literal(node.value);
    return node.kind === 'reference' ? reference(node.path) : call(node.name, node.args.map(compile));
  };

  const reference = (path: string): Expression => {
    const found = resolveReference(path, object, schema) ?? fail(`Field ${path} does not exist. Check spelling.`);
    if (found.type === 'Geolocation') return location(found.path, needs);
    needs.add(found.path);
    const read = found.percent ? fractionAt : valueAt;
    if (found.type === 'Number' && options.blanks === 'zero') {
      return { type: found.type, path: found.path, at: read, get: (input) => read(input, found.path) ?? 0 };
    }
    return { type: found.type, path: found.path, at: read, get: (input) => read(input, found.path) };
  };

  const call = (name: string, args: readonly Expression[]): Expression => {
    const compileCall = FUNCTIONS.get(name);
    if (!compileCall) {
      if (UNSUPPORTED.has(name)) throw new UnsupportedFeatureError(`formula function ${name}`);
      return fail(`Unknown function ${name}. Check spelling.`);
    }
    const site: CallSite = { name, args, fail, need: (path) => void needs.add(path) };
    return compileCall(site);
  };

  const root = compile(parseFormula(source));
  return {
    needs: [...needs],
    type: root.type,
    evaluate: (values, field) => shape(root.get(values), field),
  };
}

function literal(value: string | number | boolean | null): Expression {
  const type = value === null ? 'Null' : typeof value === 'string' ? 'Text' : typeof value === 'number' ? 'Number' : 'Checkbox';
  return { type, get: () => value, constant: value };
}

function valueAt(input: FormulaInput, path: string): FieldValue {
  return input(path);
}

/** Percentages are fractions inside formulas: https://help.salesforce.com/s/articleView?id=platform.tips_for_using_number_formula_fields.htm */
function fractionAt(input: FormulaInput, path: string): FieldValue {
  const value = input(path);
  return typeof value === 'number' ? scaled(value, 1 / PERCENT) : value;
}

const PERCENT = 100;

/** A product without the digits that binary fractions add. */
function scaled(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15));
}

function location(path: string, needs: Set<string>): Expression {
  const base = path.replace(/__c$/, '');
  const [latitude, longitude] = [`${base}__Latitude__s`, `${base}__Longitude__s`];
  needs.add(latitude);
  needs.add(longitude);
  return {
    type: 'Geolocation',
    path,
    get: (input) => {
      const [a, b] = [input(latitude), input(longitude)];
      return a === null || b === null ? null : `${a},${b}`;
    },
  };
}

/** Whole numbers below it have no digit that rounding would change. */
const EXACT = 1e15;

/** Fits a result to the field it is for: percentages out of fractions, its scale, text without blanks at its end, blank text as nothing, checkboxes never blank. */
function shape(result: FieldValue, field: FieldDef | undefined): FieldValue {
  const value = typeof result === 'number' && field?.type === 'Percent' ? scaled(result, PERCENT) : result;
  if (field?.type === 'Checkbox') return value === true;
  if (typeof value === 'string') return (field?.formula === undefined ? value : value.trimEnd()) || null;
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < EXACT) return value;
  if (typeof value === 'number' && field && field.scale !== undefined && field.type !== 'DateTime' && field.type !== 'Time') {
    // Half away from zero, as the platform rounds.
    const factor = 10 ** field.scale;
    return (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor;
  }
  return value;
}
