import { unsupported } from '../errors.ts';
import { MetadataJobs, metadataTasks } from '../metadata/jobs.ts';
import type { OpenedOrg } from '../org/types.ts';
import type { WorkerOptions } from '../server/messages.ts';
import type { RouteTable } from '../server/routes.ts';
import { analyticsRoutes } from './analytics/index.ts';
import { apexRoutes } from './apex.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { bulkTasks } from './bulk/work.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { externalIdRoutes } from './external-ids.ts';
import { flowActionRoutes } from './flow-actions.ts';
import { frontdoorRoutes } from './frontdoor.ts';
import { identityRoutes } from './identity.ts';
import { localRoutes } from './local.ts';
import { metadataRoutes } from './metadata.ts';
import { oauthRoutes } from './oauth.ts';
import { DATA } from './paths.ts';
import { queryRoutes } from './query.ts';
import { searchRoutes } from './search.ts';
import { sobjectRoutes } from './sobjects.ts';
import { soapApexRoutes } from './soap-apex.ts';
import { soapLoginRoutes } from './soap-login.ts';
import { soapMetadataRoutes } from './soap-metadata.ts';
import { testTasks } from './test-runs.ts';
import { toolingRoutes } from './tooling.ts';
import { treeRoutes } from './tree.ts';
import { userRoutes } from './users.ts';

/** Has the org do the work that the platform's APIs queue. */
export function platformTasks(org: OpenedOrg): void {
  bulkTasks(org);
  testTasks(org);
  metadataTasks(org);
}

/** Adds every route of the platform's APIs that the local org has. Those it lacks altogether answer 404, or 501 by name. */
export function platformRoutes(routes: RouteTable, access: WorkerOptions): void {
  oauthRoutes(routes, access);
  identityRoutes(routes);
  frontdoorRoutes(routes);
  queryRoutes(routes);
  searchRoutes(routes);
  userRoutes(routes);
  toolingRoutes(routes);
  sobjectRoutes(routes);
  externalIdRoutes(routes);
  collectionRoutes(routes);
  treeRoutes(routes);
  compositeRoutes(routes);
  apexRoutes(routes);
  flowActionRoutes(routes);
  bulkRoutes(routes);
  analyticsRoutes(routes);
  soapLoginRoutes(routes);
  soapApexRoutes(routes);
  const metadata = new MetadataJobs(access);
  soapMetadataRoutes(routes, metadata);
  metadataRoutes(routes, metadata);
  localRoutes(routes, access);
  for (const [path, feature] of Object.entries(MISSING)) {
    routes.add(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], path, () => {
      throw unsupported(feature);
    });
  }
}

const MISSING: Readonly<Record<string, string>> = {
  [`${DATA}/actions/*`]: 'this part of the resources of actions',
  [`${DATA}/search/*`]: 'this part of the search resources',
  [`${DATA}/metadata/*`]: 'this part of the Metadata API over REST',
  [`${DATA}/analytics/*`]: 'the Analytics API',
};
