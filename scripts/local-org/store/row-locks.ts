import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isBusy } from './busy.ts';
import { StoreError } from './errors.ts';
import { useWriteAheadLog } from './wal.ts';

const BUSY_TIMEOUT_MS = 10_000;
/** Sleep between two looks at a lock. */
const PAUSE_MS = 2;
/** A waiting transaction shows this often that it still waits; one that has not for much longer is gone. */
const SIGN_OF_LIFE_MS = 200;
const GONE_AFTER_MS = 2000;
/** How often transactions that wait look whether the owner of a lock still lives. */
const BURIAL_MS = 100;

/**
 * What transactions of one org must know of each other while they do not hold the database's own write lock: which rows
 * the parked ones keep, and who waits for the write lock. It is kept in a small database beside the org's, so that any
 * number of threads and processes share it and a change of it is whole or not at all. Nothing in it outlives its owners:
 * each of them holds SQLite's lock on a file of its own, which ends with the thread or process however it ends.
 */
export class RowLocks {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #sleeper = new Int32Array(new SharedArrayBuffer(4));
  readonly #anyHeld: StatementSync;
  readonly #taken: StatementSync;
  readonly #anyWaiting: StatementSync;
  /** This thread's number and the file that shows that it lives; from the first time that others need to know. */
  #me = 0;
  #alive: DatabaseSync | undefined;
  readonly #published = new Set<string>();
  #holds = false;
  #buried = 0;

