import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { SqlRow } from '../store/index.ts';
import type { Environment } from './environment.ts';
import { noSuchChildRelationship } from './errors.ts';
import type { NameScope } from './names.ts';
import { readRecord, type ChildRows } from './rows.ts';
import { select, type Selected } from './selected.ts';
import { limitClause, numberOf, orderTerms, rowConditions, whereClause } from './sql/clauses.ts';
import { translateCondition } from './sql/condition.ts';
import { Expressions } from './sql/expression.ts';
import { join, param, raw, sql, type Fragment } from './sql/fragment.ts';
import { Source } from './sql/source.ts';
import type { SoqlQuery } from './syntax/ast.ts';
import type { QueryRow, QueryRows } from './types.ts';

/** The SQL of a query for records, and how to read its rows. */
export interface RecordPlan {
  readonly sql: Fragment;
  readonly selected: Selected;
  readonly object: SObjectDef;
}

/** Children of these parents only, with the parent's id in column `parent`. */
interface ChildrenOf {
  readonly lookup: FieldDef;
  readonly parents: readonly string[];
}

export function planRecords(env: Environment, query: SoqlQuery, scope: NameScope, childrenOf?: ChildrenOf): RecordPlan {
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
  if (!childrenOf) {
    const body = sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}${orderBy}${limitClause(env, query)}`;
    return { sql: body, selected, object: scope.object };
  }
  const parent = raw(`${source.alias}.${env.context.store.column(scope.object, childrenOf.lookup)}`);
  conditions.push(sql`${parent} IN (SELECT value FROM json_each(${param(JSON.stringify(childrenOf.parents))}))`);
  columns.push(sql`${parent} AS parent`);
  const limit = numberOf(env, query.limit, 'LIMIT');
  const offset = numberOf(env, query.offset, 'OFFSET') ?? 0;
  if (limit === undefined && offset === 0) {
    return {
      sql: sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}${orderBy}`,
      selected,
      object: scope.object,
    };
  }
  // LIMIT and OFFSET in a sub-query count for each parent.
  columns.push(sql`ROW_NUMBER() OVER (PARTITION BY ${parent}${orderBy}) AS rank`);
  const ranked = sql`SELECT ${join(columns, ', ')} FROM ${source.from()}${whereClause(conditions)}`;
  const most = limit === undefined ? Number.MAX_SAFE_INTEGER : offset + limit;
  const skipped = offset === 0 ? raw('') : sql` AND rank > ${param(offset)}`;
  const body = sql`SELECT * FROM (${ranked}) WHERE rank <= ${param(most)}${skipped} ORDER BY parent, rank`;
  return { sql: body, selected, object: scope.object };
}

export function runRecords(env: Environment, query: SoqlQuery, scope: NameScope): QueryRow[] {
  const plan = planRecords(env, query, scope);
  if (env.isUserMode) planAllChildren(env, plan);
  env.requireAccess();
  const rows = env.context.store.all(plan.sql.sql, plan.sql.params);
  return readRows(env, plan, rows);
}

function readRows(env: Environment, { selected, object }: RecordPlan, rows: readonly SqlRow[]): QueryRow[] {
  const ids = rows.map((row) => row.id as string);
  const children = selected.childQueries.map((query) => runChildren(env, query, object, ids));
  return rows.map((row) => readRecord(selected.root, object.apiName, row.id as string, row, children));
}

/** Resolves the names of all child sub-queries, so that what is inaccessible is known before anything runs. */
function planAllChildren(env: Environment, { selected, object }: RecordPlan): void {
  for (const query of selected.childQueries) planAllChildren(env, planChildren(env, query, object, []));
}

/** The plan of a child sub-query. @throws SoqlError when the parent has no such children */
function planChildren(env: Environment, query: SoqlQuery, parent: SObjectDef, parents: readonly string[]): RecordPlan {
  const { schema } = env.context.store;
  const name = query.from.path.at(-1) ?? '';
  const relation = schema.childRelationship(parent, name);
  const child = relation && schema.object(relation.childObject);
  const lookup = relation && child && schema.field(child, relation.field);
  if (!child || !lookup) throw noSuchChildRelationship(name, query.from.position);
  // A statement of its own.
  env.continueAliases(0);
  return planRecords(env, query, env.selected.scopeOver(child, query), { lookup, parents });
}

/** Runs a child sub-query once for all parents. */
function runChildren(env: Environment, query: SoqlQuery, parent: SObjectDef, parents: readonly string[]): ChildRows {
  const plan = planChildren(env, query, parent, parents);
  if (parents.length === 0) return new Map();
  const sqlRows = env.context.store.all(plan.sql.sql, plan.sql.params);
  const rows = readRows(env, plan, sqlRows);
  const groups = new Map<string, QueryRow[]>();
  sqlRows.forEach((sqlRow, index) => {
    const row = rows[index];
    const group = groups.get(sqlRow.parent as string);
    if (!row) return;
    if (group) group.push(row);
    else groups.set(sqlRow.parent as string, [row]);
  });
  return new Map([...groups].map(([id, list]): [string, QueryRows] => [id, { totalSize: list.length, rows: list }]));
}
