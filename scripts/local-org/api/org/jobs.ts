import type { AsyncJob } from '../../apex/runtime/context.ts';

/** Jobs run before other requests get their turn again. */
const SLICE = 20;

interface WaitingJob {
  readonly userId: string;
  readonly job: AsyncJob;
}

/** Asynchronous Apex that waits for its turn, in the order it was queued. It lives as long as the worker. */
export class JobQueue {
  readonly #waiting: WaitingJob[] = [];
  readonly #run: (userId: string, job: AsyncJob) => AsyncJob[];
  readonly #log: (line: string) => void;

  /** @param run runs a job in a committed transaction of its own and gives the jobs it queued */
  constructor(run: (userId: string, job: AsyncJob) => AsyncJob[], log: (line: string) => void) {
    this.#run = run;
    this.#log = log;
  }

  add(userId: string, jobs: readonly AsyncJob[]): void {
    for (const job of jobs) this.#waiting.push({ userId, job });
  }

  /** Runs some jobs; one that fails is logged and does not stop the others. True when more are waiting. */
  runSome(): boolean {
    for (let count = 0; count < SLICE; count++) {
      const next = this.#waiting.shift();
      if (!next) return false;
      try {
        this.add(next.userId, this.#run(next.userId, next.job));
      } catch (error) {
        this.#log(`FATAL_ERROR|${next.job.kind} ${next.job.className}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return this.#waiting.length > 0;
  }
}
