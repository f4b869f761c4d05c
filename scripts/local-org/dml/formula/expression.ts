import type { FieldValue } from '../../metadata/index.ts';

/** Types a formula expression can have. `Null` goes with every other type. */
export type FormulaType =
  'Text' | 'Number' | 'Checkbox' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'MultiselectPicklist' | 'Id' | 'Geolocation' | 'Null';

/** Answers a path: fields, parent paths, `$User.Id`, and the moment's own paths below. */
export type FormulaInput = (path: string) => FieldValue;

/** Paths that are not fields: the moment and the state of the record. The caller's input answers them. */
export const NOW = '$System.Now';
export const TIME_ZONE = '$System.TimeZone';
export const IS_NEW = '$Record.IsNew';
/** `$Prior.Status__c` is the value of `Status__c` before the save; equals the present value on insert. */
export const PRIOR = '$Prior.';

/** A typed, compiled expression. */
export interface Expression {
  readonly type: FormulaType;
  readonly get: (input: FormulaInput) => FieldValue;
  /** Set when the expression is a plain field reference. */
  readonly path?: string;
  /** Reads the referenced field under another path, such as its value before the save. */
  readonly at?: (input: FormulaInput, path: string) => FieldValue;
  /** Set when the value is known at compile time. */
  readonly constant?: FieldValue;
}

/** What a function needs to compile its call. */
export interface CallSite {
  readonly name: string;
  readonly args: readonly Expression[];
  /** Refuses the call with the platform's wording. */
  fail(message: string): never;
  /** Declares a path the call reads beside its arguments. */
  need(path: string): void;
}

export type FormulaFunction = (call: CallSite) => Expression;

/** Checks the number of arguments. */
export function arity(call: CallSite, min: number, max = min): void {
  const received = call.args.length;
  if (received < min || received > max) {
    call.fail(`Incorrect number of parameters for function '${call.name}()'. Expected ${received < min ? min : max}, received ${received}`);
  }
}

/** Checks the type of one argument and gives it. */
export function argument(call: CallSite, index: number, ...types: FormulaType[]): Expression {
  const arg = call.args[index];
  if (!arg) return call.fail(`Incorrect number of parameters for function '${call.name}()'. Expected ${index + 1}, received ${index}`);
  if (arg.type !== 'Null' && !types.includes(arg.type)) {
    call.fail(`Incorrect parameter type for function '${call.name}()'. Expected ${types.join(', ')}, received ${arg.type}`);
  }
  return arg;
}

/** Reads text; blank text is the empty string inside a formula. Record ids are 15 characters there. */
export function textOf(expression: Expression): (input: FormulaInput) => string {
  const { get } = expression;
  if (expression.type === 'Id') return (input) => String(get(input) ?? '').slice(0, 15);
  return (input) => {
    const value = get(input);
    return value === null ? '' : String(value);
  };
}

/** Reads a checkbox; a comparison with nothing is not true. */
export function truthOf(expression: Expression): (input: FormulaInput) => boolean {
  const { get } = expression;
  return (input) => get(input) === true;
}

export const TEXTUAL: readonly FormulaType[] = ['Text', 'Id'];

/** The type of `IF`, `CASE`, … over these branches. */
export function commonType(call: CallSite, branches: readonly Expression[]): FormulaType {
  let type: FormulaType = 'Null';
  for (const branch of branches) {
    const next: FormulaType = branch.type === 'Id' || branch.type === 'Picklist' ? 'Text' : branch.type;
    if (next === 'Null' || next === type) continue;
    if (type !== 'Null') call.fail(`Incorrect parameter type for function '${call.name}()'. Expected ${type}, received ${next}`);
    type = next;
  }
  return type;
}
