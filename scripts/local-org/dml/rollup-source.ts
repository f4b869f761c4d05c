import { UnsupportedFeatureError, type FieldDef, type SObjectDef } from '../metadata/index.ts';
import { fromSql, toSql, type SqlValue } from '../store/index.ts';
import { formulaColumn } from './formula-column.ts';
import type { SaveContext } from './types.ts';

/**
 * A field of the summarized records as SQL: its column, or for a formula a function of the columns it reads.
 * https://help.salesforce.com/s/articleView?id=platform.fields_about_roll_up_summary_fields.htm
 * @throws UnsupportedFeatureError for a formula that reads other objects, which the platform does not summarize either
 */
export function summarizedColumn(ctx: SaveContext, child: SObjectDef, field: FieldDef): string {
  const { store } = ctx;
  if (field.formula === undefined) return store.column(child, field);
  const formula = formulaColumn(child, field, ctx);
  const fields = formula.needs.map((path) => {
    const need = store.schema.field(child, path);
    if (!need) throw new UnsupportedFeatureError(`roll-up over ${child.apiName}.${field.apiName}, which reads ${path}`);
    return need;
  });
  const name = `rollup_${child.apiName}_${field.apiName}`;
  store.defineFunction(name, (...args: SqlValue[]) => {
    const values = new Map(formula.needs.map((path, at) => [path.toLowerCase(), fromSql(fields[at]!, args[at])]));
    const value = formula.compute((path) => values.get(path.toLowerCase()) ?? null);
    return value === null ? null : toSql(field, value);
  });
  return `"${name}"(${fields.map((need) => store.column(child, need)).join(', ')})`;
}
