/** How Apex values become text and back. */
export { formatPattern } from './datePattern.ts';
export { localeTag } from '../../../soql/index.ts';
export { dayName, formatDate, formatDatetime, monthName, parseDate, parseDatetime, zoneName } from './locale.ts';
export { memberValue, textOf, valueText } from './text.ts';
