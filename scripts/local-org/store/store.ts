import type { DatabaseSync } from 'node:sqlite';
import { type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { FieldDef, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import { formatAutoNumber } from './auto-number.ts';
import { StoreError } from './errors.ts';
import { openIdSource, makeId, sequenceOf, type IdSource } from './ids.ts';
import { quote, storedFields } from './layout.ts';
import type { SqlRow, SqlValue, Store, StoredRecord, TransactionMode } from './types.ts';
import { fromSql, toSql } from './values.ts';

/** Prepared statements are kept by text; beyond this many the oldest go. */
const STATEMENT_CACHE = 2000;

export class SqliteStore implements Store {
  readonly schema: Schema;
  readonly #db: DatabaseSync;
  readonly #ids: IdSource;
  readonly #statements = new Map<string, StatementSync>();
  readonly #layouts = new Map<SObjectDef, { fields: FieldDef[]; insert: string; written: FieldDef[] }>();
  readonly #functions = new Map<string, (...args: SqlValue[]) => SqlValue>();
  /** `committed` until the lock is taken, then `write`. */
  #mode: TransactionMode | undefined;
  /** Within {@link snapshot}, before the lock. */
  #inSnapshot = false;
  /** Savepoints set before the lock was taken, when there was nothing to undo yet. */
  #early: string[] = [];
  #savepoints = 0;

  constructor(db: DatabaseSync, file: string, schema: Schema) {
    this.#db = db;
    this.schema = schema;
    this.#ids = openIdSource(file, (prefix) => this.#highestSequence(prefix));
  }

  all(sql: string, params: readonly SqlValue[] = []): SqlRow[] {
    return this.#prepare(sql).all(...params) as SqlRow[];
  }

  get(sql: string, params: readonly SqlValue[] = []): SqlRow | undefined {
    return this.#prepare(sql).get(...params) as SqlRow | undefined;
  }

  run(sql: string, params: readonly SqlValue[] = []): { changes: number } {
    if (this.#mode !== undefined) this.lock();
    return { changes: Number(this.#prepare(sql).run(...params).changes) };
  }

  transaction<T>(mode: TransactionMode, work: () => T): T {
    if (this.#mode) throw new StoreError('NESTED_TRANSACTION', 'A transaction is already running: use a savepoint');
    if (mode === 'write') this.#beginWriting();
    else if (mode === 'read') this.#db.exec('BEGIN');
    this.#mode = mode;
    this.#early = [];
    try {
      const result = work();
      if (this.#db.isTransaction) this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#mode = undefined;
    }
  }

  lock(): void {
    if (this.#mode === 'write') return;
    if (this.#mode === undefined) throw new StoreError('NO_TRANSACTION', 'A lock needs a running transaction');
    if (this.#mode === 'read' || this.#inSnapshot) throw new StoreError('READ_ONLY', 'A read transaction cannot write');
    this.#beginWriting();
    this.#mode = 'write';
    for (const name of this.#early) this.#db.exec(`SAVEPOINT ${name}`);
    this.#early = [];
  }

  snapshot<T>(work: () => T): T {
    if (this.#mode !== 'committed' || this.#inSnapshot) return work();
    this.#db.exec('BEGIN');
    this.#inSnapshot = true;
    try {
      return work();
    } finally {
      this.#inSnapshot = false;
      this.#db.exec('COMMIT');
    }
  }

  savepoint(): string {
    if (!this.#mode) throw new StoreError('NO_TRANSACTION', 'A savepoint needs a running transaction');
    const name = `sp${++this.#savepoints}`;
    if (this.#mode === 'committed') this.#early.push(name);
    else this.#db.exec(`SAVEPOINT ${name}`);
    return name;
  }

  rollbackTo(savepoint: string): void {
    if (this.#mode !== 'committed') this.#db.exec(`ROLLBACK TO ${savepoint}`);
    else if (!this.#early.includes(savepoint)) throw new StoreError('NO_TRANSACTION', `There is no savepoint ${savepoint}`);
  }

  release(savepoint: string): void {
    if (this.#mode !== 'committed') this.#db.exec(`RELEASE ${savepoint}`);
    else this.#early.splice(this.#early.indexOf(savepoint));
  }

  #beginWriting(): void {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (!(error instanceof Error && /locked|busy/.test(error.message))) throw error;
      throw new StoreError('LOCK_TIMEOUT', 'Others have been writing for too long: the lock could not be had', error);
    }
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

  nextAutoNumber(object: SObjectDef, field: FieldDef): string {
    if (this.#mode !== undefined) this.lock();
    const row = this.get(
      'INSERT INTO "local auto number" (field, last) VALUES (?, 1) ON CONFLICT (field) DO UPDATE SET last = last + 1 RETURNING last',
      [`${object.apiName}.${field.apiName}`],
    );
    return formatAutoNumber(field.displayFormat ?? '{0}', Number(row?.last), new Date());
  }

  read(object: SObjectDef, ids: readonly string[]): Map<string, StoredRecord> {
    const records = new Map<string, StoredRecord>();
    if (ids.length === 0) return records;
    const { fields } = this.#layout(object);
    const columns = fields.map((field) => quote(field.apiName)).join(', ');
    const [where, param] = ids.length === 1 ? ['= ?', ids[0] ?? null] : ['IN (SELECT value FROM json_each(?))', JSON.stringify(ids)];
    for (const row of this.all(`SELECT ${columns} FROM ${this.table(object)} WHERE "Id" ${where}`, [param])) {
      const record: StoredRecord = new Map();
      for (const field of fields) record.set(field.apiName, fromSql(field, row[field.apiName]));
      records.set(row.Id as string, record);
    }
    return records;
  }

  insert(object: SObjectDef, rows: readonly StoredRecord[]): void {
    const { insert, written } = this.#layout(object);
    for (const row of rows) {
      this.run(
        insert,
        written.map((field) => toSql(field, row.get(field.apiName))),
      );
    }
  }

  update(object: SObjectDef, id: string, changes: ReadonlyMap<string, FieldValue>): void {
    const fields = [...changes.keys()].map((name) => this.#writtenField(object, name));
    if (fields.length === 0) return;
    const assignments = fields.map((field) => `${quote(field.apiName)} = ?`).join(', ');
    const values = fields.map((field) => toSql(field, changes.get(field.apiName)));
    this.run(`UPDATE ${this.table(object)} SET ${assignments} WHERE "Id" = ?`, [...values, id]);
  }

  delete(object: SObjectDef, ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.run(`DELETE FROM ${this.table(object)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
  }

  getSetting(key: string): string | undefined {
    return this.get('SELECT value FROM "local setting" WHERE key = ?', [`user ${key}`])?.value as string | undefined;
  }

  setSetting(key: string, value: string): void {
    this.run('INSERT OR REPLACE INTO "local setting" (key, value) VALUES (?, ?)', [`user ${key}`, value]);
  }

  close(): void {
    this.#statements.clear();
    this.#ids.close();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size >= STATEMENT_CACHE) this.#statements.delete(this.#statements.keys().next().value ?? '');
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #layout(object: SObjectDef): { fields: FieldDef[]; insert: string; written: FieldDef[] } {
    let layout = this.#layouts.get(object);
    if (!layout) {
      const fields = storedFields(object);
      const written = fields.filter((field) => !field.joinedFrom);
      const columns = written.map((field) => quote(field.apiName)).join(', ');
      const insert = `INSERT INTO ${this.table(object)} (${columns}) VALUES (${written.map(() => '?').join(', ')})`;
      layout = { fields, insert, written };
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
