import { DatabaseSync } from 'node:sqlite';
import { useWriteAheadLog } from './wal.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The two characters after the key prefix that name the instance on the platform, and the reserved one. */
const INSTANCE = 'Lo0';
const NUMBER_LENGTH = 9;

/**
 * The 18-character form of a 15-character id: three characters that say which letters are upper case.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm (ID)
 */
export function toId18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let chunk = 0; chunk < 3; chunk++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const char = id.charCodeAt(chunk * 5 + i);
      if (char >= 65 && char <= 90) bits |= 1 << i;
    }
    suffix += CHECK_DIGITS[bits];
  }
  return id + suffix;
}

/** Whether the text has the form of an id: 15 characters, or 18 with the right check characters. */
export function isId(text: string): boolean {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(text)) return false;
  return text.length === 15 || toId18(text.slice(0, 15)).slice(15) === text.slice(15).toUpperCase();
}

/** The id of the `sequence`-th record of a key prefix. */
export function makeId(keyPrefix: string, sequence: number): string {
  let digits = '';
  for (let rest = sequence; rest > 0; rest = Math.floor(rest / 62)) digits = DIGITS[rest % 62] + digits;
  return toId18(keyPrefix + INSTANCE + digits.padStart(NUMBER_LENGTH, '0'));
}

/** The sequence number within an id made by {@link makeId}; 0 for ids from elsewhere. */
export function sequenceOf(id: string): number {
  if (id.slice(3, 6) !== INSTANCE) return 0;
  let value = 0;
  for (const char of id.slice(6, 15)) value = value * 62 + DIGITS.indexOf(char);
  return value;
}

/** Hands out sequence numbers per key prefix, never the same twice. */
export interface IdSource {
  next(keyPrefix: string): number;
  close(): void;
}

const BUSY_TIMEOUT_MS = 10_000;

const FIRST_BLOCK = 32;
const LARGEST_BLOCK = 4096;

/**
 * Ids must not return after a rollback and must be unique over all threads and processes that have the org open.
 * So blocks of numbers are reserved in a file of their own, outside the org's transactions.
 *
 * @param file the database file, or `:memory:`
 * @param highest the highest sequence number in use for a prefix, asked once when the prefix is new here
 */
export function openIdSource(file: string, highest: (keyPrefix: string) => number): IdSource {
  return file === ':memory:' ? memorySource(highest) : fileSource(`${file}-ids`, highest);
}

function memorySource(highest: (keyPrefix: string) => number): IdSource {
  const last = new Map<string, number>();
  return {
    next(keyPrefix) {
      const value = (last.get(keyPrefix) ?? highest(keyPrefix)) + 1;
      last.set(keyPrefix, value);
      return value;
    },
    close() {},
  };
}

function fileSource(file: string, highest: (keyPrefix: string) => number): IdSource {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  useWriteAheadLog(db, BUSY_TIMEOUT_MS);
  db.exec('PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS sequence (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL)');
  const seed = db.prepare('INSERT OR IGNORE INTO sequence (prefix, last) VALUES (?, ?)');
  const reserve = db.prepare('UPDATE sequence SET last = last + ? WHERE prefix = ? RETURNING last');
  const blocks = new Map<string, { next: number; end: number; size: number }>();
  const newBlock = (keyPrefix: string, size: number): { next: number; end: number; size: number } => {
    let row = reserve.get(size, keyPrefix) as { last: number } | undefined;
    if (!row) {
      seed.run(keyPrefix, highest(keyPrefix));
      row = reserve.get(size, keyPrefix) as { last: number };
    }
    return { next: row.last - size + 1, end: row.last, size };
  };
  return {
    next(keyPrefix) {
      let block = blocks.get(keyPrefix);
      if (!block || block.next > block.end) {
        block = newBlock(keyPrefix, block ? Math.min(block.size * 2, LARGEST_BLOCK) : FIRST_BLOCK);
        blocks.set(keyPrefix, block);
      }
      return block.next++;
    },
    close() {
      db.close();
    },
  };
}
