import { SoqlError, type Position } from '../errors.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\' };

/** Stands for the backslash of `\%` and `\_` while parsing: a private-use character, one for one. */
const WILDCARD_ESCAPE = '\uE05C';

/**
 * SOQL escapes wildcards in strings, the grammar shared with Apex does not know it. The result has the same length, so
 * positions stay.
 */
export function hideWildcardEscapes(query: string): string {
  if (!/\\[%_]/.test(query)) return query;
  return query.replace(/'(?:\\.|[^'\\])*'/gs, (literal) =>
    literal.replace(/\\(.)/gs, (pair, char: string) => (char === '%' || char === '_' ? WILDCARD_ESCAPE + char : pair)),
  );
}

/**
 * Text of a quoted string. `\_` and `\%` stay escaped: only LIKE gives them a meaning.
 *
 * @param isPattern of LIKE: an escaped backslash stays escaped as well
 */
export function unquote(literal: string, isPattern = false): string {
  return literal
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, escape: string) => {
      if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      if (isPattern && escape === '\\') return whole;
      return ESCAPES[escape] ?? ESCAPES[escape.toLowerCase()] ?? whole;
    })
    .replaceAll(WILDCARD_ESCAPE, '\\');
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
const EARLIEST = Date.UTC(1700, 0, 1);
const LATEST = Date.UTC(4000, 11, 31);

/** Epoch ms of `2011-04-26T10:00:00-08:00`. */
export function readDatetime(literal: string, position: Position): number {
  const moment = Date.parse(literal.toUpperCase());
  if (!(moment >= EARLIEST && moment <= LATEST)) throw new SoqlError('MALFORMED_QUERY', `invalid dateTime: ${literal}`, position);
  return moment;
}

/** Checks `2011-04-26` for being a day of the calendar, of the years that queries know. */
export function readDate(literal: string, position: Position): string {
  const date = new Date(`${literal}T00:00:00Z`);
  const inRange = date.getTime() >= EARLIEST && date.getTime() <= LATEST;
  if (!inRange || !date.toISOString().startsWith(literal)) {
    throw new SoqlError('MALFORMED_QUERY', `invalid date: ${literal}`, position);
  }
  return literal;
}

/** Milliseconds after midnight of `08:15:00.000Z`. */
export function readTime(literal: string, position: Position): number {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?/.exec(literal);
  if (!match) throw new SoqlError('MALFORMED_QUERY', `invalid time: ${literal}`, position);
  const [, hours, minutes, seconds, fraction = '0'] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
