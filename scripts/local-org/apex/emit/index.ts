/** Checked Apex to JavaScript source. */
export { emitUnit, type EmittedUnit } from './unit.ts';
export type { Constant, LineInfo } from './writer.ts';
