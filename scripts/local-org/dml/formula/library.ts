import { createRequire } from 'node:module';
import type { FieldValue } from '../../metadata/index.ts';
import { toId18 } from '../../store/index.ts';
import { decimal } from './functions-math.ts';
import { argument, arity, textOf, type Expression, type FormulaFunction, type FormulaInput, type FormulaType } from './expression.ts';

/**
 * The pure functions that rarely stand in a validation rule come from the npm library `formulon`.
 * It evaluates text only, one parse per call (about 90 µs), and knows neither blanks nor the time of the org, which is why
 * syntax, logic, dates and the common text functions are compiled here instead.
 */
interface Formulon {
  parse(formula: string, values: Record<string, FormulonLiteral>): FormulonLiteral | { type: 'error'; message: string };
}

interface FormulonLiteral {
  readonly type: 'literal';
  readonly dataType: 'number' | 'text' | 'geolocation' | 'null';
  readonly value: number | string | readonly number[] | null;
  readonly options: Record<string, number>;
}

const formulon = createRequire(import.meta.url)('formulon') as Formulon;

type Parameter = 'Number' | 'Text' | 'Geolocation';

interface LibrarySignature {
  readonly parameters: readonly Parameter[];
  readonly optional?: number;
  readonly returns: FormulaType;
}

const SIGNATURES: Readonly<Record<string, LibrarySignature>> = {
  ABS: { parameters: ['Number'], returns: 'Number' },
  CEILING: { parameters: ['Number'], returns: 'Number' },
  FLOOR: { parameters: ['Number'], returns: 'Number' },
  MCEILING: { parameters: ['Number'], returns: 'Number' },
  MFLOOR: { parameters: ['Number'], returns: 'Number' },
  ROUND: { parameters: ['Number', 'Number'], returns: 'Number' },
  SQRT: { parameters: ['Number'], returns: 'Number' },
  EXP: { parameters: ['Number'], returns: 'Number' },
  LN: { parameters: ['Number'], returns: 'Number' },
  LOG: { parameters: ['Number'], returns: 'Number' },
  FIND: { parameters: ['Text', 'Text', 'Number'], optional: 1, returns: 'Number' },
  LPAD: { parameters: ['Text', 'Number', 'Text'], optional: 1, returns: 'Text' },
  RPAD: { parameters: ['Text', 'Number', 'Text'], optional: 1, returns: 'Text' },
  HYPERLINK: { parameters: ['Text', 'Text', 'Text'], optional: 1, returns: 'Text' },
  IMAGE: { parameters: ['Text', 'Text', 'Number', 'Number'], optional: 2, returns: 'Text' },
  DISTANCE: { parameters: ['Geolocation', 'Geolocation', 'Text'], returns: 'Number' },
};

function literal(parameter: Parameter, value: FieldValue): FormulonLiteral {
  if (parameter === 'Text') {
    const text = String(value ?? '');
    return { type: 'literal', dataType: 'text', value: text, options: { length: text.length } };
  }
  if (value === null) return { type: 'literal', dataType: 'null', value: null, options: {} };
  if (parameter === 'Geolocation') {
    return { type: 'literal', dataType: 'geolocation', value: String(value).split(',').map(Number), options: {} };
  }
  const [whole = '', fraction = ''] = String(value).replace('-', '').split('.');
  return { type: 'literal', dataType: 'number', value: Number(value), options: { length: whole.length, scale: fraction.length } };
}

function libraryFunction(name: string, signature: LibrarySignature): FormulaFunction {
  return (call) => {
    const { parameters, returns } = signature;
    arity(call, parameters.length - (signature.optional ?? 0), parameters.length);
    const used = parameters.slice(0, call.args.length);
    const readers = used.map((parameter, i): ((input: FormulaInput) => FieldValue) => {
      const arg: Expression = parameter === 'Text' ? argument(call, i, 'Text', 'Id') : argument(call, i, parameter);
      return parameter === 'Text' ? textOf(arg) : arg.get;
    });
    const source = `${name.toLowerCase()}(${used.map((_, i) => `a${i}`).join(',')})`;
    return {
      type: returns,
      get: (input) =>
        evaluate(
          source,
          used,
          readers.map((read) => read(input)),
        ),
    };
  };
}

function evaluate(source: string, parameters: readonly Parameter[], values: readonly FieldValue[]): FieldValue {
  const missing = parameters.some((parameter, i) => parameter !== 'Text' && values[i] === null);
  if (missing) return null;
  const result = formulon.parse(
    source,
    Object.fromEntries(values.map((value, i) => [`a${i}`, literal(parameters[i] as Parameter, value)])),
  );
  if (result.type === 'error') throw new Error(`Formula function ${source}: ${result.message}`);
  if (result.value === null) return null;
  return typeof result.value === 'number' ? decimal(result.value) : String(result.value);
}

/** Builds GEOLOCATION values as `latitude,longitude`. */
const geolocation: FormulaFunction = (call) => {
  arity(call, 2);
  const [latitude, longitude] = [argument(call, 0, 'Number'), argument(call, 1, 'Number')];
  return {
    type: 'Geolocation',
    get: (input) => {
      const [a, b] = [latitude.get(input), longitude.get(input)];
      return a === null || b === null ? null : `${a},${b}`;
    },
  };
};

/** An id of 15 characters gets its check characters; anything else stays as it is. */
const caseSafeId: FormulaFunction = (call) => {
  arity(call, 1);
  const text = textOf(argument(call, 0, 'Text', 'Id'));
  return { type: 'Text', get: (input) => toId18(text(input)) };
};

export const LIBRARY_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  CASESAFEID: caseSafeId,
  GEOLOCATION: geolocation,
  ...Object.fromEntries(Object.entries(SIGNATURES).map(([name, signature]) => [name, libraryFunction(name, signature)])),
};
