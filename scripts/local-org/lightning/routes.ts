import type { Org, RouteRegistrar } from '../api/index.ts';
import { homePage, namedPage, recordPage } from './host-api/pages.ts';
import { showSession } from './host-api/session.ts';
import { signIn, signOut } from './host-api/sign-in.ts';
import { appRoutes } from './ui-api/apps.ts';
import { defaultsRoutes } from './ui-api/defaults.ts';
import { layoutRoutes } from './ui-api/layouts.ts';
import { listRoutes } from './ui-api/lists.ts';
import { lookupRoutes } from './ui-api/lookups.ts';
import { objectInfoRoutes } from './ui-api/object-info.ts';
import { picklistRoutes } from './ui-api/picklists.ts';
import { recordRoutes } from './ui-api/records.ts';
import { recordUiRoutes } from './ui-api/record-ui.ts';
import { relatedListRoutes } from './ui-api/related-lists.ts';

/** The worker's half of Lightning: the UI API and what only the host's own pages ask for. */
export function registerRoutes(routes: RouteRegistrar, _org: Org): void {
  routes.add('GET', '/', () => ({ status: 302, headers: { location: '/lightning/page/home' } }), { access: 'public' });
  routes.add('GET', '/lightning/host/session', showSession, { access: 'public' });
  routes.add('POST', '/lightning/host/sign-in', signIn, { access: 'public', transaction: 'read' });
  routes.add('POST', '/lightning/host/sign-out', signOut, { access: 'public' });
  routes.add('GET', '/lightning/host/pages/record', recordPage);
  routes.add('GET', '/lightning/host/pages/home', homePage);
  routes.add('GET', '/lightning/host/pages/flexipage', namedPage);
  picklistRoutes(routes);
  objectInfoRoutes(routes);
  recordRoutes(routes);
  recordUiRoutes(routes);
  layoutRoutes(routes);
  listRoutes(routes);
  relatedListRoutes(routes);
  defaultsRoutes(routes);
  lookupRoutes(routes);
  appRoutes(routes);
}
