import { json, notFound, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import { nameFieldOf, type SObjectDef } from '../../metadata/index.ts';
import { resolvePath } from './field-paths.ts';
import { escapeLike } from './list-filters.ts';
import { pageSizeOf, UI_API } from './paths.ts';
import { readRecordDocs } from './record-doc.ts';

/** Candidates for a lookup field. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_lookup.htm */
export function lookupRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/lookups/:object/:field/:target`, find);
  routes.add('GET', `${UI_API}/lookups/:object/:field`, find);
}

/** Fields that tell records of the same name apart. */
const SECONDARY = ['Account.Name', 'Company', 'Title', 'Email', 'Phone', 'Status'];

function find({ session, request, param }: RouteContext): ApiResponse {
  const source = session.object(param('object'));
  const field = session.org.source.schema.field(source, param('field'));
  const targets = field?.referenceTo ?? [];
  const wanted = targetName(param) ?? targets[0];
  const target = targets.find((name) => name.toLowerCase() === wanted?.toLowerCase());
  const object = target && session.org.source.schema.object(target);
  if (!field || !session.access.canReadField(source, field) || !object || !session.access.canRead(object)) throw notFound();
  const { query } = request;
  const pageSize = pageSizeOf(query.get('pageSize'), 25, 100);
  const offset = Math.max(0, (Number(query.get('page') ?? 1) - 1) * pageSize || 0);
  const name = nameFieldOf(object)?.apiName ?? 'Name';
  const secondary = SECONDARY.flatMap((path) => resolvePath(session, object, path.split('.')) ?? []).slice(0, 1);
  const paths = [...['Id', name].flatMap((one) => resolvePath(session, object, [one]) ?? []), ...secondary];
  const term = query.get('q')?.trim() ?? '';
  const conditions = [...(term ? [`${name} LIKE :term`] : []), ...activeOnly(object)];
  const where = conditions.length ? `WHERE ${conditions.join(' AND ')}` : '';
  const rest = `${where} ORDER BY ${name}, Id LIMIT ${pageSize + 1} OFFSET ${offset}`;
  const found = readRecordDocs(session, object, paths, { rest, binds: new Map([['term', `%${escapeLike(term)}%`]]) });
  const records = found.slice(0, pageSize);
  return json({
    count: records.length,
    currentPageToken: String(offset),
    nextPageToken: found.length > pageSize ? String(offset + pageSize) : null,
    records,
  });
}

function targetName(param: RouteContext['param']): string | undefined {
  try {
    return param('target');
  } catch {
    return undefined; // the shorter address has no target
  }
}

/** People who left may not become owners. */
function activeOnly(object: SObjectDef): string[] {
  return object.apiName === 'User' ? ['IsActive = TRUE'] : [];
}
