import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemAccess } from './access.ts';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { plain, query } from '../testing/query.ts';
import type { AccessPolicy } from './types.ts';

const store = openLibrary();
const anna = insertRecord(store, 'User', { FirstName: 'Anna', LastName: 'Belova', Username: 'anna@example.com' });
const desk = insertRecord(store, 'Group', { Name: 'Desk', Type: 'Queue' });
const war = insertRecord(store, 'Book__c', { Name: 'War', Pages__c: 1300, OwnerId: anna });
insertRecord(store, 'Book__c', { Name: 'Map', Pages__c: 80, OwnerId: desk });
insertRecord(store, 'Loan__c', { Name: 'L-1', Book__c: war, Days__c: 3 });

/** Everything but these fields, `Object.Field`. */
const without = (...fields: readonly string[]): AccessPolicy => ({
  ...systemAccess,
  canReadField: (object, field) => !fields.includes(`${object.apiName}.${field.apiName}`),
});
const ask = (soql: string, access: AccessPolicy) => plain(query(store, soql, {}, { access, enforcePermissions: true }).rows);

test('a query that one user may run is refused to the next one who may not see a field', () => {
  const soql = 'SELECT Name, Pages__c FROM Book__c';
  assert.equal(ask(soql, systemAccess).length, 2);
  assert.throws(() => ask(soql, without('Book__c.Pages__c')), { code: 'INVALID_FIELD' });
  assert.equal(ask(soql, systemAccess).length, 2);
});

test('a query that was refused first runs for who may see all of it', () => {
  const soql = 'SELECT Pages__c, Name FROM Book__c';
  assert.throws(() => ask(soql, without('Book__c.Pages__c')), { code: 'INVALID_FIELD' });
  assert.equal(ask(soql, systemAccess).length, 2);
});

test('fields of sub-queries are checked for each user', () => {
  const soql = 'SELECT Name, (SELECT Days__c FROM Loans__r) FROM Book__c';
  assert.equal(ask(soql, systemAccess).length, 2);
  assert.throws(() => ask(soql, without('Loan__c.Days__c')), { code: 'INVALID_FIELD' });
});

test('all that a user may not see is named, also when the query is known', () => {
  const soql = 'SELECT Name, Pages__c, OwnerId FROM Book__c';
  ask(soql, systemAccess);
  assert.throws(
    () => ask(soql, without('Book__c.Pages__c', 'Book__c.OwnerId')),
    (error: { inaccessible?: ReadonlyMap<string, ReadonlySet<string>> }) => {
      assert.deepEqual([...(error.inaccessible?.get('Book__c') ?? [])], ['Pages__c', 'OwnerId']);
      return true;
    },
  );
});

test('the name of an owner is that of the kinds of owners whose names the user may see', () => {
  const soql = 'SELECT Owner.Name FROM Book__c ORDER BY Name DESC';
  const all = [{ Owner: { Name: 'Anna Belova' } }, { Owner: { Name: 'Desk' } }];
  const onlyUsers = [{ Owner: { Name: 'Anna Belova' } }, { Owner: { Name: null } }];
  assert.deepEqual(ask(soql, systemAccess), all);
  assert.deepEqual(ask(soql, without('Group.Name')), onlyUsers);
  assert.deepEqual(ask(soql, systemAccess), all);
});

test('a formula is computed as it stands for who asks', () => {
  const thick = (more: number) => {
    const formula = () => ({ needs: ['Pages__c'], compute: (value: (path: string) => unknown) => Number(value('Pages__c')) > more });
    return plain(query(store, 'SELECT Thick__c FROM Book__c ORDER BY Pages__c', {}, { formula }).rows);
  };
  assert.deepEqual(thick(1000), [{ Thick__c: false }, { Thick__c: true }]);
  assert.deepEqual(thick(50), [{ Thick__c: true }, { Thick__c: true }]);
});

test('another store with the same schema has rows and functions of its own', () => {
  const soql = 'SELECT Name, (SELECT Name FROM Loans__r) FROM Book__c';
  assert.equal(ask(soql, systemAccess).length, 2);
  const other = openLibrary();
  insertRecord(other, 'Book__c', { Name: 'Other' });
  assert.deepEqual(plain(query(other, soql).rows), [{ Name: 'Other', Loans__r: [] }]);
});
