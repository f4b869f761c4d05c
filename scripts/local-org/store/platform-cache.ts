import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { useWriteAheadLog } from './wal.ts';

/** How long a thread waits for another one's value to be written. */
const BUSY_TIMEOUT_MS = 10_000;

/** Values that outlive the transactions that keep them, shared by all threads that have the org open. */
export interface PlatformCache {
  /** The text kept under a key, unless its time is over. */
  get(area: string, key: string): string | undefined;
  /** @param until epoch ms of the org's clock */
  put(area: string, key: string, text: string, until: number): void;
  /** @returns whether there was a value */
  remove(area: string, key: string): boolean;
  keys(area: string): readonly string[];
  close(): void;
}

/**
 * The platform cache of an org, in a file of its own: what a transaction caches stays when it is rolled back, and transactions
 * that only read may cache too. The file is opened when it is first needed.
 * @param dataFile the org's, or `:memory:`
 * @param now epoch ms of the org's clock
 */
export function openPlatformCache(dataFile: string, now: () => number): PlatformCache {
  let opened: Statements | undefined;
  const open = (): Statements => (opened ??= prepare(dataFile === ':memory:' ? dataFile : `${dataFile}-cache`));
  return {
    get: (area, key) => (open().get.get(area, key, now()) as { text: string } | undefined)?.text,
    put(area, key, text, until) {
      open().sweep.run(now());
      open().put.run(area, key, text, until);
    },
    remove: (area, key) => open().remove.get(area, key, now()) !== undefined,
    keys: (area) => (open().keys.all(area, now()) as { key: string }[]).map(({ key }) => key),
    close: () => opened?.db.close(),
  };
}

interface Statements {
  readonly db: DatabaseSync;
  readonly get: StatementSync;
  readonly put: StatementSync;
  readonly remove: StatementSync;
  readonly keys: StatementSync;
  /** Forgets what is out of date. */
  readonly sweep: StatementSync;
}

function prepare(file: string): Statements {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  if (file !== ':memory:') useWriteAheadLog(db, BUSY_TIMEOUT_MS);
  // A cache that a power cut takes is only empty.
  db.exec(`PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS cached (area TEXT, key TEXT, text TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (area, key)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS "cached.until" ON cached (until)`);
  return {
    db,
    get: db.prepare('SELECT text FROM cached WHERE area = ? AND key = ? AND until > ?'),
    put: db.prepare('INSERT OR REPLACE INTO cached (area, key, text, until) VALUES (?, ?, ?, ?)'),
    remove: db.prepare('DELETE FROM cached WHERE area = ? AND key = ? AND until > ? RETURNING 1'),
    keys: db.prepare('SELECT key FROM cached WHERE area = ? AND until > ? ORDER BY key'),
    sweep: db.prepare('DELETE FROM cached WHERE until <= ?'),
  };
}
