import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

/** A callout as data for the helper thread. */
export interface CalloutQuestion {
  readonly method: string;
  readonly endpoint: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
  readonly timeoutMs: number;
}

export type CalloutAnswer =
  | { readonly error: string }
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    };

const { signal, port } = workerData as { signal: Int32Array; port: MessagePort };

async function call(question: CalloutQuestion): Promise<CalloutAnswer> {
  try {
    const response = await fetch(question.endpoint, {
      method: question.method,
      headers: question.headers.map(([name, value]) => [name, value]),
      body: question.body === null ? undefined : Uint8Array.from(question.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(question.timeoutMs),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, statusText: response.statusText, headers: [...response.headers], body };
  } catch (error) {
    return { error: reason(error) };
  }
}

/** fetch hides the network's reason in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'Read timed out';
  return error.cause instanceof Error ? error.cause.message : error.message;
}

parentPort?.on('message', (question: CalloutQuestion) => {
  void call(question).then((answer) => {
    port.postMessage(answer);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});
