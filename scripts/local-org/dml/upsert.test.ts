import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue } from '../metadata/index.ts';
import { save } from './save.ts';
import { openTestOrg, type TestOrg } from './test-org.ts';

const upsert = (org: TestOrg, records: Record<string, FieldValue>[], allOrNone = false) =>
  org.save('upsert', 'Customer__c', records, { externalIdField: 'Key__c', allOrNone });

test('upsert by external id inserts what is new and updates what exists, without regard to case', () => {
  const org = openTestOrg();
  const events: string[] = [];
  org.trigger('Customer__c', 'before', 'insert', () => events.push('insert'));
  org.trigger('Customer__c', 'before', 'update', () => events.push('update'));
  const id = org.insert('Customer__c', { Name: 'A', Key__c: 'a' });
  events.length = 0;
  const results = upsert(org, [
    { Key__c: 'A', Name: 'AA' },
    { Key__c: 'b', Name: 'B' },
  ]);
  assert.deepEqual(
    results.map((r) => [r.success, r.created]),
    [
      [true, false],
      [true, true],
    ],
  );
  assert.equal(results[0]?.id, id);
  assert.equal(org.read('Customer__c', id).get('Name'), 'AA');
  assert.deepEqual(events, ['insert', 'update']);
});

test('upserting 200 records twice adds nothing the second time', () => {
  const org = openTestOrg();
  const rows = Array.from({ length: 200 }, (_, i) => ({ Key__c: `k${i}`, Name: `C${i}` }));
  assert.ok(upsert(org, rows).every((r) => r.created));
  assert.ok(upsert(org, rows).every((r) => r.success && !r.created));
  assert.equal(org.store.get('SELECT COUNT(*) AS n FROM "Customer__c"')?.n, 200);
});

// https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm
test('an external id that is missing, given twice or found twice', () => {
  const org = openTestOrg();
  const results = upsert(org, [{ Name: 'A' }, { Name: 'B', Key__c: 'x' }, { Name: 'C', Key__c: 'X' }, { Name: 'D', Key__c: 'y' }]);
  assert.deepEqual(
    results.map((r) => r.errors[0]?.statusCode),
    ['MISSING_ARGUMENT', 'DUPLICATE_VALUE', 'DUPLICATE_VALUE', undefined],
  );
  assert.equal(results[0]?.errors[0]?.message, 'Key__c not specified');
  const customer = org.insert('Customer__c', { Name: 'E' });
  const twins = ['A', 'B'].map((Title__c) => org.insert('Invoice__c', { Customer__c: customer, Title__c, Key__c: 'same' }));
  const [result] = org.save('upsert', 'Invoice__c', [{ Key__c: 'same', Title__c: 'C' }], { externalIdField: 'Key__c' });
  assert.equal(result?.errors[0]?.statusCode, 'DUPLICATE_EXTERNAL_ID');
  assert.equal(result?.errors[0]?.message, `Key: more than one record found for external id field: [${twins.join(', ')}]`);
});

test('a parent may be given by its external id', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'A', Key__c: 'anna' });
  const insert = (key: string) =>
    org.store.transaction('write', () =>
      save(
        [
          {
            object: org.object('Invoice__c'),
            id: null,
            values: new Map<string, FieldValue>([['Title__c', 'A']]),
            parents: new Map([['Customer__r', { object: 'Customer__c', field: 'Key__c', value: key }]]),
          },
        ],
        { operation: 'insert', allOrNone: true, enforcePermissions: true, enforceSharing: true },
        org.ctx,
      ),
    )[0];
  assert.equal(org.read('Invoice__c', insert('ANNA')?.id ?? '').get('Customer__c'), customer);
  assert.deepEqual(insert('boris')?.errors[0], {
    statusCode: 'INVALID_FIELD',
    message: 'Foreign key external ID: boris not found for field Key__c in entity Customer__c',
    fields: [],
  });
});
