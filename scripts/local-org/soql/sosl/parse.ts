import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { placeIn, SoqlError } from '../errors.ts';
import type { Bind, SoqlQuery } from '../syntax/ast.ts';
import { unquote } from '../syntax/literals.ts';
import { parseSoql } from '../syntax/parse.ts';
import type { SearchGroup, SoslQuery } from './ast.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm */
const LONGEST = 100_000;
/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_offset.htm */
const LARGEST_OFFSET = 2000;
const GROUPS = new Set(['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR']);

/**
 * Parses a search: `FIND {text} IN … FIELDS RETURNING … WITH … LIMIT n`. In Apex the text stands in quotes or is bound.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm
 * @throws SoqlError MALFORMED_SEARCH; UnsupportedFeatureError for clauses that are not implemented
 */
export function parseSosl(text: string): SoslQuery {
  if (text.length > LONGEST) throw new SoqlError('MALFORMED_SEARCH', 'SOSL statements cannot be longer than 100,000 characters.');
  const reader = new SoslReader(text);
  reader.expect(/find\b/iy);
  const search = reader.search();
  const group = reader.take(/in\s+(\w+)\s+fields\b/iy)?.[1]?.toUpperCase() ?? 'ALL';
  if (!GROUPS.has(group)) throw reader.malformed(`Malformed search token: ${group}`);
  const returning = reader.take(/returning\b/iy) ? reader.list(() => reader.returning()) : [];
  checkReturning(reader, returning);
  let accessMode: SoslQuery['accessMode'];
  for (let clause = reader.take(WITH); clause; clause = reader.take(WITH)) {
    const name = (clause[1] ?? '').toUpperCase();
    if (name === 'USER_MODE' || name === 'SYSTEM_MODE') accessMode = name;
    // Nothing is misspelt for an index that only knows what is written.
    else if (name !== 'SPELL_CORRECTION') throw new UnsupportedFeatureError(`SOSL: WITH ${name}`);
  }
  const limit = reader.take(/limit\b/iy) ? reader.count() : undefined;
  const tracking = reader.take(/update\s+(tracking|viewstat)\b/iy)?.[1];
  if (tracking) throw new UnsupportedFeatureError(`SOSL: UPDATE ${tracking.toUpperCase()}`);
  reader.expect(/$/y);
  return {
    search,
    group: group as SearchGroup,
    returning,
    ...(accessMode === undefined ? {} : { accessMode }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_returning.htm */
function checkReturning(reader: SoslReader, returning: readonly SoqlQuery[]): void {
  const seen = new Set<string>();
  for (const { from, offset } of returning) {
    const name = from.path.join('.');
    if (seen.has(name.toLowerCase())) throw reader.malformed(`duplicate object in RETURNING: ${name}`);
    seen.add(name.toLowerCase());
    if (offset === undefined) continue;
    if (returning.length > 1) throw reader.malformed('OFFSET can be used only when a single object is searched');
    if (typeof offset === 'number' && offset > LARGEST_OFFSET)
      throw new SoqlError('MALFORMED_SEARCH', `SOSL offset should be between 0 to ${LARGEST_OFFSET}`);
  }
}

const WITH = /with\s+(user_mode|system_mode|spell_correction|data\s+category|\w+)(?:\s*=\s*(?:'[^']*'|\w+))?/iy;

/** A place in the text of a search. */
class SoslReader {
  readonly #text: string;
  #at = 0;
  #binds = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skip();
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return null;
    this.#at += match[0].length;
    this.#skip();
    return match;
  }

  expect(pattern: RegExp): RegExpExecArray {
    const match = this.take(pattern);
    if (match) return match;
    const token = /^\w+|^\S?/.exec(this.#text.slice(this.#at))?.[0] || '<EOF>';
    throw this.malformed(`unexpected token: '${token}'`);
  }

  malformed(message: string): SoqlError {
    const before = this.#text.slice(0, this.#at).split('\n');
    const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    const position = { offset: this.#at, line, column };
    return new SoqlError('MALFORMED_SEARCH', placeIn(this.#text, position) + message, position);
  }

  search(): SoslQuery['search'] {
    const braces = this.take(/\{((?:[^\\}]|\\[^])*)\}/y);
    if (braces) return { kind: 'text', text: braces[1] ?? '', quoted: 'braces' };
    const quotes = this.take(/'(?:[^\\']|\\[^])*'/y);
    if (quotes) return { kind: 'text', text: unquote(quotes[0]), quoted: 'quotes' };
    return this.#bind();
  }

  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.take(/,/y)) items.push(read());
    return items;
  }

  count(): number | Bind {
    const digits = this.take(/\d+/y);
    return digits ? Number(digits[0]) : this.#bind();
  }

  /** `Account(Id, Name WHERE … ORDER BY … LIMIT n OFFSET n)`: read as the query it stands for. */
  returning(): SoqlQuery {
    const object = this.expect(/\w+/y)[0];
    if (!this.take(/\(/y)) return parseSoql(`SELECT Id FROM ${object}`);
    // Clauses need a list of fields before them.
    const clause = this.take(/(?=(where|using|order|limit|offset)\b|\))/iy);
    if (clause) throw this.malformed(`unexpected token: '${clause[1] ?? ')'}'`);
    const inside = this.#untilClosing();
    const at = CLAUSE.exec(inside)?.index ?? inside.length;
    const rest = inside.slice(at);
    if (/^using\b/i.test(rest)) throw new UnsupportedFeatureError('SOSL: USING LISTVIEW');
    return parseSoql(`SELECT ${inside.slice(0, at).trim()} FROM ${object} ${rest}`.trim());
  }

  #bind(): Bind {
    const position = { offset: this.#at, line: 1, column: this.#at + 1 };
    const key = this.expect(/:\s*([A-Za-z_]\w*(?:\.\w+)*)/y)[1] ?? '';
    return { kind: 'bind', key, index: this.#binds++, position, end: this.#at };
  }

  #untilClosing(): string {
    const start = this.#at;
    let depth = 1;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === "'") this.#at += (/'(?:[^\\']|\\[^])*'/y.exec(this.#text.slice(this.#at))?.[0].length ?? 1) - 1;
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) break;
    }
    const inside = this.#text.slice(start, this.#at);
    this.expect(/\)/y);
    return inside;
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}

const CLAUSE = /\b(?:where|using|order\s+by|limit|offset)\b/i;
