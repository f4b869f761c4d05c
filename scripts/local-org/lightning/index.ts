import type { ServerExtension } from '../api/index.ts';
import { join } from 'node:path';
import { packageFolder } from './build/vendor.ts';
import { Site } from './server/site.ts';

export { ComponentBuildError, type BuildProblem } from './build/errors.ts';

/**
 * Lightning for the server: pages, modules and static files on the main thread, the UI API in the workers. The first
 * start builds the base components into `node_modules/.cache`, beside the server.
 */
export function lightningExtension(sourceDirs: readonly string[]): ServerExtension {
  const cacheFolder = join(packageFolder('lightning-base-components'), '..', '.cache', 'local-org-lightning');
  const site = new Site({ sourceDirs, cacheFolder });
  return {
    name: 'lightning',
    workerModule: new URL('./routes.ts', import.meta.url).href,
    mounts: site.mounts(),
    prepare: (progress) => Promise.resolve(site.prepare(progress)),
    close: () => site.close(),
  };
}
