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
 * Makes the full-text index of an object when it is first searched. From then on triggers keep it with every save; objects
 * nobody searches cost nothing. Made anew when its fields have changed.
 * @param fields stored fields whose text is searched
 * @throws StoreError READ_ONLY when it has to be made and the transaction only reads
 */
export function openTextIndex(store: Store, object: SObjectDef, fields: readonly FieldDef[]): TextIndex {
  const wanted = definitions(store, object, fields);
  const index = { table: quote(indexName(object)), words: quote(`${indexName(object)} words`) };
  if (isComplete(store, object, wanted)) return index;
  store.lock();
  // Another thread may have made it meanwhile.
  if (isComplete(store, object, wanted)) return index;
  for (const [name, { type }] of wanted) store.run(`DROP ${type} IF EXISTS ${quote(name)}`);
  for (const { sql } of wanted.values()) store.run(sql);
  const columns = fields.map(({ apiName }) => quote(apiName)).join(', ');
  const texts = fields.map((field) => searchedText(field, '')).join(', ');
  store.run(`INSERT INTO ${index.table} (rowid, ${columns}) SELECT rowid, ${texts} FROM ${store.table(object)}`);
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
  const add = `INSERT INTO ${index} (rowid, ${columns}) VALUES (new.rowid, ${fields.map((field) => searchedText(field, 'new.')).join(', ')})`;
  const remove = `DELETE FROM ${index} WHERE rowid = old.rowid`;
  const trigger = (event: string, on: string, work: string): [string, Definition] => [
    `${name} ${event}`,
    { type: 'TRIGGER', sql: `CREATE TRIGGER ${quote(`${name} ${event}`)} AFTER ${on} ON ${table} BEGIN ${work}; END` },
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
    trigger('insert', 'INSERT', add),
    trigger('update', `UPDATE OF ${written.join(', ')}`, `${remove}; ${add}`),
    trigger('delete', 'DELETE', remove),
  ]);
}

function isComplete(store: Store, object: SObjectDef, wanted: ReadonlyMap<string, Definition>): boolean {
  const rows = store.all('SELECT name, sql FROM sqlite_schema WHERE name = ?1 OR name = ?2 OR tbl_name = ?3', [
    indexName(object),
    `${indexName(object)} words`,
    object.apiName,
  ]);
  const existing = new Map(rows.map((row) => [row.name, row.sql]));
  return [...wanted].every(([name, { sql }]) => existing.get(name) === sql);
}

/** Phone numbers are found as they are written and by their digits alone. */
function searchedText(field: FieldDef, row: string): string {
  const column = `${row}${quote(field.apiName)}`;
  if (field.type !== 'Phone') return column;
  const digits = ['-', ' ', '(', ')', '+', '.', '/'].reduce((text, char) => `replace(${text}, '${char}', '')`, column);
  return `${column} || ' ' || ${digits}`;
}
