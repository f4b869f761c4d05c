import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';

/** What SQLite columns hold. Checkbox is 0/1; datetime epoch ms; date and text are TEXT. */
export type SqlValue = string | number | bigint | null;
export type SqlRow = Record<string, SqlValue>;

/** A row as stored: field API name (canonical case) → value. Only real fields, no formulas. */
export type StoredRecord = Map<string, FieldValue>;

/**
 * How a transaction sees the work of others.
 *
 * - `read`: one snapshot from beginning to end; writing is refused.
 * - `write`: has the whole org for itself from the beginning, as a deployment needs it; readers do not wait for it.
 * - `committed`: as requests run. Each statement reads what is committed at its moment and what the transaction itself has
 *   written. Rows that it writes or {@link Store.lock locks} are kept to its end: others read them as they were, and wait
 *   to write them. Savepoints do not give them back. How that is done says `transactions.ts`.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */
export type TransactionMode = 'read' | 'write' | 'committed';

/**
 * The SQLite file of one org, opened by one thread. All calls are synchronous.
 * Every statement is prepared once and cached by its text.
 */
export interface Store {
  readonly schema: Schema;
  all(sql: string, params?: readonly SqlValue[]): SqlRow[];
  /** Rows as the values of their columns, which is cheaper. */
  allArrays(sql: string, params?: readonly SqlValue[]): SqlValue[][];
  get(sql: string, params?: readonly SqlValue[]): SqlRow | undefined;
  /** @param again "any" for data derived from other data: it may be made from more or fewer rows when a transaction goes on */
  run(sql: string, params?: readonly SqlValue[], again?: 'same' | 'any'): { changes: number };
  /** Runs `work` in a transaction; rolls back when it throws. Not re-entrant. See {@link TransactionMode}. */
  transaction<T>(mode: TransactionMode, work: () => T): T;
  /**
   * Keeps rows to the end of the transaction, as writing them does, and so that what is read next stays true: nothing else
   * is written by others until {@link giveWay} or a wait. Waits for other transactions that keep one of them.
   *
   * @param keys ids of records, or any text that several transactions may want for themselves
   * @returns whether it had to wait, so that what was read before may be out of date
   * @throws StoreError LOCK_TIMEOUT after 10 seconds, READ_ONLY in a read transaction
   */
  lock(keys?: readonly string[]): boolean;
  /** Reads and keeps what it has read; reads again when others had it. @throws as {@link lock} */
  lockRead<T>(read: () => T, keysRead: (result: T) => readonly string[]): T;
  /** Keeps values of a unique field, which others may be about to give it. @throws as {@link lock} */
  lockValues(object: SObjectDef, field: FieldDef, values: readonly FieldValue[]): void;
  /** Called now and then by long work: lets others write in between. The transaction keeps its rows. */
  giveWay(): void;
  /** Called before a long wait: lets others write. A transaction that has written nothing gives its rows back. */
  standAside(): void;
  /** Time that this thread's transactions have waited for others, in ms since the store was opened. */
  readonly waitedMs: number;
  /** All reads of `work` see the same committed data. Writes are not allowed in it before the transaction has its lock. */
  snapshot<T>(work: () => T): T;
  /**
   * Stays the same while nothing that is read here can have changed; undefined when others may write at any moment, which is
   * in a `committed` transaction before it has its lock and outside a {@link snapshot}.
   */
  readonly moment: number | undefined;
  /** Savepoints inside the running transaction, nestable. */
  savepoint(): string;
  rollbackTo(savepoint: string): void;
  release(savepoint: string): void;

  /** Quoted table of an object and column of a field. */
  table(object: SObjectDef): string;
  column(object: SObjectDef, field: FieldDef): string;

  /**
   * Makes a function callable from SQL by that name, with any number of arguments. Defining it again replaces it.
   * Not for indexes: those use only the built-in `fold`.
   */
  defineFunction(name: string, implementation: (...args: SqlValue[]) => SqlValue): void;

  /** The next 18-character id for an object. Ids are never reused, also after rollback. */
  nextId(object: SObjectDef): string;
  /** The next numbers of an auto-number field, in order. */
  nextAutoNumbers(object: SObjectDef, field: FieldDef, count: number): string[];

  /** Reads whole rows by id, in any order; missing ids are absent. */
  read(object: SObjectDef, ids: readonly string[]): Map<string, StoredRecord>;
  /** All records of an object in the order of their ids, those in the recycle bin too. */
  readAll(object: SObjectDef): StoredRecord[];
  insert(object: SObjectDef, rows: readonly StoredRecord[]): void;
  /** Writes the given fields of the row with that id. */
  update(object: SObjectDef, id: string, changes: ReadonlyMap<string, FieldValue>): void;
  delete(object: SObjectDef, ids: readonly string[]): void;

  /** Small named values that are not records (settings, counters). */
  getSetting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
  close(): void;
}
