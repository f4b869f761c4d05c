import { DURATIONS } from '../compile/intervals.ts';
import type { LayoutColumn, ReportLayout } from '../compile/layout.ts';
import { kindOf } from '../compile/values.ts';
import { GRANULARITIES, type Operator } from '../definition/report-types.ts';
import { daysOfLiteral, formatDay, type DateSetting } from '../../soql/index.ts';
import { apiType, type ColumnNames } from './names.ts';
import { dateLiteral } from '../compile/values.ts';

type Json = Readonly<Record<string, unknown>>;

const OPERATOR_LABELS: Readonly<Record<Exclude<Operator, 'between'>, string>> = {
  equals: 'equals',
  notEqual: 'not equal to',
  lessThan: 'less than',
  greaterThan: 'greater than',
  lessOrEqual: 'less or equal',
  greaterOrEqual: 'greater or equal',
  contains: 'contains',
  notContain: 'does not contain',
  startsWith: 'starts with',
  includes: 'includes',
  excludes: 'excludes',
};

type ApiOperator = keyof typeof OPERATOR_LABELS;
const ORDERED: readonly ApiOperator[] = ['equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'];
const TEXT: readonly ApiOperator[] = [...ORDERED, 'contains', 'notContain', 'startsWith'];

const OPERATORS: Readonly<Record<string, readonly ApiOperator[]>> = {
  string: TEXT,
  picklist: TEXT,
  multipicklist: ['equals', 'notEqual', 'includes', 'excludes'],
  double: ORDERED,
  currency: ORDERED,
  percent: ORDERED,
  int: ORDERED,
  boolean: ['equals', 'notEqual'],
  date: ORDERED,
  datetime: ORDERED,
  reference: ['equals', 'notEqual', 'contains', 'notContain', 'startsWith'],
  id: ['equals', 'notEqual'],
};

/** `reportTypeMetadata`: what can be added to the report, and how it can be filtered. */
export function typeMetadata(
  layout: ReportLayout,
  names: ColumnNames,
  dates: DateSetting,
  readable: (column: LayoutColumn) => boolean,
): Json {
  const columns = [...layout.columns.values()].filter(readable);
  return {
    categories: layout.type.sections.map(({ label }, index) => ({
      label,
      columns: Object.fromEntries(
        columns.filter(({ section }) => section === index).map((column) => [column.name, columnJson(column, names)]),
      ),
    })),
    dataTypeFilterOperatorMap: Object.fromEntries(
      Object.entries(OPERATORS).map(([type, operators]) => [type, operators.map((name) => ({ name, label: OPERATOR_LABELS[name] }))]),
    ),
    dateGranularityInfos: GRANULARITIES.filter((value) => value !== 'None').map((value) => ({ value, label: value })),
    displayOrder: [],
    divisionInfo: null,
    scopeInfo: {
      defaultValue: 'organization',
      values: [
        { allowsDivision: false, label: 'All', value: 'organization' },
        { allowsDivision: false, label: 'My', value: 'user' },
      ],
    },
    standardDateFilterDurationGroups: Object.entries(DURATIONS).map(([label, durations]) => ({
      label,
      standardDateFilterDurations: durations.map((value) => durationJson(value, dates)),
    })),
    standardFilterInfos: null,
    supportsJoinedFormat: false,
  };
}

function columnJson(column: LayoutColumn, names: ColumnNames): Json {
  const { field } = column;
  const long = field.type === 'LongTextArea' || field.type === 'Html';
  return {
    allowedInCustomDetailFormula: false,
    bucketable: ['text', 'picklist', 'number'].includes(kindOf(field)) && !long,
    dataType: apiType(column),
    entityColumnName: column.path.join('.'),
    fieldToFieldFilterable: !long,
    filterValues: names.values(column),
    filterable: !long,
    isCustom: field.custom,
    isLookup: column.labelPath !== undefined,
    label: names.column(column),
    maxLength: field.length ?? null,
    uniqueCountable: !long,
  };
}

function durationJson(value: string, dates: DateSetting): Json {
  const literal = dateLiteral(value);
  const { start, end } = daysOfLiteral(literal?.name ?? value, literal?.count ?? 0, dates);
  return { value, label: value.replaceAll('_', ' ').toLowerCase(), startDate: formatDay(start), endDate: formatDay(end - 1) };
}
