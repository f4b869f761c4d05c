import type { LimitMeter, LimitName } from '../runtime/context.ts';
import { LimitException } from '../runtime/exception.ts';
import { Heap } from './heap.ts';

/**
 * Governor limits of a transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_apexgov.htm
 */
const SYNCHRONOUS: Readonly<Record<LimitName, number>> = {
  queries: 100,
  queryRows: 50_000,
  queryLocatorRows: 10_000,
  aggregateQueries: 300,
  soslQueries: 20,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  emailInvocations: 10,
  futureCalls: 50,
  queueableJobs: 50,
  publishImmediateDML: 150,
  cpuTime: 10_000,
  heapSize: 6_000_000,
};

const ASYNCHRONOUS: Readonly<Record<LimitName, number>> = {
  ...SYNCHRONOUS,
  queries: 200,
  queueableJobs: 1,
  cpuTime: 60_000,
  heapSize: 12_000_000,
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm */
const FINALIZER: typeof SYNCHRONOUS = {
  ...SYNCHRONOUS,
  queueableJobs: ASYNCHRONOUS.queueableJobs,
  futureCalls: ASYNCHRONOUS.futureCalls,
  heapSize: ASYNCHRONOUS.heapSize,
};

const MAXIMA = { synchronous: SYNCHRONOUS, asynchronous: ASYNCHRONOUS, finalizer: FINALIZER };

const TEXTS: Readonly<Record<LimitName, string>> = {
  queries: 'Too many SOQL queries',
  queryRows: 'Too many query rows',
  queryLocatorRows: 'Too many query locator rows',
  aggregateQueries: 'Too many aggregate queries',
  soslQueries: 'Too many SOSL queries',
  dmlStatements: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  callouts: 'Too many callouts',
  emailInvocations: 'Too many Email Invocations',
  futureCalls: 'Too many future calls',
  queueableJobs: 'Too many queueable jobs added to the queue',
  publishImmediateDML: 'Too many publish immediate DML statements',
  cpuTime: 'Apex CPU time limit exceeded',
  heapSize: 'Apex heap size too large',
};

/** Time in ms that the thread has waited for other transactions so far: nobody's CPU time. */
interface Waits {
  readonly waitedMs: number;
}

/** Counters of one transaction: CPU time is measured, the heap modelled, the rest counted. */
export class Limits implements LimitMeter {
  readonly #max: Readonly<Record<LimitName, number>>;
  readonly #used = new Map<LimitName, number>();
  readonly #started = performance.now();
  readonly #others: Waits;
  readonly #waitedBefore: number;
  readonly #heap = new Heap();
  /** Time spent in the database, which does not count as CPU time. */
  #idle = 0;
  /** DML statements that left nothing to commit: savepoints, rollbacks and what those have undone. */
  #settled = 0;

  /** @param callsFutures false in batch and future contexts */
  constructor(kind: keyof typeof MAXIMA, others: Waits, callsFutures = true) {
    this.#others = others;
    this.#waitedBefore = others.waitedMs;
    const max = MAXIMA[kind];
    this.#max = callsFutures ? max : { ...max, futureCalls: 0 };
  }

  used(name: LimitName): number {
    if (name === 'cpuTime')
      return Math.round(performance.now() - this.#started - this.#idle - (this.#others.waitedMs - this.#waitedBefore));
    if (name === 'heapSize') return this.#heap.used();
    return this.#used.get(name) ?? 0;
  }

  max(name: LimitName): number {
    return this.#max[name];
  }

  spend(name: LimitName, amount = 1): void {
    const used = (this.#used.get(name) ?? 0) + amount;
    this.#used.set(name, used);
    if (used > this.#max[name]) throw new LimitException(`${TEXTS[name]}: ${used}`);
  }

  /** DML statements whose work is still to be committed. */
  get pendingStatements(): number {
    return this.used('dmlStatements') - this.#settled;
  }

  /** After a savepoint or a rollback: of all statements up to now so many are still to be committed. */
  settle(pending: number): void {
    this.#settled = this.used('dmlStatements') - pending;
  }

  /**
   * Remembers what is used up to now; the answer goes back to it. CPU time and heap are measured and stay.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm
   */
  remember(): () => void {
    const used = [...this.#used];
    return () => {
      this.#used.clear();
      for (const [name, amount] of used) this.#used.set(name, amount);
    };
  }

  /** Runs database work off the CPU clock. */
  idle<T>(work: () => T): T {
    const start = performance.now() - this.#others.waitedMs;
    try {
      return work();
    } finally {
      this.#idle += performance.now() - this.#others.waitedMs - start;
    }
  }

  /** Throws when the transaction has used up its CPU time or its heap. */
  check(): void {
    const heap = this.used('heapSize');
    if (heap > this.#max.heapSize) throw new LimitException(`${TEXTS.heapSize}: ${heap}`);
    if (this.used('cpuTime') > this.#max.cpuTime) throw new LimitException(TEXTS.cpuTime);
  }
}
