import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { CalloutRequest, CalloutResponse } from '../../apex/runtime/host.ts';
import type { CalloutAnswer, CalloutQuestion } from './callout-worker.ts';

/** Time beyond the request's own limit for the helper thread to report that it timed out. */
const MARGIN_MS = 2000;

/**
 * HTTP requests that block the calling thread, as callouts of Apex do. A helper thread, started with the first callout,
 * makes the request while this one sleeps.
 */
export class Callouts {
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  #helper: { worker: Worker; port: MessagePort } | undefined;

  /** @throws Error with the reason when nothing answers within the request's `timeoutMs`. */
  send(request: CalloutRequest): CalloutResponse {
    const { worker, port } = (this.#helper ??= this.#start());
    const question: CalloutQuestion = { ...request, headers: [...request.headers] };
    Atomics.store(this.#signal, 0, 0);
    worker.postMessage(question);
    const woken = Atomics.wait(this.#signal, 0, 0, request.timeoutMs + MARGIN_MS);
    const answer = receiveMessageOnPort(port)?.message as CalloutAnswer | undefined;
    if (woken === 'timed-out' || !answer) {
      // A late answer must not be taken for the next request's.
      this.close();
      throw new Error('Read timed out');
    }
    if ('error' in answer) throw new Error(answer.error);
    return { ...answer, headers: new Map(answer.headers) };
  }

  close(): void {
    this.#helper?.port.close();
    void this.#helper?.worker.terminate();
    this.#helper = undefined;
  }

  #start(): { worker: Worker; port: MessagePort } {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(new URL('./callout-worker.ts', import.meta.url), {
      workerData: { signal: this.#signal, port: port2 },
      transferList: [port2],
    });
    worker.unref();
    return { worker, port: port1 };
  }
}
