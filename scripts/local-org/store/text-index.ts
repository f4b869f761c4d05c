import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import { quote } from './layout.ts';
import type { Store } from './types.ts';

/** The words of an object's text fields: which records hold them. */
export interface TextIndex {
  /** Quoted name of the full-text table; its row ids are those of the object's table, its columns are named like the fields. */
  readonly table: string;
  /** Quoted name of the table of its words: `term`, in byte order. */
  readonly words: string;
}

/**
 * Opens the full-text index of an object, up to date. It is made when the object is first searched; from then on triggers
 * note which records change, and the next search reads those again, so that saves hardly become slower and objects nobody
 * searches cost nothing. Made anew when its fields have changed. Takes the write lock when there is something to do.
 * @param fields stored fields whose text is searched
 * @throws StoreError READ_ONLY when there is something to do and the transaction only reads
 */
export function openTextIndex(store: Store, object: SObjectDef, fields: readonly FieldDef[]): TextIndex {
  const wanted = definitions(store, object, fields);
  const name = indexName(object);
  const index = { table: quote(name), words: quote(`${name} words`) };
  const changes = quote(`${name} changes`);
  const columns = fields.map(({ apiName }) => quote(apiName)).join(', ');
  const add = `INSERT INTO ${index.table} (rowid, ${columns}) SELECT rowid, ${fields.map(searchedText).join(', ')} FROM ${store.table(object)}`;
  if (!isComplete(store, object, wanted)) {
    store.lock();
    // Another thread may have made it meanwhile.
    if (!isComplete(store, object, wanted)) {
      for (const [part, { type }] of wanted) store.run(`DROP ${type} IF EXISTS ${quote(part)}`);
      for (const { sql } of wanted.values()) store.run(sql);
      store.run(add, [], 'any');
    }
  }
  if (store.get(`SELECT 1 FROM ${changes} LIMIT 1`)) {
    store.lock();
    store.run(`DELETE FROM ${index.table} WHERE rowid IN (SELECT row FROM ${changes})`, [], 'any');
    store.run(`${add} WHERE rowid IN (SELECT row FROM ${changes})`, [], 'any');
    store.run(`DELETE FROM ${changes}`, [], 'any');
  }
  return index;
}

const indexName = ({ apiName }: SObjectDef): string => `search ${apiName}`;

interface Definition {
  readonly type: 'TABLE' | 'TRIGGER';
  readonly sql: string;
}

function definitions(store: Store, object: SObjectDef, fields: readonly FieldDef[]): Map<string, Definition> {
  const name = indexName(object);
  const index = quote(name);
  const table = store.table(object);
  const columns = fields.map(({ apiName }) => quote(apiName)).join(', ');
  // Triggers do not hear of columns that are made of others.
  const written = fields.filter((field) => !field.joinedFrom).map(({ apiName }) => quote(apiName));
  const changes = quote(`${name} changes`);
  // The index itself is not written here: it would be flushed at every statement.
  const trigger = (event: string, on: string, row: 'new' | 'old'): [string, Definition] => [
    `${name} ${event}`,
    {
      type: 'TRIGGER',
      sql: `CREATE TRIGGER ${quote(`${name} ${event}`)} AFTER ${on} ON ${table} BEGIN INSERT OR IGNORE INTO ${changes} VALUES (${row}.rowid); END`,
    },
  ];
  return new Map<string, Definition>([
    [
      name,
      {
        type: 'TABLE',
        sql: `CREATE VIRTUAL TABLE ${index} USING fts5(${columns}, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')`,
      },
    ],
    [`${name} words`, { type: 'TABLE', sql: `CREATE VIRTUAL TABLE ${quote(`${name} words`)} USING fts5vocab(${index}, 'row')` }],
    [`${name} changes`, { type: 'TABLE', sql: `CREATE TABLE ${changes} (row INTEGER PRIMARY KEY)` }],
    trigger('insert', 'INSERT', 'new'),
    trigger('update', `UPDATE OF ${written.join(', ')}`, 'new'),
    trigger('delete', 'DELETE', 'old'),
  ]);
}

function isComplete(store: Store, object: SObjectDef, wanted: ReadonlyMap<string, Definition>): boolean {
  const rows = store.all('SELECT name, sql FROM sqlite_schema WHERE name IN (?, ?, ?) OR tbl_name = ?', [
    indexName(object),
    `${indexName(object)} words`,
    `${indexName(object)} changes`,
    object.apiName,
  ]);
  const existing = new Map(rows.map((row) => [row.name, row.sql]));
  return [...wanted].every(([name, { sql }]) => existing.get(name) === sql);
}

/** Phone numbers are found as they are written and by their digits alone. */
function searchedText(field: FieldDef): string {
  const column = quote(field.apiName);
  if (field.type !== 'Phone') return column;
  const digits = ['-', ' ', '(', ')', '+', '.', '/'].reduce((text, char) => `replace(${text}, '${char}', '')`, column);
  return `${column} || ' ' || ${digits}`;
}
