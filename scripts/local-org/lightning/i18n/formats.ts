/** Values of the `@salesforce/i18n/*` modules for a user. https://developer.salesforce.com/docs/platform/lwc/guide/create-i18n.html */

import { ORG_CURRENCY } from '../../metadata/index.ts';

type Formats = Readonly<Record<string, unknown>>;

const ENGLISH: Formats = {
  currency: ORG_CURRENCY,
  'dateTime.longDateFormat': 'MMMM d, yyyy',
  'dateTime.longDateTimeFormat': 'MMMM d, yyyy h:mm:ss a',
  'dateTime.mediumDateFormat': 'MMM d, yyyy',
  'dateTime.mediumDateTimeFormat': 'MMM d, yyyy h:mm:ss a',
  'dateTime.mediumTimeFormat': 'h:mm:ss a',
  'dateTime.shortDateFormat': 'M/d/yyyy',
  'dateTime.shortDateTimeFormat': 'M/d/yyyy h:mm a',
  'dateTime.shortTimeFormat': 'h:mm a',
  defaultCalendar: 'gregorian',
  defaultNumberingSystem: 'latn',
  dir: 'ltr',
  firstDayOfWeek: 1,
  'number.currencyFormat': '¤#,##0.00;(¤#,##0.00)',
  'number.currencySymbol': '$',
  'number.decimalSeparator': '.',
  'number.exponentialSign': 'E',
  'number.groupingSeparator': ',',
  'number.infinity': '∞',
  'number.minusSign': '-',
  'number.nan': 'NaN',
  'number.numberFormat': '#,##0.###',
  'number.perMilleSign': '‰',
  'number.percentFormat': '#,##0%',
  'number.percentSign': '%',
  'number.plusSign': '+',
  'number.superscriptingExponentSign': '×',
  showJapaneseCalendar: false,
};

const RUSSIAN: Formats = {
  ...ENGLISH,
  currency: 'RUB',
  'dateTime.longDateFormat': "d MMMM yyyy 'г.'",
  'dateTime.longDateTimeFormat': "d MMMM yyyy 'г.', HH:mm:ss",
  // In digits, as people type dates and as records show them.
  'dateTime.mediumDateFormat': 'dd.MM.yyyy',
  'dateTime.mediumDateTimeFormat': 'dd.MM.yyyy, HH:mm:ss',
  'dateTime.mediumTimeFormat': 'HH:mm:ss',
  'dateTime.shortDateFormat': 'dd.MM.yyyy',
  'dateTime.shortDateTimeFormat': 'dd.MM.yyyy, HH:mm',
  'dateTime.shortTimeFormat': 'HH:mm',
  firstDayOfWeek: 2,
  'number.currencyFormat': '#,##0.00 ¤',
  'number.currencySymbol': '₽',
  'number.decimalSeparator': ',',
  'number.groupingSeparator': '\u00a0',
  'number.percentFormat': '#,##0 %',
};

/** Names every locale has; the build leaves other i18n modules as the base components ship them. */
export const I18N_NAMES: ReadonlySet<string> = new Set([...Object.keys(ENGLISH), 'lang', 'locale', 'timeZone']);

/**
 * @param language e.g. `ru` or `en_US`: decides words.
 * @param locale e.g. `ru_RU`: decides formats. Other locales than Russian get the en-US formats.
 * @param timeZone IANA id.
 */
export function i18nFor(language: string, locale: string, timeZone: string): Formats {
  const formats = locale.startsWith('ru') ? RUSSIAN : ENGLISH;
  return { ...formats, lang: language.replace('_', '-'), locale: locale.replace('_', '-'), timeZone };
}
