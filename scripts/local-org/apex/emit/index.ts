/** Checked Apex to JavaScript source. */
export { emitUnit, type EmittedUnit } from './unit.ts';
export { TURNS } from './turns.ts';
export type { Constant, EmitOptions, LineInfo } from './writer.ts';
import type { ClassSymbol, MethodSymbol } from '../check/index.ts';
import { constructorName, staticName } from './calls.ts';

/** Name of the generated method behind the constructor without parameters. */
export function constructorKey(cls: ClassSymbol): string {
  return constructorName(cls, null);
}

/** Name of a static method in its class's holder. */
export function staticKey(method: MethodSymbol): string {
  return staticName(method);
}
