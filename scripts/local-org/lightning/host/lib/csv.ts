import type { Grid, GridRow } from './report-rows.ts';

/** A cell that a spreadsheet would take for a formula is written as text; numbers and the sign for nothing are none. */
const FORMULA = /^(?!-$)[=+\-@\t\r](?!\d[\d\s.,]*$)/;

/** A table as CSV (RFC 4180), the groups of each row in columns before it. Give every group unfolded. */
export function gridCsv(grid: Grid, groupLabels: readonly string[]): string {
  const path: string[] = [];
  const lines = grid.rows.flatMap((row) => {
    const groups = groupsOf(row, path, groupLabels.length);
    return [[...groups, ...row.cells.map(({ text }) => text)]];
  });
  const head = [...groupLabels, ...grid.columns.map(({ label }) => label)];
  return [head, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n');
}

function groupsOf(row: GridRow, path: string[], levels: number): string[] {
  if (levels === 0) return [];
  if (row.kind !== 'detail') path.splice(row.level, path.length, row.label);
  return Array.from({ length: levels }, (_, level) => path[level] ?? '');
}

function quoted(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
