import type { Aggregate, Fact, Group, ReportResult } from './analytics.ts';

/** A cell as shown: its text, and where it leads. */
export interface GridCell {
  readonly key: string;
  readonly text: string;
  readonly link: string | undefined;
  readonly numeric: boolean;
}

export interface GridRow {
  readonly key: string;
  readonly kind: 'group' | 'detail' | 'total';
  /** 0 for the outermost group. */
  readonly level: number;
  readonly label: string;
  readonly count: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  readonly cells: readonly GridCell[];
}

export interface GridColumn {
  readonly key: string;
  readonly label: string;
  /** Name to sort by; undefined when the column cannot be sorted by. */
  readonly sortName: string | undefined;
  readonly numeric: boolean;
}

export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
}

const NUMERIC = new Set(['double', 'int', 'currency', 'percent', 'long']);
const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** The facts of a report as rows of a table, groups folded where `collapsed` says so. */
export function reportGrid(result: ReportResult, collapsed: ReadonlySet<string>, total: string): Grid {
  return result.reportMetadata.reportFormat === 'MATRIX' ? matrixGrid(result, collapsed, total) : listGrid(result, collapsed, total);
}

function listGrid(result: ReportResult, collapsed: ReadonlySet<string>, total: string): Grid {
  const { reportMetadata: metadata, reportExtendedMetadata: extended } = result;
  const details = result.hasDetailRows ? metadata.detailColumns : [];
  const detailColumns = details.map((name): GridColumn => {
    const info = extended.detailColumnInfo[name];
    return { key: name, label: info?.label ?? name, sortName: name, numeric: NUMERIC.has(info?.dataType ?? '') };
  });
  const aggregates = metadata.groupingsDown.length ? metadata.aggregates : [];
  // A sum stands under the column it adds up, as on the platform; other summaries have columns of their own.
  const sums = detailColumns.map(({ key }) => aggregates.indexOf(`s!${key}`));
  const apart = aggregates.map((_, index) => index).filter((index) => !sums.includes(index));
  const columns = [...detailColumns, ...apart.map((index) => aggregateColumn(result, aggregates[index] ?? ''))];
  const summary = (key: string, fact: Fact | undefined): GridCell[] =>
    [...sums, ...apart].map((index, column) =>
      index < 0 ? blank(`${key}:${column}`) : aggregateCell(`${key}:${column}`, fact?.aggregates[index]),
    );
  const rowsOf = (key: string, level: number): GridRow[] =>
    (result.hasDetailRows ? (result.factMap[`${key}!T`]?.rows ?? []) : []).map((row, index) => ({
      ...{ key: `${key}#${index}`, kind: 'detail' as const, level, label: '', count: 0, expandable: false, expanded: false },
      cells: [
        ...row.dataCells.map(({ label, value }, column): GridCell => {
          const link = isLink(result, details[column], value) ? `/lightning/r/${value as string}/view` : undefined;
          return { key: `${key}#${index}:${column}`, text: label, link, numeric: detailColumns[column]?.numeric ?? false };
        }),
        ...apart.map((at) => blank(`${key}#${index}:s${at}`)),
      ],
    }));
  const groupRows = (group: Group, level: number): GridRow[] => {
    const fact = result.factMap[`${group.key}!T`];
    const inner = group.groupings.length ? group.groupings.flatMap((child) => groupRows(child, level + 1)) : rowsOf(group.key, level + 1);
    return [
      groupRow(group, level, fact, inner.length > 0, collapsed, summary(group.key, fact)),
      ...(collapsed.has(group.key) ? [] : inner),
    ];
  };
  const groups = result.groupingsDown.groupings;
  const rows = groups.length ? groups.flatMap((group) => groupRows(group, 0)) : rowsOf('T', 0);
  return { columns, rows: groups.length ? [...rows, totalRow(total, summary('T', result.factMap['T!T']))] : rows };
}

function matrixGrid(result: ReportResult, collapsed: ReadonlySet<string>, total: string): Grid {
  const { aggregates } = result.reportMetadata;
  const across = [...leaves(result.groupingsAcross.groupings), { key: 'T', label: total }];
  const columns = across.flatMap(({ key, label }) =>
    aggregates.map((name): GridColumn => {
      const own = aggregateColumn(result, name);
      return { ...own, key: `${key}:${name}`, label: aggregates.length > 1 ? `${label} · ${own.label}` : label };
    }),
  );
  const cells = (down: string): GridCell[] =>
    across.flatMap(({ key }) =>
      aggregates.map((name, index) => aggregateCell(`${down}!${key}:${name}`, result.factMap[`${down}!${key}`]?.aggregates[index])),
    );
  const groupRows = (group: Group, level: number): GridRow[] => {
    const inner = group.groupings.flatMap((child) => groupRows(child, level + 1));
    const row = groupRow(group, level, result.factMap[`${group.key}!T`], inner.length > 0, collapsed, cells(group.key));
    return [row, ...(collapsed.has(group.key) ? [] : inner)];
  };
  const rows = result.groupingsDown.groupings.flatMap((group) => groupRows(group, 0));
  return { columns, rows: [...rows, totalRow(total, cells('T'))] };
}

function leaves(groups: readonly Group[], prefix = ''): { key: string; label: string }[] {
  return groups.flatMap((group) => {
    const label = prefix ? `${prefix} / ${group.label}` : group.label;
    return group.groupings.length ? leaves(group.groupings, label) : [{ key: group.key, label }];
  });
}

function groupRow(
  group: Group,
  level: number,
  fact: Fact | undefined,
  expandable: boolean,
  collapsed: ReadonlySet<string>,
  cells: readonly GridCell[],
): GridRow {
  const count = Number(fact?.aggregates.at(-1)?.value ?? 0);
  return {
    key: group.key,
    kind: 'group',
    level,
    label: group.label,
    count,
    expandable,
    expanded: expandable && !collapsed.has(group.key),
    cells,
  };
}

function totalRow(label: string, cells: readonly GridCell[]): GridRow {
  return { key: 'total', kind: 'total', level: 0, label, count: 0, expandable: false, expanded: false, cells };
}

function aggregateColumn(result: ReportResult, name: string): GridColumn {
  const label = result.reportExtendedMetadata.aggregateColumnInfo[name]?.label ?? name;
  return { key: name, label, sortName: undefined, numeric: true };
}

function aggregateCell(key: string, aggregate: Aggregate | undefined): GridCell {
  return { key, text: aggregate?.label ?? '', link: undefined, numeric: true };
}

function blank(key: string): GridCell {
  return { key, text: '', link: undefined, numeric: false };
}

/** A lookup, or the record's own name or id, leads to a record. */
function isLink(result: ReportResult, column: string | undefined, value: unknown): boolean {
  const info = column === undefined ? undefined : result.reportExtendedMetadata.detailColumnInfo[column];
  return Boolean(info?.isLookup) && typeof value === 'string' && RECORD_ID.test(value);
}

/** Keys of every group that holds others or rows. */
export function groupKeys(result: ReportResult): string[] {
  const all = (groups: readonly Group[]): string[] => groups.flatMap((group) => [group.key, ...all(group.groupings)]);
  return all(result.groupingsDown.groupings);
}
