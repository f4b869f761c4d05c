import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assignKeyPrefixes, type Schema } from '../metadata/index.ts';
import { StoreError } from './errors.ts';
import { fold } from './fold.ts';
import { migrate } from './migrate.ts';
import { SqliteStore } from './store.ts';
import type { Store } from './types.ts';
import { useWriteAheadLog } from './wal.ts';

export interface StoreOptions {
  /** Path of the database file, created with its folder when missing; or `:memory:`. */
  readonly file: string;
  /** The org's schema. Its custom objects get the key prefixes they have in this database. */
  readonly schema: Schema;
  /** Milliseconds a writer waits for rows of others; default 10,000, as long as the platform waits. */
  readonly lockTimeoutMs?: number;
}

const BUSY_TIMEOUT_MS = 10_000;

const KEY_PREFIXES = 'key prefixes';

/**
 * Opens the org's database and brings its tables in line with the schema. Any number of threads and processes may have
 * the same file open.
 *
 * @throws StoreError CANNOT_OPEN when the file cannot be read or written, FIELD_TYPE_CHANGED see `migrate`
 */
export function openStore({ file, schema, lockTimeoutMs = BUSY_TIMEOUT_MS }: StoreOptions): Store {
  const db = connect(file, lockTimeoutMs);
  try {
    migrate(db, schema);
    const store = new SqliteStore(db, file, schema, lockTimeoutMs);
    keepKeyPrefixes(store, schema);
    return store;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(file: string, timeout: number): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const db = new DatabaseSync(file, { timeout });
    db.function('fold', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? fold(text) : (text as null)));
    if (file !== ':memory:') useWriteAheadLog(db, BUSY_TIMEOUT_MS);
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000');
    return db;
  } catch (error) {
    throw new StoreError('CANNOT_OPEN', `The database ${file} cannot be opened: ${(error as Error).message}`, error);
  }
}

/** Ids begin with the object's key prefix, so a prefix once given never changes and never goes to another object. */
function keepKeyPrefixes(store: Store, schema: Schema): void {
  const stored = store.getSetting(KEY_PREFIXES);
  const known = stored === undefined ? {} : (JSON.parse(stored) as Record<string, string>);
  const assigned = JSON.stringify(assignKeyPrefixes(schema, known));
  if (assigned !== stored) store.setSetting(KEY_PREFIXES, assigned);
}
