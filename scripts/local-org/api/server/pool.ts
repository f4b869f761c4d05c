import { Worker } from 'node:worker_threads';
import { IdleMemory } from '../../memory/idle.ts';
import { StartError } from '../errors.ts';
import type { StreamedEvent } from '../org/types.ts';
import type { FromWorker, RequestMessage, ResponseMessage, ToWorker, WorkerOptions } from './messages.ts';

/** Heap of one worker. A transaction that needs more ends its worker, not the server. */
const WORKER_HEAP_MB = 2048;
/** Room for new objects. V8's own limit leaves tens of megabytes empty after the start, in every worker. */
const WORKER_YOUNG_HEAP_MB = 12;
/** How long requests wait for a busy pool before it grows. */
const GROW_AFTER_MS = 400;
/**
 * An org denies further requests while so many run longer than these ms.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm (Lightning Platform Apex Limits)
 */
export const LONG_RUNNING = { most: 10, ms: 5000 } as const;
/** Longest sleep until jobs are looked for again, so that a clock that was moved matters. */
const MAX_SLEEP_MS = 3_600_000;
/** Pause before a worker that could not start again is tried once more. */
const RESTART_DELAY_MS = 2000;

export interface PoolOptions {
  readonly worker: WorkerOptions;
  /** Workers started at once. */
  readonly size: number;
  /** Workers at most: more are started when requests have to wait, so that a slow one does not stall the others. Default: `size`. */
  readonly limit?: number;
  /** Beyond so many requests of so many ms others are denied; {@link LONG_RUNNING} unless a test says otherwise. */
  readonly longRunning?: { readonly most: number; readonly ms: number };
  /** A request that runs longer than this many ms is stopped together with its worker. */
  readonly hardLimitMs: number;
  /** Module of the workers; the real one unless a test says otherwise. */
  readonly module?: URL;
  onProgress?(message: string): void;
  onLog?(id: string, lines: readonly string[]): void;
  onEvent?(event: StreamedEvent): void;
}

/** The worker ended under a request: it was stopped at the hard limit, ran out of memory or broke. */
export class WorkerLostError extends Error {
  readonly code = 'WORKER_LOST';
}

/** Nothing but long-running requests: the one that waited is denied. */
export class LongRunningLimitError extends Error {
  readonly code = 'REQUEST_LIMIT_EXCEEDED';

  constructor() {
    super('ConcurrentPerOrgLongTxn Limit exceeded.');
  }
}

interface Job {
  readonly request: RequestMessage;
  resolve(response: ResponseMessage): void;
  reject(error: Error): void;
}

interface Slot {
  worker: Worker | undefined;
  job: Job | undefined;
  /** When its request began, on the clock of the process. */
  since: number;
  state: 'starting' | 'idle' | 'busy';
  timer: NodeJS.Timeout | undefined;
  lostReason: string | undefined;
}

