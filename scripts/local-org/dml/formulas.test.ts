import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue } from '../metadata/index.ts';
import { loadCustomMetadata } from '../store/index.ts';
import { formulaColumn } from './formula-column.ts';
import { checkFormulas } from './rules.ts';
import { openTestOrg, ORGANIZATION, type TestOrg } from './test-org.ts';

/** Evaluates a formula field the way a query does: over the columns it asked for. */
function column(org: TestOrg, object: string, field: string, stored: Record<string, FieldValue>): FieldValue {
  const def = org.object(object).fields.get(field.toLowerCase());
  assert.ok(def);
  const formula = formulaColumn(org.object(object), def, org.ctx);
  assert.deepEqual(new Set(formula.needs), new Set(Object.keys(stored)));
  return formula.compute((path) => stored[path] ?? null);
}

test('a formula field of a query asks for stored fields only, through formulas of parents', () => {
  const org = openTestOrg();
  org.store.transaction('write', () => assert.deepEqual(loadCustomMetadata(org.store, org.source), []));
  assert.equal(column(org, 'Line__c', 'Tax__c', { Amount__c: 12.34 }), 2.47);
  assert.equal(column(org, 'Line__c', 'Gross__c', { Amount__c: 100 }), 120);
  const names = { 'Invoice__r.Customer__r.Name': 'Anna', 'Invoice__r.Customer__r.Owner.LastName': 'Admin' };
  assert.equal(column(org, 'Line__c', 'Addressee__c', names), 'Dear Anna, Admin');
});

test('triggers see formulas over parents of parents', () => {
  const org = openTestOrg();
  const seen: unknown[] = [];
  org.trigger('Line__c', 'after', 'insert', (rows) => seen.push(rows[0]?.values.get('Addressee__c')));
  const customer = org.insert('Customer__c', { Name: 'Anna' });
  org.insert('Line__c', { Invoice__c: org.insert('Invoice__c', { Customer__c: customer, Title__c: 'A' }), Amount__c: 1 });
  assert.deepEqual(seen, ['Dear Anna, Admin']);
});

test('custom settings of the organization and custom permissions decide in a validation rule', () => {
  const org = openTestOrg();
  assert.ok(org.insert('Remark__c', {}));
  const setting = org.insert('Switch__c', { Strict__c: true });
  assert.equal(org.read('Switch__c', setting).get('SetupOwnerId'), ORGANIZATION);
  assert.equal(org.save('insert', 'Remark__c', [{}])[0]?.errors[0]?.message, 'Remarks are closed.');
  org.permissions.add('May_Remark');
  assert.equal(org.save('insert', 'Remark__c', [{}])[0]?.success, true);
});

test('every formula of the source is checked when it is deployed', () => {
  const org = openTestOrg();
  const broken = { ...org.object('Remark__c'), validationRules: [rule('Sum__c > 1'), rule('VLOOKUP(Name, Name, Name) = "x"')] };
  const { schema } = org.store;
  const problems = checkFormulas({ ...schema, objects: new Map([['remark__c', broken]]), field: schema.field.bind(schema) });
  assert.deepEqual(problems, [
    { file: 'R.xml', message: 'Validation rule Remark__c.R: Field Sum__c does not exist. Check spelling.' },
    { file: 'R.xml', message: 'Validation rule Remark__c.R: Not supported by the local org: formula function VLOOKUP', unsupported: true },
  ]);
});

function rule(formula: string): { name: string; active: boolean; formula: string; message: string; file: string } {
  return { name: 'R', active: true, formula, message: 'No', file: 'R.xml' };
}

test('custom metadata is never saved', () => {
  const org = openTestOrg();
  const [result] = org.save('insert', 'Rate__mdt', [{ DeveloperName: 'X' }], { enforcePermissions: false });
  assert.equal(result?.errors[0]?.message, 'entity type cannot be inserted: Rate');
});
