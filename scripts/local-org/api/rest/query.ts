import { placeIn, SoqlError } from '../../soql/index.ts';
import { ApiError, unsupported } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { columnMetadata } from './columns.ts';
import { LocatorCache, type Page } from './locators.ts';
import { rowToJson } from './record-json.ts';
import { apiBase, DATA } from './paths.ts';

/** Records of one answer unless the client asks for fewer. */
const BATCH_SIZE = 2000;

/** SOQL over REST. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm */
export function queryRoutes(routes: RouteRegistrar): void {
  const locators = new LocatorCache();
  for (const root of [DATA, `${DATA}/tooling`]) {
    for (const name of ['query', 'queryAll']) {
      const allRows = name === 'queryAll';
      routes.add('GET', `${root}/${name}`, (context) => runQuery(context, locators, allRows));
      routes.add('GET', `${root}/${name}/:locator`, (context) => nextPage(context, locators));
    }
  }
}

function runQuery(context: RouteContext, locators: LocatorCache, allRows: boolean): ApiResponse {
  const { request, session } = context;
  if (request.query.has('explain')) throw unsupported('query plans (explain)');
  const soql = request.query.get('q');
  if (soql === null || soql.trim() === '') throw new ApiError(400, 'MALFORMED_QUERY', 'A query string (q) has to be specified');
  if (request.query.get('columns') === 'true') return json(columnMetadata(session, soql));
  const page = withPlace(soql, () => locators.first(session, { soql, allRows, userId: session.user.id }, batchSize(context)));
  return json(pageJson(context, page));
}

/** The API shows where in the query an error is; Apex only says what it is. */
function withPlace<T>(soql: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SoqlError) || !error.position) throw error;
    throw new SoqlError(error.code, placeIn(soql, error.position) + error.message, error.position);
  }
}

function nextPage(context: RouteContext, locators: LocatorCache): ApiResponse {
  return json(pageJson(context, locators.next(context.session, context.param('locator'), batchSize(context))));
}

function pageJson(context: RouteContext, page: Page): Record<string, unknown> {
  const base = apiBase(context.request);
  const { schema } = context.org.source;
  return {
    totalSize: page.totalSize,
    done: page.locator === undefined,
    ...(page.locator === undefined ? {} : { nextRecordsUrl: `${base}/query/${page.locator}` }),
    records: page.rows.map((row) => rowToJson(schema, row, base)),
  };
}

/** `Sforce-Query-Options: batchSize=N`, kept between 200 and 2,000 as on the platform. */
function batchSize(context: RouteContext): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(context.request.header('sforce-query-options') ?? '')?.[1];
  return asked === undefined ? BATCH_SIZE : Math.min(BATCH_SIZE, Math.max(200, Number(asked)));
}
