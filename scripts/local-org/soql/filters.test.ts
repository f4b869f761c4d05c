import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { column, NOW, query } from '../testing/query.ts';

const store = openLibrary();
const DAY = 86_400_000;
const tolstoy = insertRecord(store, 'Contact', { FirstName: 'Лев', LastName: 'Толстой', DoNotCall: true });
insertRecord(store, 'Book__c', {
  Name: 'Война и мир',
  Genre__c: 'Novel',
  Tags__c: 'New;Rare',
  Pages__c: 1300,
  Author__c: tolstoy,
  Printed__c: '2026-11-23',
  Arrived__c: NOW,
});
insertRecord(store, 'Book__c', {
  Name: 'Атлас 100%',
  Genre__c: 'Atlas',
  Tags__c: 'Gift',
  Pages__c: 80,
  Code__c: 'k1',
  Printed__c: '2026-11-01',
  Arrived__c: NOW - 23 * DAY,
});
insertRecord(store, 'Book__c', { Name: 'Эссе', Pages__c: 90, Lent__c: true, Code__c: 'K1', Isbn__c: 'X-1' });
insertRecord(store, 'Book__c', { Name: 'gone', IsDeleted: true });

const names = (where: string, binds = {}) => column(store, `SELECT Name FROM Book__c WHERE ${where} ORDER BY Name`, binds);
const [ATLAS, WAR, ESSAY] = ['Атлас 100%', 'Война и мир', 'Эссе'];

test('text compares without case, Cyrillic included', () => {
  assert.deepEqual(names(`Name = 'ВОЙНА и МИР'`), [WAR]);
  assert.deepEqual(names(`Isbn__c = 'x-1'`), [ESSAY]);
  assert.deepEqual(names(`Name > 'б'`), [WAR, ESSAY]);
});

test('a case-sensitive field compares with case', () => {
  assert.deepEqual(names(`Code__c = 'k1'`), [ATLAS]);
  assert.deepEqual(names(`Code__c IN ('K1', 'x')`), [ESSAY]);
});

test('!= and NOT IN hold for empty fields, = null finds them', () => {
  assert.deepEqual(names(`Genre__c != 'novel'`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`Genre__c NOT IN ('Novel', 'Essay')`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`Genre__c = null`), [ESSAY]);
  assert.deepEqual(names(`Genre__c != null`), [ATLAS, WAR]);
  assert.deepEqual(names(`Genre__c IN ('Novel', null)`), [WAR, ESSAY]);
  assert.deepEqual(names(`Genre__c NOT IN ('Novel', null)`), [ATLAS]);
  assert.deepEqual(names(`Genre__c = ''`), [ESSAY]);
});

test('NOT turns false and unknown into true', () => {
  assert.deepEqual(names(`(NOT Genre__c = 'Novel')`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`(NOT Pages__c > 100) AND Lent__c = true`), [ESSAY]);
});

test('AND and OR combine', () => {
  assert.deepEqual(names(`Pages__c < 100 AND (Lent__c = true OR Genre__c = 'Novel')`), [ESSAY]);
  assert.deepEqual(names(`Pages__c <= 80 OR Pages__c >= 1300`), [ATLAS, WAR]);
});

test('LIKE knows %, _ and their escapes', () => {
  assert.deepEqual(names(`Name LIKE 'вой%'`), [WAR]);
  assert.deepEqual(names(`Name LIKE '%а%'`), [ATLAS, WAR]);
  assert.deepEqual(names(`Name LIKE 'Э_се'`), [ESSAY]);
  assert.deepEqual(names(`Name LIKE '%\\\\%'`), []);
  assert.deepEqual(names(`Name LIKE '%100\\%'`), [ATLAS]);
  assert.deepEqual(names(`Name LIKE '%\\%%'`), [ATLAS]);
});

test('INCLUDES and EXCLUDES look into multi-select picklists', () => {
  assert.deepEqual(names(`Tags__c INCLUDES ('rare')`), [WAR]);
  assert.deepEqual(names(`Tags__c INCLUDES ('Rare;New', 'Gift')`), [ATLAS, WAR]);
  assert.deepEqual(names(`Tags__c INCLUDES ('Rare;Gift')`), []);
  assert.deepEqual(names(`Tags__c EXCLUDES ('Rare')`), [ATLAS, ESSAY]);
});

