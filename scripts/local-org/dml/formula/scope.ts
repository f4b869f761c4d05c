import type { FieldDef, Schema, SObjectDef } from '../../metadata/index.ts';
import { compileFormula, type TypedFormula } from './compile.ts';
import { PRIOR, type FormulaInput } from './expression.ts';

interface PathEnd {
  readonly object: SObjectDef;
  readonly field: FieldDef;
  /** Path to the object with a trailing dot, or empty. */
  readonly prefix: string;
}

/** The formula of a formula field. */
export function fieldFormula(object: SObjectDef, field: FieldDef, schema: Schema): TypedFormula {
  if (field.formula === undefined) throw new Error(`${object.apiName}.${field.apiName} is not a formula field`);
  return compileFormula(field.formula, object, schema, { blanks: field.formulaBlanks ?? 'zero' });
}

const ends = new WeakMap<SObjectDef, Map<string, PathEnd>>();

function endOf(object: SObjectDef, path: string, schema: Schema): PathEnd {
  let known = ends.get(object);
  if (!known) ends.set(object, (known = new Map<string, PathEnd>()));
  const cached = known.get(path);
  if (cached) return cached;
  const segments = path.split('.');
  const last = segments.pop() as string;
  let current = object;
  for (const segment of segments) {
    const [name = '', narrowed] = segment.split(':');
    const lookup = schema.parentRelationship(current, name);
    const target = lookup && schema.object(narrowed ?? (lookup.referenceTo.includes('User') ? 'User' : (lookup.referenceTo[0] ?? '')));
    if (!target) throw new Error(`No parent relationship ${segment} on ${current.apiName}`);
    current = target;
  }
  // Parts of a geolocation are columns without a field of their own in some schemas: read as stored.
  const field = schema.field(current, last) ?? ({ apiName: last, type: 'Number' } as FieldDef);
  const end: PathEnd = { object: current, field, prefix: segments.map((s) => `${s}.`).join('') };
  known.set(path, end);
  return end;
}

/** The stored fields (with parent paths) behind a list of paths: formula fields are replaced by what they read. */
export function storedPaths(object: SObjectDef, paths: readonly string[], schema: Schema): string[] {
  const stored = new Set<string>();
  const visit = (path: string): void => {
    const plain = path.startsWith(PRIOR) ? path.slice(PRIOR.length) : path;
    if (plain.startsWith('$') || stored.has(plain)) return;
    const end = endOf(object, plain, schema);
    if (end.field.formula === undefined) stored.add(plain);
    else for (const need of fieldFormula(end.object, end.field, schema).needs) visit(need.startsWith('$') ? need : end.prefix + need);
  };
  paths.forEach(visit);
  return [...stored];
}

/** Turns an input over stored fields into one over all fields: formula fields on the way are evaluated. */
export function withFormulas(object: SObjectDef, schema: Schema, stored: FormulaInput, special: FormulaInput): FormulaInput {
  const read = (path: string): ReturnType<FormulaInput> => {
    if (path.startsWith('$')) return special(path);
    const end = endOf(object, path, schema);
    if (end.field.formula === undefined) return stored(path);
    const formula = fieldFormula(end.object, end.field, schema);
    return formula.evaluate((need) => (need.startsWith('$') ? special(need) : read(end.prefix + need)), end.field);
  };
  return read;
}
