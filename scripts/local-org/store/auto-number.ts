/**
 * Renders the display format of an auto number: `{0000}` is the number with at least that many digits, `{YYYY}`,
 * `{YY}`, `{MM}` and `{DD}` are parts of the date.
 * https://help.salesforce.com/s/articleView?id=platform.customize_autonumber_formatoptions.htm
 */
export function formatAutoNumber(format: string, value: number, date: Date): string {
  const year = String(date.getUTCFullYear());
  const pad = (part: number): string => String(part).padStart(2, '0');
  return format.replace(/\{([^}]*)\}/g, (whole, mark: string) => {
    if (/^0+$/.test(mark)) return String(value).padStart(mark.length, '0');
    if (mark === 'YYYY') return year;
    if (mark === 'YY') return year.slice(2);
    if (mark === 'MM') return pad(date.getUTCMonth() + 1);
    if (mark === 'DD') return pad(date.getUTCDate());
    return whole;
  });
}
