import type { FieldValue } from '../../metadata/index.ts';
import { join, param, raw, sql, type Fragment } from '../../soql/index.ts';
import type { SqlRow } from '../../store/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { ROW_COUNT, summaryKey, type SummaryPlan } from '../compile/summaries.ts';
import { ancestorPath, compareValues, GroupTree, pathOf, type GroupNode, type GroupValue } from './groups.ts';
import { Labels } from './labels.ts';
import { groupKey, separateSummaries, Tally, tallyColumns } from './tally.ts';

/** Detail rows a run gives at most. https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_limits_limitations.htm */
export const MOST_DETAILS = 2000;

export interface DetailCell {
  readonly value: FieldValue;
  readonly label: string;
  /** Of a name: the record that has it. */
  readonly record?: FieldValue;
}

/** A report's numbers. Groups are told by their paths (see {@link pathOf}); '' is the whole axis. */
export interface ReportFacts {
  readonly plan: ReportPlan;
  readonly labels: Labels;
  readonly down: GroupTree;
  readonly across: GroupTree;
  tally(down: string, across: string): Tally;
  /** Rows of the innermost groups; undefined when details were not asked for. */
  details(down: string, across: string): readonly (readonly DetailCell[])[] | undefined;
  readonly withDetails: boolean;
  /** False when there are more rows than were given. The summaries count all of them nevertheless. */
  readonly allData: boolean;
}

/** Runs a plan: one query for the groups, one for the details, and one for each level that counts unique values. */
export function runReport(plan: ReportPlan, options: { readonly details: boolean }): ReportFacts {
  const labels = new Labels(plan.context);
  const [down, across] = [new GroupTree(), new GroupTree()];
  const tallies = new Map<string, Tally>();
  const empty = new Tally(plan.summaries);
  const tally = (a: string, b: string): Tally => tallies.get(`${a}\n${b}`) ?? empty;
  const places = new Map<string, { down: string; across: string; rows: number }>();
  for (const row of groupRows(plan)) {
    const values = plan.groups.map((group, index) => readGroup(labels, group, row, index));
    const [downValues, acrossValues] = [values.slice(0, plan.downCount), values.slice(plan.downCount)];
    down.add(downValues);
    across.add(acrossValues);
    const leaf = new Tally(plan.summaries);
    leaf.addRow(row);
    const [downPaths, acrossPaths] = [pathsOf(downValues), pathsOf(acrossValues)];
    for (const a of downPaths) for (const b of acrossPaths) tallyAt(tallies, plan, a, b).add(leaf);
    places.set(String(row.k), { down: downPaths.at(-1) ?? '', across: acrossPaths.at(-1) ?? '', rows: leaf.rows });
  }
  countSeparately(plan, tallies);
  linkAncestors(plan, tallies);
  arrange(plan, labels, down, across, tally);
  const total = tally('', '').rows;
  const details = options.details ? detailRows(plan, labels, places, down, across, total) : undefined;
  return {
    plan,
    labels,
    down,
    across,
    tally,
    details: (a, b) => details?.get(`${a}\n${b}`) ?? (details ? [] : undefined),
    withDetails: options.details,
    allData: !options.details || total <= MOST_DETAILS,
  };
}

function tallyAt(tallies: Map<string, Tally>, plan: ReportPlan, down: string, across: string): Tally {
  const key = `${down}\n${across}`;
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = new Tally(plan.summaries)));
  return tally;
}

/** The whole axis, the first group, the group in it, … */
function pathsOf(values: readonly GroupValue[]): string[] {
  const paths = [''];
  for (const { value } of values) paths.push(pathOf(paths.at(-1) ?? '', value));
  return paths;
}

function readGroup(labels: Labels, group: GroupPlan, row: SqlRow, index: number): GroupValue {
  const value = group.read(row[`g${index}`]);
  return { value, label: labels.group(group, value, (row[`l${index}`] as FieldValue | undefined) ?? null) };
}

/** The rows a tabular report with a limit has are the first ones; only those are summed up. */
function limited(plan: ReportPlan): Fragment | undefined {
  const { report, sort, rows } = plan;
  if (report.rowLimit === undefined || !sort) return undefined;
  const parts = plan.summaries.map(({ value }, index) => sql`${value} AS v${String(index)}`);
  const columns = [...parts, raw('1 AS one')];
  return sql`SELECT ${join(columns, ', ')} ${rows.from()} ORDER BY ${sort.value}${sort.descending ? ' DESC' : ''}, ${rows.alias(0)}."Id" LIMIT ${param(report.rowLimit)}`;
}

function groupRows(plan: ReportPlan): SqlRow[] {
  const { rows, groups, context } = plan;
  const limit = limited(plan);
  if (limit) {
    const inner = { ...plan, summaries: plan.summaries.map((summary, index) => ({ ...summary, value: raw(`v${index}`) })) };
    const query = sql`SELECT '' AS k, ${join(tallyColumns(inner), ', ')} FROM (${limit})`;
    return context.store.all(query.sql, query.params);
  }
  const values = groups.map(({ value }) => value);
  const selected = [
    sql`${groupKey(values)} AS k`,
    ...values.map((value, index) => sql`${value} AS g${String(index)}`),
    ...groups.flatMap(({ label }, index) => (label ? [sql`${label} AS l${String(index)}`] : [])),
    ...tallyColumns(plan),
  ];
  const grouping = groups.length === 0 ? raw('') : raw(` GROUP BY ${values.map((_, index) => `g${index}`).join(', ')}`);
  const query = sql`SELECT ${join(selected, ', ')} ${rows.from()}${grouping}`;
  const found = context.store.all(query.sql, query.params);
  // Without groups SQL answers with one row even when there is nothing.
  return groups.length === 0 ? found : found.filter((row) => Number(row.n) > 0);
}

