import type { Fragment, SqlExpression } from '../../soql/index.ts';
import type { ReportDef } from '../definition/report-types.ts';
import { needed, type FindColumn } from './filters.ts';
import { planGroup } from './groups.ts';
import type { LayoutColumn } from './layout.ts';
import type { ReportPlan } from './plan.ts';
import { restrict } from './restrict.ts';
import { ReportRows } from './rows.ts';

/** A cell of the detail rows. */
export interface DetailPlan {
  readonly column: LayoutColumn;
  readonly expression: SqlExpression;
  /** The name of what a lookup points to. */
  readonly label?: SqlExpression;
  /** Of a name: the id of the record that has it. */
  readonly record?: SqlExpression;
}

export interface ReportSort {
  readonly value: Fragment;
  readonly descending: boolean;
}

/** The detail rows as SQL: the rows of the groups again, with the parents that the columns need and the groups do not. */
export interface DetailQuery {
  readonly rows: ReportRows;
  /** The values of the groups a row belongs to. */
  readonly groups: readonly Fragment[];
  readonly cells: readonly DetailPlan[];
  readonly sort?: ReportSort;
}

/** The columns of detail rows. Those that field security hides are left out, as on the platform. */
export function detailColumns(rows: ReportRows, report: ReportDef, find: FindColumn): LayoutColumn[] {
  const grouped = new Set([...report.groupingsDown, ...report.groupingsAcross].map(({ field }) => field.toLowerCase()));
  return report.columns
    .filter(({ field }) => !grouped.has(field.toLowerCase()))
    .map(({ field }) => find(field))
    .filter((column) => rows.resolve(column) !== undefined);
}

export function detailQuery({ report, layout, context, find, groups, details }: ReportPlan): DetailQuery {
  const rows = new ReportRows(layout, context);
  const sort = report.sort && sortOf(rows, report.sort, find);
  const query: DetailQuery = {
    rows,
    groups: groups.map(({ definition }) => planGroup(rows, report, find, definition).value),
    cells: details.flatMap((column) => detailOf(rows, column)),
    ...(sort ? { sort } : {}),
  };
  restrict(rows, report, layout, find);
  return query;
}

function detailOf(rows: ReportRows, column: LayoutColumn): DetailPlan[] {
  const expression = rows.value(column);
  if (!expression) return [];
  const label = column.labelPath && rows.value(column, column.labelPath);
  const record = column.field.nameField ? rows.value(column, [...column.path.slice(0, -1), 'Id']) : undefined;
  return [{ column, expression, ...(label ? { label } : {}), ...(record ? { record } : {}) }];
}

export function sortOf(rows: ReportRows, sort: NonNullable<ReportDef['sort']>, find: FindColumn): ReportSort {
  const column = find(sort.column);
  return { value: needed(rows, column, column.labelPath).value, descending: sort.descending };
}
