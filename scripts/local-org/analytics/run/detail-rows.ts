import type { FieldValue } from '../../metadata/index.ts';
import { join, param, raw, sql } from '../../soql/index.ts';
import { detailQuery } from '../compile/details.ts';
import type { ReportPlan } from '../compile/plan.ts';
import type { GroupTree } from './groups.ts';
import type { Labels } from './labels.ts';
import { groupKey } from './tally.ts';

/** Detail rows a run gives at most. https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_limits_limitations.htm */
export const MOST_DETAILS = 2000;

export interface DetailCell {
  readonly value: FieldValue;
  readonly label: string;
  /** Of a name: the record that has it. */
  readonly record?: FieldValue;
}

/** Where the innermost groups stand, by key. */
type Places = ReadonlyMap<string, { readonly down: string; readonly across: string; readonly rows: number }>;

/** The first rows in the order of the groups. */
export function detailRows(
  plan: ReportPlan,
  labels: Labels,
  places: Places,
  down: GroupTree,
  across: GroupTree,
  total: number,
): Map<string, DetailCell[][]> {
  const { context, report } = plan;
  const { rows, groups, cells: details, sort } = detailQuery(plan);
  const key = groupKey(groups);
  const selected = [
    sql`${key} AS k`,
    ...details.map(({ expression }, index) => sql`${expression.value} AS d${String(index)}`),
    ...details.flatMap(({ label }, index) => (label ? [sql`${label.value} AS n${String(index)}`] : [])),
    ...details.flatMap(({ record }, index) => (record ? [sql`${record.value} AS r${String(index)}`] : [])),
  ];
  const shown = total > MOST_DETAILS && groups.length > 0 ? firstGroups(places, down, across) : undefined;
  const rank = shown && new Map(shown.map((one, index) => [one, index]));
  if (rank) context.store.defineFunction('report_group_rank', (one) => rank.get(String(one)) ?? -1);
  const only = rank ? [sql`report_group_rank(${key}) >= 0`] : [];
  const order = [
    ...(rank ? [sql`report_group_rank(${key})`] : []),
    ...(sort ? [sql`${sort.value}${sort.descending ? ' DESC' : ''}`] : []),
    ...plan.layout.tables.map((_, index) => raw(`${rows.alias(index)}."Id"`)),
  ];
  const most = Math.min(MOST_DETAILS, report.rowLimit ?? MOST_DETAILS);
  const query = sql`SELECT ${join(selected, ', ')} ${rows.from(only)} ORDER BY ${join(order, ', ')} LIMIT ${param(most)}`;
  const result = new Map<string, DetailCell[][]>();
  for (const row of context.store.all(query.sql, query.params)) {
    const place = places.get(groups.length === 0 ? '' : String(row.k)) ?? { down: '', across: '' };
    const cells = details.map(({ column, expression, record }, index): DetailCell => {
      const value = expression.read(row[`d${index}`]);
      const cell = { value, label: labels.cell(column, value, row[`n${index}`] as FieldValue) };
      return record ? { ...cell, record: record.read(row[`r${index}`]) } : cell;
    });
    const at = `${place.down}\n${place.across}`;
    const list = result.get(at);
    if (list) list.push(cells);
    else result.set(at, [cells]);
  }
  return result;
}

/** Keys of the innermost groups, in order, until they have enough rows. */
function firstGroups(places: Places, down: GroupTree, across: GroupTree): string[] {
  const keyOf = (tree: GroupTree, path: string): number[] => (tree.node(path)?.key ?? '').split('_').map(Number);
  const all = [...places].map(([key, place]) => ({
    key,
    rows: place.rows,
    order: [...keyOf(down, place.down), ...keyOf(across, place.across)],
  }));
  all.sort((a, b) => a.order.map((value, index) => value - (b.order[index] ?? 0)).find((difference) => difference !== 0) ?? 0);
  const chosen: string[] = [];
  let rows = 0;
  for (const { key, rows: more } of all) {
    if (rows >= MOST_DETAILS) break;
    chosen.push(key);
    rows += more;
  }
  return chosen;
}
