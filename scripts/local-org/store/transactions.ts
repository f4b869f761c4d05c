import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { Journal, keysOf, type Write } from './journal.ts';
import type { RowLocks } from './row-locks.ts';
import type { TransactionMode } from './types.ts';
import { WriteLock } from './write-lock.ts';

/** How long a transaction holds the write lock before it looks whether others wait for it, and between two looks. */
const ASK_EVERY_MS = 10;

/**
 * The transactions of one connection.
 *
 * SQLite has one write lock for the whole database, the platform one for each row. To have the same effect, a transaction
 * that writes holds SQLite's lock only as long as nobody else needs it. When others wait, it *parks*: it shows them which
 * rows and unique values it keeps ({@link RowLocks}), rolls SQLite's transaction back and so frees the lock. With its next
 * statement it takes the lock again and does once more what it had done, savepoints included ({@link Journal}). Nobody
 * else can have changed its rows meanwhile: whoever writes while transactions are parked compares the rows first and waits
 * for those that are kept, parked itself. Two transactions that wait for each other end by the time-out.
 *
 * As long as nobody has to wait for long, none of this happens: a transaction then costs one look at the shared locks.
 */
export class Transactions {
  readonly #db: DatabaseSync;
  /** Undefined when nobody else can open the database. */
  readonly #locks: RowLocks | undefined;
  readonly #writeLock: WriteLock;
  readonly #run: (write: Write) => number;
  readonly #journal = new Journal();
  mode: TransactionMode | undefined;
  /** The transaction has written and does not hold the write lock: {@link resume} before anything is read or written. */
  parked = false;
  #holding = false;
  #inSnapshot = false;
  /** Others are parked, so rows must be compared. It can only become false while the lock is held. */
  #othersParked = false;
  /** Rows kept without having been written, or whose writing has been rolled back. Locks end with the transaction only. */
  readonly #kept = new Set<string>();
  /** Statements whose rows others know already. */
  #shown = 0;
  #asked = 0;
  #savepoints = 0;
  #moment = 0;
  /** Why the transaction can only fail. */
  #failure: unknown;

  constructor(db: DatabaseSync, locks: RowLocks | undefined, timeoutMs: number, run: (write: Write) => number) {
    this.#db = db;
    this.#locks = locks;
    this.#writeLock = new WriteLock(db, locks, timeoutMs);
    this.#run = run;
  }

  get moment(): number | undefined {
    const others = this.mode === 'committed' && !this.#holding && !this.#inSnapshot;
    return this.mode === undefined || others ? undefined : this.#moment;
  }

  /** Time spent waiting for others, in ms. */
  get waitedMs(): number {
    return this.#writeLock.waitedMs;
  }

  get isShared(): boolean {
    return this.#locks !== undefined;
  }

  /** Whether what the running transaction locks means anything to others. */
  get keepsRows(): boolean {
    return this.mode === 'committed' && this.#locks !== undefined;
  }