  constructor(orgFile: string) {
    this.#file = `${orgFile}-rows`;
    this.#db = new DatabaseSync(this.#file, { timeout: BUSY_TIMEOUT_MS });
    useWriteAheadLog(this.#db, BUSY_TIMEOUT_MS);
    // It is worthless after a power failure, so it need not survive one.
    this.#db.exec(`PRAGMA synchronous = OFF;
      CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE IF NOT EXISTS holder (owner INTEGER PRIMARY KEY);
      CREATE TABLE IF NOT EXISTS held (key TEXT NOT NULL, owner INTEGER NOT NULL, PRIMARY KEY (key, owner)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS counter (field TEXT NOT NULL, owner INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (field, owner));
      CREATE TABLE IF NOT EXISTS waiting (seq INTEGER PRIMARY KEY AUTOINCREMENT, seen INTEGER NOT NULL)`);
    this.#anyHeld = this.#db.prepare('SELECT 1 FROM holder WHERE owner <> ? LIMIT 1');
    this.#taken = this.#db.prepare('SELECT 1 FROM held WHERE key IN (SELECT value FROM json_each(?)) AND owner <> ? LIMIT 1');
    this.#anyWaiting = this.#db.prepare('SELECT 1 FROM waiting WHERE seen > ? LIMIT 1');
    this.#buryDead();
  }

  /** Whether another transaction is parked. */
  anyHeld(): boolean {
    return this.#anyHeld.get(this.#me) !== undefined;
  }

  /** Whether a parked transaction of others keeps one of these keys. */
  areTaken(keys: readonly string[]): boolean {
    return keys.length > 0 && this.#taken.get(JSON.stringify(keys), this.#me) !== undefined;
  }

  /** Shows others what this thread's transaction keeps, in addition to what they know already. */
  publish(keys: Iterable<string>, counters: ReadonlyMap<string, number>): void {
    this.#live();
    const added = [...new Set(keys)].filter((key) => !this.#published.has(key));
    this.#change(() => {
      this.#db.prepare('INSERT OR IGNORE INTO holder VALUES (?)').run(this.#me);
      this.#db.prepare('INSERT OR IGNORE INTO held (key, owner) SELECT value, ? FROM json_each(?)').run(this.#me, JSON.stringify(added));
      const count = this.#db.prepare('INSERT OR REPLACE INTO counter (field, owner, last) VALUES (?, ?, ?)');
      for (const [field, last] of counters) count.run(field, this.#me, last);
    });
    for (const key of added) this.#published.add(key);
    this.#holds = true;
  }

  /** The transaction has ended. */
  release(): void {
    if (!this.#holds) return;
    this.#forget(this.#me, false);
    this.#published.clear();
    this.#holds = false;
  }

  /** Highest auto number of a field that parked transactions of others have used; 0 when there is none. */
  highestNumber(field: string): number {
    const row = this.#db.prepare('SELECT MAX(last) AS last FROM counter WHERE field = ? AND owner <> ?').get(field, this.#me);
    return Number(row?.last ?? 0);
  }

  /** Whether somebody has been waiting for the write lock for longer than a usual transaction takes. */
  someoneWaits(): boolean {
    return this.#anyWaiting.get(Date.now() - GONE_AFTER_MS) !== undefined;
  }

  /**
   * Waits in line for the write lock; who has waited longest tries first.
   * @param deadline on the clock of `performance.now()`
   * @throws StoreError LOCK_TIMEOUT
   */
  queue(deadline: number, attempt: () => boolean): void {
    this.#db.prepare('DELETE FROM waiting WHERE seen < ?').run(Date.now() - GONE_AFTER_MS);
    const { lastInsertRowid: ticket } = this.#db.prepare('INSERT INTO waiting (seen) VALUES (?)').run(Date.now());
    const first = this.#db.prepare('SELECT MIN(seq) AS seq FROM waiting WHERE seen > ?');
    const show = this.#db.prepare('UPDATE waiting SET seen = ? WHERE seq = ?');
    let shown = performance.now();
    try {
      for (;;) {
        if (first.get(Date.now() - GONE_AFTER_MS)?.seq !== Number(ticket)) this.#sleep();
        else if (attempt()) return;
        const now = performance.now();
        if (now > deadline) throw timedOut();
        if (now - shown > SIGN_OF_LIFE_MS) {
          show.run(Date.now(), ticket);
          shown = now;
        }
      }
    } finally {
      this.#db.prepare('DELETE FROM waiting WHERE seq = ?').run(ticket);
    }
  }

  /**
   * Sleeps while `isTaken`, which is asked every few milliseconds.
   * @throws StoreError LOCK_TIMEOUT
   */
  wait(deadline: number, isTaken: () => boolean): void {
    while (isTaken()) {
      const now = performance.now();
      if (now > deadline) throw timedOut();
      if (now - this.#buried > BURIAL_MS) this.#buryDead();
      this.#sleep();
    }
  }

  close(): void {
    if (this.#alive) this.#forget(this.#me, true);
    this.#db.close();
    this.#alive?.close();
  }

  #sleep(): void {
    Atomics.wait(this.#sleeper, 0, 0, PAUSE_MS);
  }

  #change(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #forget(owner: number, isGone: boolean): void {
    this.#change(() => {
      for (const table of ['held', 'counter', 'holder']) this.#db.prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
      if (isGone) this.#db.prepare('DELETE FROM owner WHERE id = ?').run(owner);
    });
    if (isGone) rmSync(this.#lifeFile(owner), { force: true });
  }

  #lifeFile(owner: number): string {
    return `${this.#file}-${owner}`;
  }

  #live(): void {
    if (this.#alive) return;
    // In one transaction: nobody may find the number before the file is locked.
    this.#change(() => {
      this.#me = Number(this.#db.prepare('INSERT INTO owner DEFAULT VALUES').run().lastInsertRowid);
      this.#alive = new DatabaseSync(this.#lifeFile(this.#me));
      this.#alive.exec('BEGIN EXCLUSIVE');
    });
  }

  /** Removes the locks of threads and processes that have ended without doing so: their life file can be locked. */
  #buryDead(): void {
    this.#buried = performance.now();
    for (const { id } of this.#db.prepare('SELECT id FROM owner WHERE id <> ?').all(this.#me)) {
      const life = new DatabaseSync(this.#lifeFile(Number(id)), { timeout: 0 });
      try {
        life.exec('BEGIN EXCLUSIVE');
        this.#forget(Number(id), true);
      } catch (error) {
        if (!isBusy(error)) throw error;
      } finally {
        life.close();
      }
    }
  }
}

function timedOut(): StoreError {
  return new StoreError('LOCK_TIMEOUT', 'Others have been writing for too long: the lock could not be had');
}
