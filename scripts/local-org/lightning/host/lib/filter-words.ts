import type { ReportFilter, ReportMetadata, ReportType } from './analytics';
import { text, texts } from './texts';
import type { TextKey } from './texts/en';

/** A filter of a run in words: what it is about, and what it asks. */
export interface FilterFact {
  readonly key: string;
  readonly about: string;
  readonly asks: string;
}

/** Everything that narrows a run, as the user reads it. */
export function filterFacts(metadata: ReportMetadata, type: ReportType | undefined): FilterFact[] {
  const { column, durationValue, startDate, endDate } = metadata.standardDateFilter;
  const days = [startDate, endDate].map((day) => (day ? shortDay(day) : '')).join(' – ');
  return [
    { key: 'scope', about: texts.scope, asks: metadata.scope === 'user' ? texts.scopeMine : texts.scopeAll },
    ...(column
      ? [{ key: 'dates', about: columnLabel(type, column), asks: durationValue === 'CUSTOM' ? days : durationLabel(durationValue) }]
      : []),
    ...metadata.reportFilters.map((filter, index) => ({
      key: String(index),
      about: `${metadata.reportBooleanFilter ? `${index + 1}. ` : ''}${columnLabel(type, filter.column)}`,
      asks: `${operatorLabel(filter.operator)} ${valueLabel(type, filter) || texts.emptyValue}`,
    })),
    ...(metadata.reportBooleanFilter ? [{ key: 'logic', about: texts.filterLogic, asks: metadata.reportBooleanFilter }] : []),
  ];
}

/** The label of a column of the report type; its name until the type is known. */
export function columnLabel(type: ReportType | undefined, name: string): string {
  return columnOf(type, name)?.label ?? name;
}

export function operatorLabel(operator: string): string {
  return word(`op_${operator}`) ?? operator;
}

/** `LAST_N_DAYS:30`, `THIS_MONTH` in words. */
export function durationLabel(value: string): string {
  const [name = '', count = ''] = value.toUpperCase().split(':');
  return word(`duration_${name}`)?.replace('{0}', count) ?? value;
}

function valueLabel(type: ReportType | undefined, { column, value }: ReportFilter): string {
  const labels = new Map(columnOf(type, column)?.filterValues?.map(({ name, label }) => [name, label]));
  if (labels.size === 0) return durationLabel(value);
  return value
    .split(',')
    .map((one) => labels.get(one.trim()) ?? one.trim())
    .join(', ');
}

function columnOf(type: ReportType | undefined, name: string): ReportType['categories'][number]['columns'][string] | undefined {
  return type?.categories.map(({ columns }) => columns[name]).find((found) => found !== undefined);
}

function word(key: string): string | undefined {
  return key in texts ? text(key as TextKey, '{0}') : undefined;
}

function shortDay(day: string): string {
  const locale = String(globalThis.__org.i18n('locale'));
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', dateStyle: 'short' });
}
