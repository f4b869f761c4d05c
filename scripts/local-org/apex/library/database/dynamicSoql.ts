import type { Schema } from '../../../metadata/index.ts';
import { isAggregate, parseSoql, type QueryRow } from '../../../soql/index.ts';
import { throwApex } from '../../runtime/exception.ts';

/** Texts in quotes (with escaped quotes) or one other character. */
const PIECES = /'(?:[^'\\]|\\.)*'|:\s*([A-Za-z_]\w*(?:\.\w+)*)|[\s\S]/g;

/** Names of the binds (`:name`, `:record.Field`) in a query text, as written, without those inside quotes. */
export function bindNames(soql: string): string[] {
  const names = new Set<string>();
  for (const [, name] of soql.matchAll(PIECES)) if (name) names.add(name);
  return [...names];
}

/** The values of all binds of a query. Throws System.QueryException `Variable does not exist: x`. */
export function bindValues(soql: string, read: (name: string) => unknown): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of bindNames(soql)) {
    const value = read(name);
    if (value === undefined) throwApex('System.QueryException', `Variable does not exist: ${name}`);
    values.set(name, value);
  }
  return values;
}

/** The element type of a query's result: AggregateResult also when there are no rows. */
export function elementType(soql: string, rows: readonly QueryRow[], schema: Schema): string {
  const [first] = rows;
  if (first) return first.type;
  const query = parseSoql(soql);
  return isAggregate(query) ? 'AggregateResult' : (schema.object(query.from.path.at(-1) ?? '')?.apiName ?? 'SObject');
}

/** What ends the FROM clause of a query. */
const AFTER_FROM = /^(?:USING|WHERE|WITH|GROUP|HAVING|ORDER|LIMIT|OFFSET|FOR|ALL)$/i;
/** Texts in quotes, words, or one other character. */
const TOKENS = /'(?:[^'\\]|\\.)*'|\w+|[^\w']/g;

/** A query up to its conditions: the SELECT and FROM clauses as written. */
export function selection(soql: string): string {
  let depth = 0;
  let inFrom = false;
  for (const { 0: token, index } of soql.matchAll(TOKENS)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth > 0) continue;
    else if (inFrom && AFTER_FROM.test(token)) return soql.slice(0, index).trimEnd();
    else if (/^FROM$/i.test(token)) inFrom = true;
  }
  return soql;
}
