import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { FormulaColumn } from '../soql/index.ts';
import { globalInput, type GlobalContext } from './globals.ts';
import { fieldFormula, storedPaths, withFormulas } from './formula/scope.ts';

/**
 * How a query reads a formula field; the query context's `formula` function.
 * `needs` names stored fields only: formulas that read formulas are resolved here.
 * @throws {FormulaError | UnsupportedFeatureError} as `compileFormula`
 */
export function formulaColumn(object: SObjectDef, field: FieldDef, ctx: GlobalContext): FormulaColumn {
  const { schema } = ctx.store;
  const formula = fieldFormula(object, field, schema);
  const special = globalInput(ctx);
  return {
    needs: storedPaths(object, formula.needs, schema),
    compute: (values) => formula.evaluate(withFormulas(object, schema, values, special), field),
  };
}