test('parents are reached by path, and a missing one counts as empty', () => {
  assert.deepEqual(names(`Author__r.LastName = 'толстой'`), [WAR]);
  assert.deepEqual(names(`Author__r.LastName != 'толстой'`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`Author__r.LastName = null`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`Author__r.DoNotCall = false`), [ATLAS, ESSAY]);
  assert.deepEqual(names(`Author__r.DoNotCall = true AND Author__r.Name LIKE 'лев%'`), [WAR]);
});

test('binds take single values, lists, empty lists and null', () => {
  assert.deepEqual(names('Name = :name', { name: 'эссе' }), [ESSAY]);
  assert.deepEqual(names('NAME IN :Names', { names: ['эссе', 'война и мир'] }), [WAR, ESSAY]);
  assert.deepEqual(names('Name IN :names', { names: [] }), []);
  assert.deepEqual(names('Name NOT IN :names', { names: [] }), [ATLAS, WAR, ESSAY]);
  assert.deepEqual(names('Genre__c = :genre', { genre: null }), [ESSAY]);
  assert.deepEqual(names('Author__c = :id', { id: tolstoy.slice(0, 15) }), [WAR], 'a 15-character id is the same id');
  assert.throws(() => names('Name = :missing'), /Variable does not exist: missing/);
});

test('date literals begin and end in the zone of the user', () => {
  assert.deepEqual(names('Printed__c = TODAY'), [WAR]);
  assert.deepEqual(names('Arrived__c = THIS_WEEK'), [WAR]);
  assert.deepEqual(names('Arrived__c = LAST_N_DAYS:30'), [ATLAS, WAR]);
  assert.deepEqual(names('Printed__c < TODAY'), [ATLAS]);
  assert.deepEqual(names('Printed__c >= THIS_MONTH'), [ATLAS, WAR]);
  assert.deepEqual(names('Printed__c > LAST_MONTH'), [ATLAS, WAR]);
  assert.deepEqual(names('Arrived__c != TODAY'), [ATLAS, ESSAY]);
  assert.deepEqual(names('Arrived__c = 2026-11-23T09:00:00+03:00'), [WAR]);
  // 21:30 UTC of the day before is already this Monday in Moscow.
  const late = insertRecord(store, 'Book__c', { Name: 'late', Arrived__c: Date.UTC(2026, 10, 22, 21, 30) });
  assert.deepEqual(names('Arrived__c = TODAY'), ['late', WAR]);
  assert.deepEqual(names('Arrived__c = YESTERDAY'), []);
  store.delete(store.schema.object('Book__c') as never, [late]);
});

test('semi-joins and anti-joins', () => {
  assert.equal(query(store, 'SELECT Id FROM Contact WHERE Id IN (SELECT Author__c FROM Book__c WHERE Pages__c > 1000)').totalSize, 1);
  assert.equal(query(store, 'SELECT Id FROM Contact WHERE Id IN (SELECT Author__c FROM Book__c WHERE Pages__c < 1000)').totalSize, 0);
  assert.equal(query(store, 'SELECT Id FROM Contact WHERE Id NOT IN (SELECT Author__c FROM Book__c)').totalSize, 0);
  assert.equal(query(store, 'SELECT Id FROM Contact WHERE Id NOT IN (SELECT Author__c FROM Book__c WHERE Lent__c = true)').totalSize, 1);
});

test('formula fields can be filtered and sorted by', () => {
  assert.deepEqual(names('Thick__c = true'), [WAR]);
  assert.deepEqual(names(`Author_Name__c = 'ТОЛСТОЙ'`), [WAR]);
  assert.deepEqual(column(store, 'SELECT Name FROM Book__c ORDER BY Thick__c DESC, Name'), [WAR, ATLAS, ESSAY]);
});

test('records in the recycle bin appear only with ALL ROWS', () => {
  assert.equal(query(store, 'SELECT COUNT() FROM Book__c').totalSize, 3);
  assert.equal(query(store, 'SELECT COUNT() FROM Book__c ALL ROWS').totalSize, 4);
  assert.equal(query(store, 'SELECT Id FROM Book__c WHERE IsDeleted = true ALL ROWS').totalSize, 1);
});
