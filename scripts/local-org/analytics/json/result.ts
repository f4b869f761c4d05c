import type { FieldValue } from '../../metadata/index.ts';
import type { SummaryFormula } from '../compile/formulas.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { ROW_COUNT, type SummaryPlan } from '../compile/summaries.ts';
import { kindOf } from '../compile/values.ts';
import type { GroupNode } from '../run/groups.ts';
import { EMPTY } from '../run/labels.ts';
import { type ReportFacts } from '../run/run-report.ts';
import type { Tally } from '../run/tally.ts';

type Json = Readonly<Record<string, unknown>>;

/** A fact of the fact map: the summaries of one combination of groups, and its rows. */
interface Fact {
  readonly aggregates: readonly { readonly label: string; readonly value: number | string | null }[];
  readonly rows?: readonly Json[];
}

/**
 * The fact map and the groups it is keyed by.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_factmap_example.htm
 */
export function resultJson(facts: ReportFacts): Json {
  const { plan, down, across } = facts;
  const factMap: Record<string, Fact> = {};
  const downNodes = allNodes(down.roots);
  const acrossNodes = allNodes(across.roots);
  const downDepth = plan.downCount;
  const acrossDepth = plan.groups.length - plan.downCount;
  for (const a of [undefined, ...downNodes]) {
    for (const b of [undefined, ...acrossNodes]) {
      const innermost = depth(a) === downDepth && depth(b) === acrossDepth;
      factMap[`${a?.key ?? 'T'}!${b?.key ?? 'T'}`] = fact(facts, a, b, innermost);
    }
  }
  return {
    allData: facts.allData,
    factMap,
    groupingsAcross: { groupings: across.roots.map((node) => groupJson(node)) },
    groupingsDown: { groupings: down.roots.map((node) => groupJson(node)) },
    hasDetailRows: facts.withDetails,
  };
}

function allNodes(nodes: readonly GroupNode[]): GroupNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

function depth(node: GroupNode | undefined): number {
  return node ? node.key.split('_').length : 0;
}

function groupJson({ key, label, value, children }: GroupNode): Json {
  return { groupings: children.map(groupJson), key, label, value };
}

function fact(facts: ReportFacts, down: GroupNode | undefined, across: GroupNode | undefined, innermost: boolean): Fact {
  const { plan, labels } = facts;
  const tally = facts.tally(down?.path ?? '', across?.path ?? '');
  const summaries = plan.summaries.filter(({ hidden }) => !hidden).map((summary) => summaryCell(facts, summary, tally));
  const formulas = plan.formulas.map((formula) => formulaCell(facts, formula, tally, levelOf(plan, down, across)));
  const aggregates = [...summaries, ...formulas, { label: labels.number(tally.rows, 0), value: tally.rows }];
  if (!facts.withDetails) return { aggregates };
  const rows = innermost ? (facts.details(down?.path ?? '', across?.path ?? '') ?? []) : [];
  const cells = (row: (typeof rows)[number]): Json => ({
    // The value of a name is the record that has it, so that clients can link to it.
    dataCells: row.map(({ value, label, record }, index) => ({ label, value: cellValue(plan, index, record ?? value) })),
  });
  return { aggregates, rows: rows.map(cells) };
}

function summaryCell({ labels }: ReportFacts, summary: SummaryPlan, tally: Tally): { label: string; value: number | string | null } {
  const value = tally.value(summary.name);
  if (value === null) return { label: EMPTY, value: null };
  const { column, kind } = summary;
  if (typeof value === 'string' || kindOf(column.field) === 'datetime')
    return { label: labels.cell(column, value), value: typeof value === 'string' ? value : isoMoment(value) };
  const scale = kind === 'Unique' || kindOf(column.field) === 'boolean' ? 0 : (column.field.scale ?? 0);
  return { label: labels.number(value, kind === 'Average' ? Math.max(2, scale) : scale, column.field.type === 'Percent'), value };
}

/** Which grouping a fact belongs to, as formula contexts name it: the innermost column on each axis, or the grand summary. */
function levelOf(plan: ReportPlan, down: GroupNode | undefined, across: GroupNode | undefined): { down: string; across: string } {
  const name = (node: GroupNode | undefined, from: number): string =>
    node ? (plan.groups[from + depth(node) - 1]?.definition.field ?? '') : 'GRAND_SUMMARY';
  return { down: name(down, 0), across: name(across, plan.downCount) };
}

function formulaCell(
  { labels }: ReportFacts,
  formula: SummaryFormula,
  tally: Tally,
  level: { down: string; across: string },
): { label: string; value: number | null } {
  const { definition } = formula;
  const fits = (context: string | undefined, at: string): boolean => context === undefined || context.toLowerCase() === at.toLowerCase();
  const value = fits(definition.down, level.down) && fits(definition.across, level.across) ? formula.evaluate(tally) : null;
  if (value === null) return { label: EMPTY, value: null };
  if (definition.type !== 'percent') return { label: labels.number(value, definition.scale), value };
  // Percentages are shown, and given, in hundredths.
  const percent = Number((value * 100).toPrecision(15));
  return { label: labels.number(percent, definition.scale, true), value: percent };
}

/**
 * Percentages stand in hundredths, amounts of money apart from their currency, which an org with one currency does not name.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_get_reportdata.htm
 */
function cellValue(plan: ReportPlan, index: number, value: FieldValue): FieldValue | Json {
  const field = plan.details[index]?.field;
  if (!field || typeof value !== 'number') return value;
  if (field.type === 'Currency') return { amount: value, currency: null };
  return kindOf(field) === 'datetime' ? isoMoment(value) : value;
}

function isoMoment(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The value of one summary at the top of a report, as metrics and gauges show it. */
export function grandTotal(facts: ReportFacts, name: string): number | null {
  const tally = facts.tally('', '');
  const formula = facts.plan.formulas.find(({ definition }) => definition.name === name);
  return formula ? formula.evaluate(tally) : tally.summary(name === '' ? ROW_COUNT : name);
}
