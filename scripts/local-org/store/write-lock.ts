import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './busy.ts';
import type { RowLocks } from './row-locks.ts';

/** Longer than most transactions take: who has waited so long for the write lock asks its holder to make room. */
const SHORT_WAIT_MS = 25;

/** SQLite's write lock of the whole database, as one connection waits for it. Deadlines are on the clock of `performance.now()`. */
export class WriteLock {
  readonly #db: DatabaseSync;
  /** Undefined when nobody else can open the database. */
  readonly #locks: RowLocks | undefined;
  readonly #timeoutMs: number;
  /** Time spent waiting for others, in ms. See {@link counted}. */
  waitedMs = 0;

  constructor(db: DatabaseSync, locks: RowLocks | undefined, timeoutMs: number) {
    this.#db = db;
    this.#locks = locks;
    this.#timeoutMs = timeoutMs;
  }

  /** Until when somebody waits who begins now. */
  deadline(): number {
    return performance.now() + this.#timeoutMs;
  }

  /**
   * Begins a transaction of SQLite's that has the lock.
   * @param inLine whether not to go before those who wait already
   * @throws StoreError LOCK_TIMEOUT
   */
  take(deadline: number, inLine: boolean): void {
    const locks = this.#locks;
    if (!locks) return void this.#db.exec('BEGIN IMMEDIATE');
    const patience = Math.min(SHORT_WAIT_MS, this.#timeoutMs);
    if (!(inLine && locks.someoneWaits()) && this.#begin(patience)) return;
    locks.queue(deadline, () => this.#begin(patience));
  }

  /** Likewise for work on the whole org, such as a deployment: nobody else may be in the middle of something. */
  takeAlone(): void {
    const deadline = this.deadline();
    for (;;) {
      this.take(deadline, false);
      const locks = this.#locks;
      if (!locks?.anyHeld()) return;
      this.#db.exec('ROLLBACK');
      locks.wait(deadline, () => locks.anyHeld());
    }
  }

  /** Adds the time that work takes to {@link waitedMs}. */
  counted(wait: () => void): void {
    const started = performance.now();
    try {
      wait();
    } finally {
      this.waitedMs += performance.now() - started;
    }
  }

  #begin(patienceMs: number): boolean {
    try {
      this.#db.exec(`PRAGMA busy_timeout = ${patienceMs}; BEGIN IMMEDIATE`);
      return true;
    } catch (error) {
      if (!isBusy(error)) throw error;
      return false;
    } finally {
      this.#db.exec(`PRAGMA busy_timeout = ${this.#timeoutMs}`);
    }
  }
}