/**
 * Unique values of a group do not follow from those of the groups inside, nor do sums over records that the rows repeat: each level
 * has queries of its own.
 */
function countSeparately(plan: ReportPlan, tallies: ReadonlyMap<string, Tally>): void {
  const separate = separateSummaries(plan);
  const { groups, downCount, context, report } = plan;
  if (separate.length === 0 || report.rowLimit !== undefined) return;
  for (let a = 0; a <= downCount; a++) {
    for (let b = 0; b <= groups.length - downCount; b++) {
      const level = [...groups.slice(0, a), ...groups.slice(downCount, downCount + b)];
      for (const { indexes, query } of levelQueries(plan, level, separate)) {
        for (const row of context.store.all(query.sql, query.params)) {
          const path = (from: number, count: number): string =>
            level.slice(from, from + count).reduce((above, group, index) => pathOf(above, group.read(row[`g${from + index}`])), '');
          const tally = tallies.get(`${path(0, a)}\n${path(a, b)}`);
          for (const index of indexes) tally?.set(index, [row[`u${index}`] as number | null, row[`w${index}`] as number | null]);
        }
      }
    }
  }
}

/** One query counts all unique values of a level; each sum over repeated records has its own, over the records it meets. */
function levelQueries(
  plan: ReportPlan,
  level: readonly GroupPlan[],
  separate: readonly number[],
): { indexes: number[]; query: Fragment }[] {
  const { rows, summaries } = plan;
  const values = level.map(({ value }, index) => sql`${value} AS g${String(index)}`);
  const names = level.map((_, index) => `g${index}`);
  const grouping = level.length === 0 ? raw('') : raw(` GROUP BY ${names.join(', ')}`);
  const summaryAt = (index: number): SummaryPlan => summaries[index] as SummaryPlan;
  const unique = separate.filter((index) => !summaryAt(index).once);
  const counts = unique.map((index) => sql`COUNT(DISTINCT ${summaryAt(index).value}) AS u${String(index)}`);
  const queries =
    unique.length === 0 ? [] : [{ indexes: unique, query: sql`SELECT ${join([...values, ...counts], ', ')} ${rows.from()}${grouping}` }];
  for (const index of separate.filter((one) => summaryAt(one).once)) {
    const { value, column } = summaryAt(index);
    const record = raw(`${rows.alias(column.table)}."Id" AS id`);
    const each = sql`SELECT DISTINCT ${join([...values, record, sql`${value} AS v`], ', ')} ${rows.from()}`;
    const selected = [...names.map(raw), raw(`SUM(v) AS u${index}`), raw(`COUNT(v) AS w${index}`)];
    queries.push({ indexes: [index], query: sql`SELECT ${join(selected, ', ')} FROM (${each})${grouping}` });
  }
  return queries;
}

/** PARENTGROUPVAL: from a group to the one above it at a level. */
function linkAncestors(plan: ReportPlan, tallies: ReadonlyMap<string, Tally>): void {
  if (plan.formulas.length === 0) return;
  const names = plan.groups.map(({ name }) => name.toLowerCase());
  for (const [key, tally] of tallies) {
    const [down = '', across = ''] = key.split('\n');
    tally.ancestor = (levels) => {
      let [a, b] = [down, across];
      for (const level of levels) {
        const at = names.indexOf(level.toLowerCase());
        if (level === 'GRAND_SUMMARY') [a, b] = ['', ''];
        else if (level === 'ROW_GRAND_SUMMARY') a = '';
        else if (level === 'COLUMN_GRAND_SUMMARY') b = '';
        else if (at < 0) return undefined;
        else if (at < plan.downCount) a = ancestorPath(a, at + 1);
        else b = ancestorPath(b, at - plan.downCount + 1);
      }
      return tallies.get(`${a}\n${b}`);
    };
  }
}

function arrange(plan: ReportPlan, labels: Labels, down: GroupTree, across: GroupTree, tally: ReportFacts['tally']): void {
  const { collator } = labels;
  const order =
    (sumsOf: (node: GroupNode) => Tally) =>
    (group: GroupPlan, a: GroupNode, b: GroupNode): number => {
      const { sortBy, descending } = group.definition;
      const sign = descending ? -1 : 1;
      const summed = sortBy ? sortValue(plan, sumsOf(a), sortBy) - sortValue(plan, sumsOf(b), sortBy) : 0;
      return sign * (summed !== 0 ? summed : compareValues(group, a, b, collator));
    };
  down.arrange(
    plan.groups.slice(0, plan.downCount),
    order((node) => tally(node.path, '')),
  );
  across.arrange(
    plan.groups.slice(plan.downCount),
    order((node) => tally('', node.path)),
  );
}

function sortValue(plan: ReportPlan, tally: Tally, { column, aggregate }: NonNullable<GroupPlan['definition']['sortBy']>): number {
  if (aggregate === 'RowCount') return tally.summary(ROW_COUNT) ?? 0;
  if (aggregate === 'Formula')
    return plan.formulas.find(({ definition }) => definition.name === column)?.evaluate(tally) ?? Number.NEGATIVE_INFINITY;
  return tally.summary(summaryKey(plan.find(column), aggregate)) ?? Number.NEGATIVE_INFINITY;
}

type Places = ReadonlyMap<string, { readonly down: string; readonly across: string; readonly rows: number }>;

/** The first rows in the order of the groups. */
function detailRows(
  plan: ReportPlan,
  labels: Labels,
  places: Places,
  down: GroupTree,
  across: GroupTree,
  total: number,
): Map<string, DetailCell[][]> {
  const { rows, groups, details, sort, context, report } = plan;
  const key = groupKey(groups.map(({ value }) => value));
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
