import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SqlValue } from '../store/index.ts';
import { filterCondition } from './rollup-filter.ts';
import { openTestOrg } from './test-org.ts';

// https://help.salesforce.com/s/articleView?id=platform.fields_defining_summary_fields.htm
test('a roll-up with filters counts the records that fit all of them, and follows their changes', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const invoice = (values: Record<string, string | boolean>): string =>
    org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A', ...values });
  const count = (): unknown => org.read('Customer__c', customer).get('Open_Big__c');
  const first = invoice({});
  invoice({ Code__c: 'X' });
  invoice({ Code__c: 'z' });
  assert.equal(count(), 2);
  org.save('update', 'Invoice__c', [{ Id: first, Code__c: 'y' }]);
  assert.equal(count(), 1);
});

test('every operation of a filter is a condition; unknown ones are refused by name', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna', Limit__c: 10, Key__c: 'Ab%c' });
  const fits = (field: string, operation: string, value: string): boolean => {
    const params: SqlValue[] = [];
    const condition = filterCondition(org.ctx, org.object('Customer__c'), { field, operation, value }, params);
    return org.store.get(`SELECT 1 AS ok FROM "Customer__c" WHERE ${condition} AND "Id" = ?`, [...params, customer]) !== undefined;
  };
  const cases: [field: string, operation: string, value: string, fits: boolean][] = [
    ['Limit__c', 'greaterThan', '9', true],
    ['Limit__c', 'greaterThan', '10', false],
    ['Limit__c', 'greaterOrEqual', '10', true],
    ['Limit__c', 'lessThan', '10', false],
    ['Limit__c', 'lessOrEqual', '10', true],
    ['Key__c', 'startsWith', 'aB', true],
    ['Key__c', 'startsWith', 'b', false],
    ['Key__c', 'contains', '%', true],
    ['Key__c', 'notContain', 'zz', true],
    ['Key__c', 'equals', '', false],
    ['Key__c', 'notEqual', '', true],
  ];
  for (const [field, operation, value, expected] of cases)
    assert.equal(fits(field, operation, value), expected, `${field} ${operation} ${value}`);
  assert.throws(() => fits('Key__c', 'within', 'x'), { code: 'UNSUPPORTED_FEATURE' });
  assert.throws(() => fits('Missing__c', 'equals', 'x'), { code: 'UNSUPPORTED_FEATURE' });
});

// https://help.salesforce.com/s/articleView?id=platform.fields_about_roll_up_summary_fields.htm
test('a roll-up sums and filters a formula of the records', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  const invoice = org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' });
  for (const amount of [10, 5, -7]) org.insert('Line__c', { Invoice__c: invoice, Amount__c: amount });
  assert.equal(org.read('Invoice__c', invoice).get('Gross__c'), 15);
});

test('the smallest of dates is a date', () => {
  const org = openTestOrg();
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  for (const due of ['2026-03-02', '2026-02-28']) org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A', Due__c: due });
  assert.equal(org.object('Customer__c').fields.get('first_due__c')?.type, 'Date');
  assert.equal(org.read('Customer__c', customer).get('First_Due__c'), '2026-02-28');
});
