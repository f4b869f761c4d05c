import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg, type TestOrg } from './test-org.ts';

const deleted = (org: TestOrg, object: string, id: string | null | undefined): unknown => org.read(object, String(id)).get('IsDeleted');

test('deleting the master takes details at every depth along, and undelete brings back the same ones', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const invoice = org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' });
  const [kept, gone] = org.save(
    'insert',
    'Line__c',
    [1, 2].map((Amount__c) => ({ Invoice__c: invoice, Amount__c })),
  );
  org.save('delete', 'Line__c', [{ Id: gone?.id ?? '' }]);
  const [result] = org.save('delete', 'Customer__c', [{ Id: customer }]);
  assert.equal(result?.success, true);
  assert.deepEqual([deleted(org, 'Invoice__c', invoice), deleted(org, 'Line__c', kept?.id)], [true, true]);
  org.save('undelete', 'Customer__c', [{ Id: customer }]);
  assert.deepEqual(
    [deleted(org, 'Customer__c', customer), deleted(org, 'Line__c', kept?.id), deleted(org, 'Line__c', gone?.id)],
    [false, false, true],
  );
  assert.equal(org.read('Customer__c', customer).get('Total__c'), 1);
});

test('cascaded children fire no triggers, the deleted record does', () => {
  const org = openTestOrg();
  const fired: string[] = [];
  for (const object of ['Customer__c', 'Invoice__c']) org.trigger(object, 'after', 'delete', () => fired.push(object));
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' });
  org.save('delete', 'Customer__c', [{ Id: customer }]);
  assert.deepEqual(fired, ['Customer__c']);
});

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm (deleteConstraint)
test('a restricting lookup forbids the delete, also further down the cascade', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const invoice = org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' });
  const payment = org.insert('Payment__c', { Invoice__c: invoice });
  for (const [object, Id] of [
    ['Invoice__c', invoice],
    ['Customer__c', customer],
  ] as const) {
    const [result] = org.save('delete', object, [{ Id }]);
    assert.equal(result?.errors[0]?.statusCode, 'DELETE_FAILED');
    assert.match(result?.errors[0]?.message ?? '', new RegExp(`associated with the following payments.: ${payment.slice(0, 15)}`));
  }
  assert.equal(deleted(org, 'Invoice__c', invoice), false);
});

test('one restricted record does not stop the others of a partial delete', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const ids = ['A', 'B'].map((Title__c) => org.insert('Invoice__c', { Customer__c: customer, Title__c }));
  const [a = '', b = ''] = ids;
  org.insert('Payment__c', { Invoice__c: a });
  const lineOfA = org.insert('Line__c', { Invoice__c: a, Amount__c: 1 });
  const results = org.save(
    'delete',
    'Invoice__c',
    ids.map((Id) => ({ Id })),
    { allOrNone: false },
  );
  assert.deepEqual(
    results.map((r) => r.success),
    [false, true],
  );
  assert.deepEqual([deleted(org, 'Invoice__c', a), deleted(org, 'Invoice__c', b), deleted(org, 'Line__c', lineOfA)], [false, true, false]);
  assert.equal(org.read('Customer__c', customer).get('Invoices__c'), 1);
});

test('a clearing lookup loses its value', () => {
  const org = openTestOrg();
  const invoice = org.insert('Invoice__c', { Customer__c: org.insert('Customer__c', { Name: 'A' }), Title__c: 'A' });
  const remark = org.insert('Remark__c', { Invoice__c: invoice });
  org.save('delete', 'Invoice__c', [{ Id: invoice }]);
  assert.equal(org.read('Remark__c', remark).get('Invoice__c'), null);
});

test('a before-delete trigger may refuse', () => {
  const org = openTestOrg();
  org.trigger('Customer__c', 'before', 'delete', (rows) => {
    for (const row of rows) {
      if (row.old?.get('Name') === 'Keep')
        row.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Stays', fields: [] });
    }
  });
  const [keep, drop] = ['Keep', 'Drop'].map((Name) => org.insert('Customer__c', { Name }));
  const results = org.save('delete', 'Customer__c', [{ Id: keep ?? '' }, { Id: drop ?? '' }], { allOrNone: false });
  assert.deepEqual(
    results.map((r) => r.errors[0]?.message),
    ['Stays', undefined],
  );
});

test('only what is in the recycle bin by its own delete can be undeleted', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const invoice = org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' });
  assert.equal(org.save('undelete', 'Customer__c', [{ Id: customer }])[0]?.errors[0]?.statusCode, 'UNDELETE_FAILED');
  org.save('delete', 'Customer__c', [{ Id: customer }]);
  assert.equal(org.save('undelete', 'Invoice__c', [{ Id: invoice }])[0]?.errors[0]?.message, 'Entity is not in the recycle bin');
});
