import { UnsupportedFeatureError, type FieldValue } from '../../metadata/index.ts';
import { join, sql, type Fragment } from '../../soql/index.ts';
import { fromSql, type SqlValue } from '../../store/index.ts';
import type { BucketDef, GroupingDef, ReportDef } from '../definition/report-types.ts';
import { AnalyticsError, invalid } from '../errors.ts';
import { needed, type FindColumn } from './filters.ts';
import type { LayoutColumn } from './layout.ts';
import { periodOf, type Calendar } from './period.ts';
import type { ReportRows } from './rows.ts';
import { kindOf, type ColumnKind } from './values.ts';

/** A grouping as SQL, with how its values are read and put in order. */
export interface GroupPlan {
  readonly definition: GroupingDef;
  readonly name: string;
  readonly column: LayoutColumn;
  readonly bucket?: BucketDef;
  readonly kind: ColumnKind;
  /** What rows are grouped by. */
  readonly value: Fragment;
  /** The value is a record's id; the record's name is what the group is called. */
  readonly named: boolean;
  read(value: SqlValue | undefined): FieldValue;
}

const DATE_KINDS: ReadonlySet<ColumnKind> = new Set(['date', 'datetime']);

/** Groups of long text and of several values at once do not exist on the platform. */
const NOT_GROUPABLE: ReadonlySet<string> = new Set(['LongTextArea', 'Html', 'EncryptedText', 'Base64', 'Location', 'Address']);

export function planGroup(rows: ReportRows, report: ReportDef, find: FindColumn, definition: GroupingDef): GroupPlan {
  const bucket = report.buckets.find(({ name }) => name.toLowerCase() === definition.field.toLowerCase());
  if (bucket) return planBucket(rows, find, definition, bucket);
  const column = find(definition.field);
  const kind = kindOf(column.field);
  if (NOT_GROUPABLE.has(column.field.type)) throw invalid(`Rows cannot be grouped by ${column.name}`);
  const expression = needed(rows, column);
  const base = { definition, name: column.name, column, kind, named: false };
  if (DATE_KINDS.has(kind)) return { ...base, value: periodValue(rows, definition, expression.value), read: asIs };
  if (definition.granularity !== 'None' && definition.granularity !== 'Day')
    throw invalid(`Rows cannot be grouped by ${definition.granularity} of ${column.name}, which is not a date`);
  if (!column.labelPath) return { ...base, value: expression.value, read: (value) => fromSql(column.field, value) };
  if (!rows.resolve(column, column.labelPath))
    throw new AnalyticsError('FORBIDDEN', `You have no access to the names behind ${column.name}`);
  return { ...base, value: expression.value, named: true, read: asIs };
}

function asIs(value: SqlValue | undefined): FieldValue {
  return value === undefined ? null : typeof value === 'bigint' ? Number(value) : value;
}

/** Embedded as text, so that SQLite sees the same expression wherever it stands. */
function periodValue(rows: ReportRows, { granularity }: GroupingDef, value: Fragment): Fragment {
  const { zone, firstDayOfWeek, fiscalYearStartMonth } = rows.env.dates;
  const calendar: Calendar = { zone, firstDayOfWeek, fiscalYearStartMonth };
  const name = `report_period_${granularity}_${zone.replaceAll(/\W/g, '_')}_${firstDayOfWeek}_${fiscalYearStartMonth}`;
  rows.env.context.store.defineFunction(name, (moment) => periodOf(granularity, moment as string | number | null, calendar));
  return sql`${name}(${value})`;
}

function planBucket(rows: ReportRows, find: FindColumn, definition: GroupingDef, bucket: BucketDef): GroupPlan {
  const column = find(bucket.source);
  const { value } = needed(rows, column);
  const base = { definition, name: bucket.name, column, bucket, kind: 'text' as const, named: false, read: asIs };
  if (bucket.kind === 'number') {
    if (kindOf(column.field) !== 'number') throw invalid(`The bucket ${bucket.name} needs a number, which ${column.name} is not`);
    return { ...base, value: numberBucket(bucket, value) };
  }
  if (DATE_KINDS.has(kindOf(column.field)) || kindOf(column.field) === 'number')
    throw new UnsupportedFeatureError(`the ${bucket.kind} bucket ${bucket.name} over the ${column.field.type} field ${column.name}`);
  const cases = bucket.values.map(
    ({ values, label }) =>
      sql`WHEN ${value} IN (${join(
        values.map((one) => text(one)),
        ', ',
      )}) THEN ${text(label)}`,
  );
  const other = bucket.otherLabel === undefined ? value : text(bucket.otherLabel);
  return { ...base, value: sql`CASE ${join(cases, ' ')} WHEN ${value} IS NULL THEN NULL ELSE ${other} END` };
}

/** More than `from`, up to `to`. */
function numberBucket(bucket: BucketDef, value: Fragment): Fragment {
  const number = bucket.nullAsZero ? sql`COALESCE(${value}, 0)` : value;
  const cases = bucket.values.map(({ from, to, label }) => {
    const bounds = [
      from === undefined ? undefined : sql`${number} > ${String(from)}`,
      to === undefined ? undefined : sql`${number} <= ${String(to)}`,
    ];
    const both = bounds.filter((bound) => bound !== undefined);
    if (both.length === 0) throw invalid(`The bucket value ${label} of ${bucket.name} has neither a lower nor an upper bound`);
    return sql`WHEN ${join(both, ' AND ')} THEN ${text(label)}`;
  });
  return sql`CASE ${join(cases, ' ')} END`;
}

function text(value: string): Fragment {
  return sql`${`'${value.replaceAll("'", "''")}'`}`;
}
