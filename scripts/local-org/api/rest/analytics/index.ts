import { json, type RouteRegistrar } from '../../extension.ts';
import { DATA } from '../paths.ts';
import { dashboardRoutes } from './dashboards.ts';
import { instanceRoutes } from './instances.ts';
import { answering, foldersOf } from './request.ts';
import { reportRoutes } from './reports.ts';

/** Reports and dashboards over REST. https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_intro.htm */
export function analyticsRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${DATA}/analytics`, ({ request }) => {
    const base = request.path.replace(/\/+$/, '');
    return json({ reports: `${base}/reports`, dashboards: `${base}/dashboards` });
  });
  reportRoutes(routes);
  instanceRoutes(routes);
  dashboardRoutes(routes);
  routes.add(
    'GET',
    `${DATA}/folders`,
    answering((context) => {
      const library = foldersOf(context);
      const folders = (['Report', 'Dashboard'] as const).flatMap((kind) =>
        library.folders(kind).map(({ id, definition }) => ({
          id,
          label: definition.name,
          name: definition.fullName,
          type: kind.toLowerCase(),
          url: `${context.request.path.replace(/\/+$/, '')}/${id}`,
        })),
      );
      return json({ folders, totalSize: folders.length });
    }),
  );
}
