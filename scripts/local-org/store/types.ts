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
 * - `write`: holds the write lock from the beginning.
 * - `committed`: as requests run. Each statement reads what is committed at its moment, until the first write or
 *   {@link Store.lock}; from then on the transaction holds the write lock. Readers never wait for it.
 *
 * There is one write lock for the whole org, where the platform has one for each row: whoever waits on the platform waits
 * here, and some others, too.
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
  get(sql: string, params?: readonly SqlValue[]): SqlRow | undefined;
  run(sql: string, params?: readonly SqlValue[]): { changes: number };
  /** Runs `work` in a transaction; rolls back when it throws. Not re-entrant. See {@link TransactionMode}. */
  transaction<T>(mode: TransactionMode, work: () => T): T;
  /**
   * Takes the org's write lock, unless the transaction has it. Every write does this by itself.
   * @throws StoreError LOCK_TIMEOUT after 10 seconds, READ_ONLY in a read transaction
   */
  lock(): void;
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
  insert(object: SObjectDef, rows: readonly StoredRecord[]): void;
  /** Writes the given fields of the row with that id. */
  update(object: SObjectDef, id: string, changes: ReadonlyMap<string, FieldValue>): void;
  delete(object: SObjectDef, ids: readonly string[]): void;

  /** Small named values that are not records (settings, counters). */
  getSetting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
  close(): void;
}
