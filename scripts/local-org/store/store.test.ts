import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { loadSource, type FieldValue, type Schema } from '../metadata/index.ts';
import { insertRecord, librarySource, openLibrary } from '../testing/library.ts';
import { objectFiles, sourceFolder } from '../testing/source-folder.ts';
import { isId, openStore, StoreError, toId18, type Store } from './index.ts';

const dir = mkdtempSync(join(tmpdir(), 'local-org-store-'));
after(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(dir, `org-${++files}.db`);

const BOOK = '<label>Book</label><pluralLabel>Books</pluralLabel><nameField><label>Title</label><type>Text</type></nameField>';

function schemaOf(files: Readonly<Record<string, string>>): Schema {
  const folder = sourceFolder(files);
  try {
    return loadSource([folder.dir]).schema;
  } finally {
    folder.remove();
  }
}

function objectOf(store: Store, name: string) {
  const object = store.schema.object(name);
  assert.ok(object);
  return object;
}

test('a record is read back as it was written', () => {
  const store = openLibrary();
  const values: Record<string, FieldValue> = {
    Name: 'Ё',
    Pages__c: 12.5,
    Printed__c: '2026-02-28',
    Arrived__c: 1_700_000_000_123,
    Lent__c: true,
    Tags__c: 'New;Rare',
  };
  const id = insertRecord(store, 'Book__c', values);
  const record = store.read(objectOf(store, 'Book__c'), [id]).get(id);
  assert.ok(record);
  for (const [name, value] of Object.entries(values)) assert.equal(record.get(name), value, name);
  assert.equal(record.get('Isbn__c'), null);
  assert.equal(record.get('IsDeleted'), false, 'a checkbox is never empty');
  assert.equal(record.has('Thick__c'), false, 'formulas are not stored');
});

test('update writes the given fields only, delete removes the row', () => {
  const store = openLibrary();
  const book = objectOf(store, 'Book__c');
  const id = insertRecord(store, 'Book__c', { Name: 'A', Pages__c: 3 });
  store.update(book, id, new Map([['Pages__c', null]]));
  assert.equal(store.read(book, [id]).get(id)?.get('Name'), 'A');
  assert.equal(store.read(book, [id]).get(id)?.get('Pages__c'), null);
  assert.throws(() => store.update(book, id, new Map([['Thick__c', true]])), StoreError);
  store.delete(book, [id]);
  assert.equal(store.read(book, [id]).size, 0);
});

test("a person's name is joined from first and last name", () => {
  const store = openLibrary();
  const contact = objectOf(store, 'Contact');
  const id = insertRecord(store, 'Contact', { FirstName: 'Лев', LastName: 'Толстой' });
  assert.equal(store.read(contact, [id]).get(id)?.get('Name'), 'Лев Толстой');
  store.update(contact, id, new Map([['FirstName', null]]));
  assert.equal(store.read(contact, [id]).get(id)?.get('Name'), 'Толстой');
});

test('the 18-character form of an id follows the documented check characters', () => {
  // Example of the API guide's ID field type, computed by hand: upper case letters are bits.
  assert.equal(toId18('001A0000006Vm9u'), '001A0000006Vm9uIAC');
  assert.ok(isId('001A0000006Vm9uIAC'));
  assert.ok(isId('001A0000006Vm9u'));
  assert.equal(isId('001A0000006Vm9uIAD'), false);
  assert.equal(isId('not an id'), false);
});

test('an id never returns, neither after a rollback nor after reopening', () => {
  const file = newFile();
  const { schema } = librarySource();
  const seen = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const store = openStore({ file, schema });
    const book = objectOf(store, 'Book__c');
    const roll = () =>
      store.transaction('write', () => {
        for (let i = 0; i < 50; i++) {
          const id = store.nextId(book);
          assert.equal(seen.has(id), false, `${id} came twice`);
          seen.add(id);
        }
        throw new Error('roll back');
      });
    assert.throws(roll, /roll back/);
    store.close();
  }
  assert.equal(seen.size, 150);
});

