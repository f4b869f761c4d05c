/** Thread of {@link BuildThread}: does one job after the other. */
import { parentPort } from 'node:worker_threads';
import { buildComponents } from './components.ts';
import { ComponentBuildError, type BuildProblem } from './errors.ts';
import { buildHost } from './host.ts';
import { scanSource } from './source-scan.ts';
import { packageFolder, vendorBuild, type VendorBuild } from './vendor.ts';

export type BuildJob =
  | { readonly kind: 'vendor'; readonly cacheFolder: string }
  | { readonly kind: 'host'; readonly cacheFolder: string; readonly vendor: VendorBuild }
  | {
      readonly kind: 'components';
      readonly cacheFolder: string;
      readonly sourceDirs: readonly string[];
      readonly provided: readonly string[];
    };

export type BuildReply =
  | { readonly id: number; readonly kind: 'progress'; readonly message: string }
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly problems?: readonly BuildProblem[] };

const port = parentPort;
let queue = Promise.resolve();

port?.on('message', ({ id, job }: { id: number; job: BuildJob }) => {
  const send = (reply: BuildReply): void => port.postMessage(reply);
  queue = queue
    .then(() => run(job, (message) => send({ id, kind: 'progress', message })))
    .then(
      (value) => send({ id, kind: 'done', value }),
      (error: unknown) => send(failure(id, error)),
    );
});

function run(job: BuildJob, progress: (message: string) => void): Promise<unknown> {
  const baseComponents = packageFolder('lightning-base-components');
  const { cacheFolder } = job;
  switch (job.kind) {
    case 'vendor':
      return vendorBuild(cacheFolder, progress);
    case 'host':
      return buildHost(job.vendor, baseComponents, cacheFolder);
    case 'components':
      return buildComponents(scanSource(job.sourceDirs), { baseComponents, cacheFolder, provided: new Set(job.provided) });
  }
}

function failure(id: number, error: unknown): BuildReply {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { id, kind: 'failed', message, ...(error instanceof ComponentBuildError ? { problems: error.problems } : {}) };
}
