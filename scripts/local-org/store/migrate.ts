import type { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import type { FieldDef, Schema, SObjectDef } from '../metadata/index.ts';
import { StoreError } from './errors.ts';
import { columnDefinition, columnType, indexDefinitions, quote, storedFields } from './layout.ts';

/** Raised when the layout of tables or the meaning of `fold` changes, so that every table is looked at again. */
const LAYOUT_VERSION = '1';

interface KnownColumn {
  readonly object: string;
  readonly field: string;
  readonly type: string;
  readonly storage: string;
}

/**
 * Brings the tables in line with the schema: creates tables, columns and indexes that are missing. Columns of fields
 * that are gone stay with their data, so a field that comes back finds its values. Does nothing when the schema is the
 * one the tables were made for.
 *
 * @throws StoreError FIELD_TYPE_CHANGED when a field that holds values now needs another kind of column
 */
export function migrate(db: DatabaseSync, schema: Schema): void {
  db.exec('CREATE TABLE IF NOT EXISTS "local setting" (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  // Asynchronous work that waits for its turn, and what is left of a batch job.
  db.exec(
    `CREATE TABLE IF NOT EXISTS "local job" (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, user TEXT NOT NULL, due INTEGER NOT NULL, body TEXT NOT NULL);
     CREATE INDEX IF NOT EXISTS "local job.due" ON "local job" (due, seq);
     CREATE INDEX IF NOT EXISTS "local job.id" ON "local job" (id);
     CREATE TABLE IF NOT EXISTS "local job part" (id TEXT NOT NULL, part INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, part))`,
  );
  // The recycle bin. A table made in a transaction that is undone would have every prepared statement prepared anew.
  db.exec(
    `CREATE TABLE IF NOT EXISTS "local recycle bin" (id TEXT PRIMARY KEY, root TEXT NOT NULL, object TEXT NOT NULL);
     CREATE INDEX IF NOT EXISTS "local recycle bin.root" ON "local recycle bin" (root);
     CREATE TABLE IF NOT EXISTS "local recycle bin emptied" (id TEXT PRIMARY KEY, object TEXT NOT NULL, at INTEGER NOT NULL);
     CREATE TABLE IF NOT EXISTS "local recycle bin lookups" (parent TEXT, object TEXT NOT NULL, field TEXT NOT NULL, child TEXT NOT NULL);
     CREATE INDEX IF NOT EXISTS "local recycle bin lookups.parent" ON "local recycle bin lookups" (parent)`,
  );
  const wanted = schemaHash(schema);
  const stored = db.prepare(`SELECT value FROM "local setting" WHERE key = 'schema'`).get() as { value: string } | undefined;
  if (stored?.value === wanted) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(
      'CREATE TABLE IF NOT EXISTS "local column" (object TEXT NOT NULL, field TEXT NOT NULL, type TEXT NOT NULL, storage TEXT NOT NULL, PRIMARY KEY (object, field))',
    );
    db.exec('CREATE TABLE IF NOT EXISTS "local auto number" (field TEXT PRIMARY KEY, last INTEGER NOT NULL)');
    const known = knownColumns(db);
    for (const object of schema.objects.values()) migrateObject(db, object, known.get(object.apiName));
    db.prepare(`INSERT OR REPLACE INTO "local setting" (key, value) VALUES ('schema', ?)`).run(wanted);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function schemaHash(schema: Schema): string {
  const hash = createHash('sha256').update(LAYOUT_VERSION);
  for (const object of schema.objects.values()) {
    hash.update(`\n${object.apiName}`);
    for (const field of storedFields(object)) hash.update(`|${field.type} ${columnDefinition(field)}`);
    for (const definition of indexDefinitions(object).values()) hash.update(definition);
  }
  return hash.digest('hex');
}

function knownColumns(db: DatabaseSync): Map<string, Map<string, KnownColumn>> {
  const known = new Map<string, Map<string, KnownColumn>>();
  for (const row of db.prepare('SELECT object, field, type, storage FROM "local column"').all()) {
    const column = row as unknown as KnownColumn;
    const columns = known.get(column.object) ?? new Map<string, KnownColumn>();
    known.set(column.object, columns.set(column.field, column));
  }
  return known;
}

function migrateObject(db: DatabaseSync, object: SObjectDef, known: ReadonlyMap<string, KnownColumn> | undefined): void {
  const fields = storedFields(object);
  const table = quote(object.apiName);
  const changed = known ? fields.filter((field) => isChanged(known.get(field.apiName), field)) : fields;
  if (!known) {
    db.exec(`CREATE TABLE ${table} (${fields.map(columnDefinition).join(', ')})`);
  } else {
    dropIndexes(db, object, changed);
    for (const field of changed) {
      const before = known.get(field.apiName);
      if (before) dropEmptyColumn(db, object, field, before);
      db.exec(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(field)}`);
    }
  }
  const remember = db.prepare('INSERT OR REPLACE INTO "local column" (object, field, type, storage) VALUES (?, ?, ?, ?)');
  for (const field of fields) remember.run(object.apiName, field.apiName, field.type, storage(field));
  createIndexes(db, object, known ? existingIndexes(db, object) : new Map());
}

function storage(field: FieldDef): string {
  return field.joinedFrom ? columnDefinition(field) : columnType(field);
}

function isChanged(known: KnownColumn | undefined, field: FieldDef): boolean {
  return !known || known.storage !== storage(field);
}

function dropEmptyColumn(db: DatabaseSync, object: SObjectDef, field: FieldDef, before: KnownColumn): void {
  const [table, column] = [quote(object.apiName), quote(field.apiName)];
  const used = before.type === 'Checkbox' ? `${column} <> 0` : `${column} IS NOT NULL`;
  if (!before.storage.includes('GENERATED') && db.prepare(`SELECT 1 FROM ${table} WHERE ${used} LIMIT 1`).get()) {
    throw new StoreError(
      'FIELD_TYPE_CHANGED',
      `Field ${object.apiName}.${field.apiName} was ${before.type} and is now ${field.type}: its values cannot be kept. ` +
        'Empty the field first, or start with a fresh database.',
    );
  }
  dropTriggers(db, object);
  db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
}

/** A trigger may name the column. Whoever needs triggers makes them again with the next deployment. */
function dropTriggers(db: DatabaseSync, object: SObjectDef): void {
  const triggers = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?`).all(object.apiName);
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${quote(name as string)}`);
}

function existingIndexes(db: DatabaseSync, object: SObjectDef): Map<string, string> {
  const rows = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`)
    .all(object.apiName);
  return new Map(rows.map((row) => [row.name as string, row.sql as string]));
}

function dropIndexes(db: DatabaseSync, object: SObjectDef, fields: readonly FieldDef[]): void {
  const existing = existingIndexes(db, object);
  for (const field of fields) {
    const name = `${object.apiName}.${field.apiName}`;
    if (existing.has(name)) db.exec(`DROP INDEX ${quote(name)}`);
  }
}

function createIndexes(db: DatabaseSync, object: SObjectDef, existing: ReadonlyMap<string, string>): void {
  const wanted = indexDefinitions(object);
  for (const [name, definition] of existing) if (wanted.get(name) !== definition) db.exec(`DROP INDEX ${quote(name)}`);
  for (const [name, definition] of wanted) if (existing.get(name) !== definition) db.exec(definition);
}