  run<T>(mode: TransactionMode, work: () => T): T {
    if (this.mode) throw new StoreError('NESTED_TRANSACTION', 'A transaction is already running: use a savepoint');
    if (mode === 'write') this.#writeLock.takeAlone();
    else if (mode === 'read') this.#db.exec('BEGIN');
    this.mode = mode;
    this.#moment++;
    try {
      const result = work();
      this.resume();
      if (this.#db.isTransaction) this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#end();
    }
  }

  /** Keeps rows. @returns whether it had to wait, so that what was read before may be out of date */
  lock(keys: readonly string[]): boolean {
    this.#hold();
    if (this.mode !== 'committed' || !this.#locks) return false;
    const waited = this.#waitFor(keys, this.#writeLock.deadline());
    for (const key of keys) this.#kept.add(key);
    return waited;
  }

  /** Reads under the write lock and keeps what was read; again when it had to wait. */
  lockRead<T>(read: () => T, keysRead: (result: T) => readonly string[]): T {
    this.#hold();
    const deadline = this.#writeLock.deadline();
    for (;;) {
      const result = read();
      if (this.mode !== 'committed' || !this.#locks) return result;
      const keys = keysRead(result);
      if (this.#waitFor(keys, deadline)) continue;
      for (const key of keys) this.#kept.add(key);
      return result;
    }
  }

  /** Called before a statement that writes, in a transaction. */
  beforeWrite(write: Write): void {
    if (this.mode === 'write') return;
    this.#hold();
    if (this.#othersParked && write.ids) this.#waitFor(keysOf(write), this.#writeLock.deadline());
  }

  /** Called after it. */
  wrote(write: Write, changes: number): void {
    this.#moment++;
    if (this.mode !== 'committed' || !this.#locks) return;
    write.changes = changes;
    this.#journal.push(write);
  }

  /** Highest auto number that parked transactions have used. */
  highestNumber(field: string): number {
    return this.#othersParked ? (this.#locks?.highestNumber(field) ?? 0) : 0;
  }

  resume(): void {
    if (this.#failure !== undefined) throw this.#failure as Error;
    if (!this.parked) return;
    this.#writeLock.counted(() => this.#acquire(this.#writeLock.deadline()));
  }

  giveWay(): void {
    if (!this.#holding || !this.#locks) return;
    const now = performance.now();
    if (now - this.#asked < ASK_EVERY_MS) return;
    this.#asked = now;
    if (this.#locks.someoneWaits()) this.#park(this.#locks);
  }

  standAside(): void {
    if (this.mode !== 'committed' || !this.#locks || this.parked) return;
    if (this.#journal.length > 0) this.#park(this.#locks);
    else {
      this.#kept.clear();
      if (this.#holding) this.#db.exec('ROLLBACK');
      this.#holding = false;
      this.#locks.release();
    }
  }

  snapshot<T>(work: () => T): T {
    if (this.parked) this.resume();
    if (this.mode !== 'committed' || this.#holding || this.#inSnapshot) return work();
    this.#db.exec('BEGIN');
    this.#inSnapshot = true;
    this.#moment++;
    try {
      return work();
    } finally {
      this.#inSnapshot = false;
      this.#db.exec('COMMIT');
    }
  }

  savepoint(): string {
    if (!this.mode) throw new StoreError('NO_TRANSACTION', 'A savepoint needs a running transaction');
    const name = `savepoint ${++this.#savepoints}`;
    this.#savepoint('SAVEPOINT', this.#journal.mark(name));
    return name;
  }

  rollbackTo(savepoint: string): void {
    this.#moment++;
    for (const write of this.#journal.since(savepoint)) for (const key of keysOf(write)) this.#kept.add(key);
    const depth = this.#journal.rollbackTo(savepoint);
    this.#shown = Math.min(this.#shown, this.#journal.length);
    if (this.parked) this.parked = this.#journal.length > 0;
    this.#savepoint('ROLLBACK TO', depth);
  }

  release(savepoint: string): void {
    this.#savepoint('RELEASE', this.#journal.release(savepoint));
  }

  /** SQLite knows savepoints by their depth, so that few statements serve them all, and only while the lock is held. */
  #savepoint(what: 'SAVEPOINT' | 'ROLLBACK TO' | 'RELEASE', depth: number): void {
    if (this.mode !== 'committed' || this.#holding) this.#run({ sql: `${what} sp${depth}`, params: [] });
  }

  #hold(): void {
    if (this.#holding || this.mode === 'write') return;
    if (this.mode === undefined) throw new StoreError('NO_TRANSACTION', 'A lock needs a running transaction');
    if (this.mode === 'read' || this.#inSnapshot) throw new StoreError('READ_ONLY', 'A read transaction cannot write');
    this.resume();
    if (this.#holding) return;
    this.#writeLock.counted(() => this.#acquire(this.#writeLock.deadline()));
  }

  /** Takes SQLite's write lock, and brings the database to where this transaction was. */
  #acquire(deadline: number): void {
    this.#writeLock.take(deadline, this.parked);
    this.#holding = true;
    this.#moment++;
    this.parked = false;
    this.#asked = performance.now();
    this.#othersParked = this.#locks?.anyHeld() ?? false;
    try {
      this.#journal.replay((depth) => this.#savepoint('SAVEPOINT', depth), this.#run);
    } catch (error) {
      this.#failure = error;
      this.#db.exec('ROLLBACK');
      this.#holding = false;
      throw error;
    }
  }

  /** Waits, parked, until nobody else keeps the rows. Needs the write lock and has it again afterwards. */
  #waitFor(keys: readonly string[], deadline: number): boolean {
    const locks = this.#locks;
    let waited = false;
    while (locks && this.#othersParked && locks.areTaken(keys)) {
      waited = true;
      this.#writeLock.counted(() => {
        this.#park(locks);
        locks.wait(deadline, () => locks.areTaken(keys));
        this.#acquire(deadline);
      });
    }
    return waited;
  }

  /** Others learn what is kept before they can have the lock. */
  #park(locks: RowLocks): void {
    const keys = [...this.#kept];
    const counters = new Map<string, number>();
    for (const write of this.#journal.from(this.#shown)) {
      keys.push(...keysOf(write));
      if (write.counter) counters.set(write.counter.field, write.counter.last);
    }
    if (keys.length > 0 || counters.size > 0) locks.publish(keys, counters);
    this.#shown = this.#journal.length;
    this.#db.exec('ROLLBACK');
    this.#holding = false;
    this.parked = this.#journal.length > 0;
  }

  #end(): void {
    this.mode = undefined;
    this.#holding = false;
    this.parked = false;
    this.#failure = undefined;
    this.#journal.clear();
    this.#kept.clear();
    this.#shown = 0;
    this.#locks?.release();
  }
}
