const formatters = new Map<string, Intl.DateTimeFormat>();

/** The BCP 47 tag of a Salesforce locale: `ru_RU` → `ru-RU`; unknown ones read as en-US. */
export function localeTag(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : 'en-US';
  } catch {
    return 'en-US';
  }
}

/** A formatter of the locale; each is made once. */
export function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = localeTag(locale);
  const key = `${tag} ${JSON.stringify(options)}`;
  let known = formatters.get(key);
  if (!known) formatters.set(key, (known = new Intl.DateTimeFormat(tag, options)));
  return known;
}

/**
 * A short date of the locale with the whole year, `31.01.2024` or `1/31/2024`, and the time when `timeStyle` is given: what
 * `Date.format()`, `Datetime.format()` and `FORMAT()` in queries write.
 * @param ms epoch ms
 */
export function shortDate(locale: string, ms: number, options: { timeZone: string; timeStyle?: 'short' }): string {
  const year = dateFormatter('en', { year: 'numeric', timeZone: options.timeZone }).format(ms);
  const parts = dateFormatter(locale, { dateStyle: 'short', ...options }).formatToParts(ms);
  const whole = parts.map((part) => (part.type === 'year' ? year.padStart(4, '0') : part.value)).join('');
  // Newer locale data puts narrow no-break spaces before AM/PM and year marks after Russian years.
  return whole.replaceAll(/[\u202f\u00a0]/g, ' ').replace(/ г\.$/, '');
}
