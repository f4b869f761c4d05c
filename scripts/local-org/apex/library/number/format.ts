import { current } from '../../runtime/context.ts';
import { localeTag } from '../../runtime/text/index.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** `format()` of numbers: grouped as the user's locale does; `digits` after the point at most. Plain decimal text in. */
export function formatNumber(plain: string, digits: number): string {
  const tag = localeTag(current().user.locale);
  const key = `${tag} ${digits}`;
  let formatter = formatters.get(key);
  if (!formatter)
    formatters.set(key, (formatter = new Intl.NumberFormat(tag, { maximumFractionDigits: digits, minimumFractionDigits: 0 })));
  return formatter.format(plain as Intl.StringNumericLiteral);
}
