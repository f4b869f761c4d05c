/** A formula that the platform would refuse when it is deployed: syntax, unknown field or function, wrong types. */
export class FormulaError extends Error {
  readonly code = 'FORMULA_ERROR';
  readonly formula: string;

  constructor(message: string, formula: string) {
    super(message);
    this.name = 'FormulaError';
    this.formula = formula;
  }
}
