import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import type { SqlValue } from '../store/index.ts';
import { LINE_ITEM_SUMMARIES, priceBooks } from './prices.ts';
import { saveInternally } from './save.ts';
import type { SaveContext } from './types.ts';
import { filterCondition } from './rollup-filter.ts';
import { summarizedColumn } from './rollup-source.ts';
import { IN_LIST, jsonList, type WorkRow } from './work.ts';

type Filters = NonNullable<NonNullable<FieldDef['summary']>['filters']>;

/** What a roll-up needs of a record. */
export type SummarizedRow = Pick<WorkRow, 'values' | 'old' | 'errors'>;

interface Rollup {
  readonly parent: SObjectDef;
  readonly foreignKey: FieldDef;
  readonly summaries: readonly { field: FieldDef; operation: string; source?: FieldDef; filters: Filters }[];
  /** Values that parents without them take over from their new children. */
  readonly first?: (ctx: SaveContext, rows: readonly SummarizedRow[]) => ReadonlyMap<string, ReadonlyMap<string, FieldValue>>;
}

const lastName = (path: string): string => path.split('.').at(-1) as string;

const known = new WeakMap<Schema, Map<string, Rollup[]>>();

/** Roll-up summary fields over a child object, grouped by parent and foreign key. */
function rollupsOf(schema: Schema, child: SObjectDef): Rollup[] {
  let all = known.get(schema);
  if (!all) known.set(schema, (all = new Map<string, Rollup[]>()));
  let rollups = all.get(child.apiName);
  if (!rollups) all.set(child.apiName, (rollups = findRollups(schema, child)));
  return rollups;
}

/** The amount of an opportunity with products. Undefined for all other objects. */
function standardRollup(schema: Schema, child: SObjectDef): Rollup | undefined {
  const parent = child.apiName === 'OpportunityLineItem' ? schema.object('Opportunity') : undefined;
  const foreignKey = parent && schema.field(child, 'OpportunityId');
  if (!foreignKey) return undefined;
  const summaries = Object.entries(LINE_ITEM_SUMMARIES).flatMap(([name, sourceName]) => {
    const [field, source] = [schema.field(parent, name), sourceName === null ? undefined : schema.field(child, sourceName)];
    return field ? [{ field, operation: source ? 'sum' : 'count', ...(source ? { source } : {}), filters: [] }] : [];
  });
  return { parent, foreignKey, summaries, first: priceBooks };
}

function findRollups(schema: Schema, child: SObjectDef): Rollup[] {
  const standard = standardRollup(schema, child);
  const found: Rollup[] = standard ? [standard] : [];
  for (const parent of schema.objects.values()) {
    const summaries = [...parent.fields.values()].filter((field) => field.summary?.object.toLowerCase() === child.apiName.toLowerCase());
    for (const [foreignKeyName, fields] of Map.groupBy(summaries, (field) => lastName(field.summary?.foreignKey ?? ''))) {
      const foreignKey = schema.field(child, foreignKeyName);
      if (!foreignKey) continue;
      found.push({
        parent,
        foreignKey,
        summaries: fields.map((field) => {
          const source = field.summary?.field === undefined ? undefined : schema.field(child, lastName(field.summary.field));
          const filters = field.summary?.filters ?? [];
          return { field, operation: field.summary?.operation ?? 'count', ...(source ? { source } : {}), filters };
        }),
      });
    }
  }
  return found;
}

/**
 * Recalculates the roll-up summary fields of the parents these records belong to, or belonged to; the parents go through
 * a save of their own, so it continues to grandparents. An error of a parent is an error of its children.
 */
export function updateSummaries(ctx: SaveContext, child: SObjectDef, rows: readonly SummarizedRow[]): void {
  for (const rollup of rollupsOf(ctx.store.schema, child)) {
    const key = rollup.foreignKey.apiName;
    const parentIds = new Set<string>();
    for (const row of rows) {
      for (const id of [row.values.get(key), row.old?.get(key)]) if (typeof id === 'string') parentIds.add(id);
    }
    if (parentIds.size === 0) continue;
    // Two transactions must not both count without each other's records.
    ctx.store.lock([...parentIds]);
    const results = saveInternally(ctx, rollup.parent, changedParents(ctx, child, rollup, parentIds, rows));
    for (const [parentId, errors] of results) {
      for (const row of rows) if (row.values.get(key) === parentId) row.errors.push(...errors);
    }
  }
}

function changedParents(
  ctx: SaveContext,
  child: SObjectDef,
  rollup: Rollup,
  ids: ReadonlySet<string>,
  rows: readonly SummarizedRow[],
): Map<string, Map<string, FieldValue>> {
  const first = rollup.first?.(ctx, rows);
  const totals = calculate(ctx, child, rollup, ids);
  const changed = new Map<string, Map<string, FieldValue>>();
  for (const [id, parent] of ctx.store.read(rollup.parent, [...ids])) {
    if (parent.get('IsDeleted') === true) continue;
    const values = new Map<string, FieldValue>();
    for (const [name, value] of first?.get(id) ?? []) if ((parent.get(name) ?? null) === null) values.set(name, value);
    rollup.summaries.forEach(({ field, operation }, i) => {
      const empty = operation === 'count' || operation === 'sum' ? 0 : null;
      const total = totals.get(id)?.[i] ?? empty;
      const value = field.type === 'Checkbox' ? total !== 0 : total;
      if (value !== (parent.get(field.apiName) ?? null)) values.set(field.apiName, value);
    });
    if (values.size > 0) changed.set(id, values);
  }
  return changed;
}

function calculate(ctx: SaveContext, child: SObjectDef, rollup: Rollup, ids: ReadonlySet<string>): Map<string, FieldValue[]> {
  const { store } = ctx;
  const foreignKey = store.column(child, rollup.foreignKey);
  const deleted = child.fields.get('isdeleted');
  const params: SqlValue[] = [];
  const columns = rollup.summaries.map(({ operation, source, filters }, i) => {
    const over = source ? summarizedColumn(ctx, child, source) : '*';
    const conditions = filters.map((filter) => filterCondition(ctx, child, filter, params));
    const only = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
    return `${operation.toUpperCase()}(${over})${only} AS s${i}`;
  });
  const living = deleted ? ` AND ${store.column(child, deleted)} = 0` : '';
  const sql = `SELECT ${foreignKey} AS parent, ${columns.join(', ')} FROM ${store.table(child)} WHERE ${foreignKey} ${IN_LIST}${living} GROUP BY 1`;
  const totals = new Map<string, FieldValue[]>();
  for (const row of store.all(sql, [...params, jsonList(ids)])) {
    totals.set(
      String(row.parent),
      rollup.summaries.map((_, i) => {
        const value = row[`s${i}`] ?? null;
        // Sums of binary fractions: the digits that a double holds for certain.
        return typeof value === 'number' ? Number(value.toPrecision(15)) : typeof value === 'bigint' ? Number(value) : value;
      }),
    );
  }
  return totals;
}