/**
 * Workers that each have the org open and handle one request at a time, in the order of arrival. A worker that dies or
 * hangs is replaced; its open transaction is rolled back by SQLite.
 */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #slots: Slot[] = [];
  readonly #waiting: Job[] = [];
  readonly #memory = new IdleMemory();
  #closing = false;
  #growTimer: NodeJS.Timeout | undefined;
  #denyTimer: NodeJS.Timeout | undefined;
  #wakeTimer: NodeJS.Timeout | undefined;
  /** When the wake timer fires, on the machine's clock. */
  #wakeAt = Infinity;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Starts the workers, the first alone because it deploys the source. @throws StartError when the org cannot open. */
  async start(): Promise<void> {
    for (let i = 0; i < this.#options.size; i++) {
      const slot = newSlot();
      this.#slots.push(slot);
      await this.#launch(slot, i === 0);
    }
  }

  /** Queues a request. @throws WorkerLostError when its worker ended before answering. */
  run(request: RequestMessage): Promise<ResponseMessage> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  /** Lets running requests finish for up to `graceMs`, then stops the workers. */
  async close(graceMs = 5000): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#growTimer);
    clearTimeout(this.#denyTimer);
    clearTimeout(this.#wakeTimer);
    this.#refuseWaiting('The server is stopping');
    await Promise.all(this.#slots.map((slot) => closeSlot(slot, graceMs)));
  }

  #launch(slot: Slot, isFirst = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#options.module ?? new URL('./worker.mjs', import.meta.url), {
        workerData: { ...this.#options.worker, isFirst },
        resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: WORKER_YOUNG_HEAP_MB },
      });
      slot.worker = worker;
      slot.state = 'starting';
      slot.lostReason = undefined;
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'failed') reject(new StartError(message.error.code, message.error.message));
        else if (message.kind === 'ready') resolve();
        this.#receive(slot, message);
      });
      worker.on('error', (error) => {
        slot.lostReason ??= error.message;
      });
      worker.on('exit', () => {
        if (slot.state === 'starting') reject(new StartError('START_FAILED', slot.lostReason ?? 'A worker ended while it was starting'));
        else this.#replace(slot);
      });
    });
  }

  #receive(slot: Slot, message: FromWorker): void {
    this.#memory.touch();
    if (message.kind === 'progress') this.#options.onProgress?.(message.message);
    else if (message.kind === 'log') this.#options.onLog?.(message.id, message.lines);
    else if (message.kind === 'event') this.#options.onEvent?.(message.event);
    else if (message.kind === 'response') {
      slot.job?.resolve(message);
      slot.job = undefined;
    } else if (message.kind === 'ready' || message.kind === 'idle') {
      clearTimeout(slot.timer);
      slot.state = 'idle';
      if (message.nextJobIn !== undefined) this.#wakeIn(message.nextJobIn);
      this.#next();
    }
  }

  #next(): void {
    const slot = this.#slots.find((candidate) => candidate.state === 'idle');
    if (!slot && this.#waiting.length > 0) {
      this.#growSoon();
      this.#denyWhenLong();
    }
    const job = slot && this.#waiting.shift();
    if (!slot || !job) return;
    slot.job = job;
    slot.since = performance.now();
    this.#give(slot, job.request);
    this.#next();
  }

  #give(slot: Slot, work: ToWorker): void {
    slot.state = 'busy';
    slot.timer = setTimeout(() => {
      slot.lostReason = `The request ran longer than ${this.#options.hardLimitMs / 1000} s and was stopped`;
      void slot.worker?.terminate();
    }, this.#options.hardLimitMs);
    slot.worker?.postMessage(work);
  }

  /** Has a worker run the jobs that are due then. A busy one does so by itself when it has answered. */
  #wakeIn(ms: number): void {
    const at = Date.now() + ms;
    if (this.#closing || at >= this.#wakeAt) return;
    clearTimeout(this.#wakeTimer);
    this.#wakeAt = at;
    this.#wakeTimer = setTimeout(
      () => {
        this.#wakeAt = Infinity;
        const idle = this.#slots.find((slot) => slot.state === 'idle');
        if (idle && !this.#closing) this.#give(idle, { kind: 'jobs' });
      },
      Math.min(ms, MAX_SLEEP_MS),
    );
    this.#wakeTimer.unref();
  }

  #growSoon(): void {
    if (this.#growTimer || this.#slots.length >= (this.#options.limit ?? this.#options.size)) return;
    this.#growTimer = setTimeout(() => {
      this.#growTimer = undefined;
      if (this.#closing || this.#waiting.length === 0 || this.#slots.some(({ state }) => state === 'starting')) return;
      const slot = newSlot();
      this.#slots.push(slot);
      this.#launch(slot).catch((error: Error) => {
        this.#slots.splice(this.#slots.indexOf(slot), 1);
        this.#options.onProgress?.(`Another worker could not start: ${error.message}`);
      });
    }, GROW_AFTER_MS);
    this.#growTimer.unref();
  }

  /** What waits is denied once every worker, and there are no more to come, is at a long-running request. */
  #denyWhenLong(): void {
    const { most, ms } = this.#options.longRunning ?? LONG_RUNNING;
    if (this.#denyTimer || this.#slots.length < Math.max(most, this.#options.limit ?? this.#options.size)) return;
    if (!this.#slots.every(({ job }) => job)) return;
    const youngest = Math.max(...this.#slots.map(({ since }) => since));
    this.#denyTimer = setTimeout(
      () => {
        this.#denyTimer = undefined;
        const now = performance.now();
        if (this.#slots.every(({ job, since }) => job && now - since >= ms)) {
          for (const job of this.#waiting.splice(0)) job.reject(new LongRunningLimitError());
        } else if (!this.#closing && this.#waiting.length > 0) this.#denyWhenLong();
      },
      Math.max(1, youngest + ms - performance.now()),
    );
    this.#denyTimer.unref();
  }

  /** A worker that was serving has ended: its request fails, and another takes its place. */
  #replace(slot: Slot): void {
    clearTimeout(slot.timer);
    slot.job?.reject(new WorkerLostError(slot.lostReason ?? 'The worker ended unexpectedly'));
    slot.job = undefined;
    if (!this.#closing) this.#relaunch(slot);
  }

  #relaunch(slot: Slot): void {
    this.#launch(slot).catch((error: Error) => {
      this.#options.onProgress?.(`A worker could not start again: ${error.message}`);
      if (!this.#slots.some((other) => other.state !== 'starting')) this.#refuseWaiting(error.message);
      setTimeout(() => !this.#closing && this.#relaunch(slot), RESTART_DELAY_MS).unref();
    });
  }

  #refuseWaiting(reason: string): void {
    for (const job of this.#waiting.splice(0)) job.reject(new WorkerLostError(reason));
  }
}

function newSlot(): Slot {
  return { worker: undefined, job: undefined, since: 0, state: 'starting', timer: undefined, lostReason: undefined };
}

async function closeSlot(slot: Slot, graceMs: number): Promise<void> {
  const { worker } = slot;
  // a worker that has ended answers no more; its thread has no number then
  if (!worker || worker.threadId < 0) return;
  const grace = new AbortController();
  const closed = new Promise<void>((resolve) => {
    worker.on('message', (message: FromWorker) => message.kind === 'closed' && resolve());
    worker.on('exit', () => resolve());
    const timer = setTimeout(resolve, graceMs);
    grace.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  worker.postMessage({ kind: 'close' });
  await closed;
  grace.abort();
  await worker.terminate();
}
