import { changeReport, describeReport, runReportJson } from '../../../analytics/index.ts';
import { unsupported } from '../../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../extension.ts';
import { DATA } from '../paths.ts';
import { analyticsContext, analyticsUrl, answering, bodyOf, libraryOf, wantsDetails } from './request.ts';

type Json = Readonly<Record<string, unknown>>;

/** https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_resource_reference_reports.htm */
export function reportRoutes(routes: RouteRegistrar): void {
  const reports = `${DATA}/analytics/reports`;
  routes.add('GET', reports, answering(listReports));
  routes.add('GET', `${reports}/:id/describe`, answering(describe));
  routes.add('GET', `${reports}/:id`, answering(run));
  // A run with changes only reads, whatever its method says.
  routes.add('POST', `${reports}/:id`, answering(run), { transaction: 'read' });
  for (const method of ['PATCH', 'DELETE'] as const) {
    routes.add(method, `${reports}/:id`, () => {
      throw unsupported('changing reports over the API: their source is the metadata');
    });
  }
  routes.add('POST', reports, () => {
    throw unsupported('creating and cloning reports over the API, or running one that is not saved');
  });
}

function listReports(context: RouteContext): ApiResponse {
  const base = analyticsUrl(context, 'reports');
  return json(
    libraryOf(context)
      .reports()
      .map(({ id, definition }) => ({
        describeUrl: `${base}/${id}/describe`,
        id,
        instancesUrl: `${base}/${id}/instances`,
        name: definition.name,
        url: `${base}/${id}`,
      })),
  );
}

function describe(context: RouteContext): ApiResponse {
  const library = libraryOf(context);
  const filed = library.report(context.param('id'));
  return json({
    attributes: reportAttributes(context, filed.id, filed.definition.name),
    ...describeReport(filed, library.catalog, analyticsContext(context)),
  });
}

function run(context: RouteContext): ApiResponse {
  const { id, name, result } = runNow(context);
  return json({ attributes: reportAttributes(context, id, name), ...result });
}

/** Runs the report the request names, with the changes of its body. */
export function runNow(context: RouteContext): { id: string; name: string; result: Json } {
  const library = libraryOf(context);
  const filed = library.report(context.param('id'));
  const changed = context.request.method === 'GET' ? filed.definition : changeReport(filed.definition, bodyOf(context));
  const details = wantsDetails(context);
  return {
    id: filed.id,
    name: filed.definition.name,
    result: runReportJson(filed, changed, library.catalog, analyticsContext(context), { details }),
  };
}

function reportAttributes(context: RouteContext, id: string, name: string): Json {
  const base = analyticsUrl(context, 'reports');
  return {
    describeUrl: `${base}/${id}/describe`,
    instancesUrl: `${base}/${id}/instances`,
    reportId: id,
    reportName: name,
    type: 'Report',
  };
}
