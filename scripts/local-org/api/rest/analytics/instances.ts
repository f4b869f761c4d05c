import { toId18, type Store } from '../../../store/index.ts';
import { notFound } from '../../errors.ts';
import { json, noContent, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../extension.ts';
import { DATA } from '../paths.ts';
import { analyticsUrl, answering, libraryOf } from './request.ts';
import { runNow } from './reports.ts';

/** Results of a report that are kept; the platform keeps them for a day. */
const KEPT = 20;

interface Instance {
  readonly id: string;
  readonly ownerId: string;
  readonly reportId: string;
  readonly reportName: string;
  /** ISO moment. */
  readonly requestDate: string;
  readonly hasDetailRows: boolean;
  readonly result: Readonly<Record<string, unknown>>;
}

/**
 * Asynchronous runs. They are done when the request is answered; clients find the status `Success` when they ask first.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_instances.htm
 */
export function instanceRoutes(routes: RouteRegistrar): void {
  const instances = `${DATA}/analytics/reports/:id/instances`;
  routes.add('POST', instances, answering(start));
  routes.add('GET', instances, answering(list));
  routes.add('GET', `${instances}/:instance`, answering(retrieve));
  routes.add('DELETE', `${instances}/:instance`, answering(remove));
}

function start(context: RouteContext): ApiResponse {
  const { id, name, result } = runNow(context);
  const { store } = context.org;
  const number = Number(store.getSetting('report instances') ?? '0') + 1;
  store.setSetting('report instances', String(number));
  const instance: Instance = {
    id: toId18(`0LG${number.toString(36).padStart(12, '0')}`),
    ownerId: context.session.user.id,
    reportId: id,
    reportName: name,
    requestDate: new Date(context.org.now()).toISOString(),
    hasDetailRows: result.hasDetailRows === true,
    result,
  };
  write(store, id, [instance, ...read(store, id)].slice(0, KEPT));
  return json(infoJson(context, instance));
}

function list(context: RouteContext): ApiResponse {
  return json(own(context).map((instance) => infoJson(context, instance)));
}

function retrieve(context: RouteContext): ApiResponse {
  const instance = find(context);
  const { id, reportId, reportName, ownerId, requestDate } = instance;
  const attributes = {
    type: 'ReportInstance',
    id,
    reportId,
    reportName,
    ownerId,
    requestDate,
    completionDate: requestDate,
    status: 'Success',
  };
  return json({ attributes: { ...attributes, queryable: false }, ...instance.result });
}

function remove(context: RouteContext): ApiResponse {
  const instance = find(context);
  const { store } = context.org;
  write(
    store,
    instance.reportId,
    read(store, instance.reportId).filter(({ id }) => id !== instance.id),
  );
  return noContent();
}

function find(context: RouteContext): Instance {
  const wanted = context.param('instance').slice(0, 15);
  const found = own(context).find(({ id }) => id.startsWith(wanted));
  if (!found) throw notFound();
  return found;
}

/** Results show what their owner may see, so nobody else gets them. */
function own(context: RouteContext): Instance[] {
  const { id } = libraryOf(context).report(context.param('id'));
  return read(context.org.store, id).filter(({ ownerId }) => ownerId === context.session.user.id);
}

function read(store: Store, reportId: string): Instance[] {
  return JSON.parse(store.getSetting(`report instances ${reportId}`) ?? '[]') as Instance[];
}

function write(store: Store, reportId: string, instances: readonly Instance[]): void {
  store.setSetting(`report instances ${reportId}`, JSON.stringify(instances));
}

function infoJson(
  context: RouteContext,
  { id, ownerId, reportId, requestDate, hasDetailRows }: Instance,
): Readonly<Record<string, unknown>> {
  const url = `${analyticsUrl(context, 'reports')}/${reportId}/instances/${id}`;
  return { id, ownerId, requestDate, completionDate: requestDate, hasDetailRows, queryable: false, status: 'Success', url };
}
