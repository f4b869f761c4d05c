export { compileFormula, type FormulaOptions, type TypedFormula } from './compile.ts';
export { FormulaError } from './errors.ts';
export { IS_NEW, NOW, PRIOR, TIME_ZONE, type FormulaInput } from './expression.ts';
export { dateInZone } from './moments.ts';
