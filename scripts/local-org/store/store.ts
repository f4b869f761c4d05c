import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import { formatAutoNumber } from './auto-number.ts';
import { StoreError } from './errors.ts';
import { openIdSource, makeId, sequenceOf, type IdSource } from './ids.ts';
import { uniqueKey, type Write } from './journal.ts';
import { quote, storedFields } from './layout.ts';
import { RowLocks } from './row-locks.ts';
import { Statements } from './statements.ts';
import { Transactions } from './transactions.ts';
import type { SqlRow, SqlValue, Store, StoredRecord, TransactionMode } from './types.ts';
import { fromSql, toSql } from './values.ts';

/** Numbers after the last one, and after those that parked transactions have used. */
const NEXT_NUMBERS =
  'INSERT INTO "local auto number" (field, last) VALUES (?1, ?2 + ?3) ON CONFLICT (field) DO UPDATE SET last = MAX(last, ?2) + ?3 RETURNING last';
/** What stands for it when a transaction is done again: the numbers have been given away. */
const SAME_NUMBER = 'INSERT INTO "local auto number" (field, last) VALUES (?1, ?2) ON CONFLICT (field) DO UPDATE SET last = MAX(last, ?2)';

/** How an object is stored, and the statements that read and write whole rows. */
interface Layout {
  readonly fields: readonly FieldDef[];
  readonly written: readonly FieldDef[];
  readonly insert: string;
  readonly readAll: string;
  readonly readOne: string;
  readonly readSome: string;
}

export class SqliteStore implements Store {
  readonly schema: Schema;
  readonly #db: DatabaseSync;
  readonly #ids: IdSource;
  readonly #statements: Statements;
  readonly #layouts = new Map<SObjectDef, Layout>();
  readonly #functions = new Map<string, (...args: SqlValue[]) => SqlValue>();
  readonly #locks: RowLocks | undefined;
  readonly #transactions: Transactions;

