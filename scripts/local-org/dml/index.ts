export { convertLeads } from './convert.ts';
export { isRolledBackOnly, TriggerFailure } from './errors.ts';
export { formulaColumn } from './formula-column.ts';
export { globalInput } from './globals.ts';
export { compileFormula, FormulaError, type FormulaInput, type TypedFormula } from './formula/index.ts';
export { checkFormulas } from './rules.ts';
export { save } from './save.ts';
export type * from './types.ts';
