import type { FieldValue } from '../../metadata/index.ts';
import { join, param, raw, sql, type Fragment } from '../../soql/index.ts';
import type { SqlRow } from '../../store/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { addsUp, type SummaryPlan } from '../compile/summaries.ts';
import { partRows } from '../kept/parts.ts';
import { groupKey, tallyColumns } from './tally.ts';

/**
 * The innermost groups: `k` tells them apart, `g0`, `g1`, … are their values, the rest is what a tally reads. A group may come in several
 * rows that share nothing.
 */
export function groupRows(plan: ReportPlan): readonly SqlRow[] {
  const { groups, context } = plan;
  const limit = limited(plan);
  if (limit) {
    const inner = { ...plan, summaries: plan.summaries.map((summary, index) => ({ ...summary, value: raw(`v${index}`) })) };
    const query = sql`SELECT '' AS k, ${join(tallyColumns(inner), ', ')} FROM (${limit})`;
    return context.store.all(query.sql, query.params);
  }
  const inParts = partRows(plan, (frame) => groupQuery(plan, frame));
  if (inParts) return inParts;
  const { sql: text, params } = groupQuery(plan, plan.rows.frame?.condition);
  const found = context.store.all(text, params);
  // Without groups SQL answers with one row even when there is nothing.
  return groups.length === 0 ? found : found.filter((row) => Number(row.n) > 0);
}

/** @param frame the condition in the place of the time frame */
export function groupQuery(plan: ReportPlan, frame: Fragment | undefined): Fragment {
  const { rows, groups } = plan;
  const values = groups.map(({ value }, index) => sql`${value} AS g${String(index)}`);
  const names = groups.map((_, index) => raw(`g${index}`));
  const each = sql`SELECT ${join([...values, ...tallyColumns(plan)], ', ')} ${rows.from([], frame)}`;
  // The key is made once for a group, not once for a row.
  const grouped = groups.length === 0 ? each : sql`${each} GROUP BY ${join(names, ', ')}`;
  return sql`SELECT ${groupKey(names)} AS k, * FROM (${grouped})`;
}

/** The rows a tabular report with a limit has are the first ones; only those are summed up. */
function limited({ report, first, rows, summaries }: ReportPlan): Fragment | undefined {
  if (report.rowLimit === undefined || !first) return undefined;
  const parts = summaries.map(({ value }, index) => sql`${value} AS v${String(index)}`);
  const columns = [...parts, raw('1 AS one')];
  return sql`SELECT ${join(columns, ', ')} ${rows.from()} ORDER BY ${first.value}${first.descending ? ' DESC' : ''}, ${rows.alias(0)}."Id" LIMIT ${param(report.rowLimit)}`;
}

/** A summary of one group that was worked out for it alone. */
export interface SeparateSummary {
  /** Values of the groups it belongs to, from the outermost in. */
  readonly down: readonly FieldValue[];
  readonly across: readonly FieldValue[];
  /** Place among the plan's summaries. */
  readonly index: number;
  readonly parts: readonly (number | string | null)[];
}

interface Level {
  readonly down: number;
  readonly across: number;
}

/**
 * Unique values of a group do not follow from those of the groups inside, nor do sums over records that the rows repeat. The rows are
 * searched once for the different values; each level of groups counts among those.
 */
export function separateSummaries(plan: ReportPlan): SeparateSummary[] {
  const { summaries, groups, downCount, report } = plan;
  const separate = summaries.flatMap((summary, index) => (addsUp(summary) ? [] : [index]));
  if (separate.length === 0 || report.rowLimit !== undefined) return [];
  const levels = Array.from({ length: downCount + 1 }, (_, down) =>
    Array.from({ length: groups.length - downCount + 1 }, (__, across): Level => ({ down, across })),
  ).flat();
  const isOnce = (index: number): boolean => (summaries[index] as SummaryPlan).once;
  const unique = separate.filter((index) => !isOnce(index));
  return [
    ...(unique.length === 0 ? [] : uniqueValues(plan, levels, unique)),
    ...separate.filter(isOnce).flatMap((index) => onceEach(plan, levels, index)),
  ];
}

function uniqueValues(plan: ReportPlan, levels: readonly Level[], indexes: readonly number[]): SeparateSummary[] {
  const values = indexes.map((index) => sql`${(plan.summaries[index] as SummaryPlan).value} AS u${String(index)}`);
  const counts = indexes.map((index) => raw(`COUNT(DISTINCT u${index}) AS u${index}`));
  return atEachLevel(
    plan,
    levels,
    values,
    (names, grouping) => sql`SELECT ${join([...names, ...counts], ', ')} FROM d${grouping}`,
    (row, group) => indexes.map((index) => ({ ...group, index, parts: [row[`u${index}`] as number | null] })),
  );
}

function onceEach(plan: ReportPlan, levels: readonly Level[], index: number): SeparateSummary[] {
  const { value, column } = plan.summaries[index] as SummaryPlan;
  // The plus keeps SQLite from going through all ids in their order instead of searching by the time frame.
  const values = [raw(`+${plan.rows.alias(column.table)}."Id" AS id`), sql`${value} AS v`];
  const each = (names: readonly Fragment[], grouping: Fragment): Fragment => {
    const different = sql`SELECT DISTINCT ${join([...names, raw('id'), raw('v')], ', ')} FROM d`;
    return sql`SELECT ${join([...names, raw('SUM(v) AS v'), raw('COUNT(v) AS w')], ', ')} FROM (${different})${grouping}`;
  };
  return atEachLevel(plan, levels, values, each, (row, group) => [
    { ...group, index, parts: [row.v as number | null, row.w as number | null] },
  ]);
}

/**
 * @param values what the rows are searched for, besides the groups
 * @param query sums up the different values, called `d`, by the groups of a level
 */
function atEachLevel(
  { rows, groups, downCount, context }: ReportPlan,
  levels: readonly Level[],
  values: readonly Fragment[],
  query: (names: readonly Fragment[], grouping: Fragment) => Fragment,
  read: (row: SqlRow, group: Pick<SeparateSummary, 'down' | 'across'>) => SeparateSummary[],
): SeparateSummary[] {
  const different = sql`SELECT DISTINCT ${join([...groups.map(({ value }, index) => sql`${value} AS g${String(index)}`), ...values], ', ')} ${rows.from()}`;
  const has = ({ down, across }: Level, at: number): boolean => (at < downCount ? at < down : at - downCount < across);
  const parts = levels.map((level, number) => {
    const names = groups.map((_, at) => raw(has(level, at) ? `g${at}` : `NULL AS g${at}`));
    const present = groups.flatMap((_, at) => (has(level, at) ? [`g${at}`] : []));
    const grouping = present.length === 0 ? raw('') : raw(` GROUP BY ${present.join(', ')}`);
    return sql`SELECT ${String(number)} AS level, * FROM (${query(names, grouping)})`;
  });
  const all = sql`WITH d AS MATERIALIZED (${different}) ${join(parts, ' UNION ALL ')}`;
  return context.store.all(all.sql, all.params).flatMap((row) => {
    const level = levels[Number(row.level)] as Level;
    const valuesOf = (from: number, count: number): FieldValue[] =>
      groups.slice(from, from + count).map((group: GroupPlan, at) => group.read(row[`g${from + at}`]));
    return read(row, { down: valuesOf(0, level.down), across: valuesOf(downCount, level.across) });
  });
}
