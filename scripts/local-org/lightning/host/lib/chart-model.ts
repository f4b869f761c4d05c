import type { Group, ReportResult } from './analytics.ts';

export type ChartKind = 'bar' | 'column' | 'line' | 'pie' | 'donut';

/** What a chart shows: names on one axis, one or more series of numbers. */
export interface ChartModel {
  readonly kind: ChartKind;
  readonly stacked: boolean;
  readonly legend: 'top' | 'right' | 'bottom' | undefined;
  readonly labels: readonly string[];
  /** The group behind each label. */
  readonly groups: readonly Group[];
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly texts: readonly string[] }[];
  /** The summary over all groups, which stands in the middle of a donut. */
  readonly total: string;
}

/** A piece of a pie or donut. */
export interface Slice {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  /** Places of its groups; small ones share a piece. */
  readonly groups: readonly number[];
}

/** More pieces than this cannot be told apart by colour. */
const MOST_SLICES = 9;

/** The pieces of a pie or donut, as its groups are sorted; of many groups the smaller ones share the last piece. */
export function slicesOf({ labels, series }: ChartModel, others: (count: number) => string): Slice[] {
  const [only] = series;
  const value = (at: number): number => only?.values[at] ?? 0;
  const all = labels.map((_, at) => at);
  const alone = labels.length > MOST_SLICES + 1 ? [...all].sort((a, b) => value(b) - value(a)).slice(0, MOST_SLICES) : all;
  const shared = all.filter((at) => !alone.includes(at));
  const slices = all
    .filter((at) => alone.includes(at))
    .map((at): Slice => ({ label: labels[at] ?? '', value: value(at), text: only?.texts[at] ?? '', groups: [at] }));
  if (shared.length === 0) return slices;
  const sum = shared.reduce((before, at) => before + value(at), 0);
  return [...slices, { label: others(shared.length), value: sum, text: '', groups: shared }];
}

export interface ChartRequest {
  /** e.g. `HorizontalBarStacked`, `Column`, `Donut`. */
  readonly type: string;
  readonly summaries: readonly string[];
  readonly groupings: readonly string[];
  readonly stacked: boolean;
  readonly legend: string | undefined;
  readonly maxGroups: number | undefined;
}

/** The chart of a report's groups. @throws Error naming a chart type that the host does not draw. */
export function chartModel(result: ReportResult, request: ChartRequest): ChartModel {
  const kind = kindOf(request.type);
  const names = result.reportMetadata.aggregates;
  const chosen = request.summaries.map((name) => names.indexOf(name)).filter((index) => index >= 0);
  const summaries = chosen.length ? chosen : [names.length - 1];
  const down = result.groupingsDown.groupings.slice(0, request.maxGroups);
  const value = (key: string, index: number): { value: number | null; text: string } => {
    const aggregate = result.factMap[key]?.aggregates[index];
    return { value: typeof aggregate?.value === 'number' ? aggregate.value : null, text: aggregate?.label ?? '' };
  };
  const seriesOf = (label: string, keys: readonly string[], index: number): ChartModel['series'][number] => {
    const found = keys.map((key) => value(key, index));
    return { label, values: found.map((one) => one.value), texts: found.map(({ text }) => text) };
  };
  const across = result.groupingsAcross.groupings;
  const inner = innerGroups(down);
  const split = request.groupings.length > 1 || request.stacked;
  const [first = 0] = summaries;
  const series =
    split && across.length
      ? across.map((group) =>
          seriesOf(
            group.label,
            down.map(({ key }) => `${key}!${group.key}`),
            first,
          ),
        )
      : split && inner.length
        ? inner.map((label) =>
            seriesOf(
              label,
              down.map((group) => `${group.groupings.find((one) => one.label === label)?.key ?? ''}!T`),
              first,
            ),
          )
        : summaries.map((index) =>
            seriesOf(
              summaryLabel(result, names[index] ?? ''),
              down.map(({ key }) => `${key}!T`),
              index,
            ),
          );
  const legend = legendOf(request.legend, kind, series.length);
  return {
    kind,
    stacked: request.stacked || /Stacked/.test(request.type),
    legend,
    labels: down.map(({ label }) => label),
    groups: down,
    series,
    total: result.factMap['T!T']?.aggregates[first]?.label ?? '',
  };
}

function innerGroups(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap(({ groupings }) => groupings.map(({ label }) => label)))];
}

function summaryLabel(result: ReportResult, name: string): string {
  return result.reportExtendedMetadata.aggregateColumnInfo[name]?.label ?? name;
}

function kindOf(type: string): ChartKind {
  const name = type.replace(/(Grouped|Stacked100|Stacked|Cumulative)$/, '');
  const known: Readonly<Record<string, ChartKind>> = {
    ...{ HorizontalBar: 'bar', Bar: 'bar', VerticalColumn: 'column', Column: 'column', Line: 'line', LineCumulative: 'line' },
    ...{ Pie: 'pie', Donut: 'donut' },
  };
  const kind = known[name];
  if (!kind) throw new Error(`Charts of type ${type} are not supported`);
  return kind;
}

function legendOf(position: string | undefined, kind: ChartKind, series: number): ChartModel['legend'] {
  if (kind === 'pie' || kind === 'donut') return position === 'bottom' ? 'bottom' : 'right';
  if (series < 2) return undefined;
  return position === 'right' || position === 'bottom' ? position : 'top';
}
