import { UnsupportedFeatureError, type FieldDef, type FieldValue, type SObjectDef } from '../../metadata/index.ts';
import { fromSql, toSql, type SqlValue } from '../../store/index.ts';
import type { Environment } from '../environment.ts';
import type { Resolved } from '../names.ts';

/** Results of a formula that one query remembers. */
const MOST_REMEMBERED = 5000;

/** The SQL function of a formula field. */
export interface FormulaFunction {
  readonly name: string;
  /** What it is called with. */
  readonly needs: readonly Resolved[];
}

/**
 * Makes a formula field a function of SQL, so that it can be selected, filtered and sorted by. It computes for the user and the
 * moment of the query: each query defines its own.
 */
export function defineFormula(env: Environment, object: SObjectDef, field: FieldDef): FormulaFunction {
  const { context, open } = env;
  env.formulas.push({ object, field });
  const column = context.formula(object, field);
  const paths = column.needs.filter((path) => !path.startsWith('$'));
  const needs = paths.map((path) => open.path(object, path.split('.'), { offset: 0, line: 1, column: 1 }));
  const index = new Map(paths.map((path, at) => [path.toLowerCase(), at]));
  const name = `formula_${object.apiName}_${field.apiName}`;
  const compute = (args: readonly SqlValue[]): SqlValue => {
    const value = column.compute((path): FieldValue => {
      const at = index.get(path.toLowerCase());
      const need = at === undefined ? undefined : needs[at];
      if (at === undefined || !need)
        throw new UnsupportedFeatureError(`formula ${object.apiName}.${field.apiName}: ${path} was not announced`);
      return fromSql(need.field, args[at]);
    });
    return value === null ? null : toSql(field, value);
  };
  // Within one query a formula depends on nothing but its fields, and those of flags and sums repeat from row to row.
  const known = new Map<string, SqlValue>();
  context.store.defineFunction(name, (...args: SqlValue[]) => {
    const key = args.length === 1 ? `${typeof args[0]}${String(args[0])}` : JSON.stringify(args);
    let value = known.get(key);
    if (value === undefined) {
      value = compute(args);
      if (known.size < MOST_REMEMBERED) known.set(key, value);
    }
    return value;
  });
  return { name, needs };
}
