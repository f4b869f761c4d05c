import { createRequire } from 'node:module';
import type { SoqlQuery } from './ast.ts';
import { SoqlError } from '../errors.ts';
import { hideWildcardEscapes } from './literals.ts';
import { parseQuick } from './quick/index.ts';
import type * as Reference from './reference.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm */
const LONGEST = 100_000;

/** Parsed texts are kept: the same query is asked again and again. */
const CACHE_SIZE = 1000;
const cache = new Map<string, SoqlQuery>();

/**
 * Parses a query as a client or `Database.query` gives it.
 *
 * @throws SoqlError MALFORMED_QUERY with the position of the first thing that does not fit
 */
export function parseSoql(text: string): SoqlQuery {
  const known = cache.get(text);
  if (known) return known;
  if (text.length > LONGEST) throw new SoqlError('MALFORMED_QUERY', 'SOQL statements cannot be longer than 100,000 characters.');
  const query = parseQuick(hideWildcardEscapes(text)) ?? reference().parseReference(text);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
  cache.set(text, query);
  return query;
}

let loaded: typeof Reference | undefined;

/** Loaded when it is first needed: its tables take longer to load than a thousand queries to parse. */
function reference(): typeof Reference {
  return (loaded ??= createRequire(import.meta.url)('./reference.ts') as typeof Reference);
}
