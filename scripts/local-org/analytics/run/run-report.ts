import type { FieldValue } from '../../metadata/index.ts';
import type { SqlRow } from '../../store/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { ROW_COUNT, summaryKey } from '../compile/summaries.ts';
import { detailRows, MOST_DETAILS, type DetailCell } from './detail-rows.ts';
import { groupRows, separateSummaries } from './group-rows.ts';
import { ancestorPath, compareValues, GroupTree, pathOf, type GroupNode, type GroupValue } from './groups.ts';
import { Labels } from './labels.ts';
import { recordNames } from './record-names.ts';
import { Tally } from './tally.ts';

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

/** Runs a plan: one query for the groups, one for their names, one for the details, and one or two for what does not add up. */
export function runReport(plan: ReportPlan, options: { readonly details: boolean }): ReportFacts {
  const labels = new Labels(plan.context);
  const [down, across] = [new GroupTree(), new GroupTree()];
  const tallies = new Map<string, Tally>();
  const empty = new Tally(plan.summaries);
  const tally = (a: string, b: string): Tally => tallies.get(`${a}\n${b}`) ?? empty;
  const places = new Map<string, { down: string; across: string; rows: number }>();
  const leaves = leavesOf(plan);
  const names = namesIn(plan, leaves);
  for (const { key, row, tally: leaf } of leaves) {
    const values = plan.groups.map((group, index): GroupValue => {
      const value = group.read(row[`g${index}`]);
      return { value, label: labels.group(group, value, (group.named ? names.get(String(value)) : undefined) ?? null) };
    });
    const [downValues, acrossValues] = [values.slice(0, plan.downCount), values.slice(plan.downCount)];
    down.add(downValues);
    across.add(acrossValues);
    const [downPaths, acrossPaths] = [pathsOf(downValues), pathsOf(acrossValues)];
    for (const a of downPaths) for (const b of acrossPaths) tallyAt(tallies, plan, a, b).add(leaf);
    places.set(key, { down: downPaths.at(-1) ?? '', across: acrossPaths.at(-1) ?? '', rows: leaf.rows });
  }
  for (const { down: a, across: b, index, parts } of separateSummaries(plan)) tallies.get(`${pathTo(a)}\n${pathTo(b)}`)?.set(index, parts);
  linkAncestors(plan, tallies);
  arrange(plan, labels, down, across, tally);
  linkPrevious(plan, tallies, down, across);
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

/** An innermost group: the values of its groups, and its sums. */
interface Leaf {
  readonly key: string;
  readonly row: SqlRow;
  readonly tally: Tally;
}

function leavesOf(plan: ReportPlan): readonly Leaf[] {
  const leaves = new Map<string, Leaf>();
  for (const row of groupRows(plan)) {
    const key = String(row.k);
    let leaf = leaves.get(key);
    if (!leaf) leaves.set(key, (leaf = { key, row, tally: new Tally(plan.summaries) }));
    leaf.tally.addRow(row);
  }
  return [...leaves.values()];
}

/** Names behind the groups that are records. */
function namesIn({ groups, context }: ReportPlan, leaves: readonly Leaf[]): ReadonlyMap<string, string> {
  const ids = new Set<string>();
  groups.forEach(({ named }, index) => {
    if (named) for (const { row } of leaves) if (typeof row[`g${index}`] === 'string') ids.add(String(row[`g${index}`]));
  });
  return recordNames(context.store, [...ids]);
}

function pathTo(values: readonly FieldValue[]): string {
  return values.reduce<string>(pathOf, '');
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

/** PREVGROUPVAL: from a group to one that stands before the outermost group it is in. Call it when the groups are in order. */
function linkPrevious(plan: ReportPlan, tallies: ReadonlyMap<string, Tally>, downTree: GroupTree, acrossTree: GroupTree): void {
  if (plan.formulas.length === 0) return;
  const isOutermost = (at: number, level: string): boolean => plan.groups[at]?.name.toLowerCase() === level.toLowerCase();
  const before = ({ roots }: GroupTree, path: string, places: number): string | undefined => {
    const at = roots.findIndex((root) => root.path === ancestorPath(path, 1));
    return path === '' || at < 0 ? undefined : roots[at - places]?.path;
  };
  for (const [key, tally] of tallies) {
    const [down = '', across = ''] = key.split('\n');
    tally.before = (level, places) => {
      const isDown = isOutermost(0, level);
      const path = isDown ? before(downTree, down, places) : before(acrossTree, across, places);
      return path === undefined ? undefined : tallies.get(isDown ? `${path}\n${across}` : `${down}\n${path}`);
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
