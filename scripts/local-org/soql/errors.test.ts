import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { column, query } from '../testing/query.ts';
import { systemAccess, type AccessPolicy } from './index.ts';

const store = openLibrary();
insertRecord(store, 'Book__c', { Name: 'A', Pages__c: 1 });
insertRecord(store, 'Book__c', { Name: 'B', Pages__c: 2 });

test('the platform refuses these queries with its own codes and words', () => {
  const cases: [string, string, RegExp][] = [
    [
      'SELECT Nope FROM Book__c',
      'INVALID_FIELD',
      /^No such column 'Nope' on entity 'Book__c'\. If you are attempting to use a custom field/,
    ],
    ['SELECT Id FROM Nope__c', 'INVALID_TYPE', /^sObject type 'Nope__c' is not supported\./],
    ['SELECT Nope__r.Id FROM Book__c', 'INVALID_FIELD', /^Didn't understand relationship 'Nope__r' in field path\./],
    [
      'SELECT Id, (SELECT Id FROM Nope__r) FROM Book__c',
      'INVALID_TYPE',
      /^Didn't understand relationship 'Nope__r' in FROM part of query call\./,
    ],
    [
      `SELECT Id FROM Book__c WHERE Pages__c = '5'`,
      'INVALID_FIELD',
      /'Pages__c' must be of type double and should not be enclosed in quotes/,
    ],
    ['SELECT Id FROM Book__c WHERE Name = 5', 'INVALID_FIELD', /'Name' must be of type string and should be enclosed in quotes/],
    ['SELECT Id FROM Book__c WHERE Arrived__c = 2026-01-01', 'INVALID_FIELD', /'Arrived__c' must be of type dateTime/],
    [`SELECT Id FROM Book__c WHERE Id = 'x'`, 'INVALID_QUERY_FILTER_OPERATOR', /^invalid ID field: x/],
    [`SELECT Id FROM Book__c WHERE Summary__c = 'x'`, 'INVALID_FIELD', /field 'Summary__c' can not be filtered in a query call/],
    ['SELECT Id FROM Book__c ORDER BY Summary__c', 'INVALID_FIELD', /field 'Summary__c' can not be sorted in a query call/],
    [`SELECT Id FROM Book__c WHERE Name INCLUDES ('x')`, 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator/],
    ['SELECT Id, id FROM Book__c', 'INVALID_FIELD', /duplicate field selected: id/],
    ['SELECT Name n FROM Book__c', 'MALFORMED_QUERY', /only aggregate expressions use field aliasing/],
    ['SELECT Owner.Nope FROM Book__c', 'INVALID_FIELD', /No such column 'Nope' on entity 'Name'/],
    ['SELECT Id FROM Book__c WHERE Name IN (SELECT Name FROM Loan__c)', 'MALFORMED_QUERY', /should be an id field/],
  ];
  for (const [soql, code, message] of cases) assert.throws(() => query(store, soql), { code, message }, soql);
});

test('what is not implemented says its name', () => {
  assert.throws(() => query(store, 'SELECT Id FROM Book__c USING SCOPE team'), {
    code: 'UNSUPPORTED_FEATURE',
    message: /USING SCOPE team/,
  });
  assert.throws(() => query(store, `SELECT convertCurrency(Price__c) FROM Book__c`), { code: 'UNSUPPORTED_FEATURE' });
});

const limited: AccessPolicy = {
  ...systemAccess,
  canRead: ({ apiName }) => apiName !== 'Loan__c',
  canReadField: (_object, { apiName }) => apiName !== 'Pages__c',
  visibleRows: (object, row) => (object.apiName === 'Book__c' ? { sql: `${row}."Name" = ?`, params: ['A'] } : undefined),
};

test('system mode sees everything, sharing limits rows, user mode limits names as well', () => {
  const names = (overrides: object, soql = 'SELECT Name FROM Book__c') =>
    query(store, soql, {}, { access: limited, ...overrides }).rows.length;
  assert.equal(names({}), 2);
  assert.equal(names({ enforceSharing: true }), 1);
  assert.equal(names({}, 'SELECT Name FROM Book__c WITH USER_MODE'), 1);
  assert.equal(names({ enforcePermissions: true }, 'SELECT Pages__c FROM Book__c WITH SYSTEM_MODE'), 2);
  const refused = /No such column 'Pages__c' on entity 'Book__c'/;
  for (const soql of [
    'SELECT Pages__c FROM Book__c',
    'SELECT Id FROM Book__c WHERE Pages__c = 1',
    'SELECT Id FROM Book__c ORDER BY Pages__c',
  ]) {
    assert.throws(() => query(store, soql, {}, { access: limited, enforcePermissions: true }), refused, soql);
    assert.throws(
      () =>
        query(
          store,
          `${soql.replace(' ORDER', ' WITH USER_MODE ORDER')}${soql.includes('ORDER') ? '' : ' WITH USER_MODE'}`,
          {},
          { access: limited },
        ),
      refused,
    );
  }
  assert.throws(() => query(store, 'SELECT Id FROM Loan__c WITH USER_MODE', {}, { access: limited }), { code: 'INVALID_TYPE' });
  assert.throws(
    () => query(store, 'SELECT Pages__c FROM Book__c WITH SECURITY_ENFORCED', {}, { access: limited }),
    /Insufficient permissions/,
  );
});

test('sharing also limits counts and sub-queries', () => {
  const count = (soql: string) => query(store, soql, {}, { access: limited, enforceSharing: true }).totalSize;
  assert.equal(count('SELECT COUNT() FROM Book__c'), 1);
  assert.equal(query(store, 'SELECT COUNT(Id) n FROM Book__c', {}, { access: limited, enforceSharing: true }).rows[0]?.values.get('n'), 1);
  assert.deepEqual(column(store, 'SELECT COUNT(Id) n FROM Book__c'), [2]);
});