  /** @param lockTimeoutMs how long to wait for rows of others */
  constructor(db: DatabaseSync, file: string, schema: Schema, lockTimeoutMs: number) {
    this.#db = db;
    this.#statements = new Statements(db);
    this.schema = schema;
    this.#ids = openIdSource(file, (prefix) => this.#highestSequence(prefix));
    this.#locks = file === ':memory:' ? undefined : new RowLocks(file);
    const run = ({ sql, params }: Write): number => Number(this.#statements.prepare(sql).run(...params).changes);
    this.#transactions = new Transactions(db, this.#locks, lockTimeoutMs, run);
  }

  get waitedMs(): number {
    return this.#transactions.waitedMs;
  }

  get moment(): number | undefined {
    return this.#transactions.moment;
  }

  all(sql: string, params: readonly SqlValue[] = []): SqlRow[] {
    if (this.#transactions.parked) this.#transactions.resume();
    return this.#statements.prepare(sql).all(...params) as SqlRow[];
  }

  allArrays(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    if (this.#transactions.parked) this.#transactions.resume();
    // Rows are arrays here, which is what their type does not say.
    return this.#statements.prepareArrays(sql).all(...params) as unknown as SqlValue[][];
  }

  get(sql: string, params: readonly SqlValue[] = []): SqlRow | undefined {
    if (this.#transactions.parked) this.#transactions.resume();
    return this.#statements.prepare(sql).get(...params) as SqlRow | undefined;
  }

  run(sql: string, params: readonly SqlValue[] = [], again: 'same' | 'any' = 'same'): { changes: number } {
    return { changes: this.#write(again === 'same' ? { sql, params } : { sql, params, again }) };
  }

  transaction<T>(mode: TransactionMode, work: () => T): T {
    return this.#transactions.run(mode, work);
  }

  lock(keys: readonly string[] = []): boolean {
    return this.#transactions.lock(keys);
  }

  lockRead<T>(read: () => T, keysRead: (result: T) => readonly string[]): T {
    return this.#transactions.lockRead(read, keysRead);
  }

  lockValues(object: SObjectDef, field: FieldDef, values: readonly FieldValue[]): void {
    if (!this.#transactions.keepsRows) return;
    this.lock(values.flatMap((value) => (value === null ? [] : uniqueKey(object, field, value))));
  }

  giveWay(): void {
    this.#transactions.giveWay();
  }

  standAside(): void {
    this.#transactions.standAside();
  }

  snapshot<T>(work: () => T): T {
    return this.#transactions.snapshot(work);
  }

  savepoint(): string {
    return this.#transactions.savepoint();
  }

  rollbackTo(savepoint: string): void {
    this.#transactions.rollbackTo(savepoint);
  }

  release(savepoint: string): void {
    this.#transactions.release(savepoint);
  }

  /** A write outside a transaction is one of its own. */
  #write(write: Write): number {
    const transactions = this.#transactions;
    if (transactions.mode === undefined && transactions.isShared) return transactions.run('committed', () => this.#write(write));
    const inside = transactions.mode !== undefined;
    if (inside) transactions.beforeWrite(write);
    const changes = Number(this.#statements.prepare(write.sql).run(...write.params).changes);
    if (inside) transactions.wrote(write, changes);
    return changes;
  }

  table(object: SObjectDef): string {
    return quote(object.apiName);
  }

  column(_object: SObjectDef, field: FieldDef): string {
    return quote(field.apiName);
  }

  defineFunction(name: string, implementation: (...args: SqlValue[]) => SqlValue): void {
    if (!this.#functions.has(name)) {
      const call = (...args: SQLOutputValue[]): SqlValue => this.#functions.get(name)?.(...(args as SqlValue[])) ?? null;
      this.#db.function(name, { varargs: true }, call);
    }
    this.#functions.set(name, implementation);
  }

  nextId(object: SObjectDef): string {
    return makeId(object.keyPrefix, this.#ids.next(object.keyPrefix));
  }

  nextAutoNumbers(object: SObjectDef, field: FieldDef, count: number): string[] {
    if (count === 0) return [];
    const transactions = this.#transactions;
    if (transactions.mode !== undefined) this.lock();
    const name = `${object.apiName}.${field.apiName}`;
    const last = Number(this.get(NEXT_NUMBERS, [name, transactions.highestNumber(name), count])?.last);
    transactions.wrote({ sql: SAME_NUMBER, params: [name, last], counter: { field: name, last } }, 1);
    const now = new Date();
    return Array.from({ length: count }, (_, i) => formatAutoNumber(field.displayFormat ?? '{0}', last - count + 1 + i, now));
  }

  read(object: SObjectDef, ids: readonly string[]): Map<string, StoredRecord> {
    const records = new Map<string, StoredRecord>();
    if (ids.length === 0) return records;
    const layout = this.#layout(object);
    const rows =
      ids.length === 1 ? this.allArrays(layout.readOne, [ids[0] ?? null]) : this.allArrays(layout.readSome, [JSON.stringify(ids)]);
    for (const record of recordsOf(layout, rows)) records.set(record.get('Id') as string, record);
    return records;
  }

  readAll(object: SObjectDef): StoredRecord[] {
    const layout = this.#layout(object);
    return recordsOf(layout, this.allArrays(layout.readAll));
  }

  insert(object: SObjectDef, rows: readonly StoredRecord[]): void {
    const { insert, written } = this.#layout(object);
    for (const row of rows) {
      const params = written.map((field) => toSql(field, row.get(field.apiName)));
      this.#write({ sql: insert, params, object, ids: [String(row.get('Id'))], values: row });
    }
  }

  update(object: SObjectDef, id: string, changes: ReadonlyMap<string, FieldValue>): void {
    const fields = [...changes.keys()].map((name) => this.#writtenField(object, name));
    if (fields.length === 0) return;
    const assignments = fields.map((field) => `${quote(field.apiName)} = ?`).join(', ');
    const values = fields.map((field) => toSql(field, changes.get(field.apiName)));
    const sql = `UPDATE ${this.table(object)} SET ${assignments} WHERE "Id" = ?`;
    this.#write({ sql, params: [...values, id], object, ids: [id], values: changes });
  }

  delete(object: SObjectDef, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const sql = `DELETE FROM ${this.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?))`;
    this.#write({ sql, params: [JSON.stringify(ids)], object, ids });
  }

  getSetting(key: string): string | undefined {
    return this.get('SELECT value FROM "local setting" WHERE key = ?', [`user ${key}`])?.value as string | undefined;
  }

  setSetting(key: string, value: string): void {
    const sql = 'INSERT OR REPLACE INTO "local setting" (key, value) VALUES (?, ?)';
    this.#write({ sql, params: [`user ${key}`, value], ids: [`setting ${key}`] });
  }

  close(): void {
    this.#statements.clear();
    this.#ids.close();
    this.#locks?.close();
    this.#db.close();
  }

  #layout(object: SObjectDef): Layout {
    let layout = this.#layouts.get(object);
    if (!layout) {
      const fields = storedFields(object);
      const written = fields.filter((field) => !field.joinedFrom);
      const columns = written.map((field) => quote(field.apiName)).join(', ');
      const insert = `INSERT INTO ${this.table(object)} (${columns}) VALUES (${written.map(() => '?').join(', ')})`;
      const select = `SELECT ${fields.map((field) => quote(field.apiName)).join(', ')} FROM ${this.table(object)}`;
      layout = {
        ...{ fields, insert, written },
        readAll: `${select} ORDER BY "Id"`,
        readOne: `${select} WHERE "Id" = ?`,
        readSome: `${select} WHERE "Id" IN (SELECT value FROM json_each(?))`,
      };
      this.#layouts.set(object, layout);
    }
    return layout;
  }

  #writtenField(object: SObjectDef, name: string): FieldDef {
    const field = this.#layout(object).written.find(({ apiName }) => apiName === name);
    if (!field) throw new StoreError('BAD_FORMAT', `${object.apiName}.${name} has no column to write`);
    return field;
  }

  #highestSequence(keyPrefix: string): number {
    let highest = 0;
    for (const object of this.schema.objects.values()) {
      if (object.keyPrefix !== keyPrefix || !object.fields.has('id')) continue;
      // Ids sort like their numbers: the digits are in the order of their character codes.
      const row = this.get(`SELECT MAX("Id") AS id FROM ${this.table(object)} WHERE "Id" LIKE ? ESCAPE '\\'`, [`${keyPrefix}Lo0%`]);
      if (typeof row?.id === 'string') highest = Math.max(highest, sequenceOf(row.id));
    }
    return highest;
  }
}

function recordsOf({ fields }: Layout, rows: readonly SqlValue[][]): StoredRecord[] {
  return rows.map((row) => {
    const record: StoredRecord = new Map();
    for (let i = 0; i < fields.length; i++) record.set(fields[i]!.apiName, fromSql(fields[i]!, row[i]));
    return record;
  });
}
