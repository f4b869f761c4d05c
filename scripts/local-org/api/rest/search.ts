import { runSearch, type BindValue } from '../../soql/index.ts';
import { ApiError, unsupported } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { apiBase, DATA } from './paths.ts';
import { asObject } from './record-input.ts';
import { rowToJson } from './record-json.ts';

/**
 * SOSL and searches with parameters.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search_parameterized_get.htm
 */
export function searchRoutes(routes: RouteRegistrar): void {
  // The first search of an object makes its index.
  const options = { transaction: 'write' } as const;
  routes.add('GET', `${DATA}/search`, searchByText, options);
  routes.add('GET', `${DATA}/parameterizedSearch`, (context) => searchByParameters(context, fromQuery(context.request.query)), options);
  routes.add(
    'POST',
    `${DATA}/parameterizedSearch`,
    (context) => searchByParameters(context, fromBody(asObject(context.request.json()))),
    options,
  );
}

function searchByText(context: RouteContext): ApiResponse {
  const sosl = context.request.query.get('q');
  if (sosl === null || sosl.trim() === '') throw new ApiError(400, 'MALFORMED_SEARCH', 'A search string (q) has to be specified');
  return answer(context, sosl);
}

function answer(context: RouteContext, sosl: string, binds?: ReadonlyMap<string, BindValue>): ApiResponse {
  const base = apiBase(context.request);
  const { schema } = context.org.source;
  const found = runSearch(sosl, context.session.queryContext(), binds ? { binds } : {});
  return json({ searchRecords: found.flatMap(({ rows }) => rows.map((row) => rowToJson(schema, row, base))) });
}

/** What a search with parameters asks for; texts are parts of SOSL. */
interface Parameters {
  readonly words: string;
  readonly group: string;
  readonly overallLimit: string | undefined;
  readonly objects: readonly {
    readonly name: string;
    readonly fields: string;
    readonly where: string | undefined;
    readonly orderBy: string | undefined;
    readonly limit: string | undefined;
  }[];
}

function searchByParameters(context: RouteContext, { words, group, overallLimit, objects }: Parameters): ApiResponse {
  if (words.trim() === '') throw new ApiError(400, 'MALFORMED_SEARCH', 'A search string (q) has to be specified');
  const returning = objects.map(({ name, fields, where, orderBy, limit }) => {
    const clauses = [where && ` WHERE ${where}`, orderBy && ` ORDER BY ${orderBy}`, limit && ` LIMIT ${limit}`].filter(Boolean);
    return `${name}(${fields}${clauses.join('')})`;
  });
  const sosl = [
    `FIND :words IN ${group} FIELDS`,
    returning.length > 0 ? `RETURNING ${returning.join(', ')}` : '',
    overallLimit === undefined ? '' : `LIMIT ${overallLimit}`,
  ];
  return answer(context, sosl.join(' ').trim(), new Map([['words', words]]));
}

/** Parts of the platform that searches here do not know. */
const MISSING = [
  'dataCategory',
  'dataCategories',
  'division',
  'netId',
  'networkIds',
  'pricebookId',
  'snippet',
  'metadata',
  'displayFields',
];

function refuseMissing(names: Iterable<string>): void {
  for (const name of names) if (MISSING.includes(name)) throw unsupported(`searches with the parameter ${name}`);
}

function fromQuery(query: URLSearchParams): Parameters {
  refuseMissing(query.keys());
  const all = query.getAll('fields').join(',') || 'Id';
  const defaultLimit = query.get('defaultLimit') ?? undefined;
  return {
    words: query.get('q') ?? '',
    group: query.get('in') ?? 'ALL',
    overallLimit: query.get('overallLimit') ?? undefined,
    objects: query.getAll('sobject').map((name) => ({
      name,
      fields: query.get(`${name}.fields`) ?? all,
      where: query.get(`${name}.where`) ?? undefined,
      orderBy: query.get(`${name}.orderBy`) ?? undefined,
      limit: query.get(`${name}.limit`) ?? defaultLimit,
    })),
  };
}

function fromBody(body: Readonly<Record<string, unknown>>): Parameters {
  refuseMissing(Object.keys(body));
  const text = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
  const list = (value: unknown): string | undefined =>
    Array.isArray(value) && value.length > 0 ? value.map(String).join(',') : text(value);
  const objects = Array.isArray(body.sobjects) ? body.sobjects : [];
  return {
    words: text(body.q) ?? '',
    group: text(body.in) ?? 'ALL',
    overallLimit: text(body.overallLimit),
    objects: objects.map((entry) => {
      const object = asObject(entry);
      return {
        name: text(object.name) ?? '',
        fields: list(object.fields) ?? list(body.fields) ?? 'Id',
        where: text(object.where),
        orderBy: list(object.orderBy),
        limit: text(object.limit) ?? text(body.defaultLimit),
      };
    }),
  };
}
