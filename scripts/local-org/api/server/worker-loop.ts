import { parentPort, workerData } from 'node:worker_threads';
import { IdleMemory } from '../../memory/idle.ts';
import type { WorkerExtension } from '../extension.ts';
import { closeInterruptedDeployments } from '../metadata/jobs.ts';
import { currentSourceDirs, DEPLOYED_SETTING, readDeployedSetting } from '../metadata/deployed-source.ts';
import { openOrg } from '../org/open.ts';
import type { OpenedOrg } from '../org/types.ts';
import { platformRoutes, platformTasks } from '../rest/index.ts';
import { answer } from './answer.ts';
import type { FromWorker, RequestMessage, ToWorker, WorkerOptions } from './messages.ts';
import { RouteTable } from './routes.ts';
import { startErrorData } from './startup.ts';

/** One worker: the org, its routes, and requests one after another. */

const options = workerData as WorkerOptions;
const port = parentPort;
if (!port) throw new Error('worker.ts runs only as a worker thread');

const memory = new IdleMemory();

function send(message: FromWorker): void {
  memory.touch();
  port?.postMessage(message);
}

interface Opened {
  readonly org: OpenedOrg;
  readonly routes: RouteTable;
  /** The deployment that was in force before the org was opened. */
  readonly deployed: string | undefined;
}

async function open(): Promise<Opened> {
  const deployed = readDeployedSetting(options.dataFile);
  const sourceDirs = currentSourceDirs(options.dataFile, options.sourceDirs);
  const org = openOrg({ ...options, sourceDirs, onProgress: (message) => send({ kind: 'progress', message }) });
  org.onEvent((event) => send({ kind: 'event', event }));
  const routes = new RouteTable();
  // Extensions come first, so that they may answer a path of the platform more fully than the API room does.
  for (const url of options.routeModules) {
    const extension = (await import(url)) as WorkerExtension;
    extension.registerRoutes(routes, org);
  }
  platformRoutes(routes, options);
  platformTasks(org);
  return { org, routes, deployed };
}

/** The org as it is now: opened again when something has been deployed. */
async function current(opened: Opened): Promise<Opened> {
  if (opened.org.store.getSetting(DEPLOYED_SETTING) === opened.deployed) return opened;
  const next = await open();
  opened.org.close();
  return next;
}

/** Runs some jobs. Long chains give way to requests: the main thread sends `jobs` again for those that are left. */
function runJobs(org: OpenedOrg, requestId: string): void {
  const { log } = org.runJobs();
  if (log.length > 0) send({ kind: 'log', id: requestId, lines: log });
  send({ kind: 'idle', nextJobIn: org.nextJobIn() });
}

async function receive(opened: Opened, message: RequestMessage | { readonly kind: 'jobs' }): Promise<Opened> {
  const now = await current(opened);
  if (message.kind === 'request') send(answer(now.org, now.routes, message));
  // After the answer: the client need not wait for queued jobs, but this worker's next request does, so it sees their effects.
  runJobs(now.org, message.kind === 'request' ? message.id : 'jobs');
  return now;
}

try {
  let opened = await open();
  if (options.isFirst === true) {
    opened.org.closeInterruptedJobs();
    closeInterruptedDeployments(opened.org);
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'close') {
      opened.org.close();
      send({ kind: 'closed' });
      return;
    }
    // The main thread sends nothing else before this is done. A failure ends the worker, and another takes its place.
    void receive(opened, message).then((now) => (opened = now));
  });
  send({ kind: 'ready', nextJobIn: opened.org.nextJobIn() });
} catch (error) {
  send({ kind: 'failed', error: startErrorData(error) });
}
