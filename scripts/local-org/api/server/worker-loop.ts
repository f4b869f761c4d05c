import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerExtension } from '../extension.ts';
import { openOrg } from '../org/open.ts';
import type { OpenedOrg } from '../org/types.ts';
import { platformRoutes, platformTasks } from '../rest/index.ts';
import { answer } from './answer.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './messages.ts';
import { RouteTable } from './routes.ts';
import { startErrorData } from './startup.ts';

/** One worker: the org, its routes, and requests one after another. */

const options = workerData as WorkerOptions;
const port = parentPort;
if (!port) throw new Error('worker.ts runs only as a worker thread');

function send(message: FromWorker): void {
  port?.postMessage(message);
}

async function open(): Promise<{ org: OpenedOrg; routes: RouteTable }> {
  const org = openOrg({ ...options, onProgress: (message) => send({ kind: 'progress', message }) });
  if (options.isFirst === true) org.closeInterruptedJobs();
  const routes = new RouteTable();
  // Extensions come first, so that they may answer a path of the platform more fully than the API room does.
  for (const url of options.routeModules) {
    const extension = (await import(url)) as WorkerExtension;
    extension.registerRoutes(routes, org);
  }
  platformRoutes(routes, options);
  platformTasks(org);
  return { org, routes };
}

/** Runs some jobs. Long chains give way to requests: the main thread sends `jobs` again for those that are left. */
function runJobs(org: OpenedOrg, requestId: string): void {
  const { log } = org.runJobs();
  if (log.length > 0) send({ kind: 'log', id: requestId, lines: log });
  send({ kind: 'idle', nextJobIn: org.nextJobIn() });
}

try {
  const { org, routes } = await open();
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'close') {
      org.close();
      send({ kind: 'closed' });
      return;
    }
    if (message.kind === 'request') send(answer(org, routes, message));
    // After the answer: the client need not wait for queued jobs, but this worker's next request does, so it sees their effects.
    runJobs(org, message.kind === 'request' ? message.id : 'jobs');
  });
  send({ kind: 'ready', nextJobIn: org.nextJobIn() });
} catch (error) {
  send({ kind: 'failed', error: startErrorData(error) });
}
