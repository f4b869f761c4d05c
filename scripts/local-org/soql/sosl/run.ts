import type { SObjectDef } from '../../metadata/index.ts';
import { openTextIndex } from '../../store/index.ts';
import { Environment } from '../environment.ts';
import { SoqlError } from '../errors.ts';
import { runQuery } from '../run.ts';
import { numberOf } from '../sql/clauses.ts';
import type { Condition, FoundRows, SoqlQuery } from '../syntax/ast.ts';
import { parseSoql } from '../syntax/parse.ts';
import type { BindValue, QueryContext, QueryRow } from '../types.ts';
import type { SearchGroup, SoslQuery, Words } from './ast.ts';
import { inGroup, isSearchable, searchableFields, wordsTogether } from './fields.ts';
import { matchExpression, NOTHING } from './match.ts';
import { parseSosl } from './parse.ts';
import { readWords } from './words.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_limit.htm */
const MOST_RESULTS = 2000;
const MOST_UNSORTED = 250;
/** A longer text finds nothing: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm */
const LONGEST_TEXT = 10_000;

/** The records found of one object after RETURNING. */
export interface SearchedObject {
  readonly object: SObjectDef;
  readonly rows: readonly QueryRow[];
}

export interface SearchOptions {
  readonly binds?: ReadonlyMap<string, BindValue>;
  /** Ids that are found instead of what the index holds, as tests ask for. */
  readonly fixed?: readonly string[];
  /** RETURNING must name the objects, as it must in Apex. */
  readonly namesObjects?: boolean;
  /** What else a query for records selects. */
  readonly complete?: (query: SoqlQuery) => SoqlQuery;
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm */
export function checkNamesObjects({ returning }: SoslQuery): void {
  if (returning.length === 0) throw new SoqlError('MALFORMED_SEARCH', 'Searches in Apex need a RETURNING clause');
}

const FIXED_BIND = 'fixed search results';

/**
 * Runs a search. Without ORDER BY the most relevant come first.
 * @returns one entry for each object after RETURNING, in that order
 * @throws SoqlError MALFORMED_SEARCH and those of queries; UnsupportedFeatureError for what is not implemented
 */
export function runSearch(sosl: string, context: QueryContext, options: SearchOptions = {}): SearchedObject[] {
  const tree = parseSosl(sosl);
  const { binds = new Map(), fixed, namesObjects, complete = (query) => query } = options;
  if (namesObjects) checkNamesObjects(tree);
  const values = fixed ? new Map<string, BindValue>([...binds, [FIXED_BIND, fixed]]) : binds;
  const searches = searched(tree, context, values);
  const [first] = searches;
  if (!first) return [];
  const text = tree.search.kind === 'text' ? tree.search.text : String(first.env.bind(tree.search) ?? '');
  const strict = tree.search.kind === 'text' && tree.search.quoted === 'braces';
  // What is wrong with the text is wrong for every object.
  readWords(text, strict);
  const limit = Math.min(MOST_RESULTS, numberOf(first.env, tree.limit, 'LIMIT') ?? MOST_RESULTS);
  const found = searches.map((search): SearchedObject => {
    const { object, query, env } = search;
    if (text.length > LONGEST_TEXT) return { object, rows: [] };
    const most = fixed ? limit : Math.min(limit, mostOfOne(tree, query));
    const bounded = { ...complete(query), limit: Math.min(numberOf(env, query.limit, 'LIMIT') ?? most, most) };
    const words = readWords(text, strict, wordsTogether(object));
    const restricted = fixed ? amongFixed(bounded) : { ...bounded, found: inIndex(search, tree.group, words) };
    return { object, rows: runQuery(restricted, context, values).rows };
  });
  const shares = fairShares(
    found.map(({ rows }) => rows.length),
    limit,
  );
  return found.map(({ object, rows }, i) => ({ object, rows: rows.slice(0, shares[i]) }));
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_limits.htm */
function mostOfOne({ returning }: SoslQuery, { where, orderBy }: SoqlQuery): number {
  if (returning.length > 1) return Math.min(Math.floor(MOST_RESULTS / returning.length), MOST_UNSORTED);
  return returning.length === 0 || where || orderBy.length > 0 ? MOST_RESULTS : MOST_UNSORTED;
}

interface Search {
  readonly object: SObjectDef;
  readonly query: SoqlQuery;
  readonly env: Environment;
}

/** Names are looked up before anything is searched. */
function searched(tree: SoslQuery, context: QueryContext, binds: ReadonlyMap<string, BindValue>): Search[] {
  const queries = tree.returning.length > 0 ? tree.returning : everything(context);
  return queries.map((written) => {
    const query = tree.accessMode ? { ...written, accessMode: tree.accessMode } : written;
    const env = new Environment(query, context, binds);
    return { query, env, object: env.selected.scope(query).object };
  });
}

/** Without RETURNING: the ids of all searchable objects the user may read and that have records. */
function everything({ store, access, enforcePermissions }: QueryContext): SoqlQuery[] {
  return [...store.schema.objects.values()]
    .filter((object) => isSearchable(object) && (!enforcePermissions || access.canRead(object)))
    .filter((object) => store.get(`SELECT 1 FROM ${store.table(object)} LIMIT 1`) !== undefined)
    .map(({ apiName }) => parseSoql(`SELECT Id FROM ${apiName}`));
}

/** The index of the object and what it is asked; fields the user may not read are not searched. */
function inIndex({ object, env }: Search, group: SearchGroup, words: Words): FoundRows {
  const { store, access } = env.context;
  const fields = searchableFields(object);
  if (fields.length === 0) throw new SoqlError('INVALID_TYPE', `sObject type '${object.apiName}' is not supported in searches.`);
  const index = openTextIndex(store, object, fields);
  const isOpen = env.filtered === env.open;
  const wanted = fields.filter((field) => inGroup(object, field, group) && (isOpen || access.canReadField(object, field)));
  const columns = wanted.map(({ apiName }) => `"${apiName}"`).join(' ');
  return { index: index.table, expression: columns === '' ? NOTHING : `{${columns}} : (${matchExpression(store, index, words)})` };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_SOSL.htm */
function amongFixed(query: SoqlQuery): SoqlQuery {
  const { position, where } = query;
  const isFixed: Condition = {
    kind: 'comparison',
    left: { kind: 'field', path: ['Id'], position },
    operator: 'IN',
    right: { kind: 'bind', key: FIXED_BIND, index: 0, position, end: position.offset },
    position,
  };
  return { ...query, where: where ? { kind: 'and', conditions: [isFixed, where] } : isFixed };
}

/** A limit of the whole search is shared out evenly; what one object does not use goes to the others. */
function fairShares(counts: readonly number[], limit: number): number[] {
  const shares = counts.map(() => 0);
  let left = limit;
  let open = counts.map((_, i) => i).filter((i) => counts[i]! > 0);
  while (left > 0 && open.length > 0) {
    const each = Math.max(1, Math.floor(left / open.length));
    for (const i of open) {
      const more = Math.min(each, counts[i]! - shares[i]!, left);
      shares[i]! += more;
      left -= more;
    }
    open = open.filter((i) => shares[i]! < counts[i]!);
  }
  return shares;
}
