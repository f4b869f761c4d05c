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

/** How an object is stored, and the statements that read and write whole rows. */
interface Layout {
  readonly fields: readonly FieldDef[];
  readonly written: readonly FieldDef[];
  readonly insert: string;
  readonly readOne: string;
  readonly readSome: string;
}

export class SqliteStore implements Store {
  readonly schema: Schema;
  readonly #db: DatabaseSync;
  readonly #ids: IdSource;
  readonly #statements = new Map<string, StatementSync>();
  /** Statements that read whole rows, at most two an object. */
  readonly #rowStatements = new Map<string, StatementSync>();
  readonly #layouts = new Map<SObjectDef, Layout>();
  readonly #functions = new Map<string, (...args: SqlValue[]) => SqlValue>();
  /** `committed` until the lock is taken, then `write`. */
  #mode: TransactionMode | undefined;
  /** Within {@link snapshot}, before the lock. */
  #inSnapshot = false;
  /** Savepoints of the running transaction. SQLite knows them by their depth, so that few statements serve them all, and only once it holds the lock: before there is nothing to undo. */
  readonly #savepoints: string[] = [];
  #savepointsMade = 0;
  #moment = 0;

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
    this.#moment++;
    return { changes: Number(this.#prepare(sql).run(...params).changes) };
  }

  transaction<T>(mode: TransactionMode, work: () => T): T {
    if (this.#mode) throw new StoreError('NESTED_TRANSACTION', 'A transaction is already running: use a savepoint');
    if (mode === 'write') this.#beginWriting();
    else if (mode === 'read') this.#db.exec('BEGIN');
    this.#mode = mode;
    this.#moment++;
    this.#savepoints.length = 0;
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

  get moment(): number | undefined {
    return this.#mode === undefined || (this.#mode === 'committed' && !this.#inSnapshot) ? undefined : this.#moment;
  }

  lock(): void {
    if (this.#mode === 'write') return;
    if (this.#mode === undefined) throw new StoreError('NO_TRANSACTION', 'A lock needs a running transaction');
    if (this.#mode === 'read' || this.#inSnapshot) throw new StoreError('READ_ONLY', 'A read transaction cannot write');
    this.#beginWriting();
    this.#mode = 'write';
    this.#moment++;
    this.#savepoints.forEach((_, depth) => this.#prepare(`SAVEPOINT sp${depth}`).run());
  }

  snapshot<T>(work: () => T): T {
    if (this.#mode !== 'committed' || this.#inSnapshot) return work();
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
    if (!this.#mode) throw new StoreError('NO_TRANSACTION', 'A savepoint needs a running transaction');
    const name = `savepoint ${++this.#savepointsMade}`;
    const depth = this.#savepoints.push(name) - 1;
    if (this.#mode !== 'committed') this.#prepare(`SAVEPOINT sp${depth}`).run();
    return name;
  }

  rollbackTo(savepoint: string): void {
    const depth = this.#depthOf(savepoint);
    this.#savepoints.length = depth + 1;
    this.#moment++;
    if (this.#mode !== 'committed') this.#prepare(`ROLLBACK TO sp${depth}`).run();
  }

  release(savepoint: string): void {
    const depth = this.#depthOf(savepoint);
    this.#savepoints.length = depth;
    if (this.#mode !== 'committed') this.#prepare(`RELEASE sp${depth}`).run();
  }

  #depthOf(savepoint: string): number {
    const depth = this.#savepoints.indexOf(savepoint);
    if (depth < 0) throw new StoreError('NO_TRANSACTION', `There is no ${savepoint}`);
    return depth;
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

  nextAutoNumbers(object: SObjectDef, field: FieldDef, count: number): string[] {
    if (count === 0) return [];
    if (this.#mode !== undefined) this.lock();
    this.#moment++;
    const row = this.get(
      'INSERT INTO "local auto number" (field, last) VALUES (?1, ?2) ON CONFLICT (field) DO UPDATE SET last = last + ?2 RETURNING last',
      [`${object.apiName}.${field.apiName}`, count],
    );
    const first = Number(row?.last) - count + 1;
    const now = new Date();
    return Array.from({ length: count }, (_, i) => formatAutoNumber(field.displayFormat ?? '{0}', first + i, now));
  }

  read(object: SObjectDef, ids: readonly string[]): Map<string, StoredRecord> {
    const records = new Map<string, StoredRecord>();
    if (ids.length === 0) return records;
    const layout = this.#layout(object);
    const { fields } = layout;
    const rows = ids.length === 1 ? this.#rows(layout.readOne).all(ids[0] ?? null) : this.#rows(layout.readSome).all(JSON.stringify(ids));
    // Rows are arrays here, which is what their type does not say.
    for (const row of rows as unknown as SqlValue[][]) {
      const record: StoredRecord = new Map();
      for (let i = 0; i < fields.length; i++) record.set(fields[i]!.apiName, fromSql(fields[i]!, row[i]));
      records.set(record.get('Id') as string, record);
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
    this.#rowStatements.clear();
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

  /** A statement whose rows are arrays: for wide rows much cheaper than objects. */
  #rows(sql: string): StatementSync {
    let statement = this.#rowStatements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      statement.setReturnArrays(true);
      this.#rowStatements.set(sql, statement);
    }
    return statement;
  }

  #layout(object: SObjectDef): Layout {
    let layout = this.#layouts.get(object);
    if (!layout) {
      const fields = storedFields(object);
      const written = fields.filter((field) => !field.joinedFrom);
      const columns = written.map((field) => quote(field.apiName)).join(', ');
      const insert = `INSERT INTO ${this.table(object)} (${columns}) VALUES (${written.map(() => '?').join(', ')})`;
      const select = `SELECT ${fields.map((field) => quote(field.apiName)).join(', ')} FROM ${this.table(object)} WHERE "Id"`;
      layout = { fields, insert, written, readOne: `${select} = ?`, readSome: `${select} IN (SELECT value FROM json_each(?))` };
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
