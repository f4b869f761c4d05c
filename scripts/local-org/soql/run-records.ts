import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { Environment } from './environment.ts';
import { noSuchChildRelationship } from './errors.ts';
import type { NameScope } from './names.ts';
import { readRecord, type ChildRows, type SqlColumns } from './rows.ts';
import { select, type Selected } from './selected.ts';
import { limitClause, numberOf, orderTerms, rowConditions, whereClause } from './sql/clauses.ts';
import { translateCondition } from './sql/condition.ts';
import { Expressions } from './sql/expression.ts';
import { join, param, raw, sql, type Fragment } from './sql/fragment.ts';
import { Source } from './sql/source.ts';
import type { SoqlQuery } from './syntax/ast.ts';
import type { QueryRow, QueryRows } from './types.ts';

interface Statement {
  readonly sql: Fragment;
  readonly selected: Selected;
  /** Of a child sub-query: the place among the parameters of the ids of the parents, which are known when it runs. */
  readonly parentsAt?: number;
}

/** The SQL of a query for records, and how to read its rows. */
export interface RecordPlan extends Statement {
  readonly object: SObjectDef;
  /** Its child sub-queries, in the order of the query. */
  readonly children: readonly RecordPlan[];
}

/** Plans a query with its child sub-queries. @param parents the lookup, in a sub-query, to the records it is for */
export function planRecords(env: Environment, query: SoqlQuery, scope: NameScope, parents?: FieldDef): RecordPlan {
  const statement = planStatement(env, query, scope, parents);
  const { object } = scope;
  return { ...statement, object, children: statement.selected.childQueries.map((child) => planChildren(env, child, object)) };
}

/** Columns are those that are selected, then the record's id, where it has one, then that of the parent. */
function planStatement(env: Environment, query: SoqlQuery, scope: NameScope, lookup: FieldDef | undefined): Statement {
  const source = new Source(env, scope.object);
  const selected = select(env, query, scope, source);
  const filters = new Expressions(env, source, scope, env.filtered);
  const conditions = rowConditions(env, source, query);
  if (query.where) conditions.push(translateCondition(filters, query.where, true));
  const order = orderTerms(filters, query.orderBy);
  if (query.found) {
    const { condition, relevance } = source.found(query.found);
    conditions.push(condition);
    order.push(relevance, raw(`${source.alias}."Id"`));
  }
  const columns = selected.columns.sql === '' ? [] : [selected.columns];
  if (scope.object.fields.has('id')) columns.push(raw(`${source.alias}."Id" AS id`));
  const orderBy = order.length > 0 ? sql` ORDER BY ${join(order, ', ')}` : raw('');
  if (!lookup) {
    const body = sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}${orderBy}${limitClause(env, query)}`;
    return { sql: body, selected };
  }
  const parent = raw(`${source.alias}.${env.context.store.column(scope.object, lookup)}`);
  conditions.push(sql`${parent} IN (SELECT value FROM json_each(${param(null)}))`);
  columns.push(sql`${parent} AS parent`);
  const limit = numberOf(env, query.limit, 'LIMIT');
  const offset = numberOf(env, query.offset, 'OFFSET') ?? 0;
  if (limit === undefined && offset === 0) {
    const body = sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}${orderBy}`;
    return { sql: body, selected, parentsAt: lastParameter(columns, conditions) };
  }
  // LIMIT and OFFSET in a sub-query count for each parent.
  columns.push(sql`ROW_NUMBER() OVER (PARTITION BY ${parent}${orderBy}) AS rank`);
  const ranked = sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}`;
  const most = limit === undefined ? Number.MAX_SAFE_INTEGER : offset + limit;
  const skipped = offset === 0 ? raw('') : sql` AND rank > ${param(offset)}`;
  const body = sql`SELECT * FROM (${ranked}) WHERE rank <= ${param(most)}${skipped} ORDER BY parent, rank`;
  return { sql: body, selected, parentsAt: lastParameter(columns, conditions) };
}

function lastParameter(...clauses: readonly (readonly Fragment[])[]): number {
  return clauses.flat().reduce((sum, { params }) => sum + params.length, -1);
}

export function runRecords(env: Environment, query: SoqlQuery, scope: NameScope): QueryRow[] {
  const plan = planRecords(env, query, scope);
  env.requireAccess();
  return readRows(env, plan, env.context.store.allArrays(plan.sql.sql, plan.sql.params));
}

function readRows(env: Environment, { selected, object, children }: RecordPlan, rows: readonly SqlColumns[]): QueryRow[] {
  const { root, width } = selected;
  const found = children.map((child) =>
    runChildren(
      env,
      child,
      rows.map((row) => row[width] as string),
    ),
  );
  return rows.map((row) => readRecord(root, object.apiName, row[width] as string, row, found));
}

/** The plan of a child sub-query. @throws SoqlError when the parent has no such children */
function planChildren(env: Environment, query: SoqlQuery, parent: SObjectDef): RecordPlan {
  const { schema } = env.context.store;
  const name = query.from.path.at(-1) ?? '';
  const relation = schema.childRelationship(parent, name);
  const child = relation && schema.object(relation.childObject);
  const lookup = relation && child && schema.field(child, relation.field);
  if (!child || !lookup) throw noSuchChildRelationship(name, query.from.position);
  // A statement of its own.
  env.continueAliases(0);
  return planRecords(env, query, env.selected.scopeOver(child, query), lookup);
}

/** Runs a child sub-query once for all parents. */
function runChildren(env: Environment, plan: RecordPlan, parents: readonly string[]): ChildRows {
  const groups = new Map<string, QueryRow[]>();
  if (parents.length === 0) return new Map();
  const ids = JSON.stringify(parents);
  const params = plan.sql.params.with(plan.parentsAt ?? 0, ids);
  const found = env.context.store.allArrays(plan.sql.sql, params);
  const parentAt = plan.selected.width + (plan.object.fields.has('id') ? 1 : 0);
  readRows(env, plan, found).forEach((row, index) => {
    const parent = found[index]?.[parentAt] as string;
    const group = groups.get(parent);
    if (group) group.push(row);
    else groups.set(parent, [row]);
  });
  return new Map([...groups].map(([id, list]): [string, QueryRows] => [id, { totalSize: list.length, rows: list }]));
}
