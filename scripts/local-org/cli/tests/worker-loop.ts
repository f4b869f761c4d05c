import { parentPort, workerData } from 'node:worker_threads';
import { startErrorData } from '../../api/server/startup.ts';
import { runInOrg } from './run.ts';
import type { FromTestWorker, TestWorkerOptions, ToTestWorker } from './messages.ts';

/** One thread of a test run: an org of its own, in which it runs the classes it is given. */

const port = parentPort;
if (!port) throw new Error('worker-loop.ts runs only as a worker thread');
const send = (message: FromTestWorker): void => port.postMessage(message);

try {
  const org = runInOrg(workerData as TestWorkerOptions);
  port.on('message', (names: ToTestWorker) => {
    if (names === null) {
      org.close();
      port.close();
      return;
    }
    send({ kind: 'report', report: org.run(names, (result) => send({ kind: 'result', result })) });
  });
} catch (error) {
  send({ kind: 'failed', error: startErrorData(error) });
}
