import type { SqlRow } from '../../store/index.ts';
import { join, raw, sql, type Fragment } from '../../soql/index.ts';
import type { FormulaScope } from '../compile/formulas.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { addsUp, ROW_COUNT, summaryParts, type SummaryPlan } from '../compile/summaries.ts';

/** Everything summed up over the rows of one group. Tallies of groups that share no rows can be added. */
export class Tally implements FormulaScope {
  rows = 0;
  readonly #summaries: readonly SummaryPlan[];
  readonly #parts: (number | string | null)[][];
  /** Finds the tally of a group above; set when the groups stand in their places. */
  ancestor: ((levels: readonly string[]) => Tally | undefined) | undefined;
  /** Finds the tally of a group before. */
  before: ((level: string, places: number) => Tally | undefined) | undefined;

  constructor(summaries: readonly SummaryPlan[]) {
    this.#summaries = summaries;
    this.#parts = summaries.map(() => []);
  }

  /** Adds a row of the group query: its columns `n` and `p0`, `p1`, … */
  addRow(row: SqlRow): void {
    this.rows += Number(row.n);
    let at = 0;
    this.#summaries.forEach((summary, index) => {
      const count = summary.kind === 'Average' ? 2 : 1;
      const parts = Array.from({ length: count }, (_, part) => row[`p${at + part}`] ?? null) as (number | string | null)[];
      at += count;
      this.#merge(index, summary, parts);
    });
  }

  add(other: Tally): void {
    this.rows += other.rows;
    this.#summaries.forEach((summary, index) => this.#merge(index, summary, other.#parts[index] ?? []));
  }

  /** Sets the parts of a summary that does not follow from the groups inside. */
  set(index: number, parts: readonly (number | string | null)[]): void {
    this.#parts[index] = [...parts];
  }

  summary(name: string): number | null {
    const value = this.value(name);
    return typeof value === 'number' ? value : null;
  }

  /** The summary's value: a number, or for the first and last of dates what the column holds; null when nothing was summed up. */
  value(name: string): number | string | null {
    if (name === ROW_COUNT) return this.rows;
    const index = this.#summaries.findIndex((summary) => summary.name === name);
    const summary = this.#summaries[index];
    const [first = null, second = null] = this.#parts[index] ?? [];
    if (!summary) return null;
    // Sums and counts of nothing are nothing and zero: https://help.salesforce.com/s/articleView?id=analytics.reports_summarize.htm
    if (summary.kind === 'Sum' || summary.kind === 'Unique') return Number(first ?? 0);
    if (summary.kind !== 'Average') return first;
    return first === null || Number(second) === 0 ? null : Number(first) / Number(second);
  }

  previous(level: string, places: number): Tally | undefined {
    return this.before?.(level, places);
  }

  parent(levels: readonly string[]): Tally | undefined {
    return this.ancestor?.(levels);
  }

  #merge(index: number, { kind }: SummaryPlan, parts: readonly (number | string | null)[]): void {
    const own = this.#parts[index] as (number | string | null)[];
    if (own.length === 0) own.push(...parts);
    else if (kind === 'Minimum' || kind === 'Maximum') own[0] = extreme(kind, own[0] ?? null, parts[0] ?? null);
    else parts.forEach((part, at) => (own[at] = part === null ? (own[at] ?? null) : Number(own[at] ?? 0) + Number(part)));
  }
}

function extreme(kind: 'Minimum' | 'Maximum', a: number | string | null, b: number | string | null): number | string | null {
  if (a === null || b === null) return a ?? b;
  return a < b === (kind === 'Minimum') ? a : b;
}

/** What the group query selects to fill tallies, besides the groups. */
export function tallyColumns(plan: ReportPlan): Fragment[] {
  // What each level works out for itself is not worked out here.
  const isSeparate = (summary: SummaryPlan): boolean => !addsUp(summary) && plan.report.rowLimit === undefined;
  const parts = plan.summaries.flatMap((summary) => summaryParts(summary).map((part) => (isSeparate(summary) ? raw('NULL') : part)));
  return [sql`COUNT(*) AS n`, ...parts.map((part, index) => sql`${part} AS p${String(index)}`)];
}

/** A text that tells the groups of a row from all others; the same in every query of the plan. */
export function groupKey(values: readonly Fragment[]): Fragment {
  return values.length === 0 ? sql`''` : sql`json_array(${join(values, ', ')})`;
}
