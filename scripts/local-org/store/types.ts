import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';

/** What SQLite columns hold. Checkbox is 0/1; datetime epoch ms; date and text are TEXT. */
export type SqlValue = string | number | bigint | null;
export type SqlRow = Record<string, SqlValue>;

/** A row as stored: field API name (canonical case) → value. Only real fields, no formulas. */
export type StoredRecord = Map<string, FieldValue>;

/**
 * The SQLite file of one org, opened by one thread. All calls are synchronous.
 * Every statement is prepared once and cached by its text.
 */
export interface Store {
  readonly schema: Schema;
  all(sql: string, params?: readonly SqlValue[]): SqlRow[];
  get(sql: string, params?: readonly SqlValue[]): SqlRow | undefined;
  run(sql: string, params?: readonly SqlValue[]): { changes: number };
  /** Runs `work` in a write transaction; rolls back when it throws. Not re-entrant. */
  transaction<T>(mode: 'read' | 'write', work: () => T): T;
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
  nextAutoNumber(object: SObjectDef, field: FieldDef): string;

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
