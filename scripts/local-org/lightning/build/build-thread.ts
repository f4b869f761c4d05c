import { Worker } from 'node:worker_threads';
import { ComponentBuildError, type BuildProblem } from './errors.ts';
import type { BuildJob, BuildReply } from './build-worker.ts';

/** How long the thread is kept for a next build: the compiler takes a second to load, and its memory is not small. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: (message: string) => void;
}

/** Runs builds beside the main thread, which goes on answering requests. One thread, made when it is needed. */
export class BuildThread {
  private worker: Worker | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  /** The result of the job. @throws ComponentBuildError with file and line. */
  run<T>(job: BuildJob, progress: (message: string) => void = () => undefined): Promise<T> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    worker.ref();
    const id = ++this.last;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, progress });
      worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./build-worker.ts', import.meta.url));
    worker.on('message', (reply: BuildReply) => this.receive(reply));
    const stopped = (error: Error): void => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    worker.on('error', (error) => stopped(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => stopped(new Error('The build was stopped')));
    return worker;
  }

  private receive(reply: BuildReply): void {
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === 'progress') return waiting.progress(reply.message);
    this.waiting.delete(reply.id);
    if (reply.kind === 'done') waiting.resolve(reply.value);
    else waiting.reject(errorOf(reply.problems, reply.message));
    if (this.waiting.size > 0) return;
    this.worker?.unref();
    this.idle = setTimeout(() => void this.close(), IDLE_MS);
    this.idle.unref();
  }
}

function errorOf(problems: readonly BuildProblem[] | undefined, message: string): Error {
  return problems ? new ComponentBuildError(problems) : new Error(message);
}
