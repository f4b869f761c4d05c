import { refuseChildrenOnly } from './combined.ts';
import { Environment } from './environment.ts';
import type { NameScope } from './names.ts';
import { checkRestrictions } from './restrictions.ts';
import { isAggregate, isCountOnly, planAggregate, planCount, runAggregate } from './run-aggregate.ts';
import { RECORD_ACCESS, recordAccessRows } from './record-access.ts';
import { planRecords, runRecords } from './run-records.ts';
import type { Fragment } from './sql/fragment.ts';
import type { SoqlQuery } from './syntax/ast.ts';
import { parseSoql } from './syntax/parse.ts';
import type { BindValue, QueryContext, QueryResult } from './types.ts';

const NO_BINDS: ReadonlyMap<string, BindValue> = new Map();

/**
 * Runs a query.
 *
 * @param query its text or its syntax tree
 * @param context the store, who asks, and what applies to them
 * @param binds values of bind expressions by their text, e.g. `ids` for `:ids`
 * @throws SoqlError with the platform's error code and wording; UnsupportedFeatureError for what is not implemented
 */
export function runQuery(query: SoqlQuery | string, context: QueryContext, binds: ReadonlyMap<string, BindValue> = NO_BINDS): QueryResult {
  const { tree, env, scope } = prepare(query, context, binds);
  const base = { object: scope.object.apiName };
  if (isCountOnly(tree)) {
    const { sql, params } = planCount(env, tree, scope);
    env.requireAccess();
    const total = context.store.get(sql, params)?.total;
    return { ...base, aggregate: false, countOnly: true, totalSize: Number(total), rows: [] };
  }
  const aggregate = isAggregate(tree);
  const rows = aggregate ? runAggregate(env, tree, scope) : runRecords(env, tree, scope);
  return { ...base, aggregate, countOnly: false, totalSize: rows.length, rows };
}

/** The SQL of a query and SQLite's plan for it, for tests that no index is missed. Child sub-queries are not part of it. */
export function explain(
  query: SoqlQuery | string,
  context: QueryContext,
  binds: ReadonlyMap<string, BindValue> = NO_BINDS,
): { sql: string; plan: string[] } {
  const { sql, params } = statementOf(prepare(query, context, binds));
  const plan = context.store.all(`EXPLAIN QUERY PLAN ${sql}`, params).map(({ detail }) => String(detail));
  return { sql, plan };
}

interface Prepared {
  readonly tree: SoqlQuery;
  readonly env: Environment;
  readonly scope: NameScope;
}

function prepare(query: SoqlQuery | string, context: QueryContext, binds: ReadonlyMap<string, BindValue>): Prepared {
  const tree = typeof query === 'string' ? parseSoql(query) : query;
  checkRestrictions(tree);
  const env = new Environment(tree, context, binds);
  env.gatherInaccessible();
  const scope = env.selected.scope(tree);
  refuseChildrenOnly(scope.object, tree.position);
  if (scope.object.apiName === RECORD_ACCESS) env.derive(scope.object, recordAccessRows(env, tree));
  return { tree, env, scope };
}

function statementOf({ tree, env, scope }: Prepared): Fragment {
  if (isCountOnly(tree)) return planCount(env, tree, scope);
  return isAggregate(tree) ? planAggregate(env, tree, scope).sql : planRecords(env, tree, scope).sql;
}
