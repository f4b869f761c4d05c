import { current } from '../../runtime/context.ts';
import { localeTag } from '../../runtime/text/index.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * `format()` of numbers: grouped as the user's locale does, up to three digits after the point, a half rounded to even.
 * Plain decimal text in.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm#apex_System_Decimal_format
 */
export function formatNumber(plain: string): string {
  const tag = localeTag(current().user.locale);
  let formatter = formatters.get(tag);
  if (!formatter) {
    formatter = new Intl.NumberFormat(tag, { maximumFractionDigits: 3, roundingMode: 'halfEven' });
    formatters.set(tag, formatter);
  }
  return formatter.format(plain as Intl.StringNumericLiteral);
}