test('ids continue after the highest one when the file of reserved ids is lost', () => {
  const file = newFile();
  const { schema } = librarySource();
  const store = openStore({ file, schema });
  const id = insertRecord(store, 'Book__c', { Name: 'A' });
  store.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}-ids${suffix}`, { force: true });
  const again = openStore({ file, schema });
  assert.ok(again.nextId(objectOf(again, 'Book__c')) > id);
  again.close();
});

test('threads that write to one file at once get different ids and numbers, and lose nothing', async () => {
  const file = newFile();
  const { schema } = librarySource();
  const work = `
    const { workerData, parentPort } = require('node:worker_threads');
    (async () => {
      const { librarySource, insertRecord } = await import(workerData.helpers);
      const { openStore } = await import(workerData.store);
      const store = openStore({ file: workerData.file, schema: librarySource().schema });
      const loan = store.schema.object('Loan__c');
      for (let i = 0; i < 40; i++) {
        store.transaction('write', () => insertRecord(store, 'Loan__c', { Name: store.nextAutoNumbers(loan, loan.fields.get('name'), 1)[0] }));
      }
      store.close();
    })();`;
  const [helpers, storeModule] = ['../testing/library.ts', './index.ts'].map((path) => new URL(path, import.meta.url).href);
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(work, { eval: true, workerData: { file, helpers, store: storeModule } });
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      worker.on('error', reject);
    });
  await Promise.all([run(), run(), run()]);
  const store = openStore({ file, schema });
  const row = store.get(
    'SELECT COUNT(*) AS n, COUNT(DISTINCT "Id") AS ids, COUNT(DISTINCT "Name") AS names, MAX("Name") AS last FROM "Loan__c"',
  );
  assert.deepEqual({ ...row }, { n: 120, ids: 120, names: 120, last: 'L-0120' });
  store.close();
});

test('a transaction that throws leaves nothing, savepoints nest', () => {
  const store = openLibrary();
  const count = () => store.get('SELECT COUNT(*) AS n FROM "Book__c"')?.n;
  assert.throws(() =>
    store.transaction('write', () => {
      insertRecord(store, 'Book__c', { Name: 'A' });
      throw new Error('no');
    }),
  );
  assert.equal(count(), 0);
  store.transaction('write', () => {
    insertRecord(store, 'Book__c', { Name: 'A' });
    const outer = store.savepoint();
    insertRecord(store, 'Book__c', { Name: 'B' });
    const inner = store.savepoint();
    insertRecord(store, 'Book__c', { Name: 'C' });
    store.rollbackTo(inner);
    store.release(inner);
    assert.equal(count(), 2);
    store.rollbackTo(outer);
    store.release(outer);
  });
  assert.equal(count(), 1);
});

test('transactions do not nest, a read transaction does not write, a savepoint needs a transaction', () => {
  const store = openLibrary();
  assert.throws(() => store.transaction('write', () => store.transaction('write', () => 1)), { code: 'NESTED_TRANSACTION' });
  assert.throws(() => store.transaction('read', () => insertRecord(store, 'Book__c', { Name: 'A' })), { code: 'READ_ONLY' });
  assert.throws(() => store.savepoint(), { code: 'NO_TRANSACTION' });
});

test('a unique value is refused whatever its case, and free again in the recycle bin', () => {
  const store = openLibrary();
  const book = objectOf(store, 'Book__c');
  const id = insertRecord(store, 'Book__c', { Isbn__c: 'Ключ-1' });
  assert.throws(() => insertRecord(store, 'Book__c', { Isbn__c: 'КЛЮЧ-1' }), /UNIQUE/);
  store.update(book, id, new Map([['IsDeleted', true]]));
  insertRecord(store, 'Book__c', { Isbn__c: 'КЛЮЧ-1' });
  insertRecord(store, 'Book__c', { Code__c: 'a' });
  insertRecord(store, 'Book__c', { Code__c: 'A' });
});

test('new objects and fields are added to an existing database, and a removed field keeps its values', () => {
  const file = newFile();
  const pages = { Pages__c: '<type>Number</type><precision>5</precision><scale>0</scale>' };
  const first = openStore({ file, schema: schemaOf(objectFiles('a', 'Book__c', BOOK, pages)) });
  const id = insertRecord(first, 'Book__c', { Name: 'A', Pages__c: 7 });
  first.close();
  const added = {
    ...objectFiles('a', 'Book__c', BOOK, { Isbn__c: '<type>Text</type><length>9</length><externalId>true</externalId>' }),
    ...objectFiles('a', 'Author__c', BOOK, {}),
  };
  const second = openStore({ file, schema: schemaOf(added) });
  assert.deepEqual([...(second.read(objectOf(second, 'Book__c'), [id]).get(id)?.keys() ?? [])].includes('Pages__c'), false);
  insertRecord(second, 'Author__c', { Name: 'B' });
  assert.equal(objectOf(second, 'Book__c').keyPrefix, 'a00', 'the prefix stays though Author__c sorts before Book__c');
  assert.equal(objectOf(second, 'Author__c').keyPrefix, 'a01');
  second.close();
  const third = openStore({ file, schema: schemaOf(objectFiles('a', 'Book__c', BOOK, pages)) });
  assert.equal(third.read(objectOf(third, 'Book__c'), [id]).get(id)?.get('Pages__c'), 7);
  third.close();
});

test('a field that changes its type is refused while it holds values, and accepted when empty', () => {
  const file = newFile();
  const withType = (type: string) => schemaOf(objectFiles('a', 'Book__c', BOOK, { Pages__c: type }));
  const text = '<type>Text</type><length>9</length>';
  const number = '<type>Number</type><precision>5</precision><scale>0</scale>';
  openStore({ file, schema: withType(text) }).close();
  const store = openStore({ file, schema: withType(number) });
  insertRecord(store, 'Book__c', { Pages__c: 7 });
  store.close();
  assert.throws(() => openStore({ file, schema: withType(text) }), /Book__c\.Pages__c was Number and is now Text/);
  openStore({ file, schema: withType(number) }).close();
});

test('a file that cannot be opened is a clear error', () => {
  const { schema } = librarySource();
  assert.throws(() => openStore({ file: dir, schema }), { code: 'CANNOT_OPEN' });
  assert.ok(existsSync(dir));
});

test('settings are kept', () => {
  const store = openLibrary();
  assert.equal(store.getSetting('x'), undefined);
  store.setSetting('x', '1');
  store.setSetting('x', '2');
  assert.equal(store.getSetting('x'), '2');
});
