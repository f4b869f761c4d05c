import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TriggerFailure } from './errors.ts';
import { save } from './save.ts';
import { NOW, openTestOrg, USER, type TestOrg } from './test-org.ts';

const customer = (org: TestOrg, name = 'Anna'): string => org.insert('Customer__c', { Name: name });
const codes = (results: { errors: readonly { statusCode: string }[] }[]): string[] =>
  results.map((r) => r.errors.map((e) => e.statusCode).join('+'));

test('an inserted record gets its defaults, auto number, owner and audit fields', () => {
  const org = openTestOrg();
  const id = customer(org);
  const invoice = org.read('Invoice__c', org.insert('Invoice__c', { Customer__c: id, Title__c: 'Paper' }));
  assert.equal(invoice.get('Name'), 'INV-0001');
  assert.equal(invoice.get('Status__c'), 'Draft');
  assert.equal(invoice.get('Due__c'), '2026-03-15');
  assert.equal(invoice.get('Paid__c'), false);
  assert.equal(invoice.get('CreatedById'), USER);
  // System dates have whole seconds.
  assert.equal(invoice.get('CreatedDate'), NOW - 750);
  assert.equal(org.read('Customer__c', id).get('OwnerId'), USER);
});

test('a custom record without a name is called by its id', () => {
  const org = openTestOrg();
  const id = org.insert('Payment__c', {});
  assert.equal(org.read('Payment__c', id).get('Name'), id.slice(0, 15));
});

test('an explicit null is kept although the field has a default', () => {
  const org = openTestOrg();
  const id = org.insert('Invoice__c', { Customer__c: customer(org), Title__c: 'Paper', Due__c: null, Status__c: null });
  assert.equal(org.read('Invoice__c', id).get('Due__c'), null);
  assert.equal(org.read('Invoice__c', id).get('Status__c'), null);
});

test('before-triggers change values and see formulas and the old record', () => {
  const org = openTestOrg();
  const seen: unknown[] = [];
  org.trigger('Invoice__c', 'before', 'update', (rows) => {
    for (const row of rows) {
      seen.push(row.values.get('Half__c'), row.old?.get('Title__c'));
      row.values.set('Discount__c', 7);
    }
  });
  const id = org.insert('Invoice__c', { Customer__c: customer(org), Title__c: 'Paper' });
  org.save('update', 'Invoice__c', [{ Id: id, Title__c: 'Ink' }]);
  assert.deepEqual(seen, [0, 'Paper']);
  assert.equal(org.read('Invoice__c', id).get('Discount__c'), 7);
});

test('200 records are one trigger call, 201 are two', () => {
  const org = openTestOrg();
  const sizes: number[] = [];
  org.trigger('Customer__c', 'before', 'insert', (rows) => sizes.push(rows.length));
  org.save(
    'insert',
    'Customer__c',
    Array.from({ length: 201 }, (_, i) => ({ Name: `C${i}` })),
  );
  assert.deepEqual(sizes, [200, 1]);
});

test('the number of reading statements does not grow with the number of records', () => {
  const count = (records: number): number => {
    const org = openTestOrg();
    const parent = customer(org);
    let statements = 0;
    const all = org.store.all.bind(org.store);
    const read = org.store.read.bind(org.store);
    org.store.all = (...args) => (statements++, all(...args));
    org.store.read = (...args) => (statements++, read(...args));
    const rows = Array.from({ length: records }, (_, i) => ({ Customer__c: parent, Title__c: 'T', Code__c: `c${i}` }));
    const results = org.save('insert', 'Invoice__c', rows);
    assert.ok(results.every((r) => r.success));
    return statements;
  };
  assert.equal(count(200), count(1));
});

test('all or none: one bad record undoes the others', () => {
  const org = openTestOrg();
  const results = org.save('insert', 'Customer__c', [
    { Name: 'A', Key__c: 'k' },
    { Name: 'B', Key__c: 'k' },
  ]);
  assert.deepEqual(codes(results), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'DUPLICATE_VALUE']);
  assert.equal(org.store.get('SELECT COUNT(*) AS n FROM "Customer__c"')?.n, 0);
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm
test('partial success: triggers run again for the good records, from the values the caller gave', () => {
  const org = openTestOrg();
  const runs: string[][] = [];
  org.trigger('Customer__c', 'before', 'insert', (rows) => {
    runs.push(rows.map((row) => String(row.values.get('Name'))));
    for (const row of rows) row.values.set('Name', `${String(row.values.get('Name'))}!`);
  });
  org.trigger('Customer__c', 'after', 'insert', (rows) => {
    for (const row of rows) {
      if (row.values.get('Name') === 'Bad!') {
        row.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No', fields: [] });
      }
    }
  });
  const results = org.save('insert', 'Customer__c', [{ Name: 'Good' }, { Name: 'Bad' }], { allOrNone: false });
  assert.deepEqual(runs, [['Good', 'Bad'], ['Good']]);
  assert.deepEqual(codes(results), ['', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  assert.deepEqual(
    org.store.all('SELECT "Name" AS name FROM "Customer__c"').map((row) => row.name),
    ['Good!'],
  );
});

test('errors in the third attempt of a partial save fail the rest', () => {
  const org = openTestOrg();
  org.trigger('Customer__c', 'after', 'insert', (rows) => {
    rows[0]?.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Always the first', fields: [] });
  });
  const results = org.save(
    'insert',
    'Customer__c',
    ['A', 'B', 'C', 'D'].map((Name) => ({ Name })),
    { allOrNone: false },
  );
  assert.match(results[3]?.errors[0]?.message ?? '', /^Too many batch retries in the presence of Apex triggers and partial failures\.$/);
  assert.equal(org.store.get('SELECT COUNT(*) AS n FROM "Customer__c"')?.n, 0);
});

test('an unhandled trigger exception fails the chunk with the trigger in the message', () => {
  const org = openTestOrg();
  org.trigger('Customer__c', 'before', 'insert', () => {
    throw TriggerFailure.unhandled(
      'CustomerTrigger',
      'before',
      'insert',
      'System.NullPointerException: Attempt to de-reference a null object',
    );
  });
  const [result] = org.save('insert', 'Customer__c', [{ Name: 'A' }]);
  assert.deepEqual(result?.errors, [
    {
      statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      message:
        'CustomerTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object',
      fields: [],
    },
  ]);
});

test('any other exception of a trigger passes through and nothing stays written', () => {
  const org = openTestOrg();
  org.trigger('Customer__c', 'after', 'insert', () => {
    throw new RangeError('limit');
  });
  org.store.transaction('write', () => {
    assert.throws(() => {
      const record = { object: org.object('Customer__c'), id: null, values: new Map([['Name', 'A']]) };
      return saveRaw(org, record);
    }, RangeError);
    assert.equal(org.store.get('SELECT COUNT(*) AS n FROM "Customer__c"')?.n, 0);
  });
});

function saveRaw(org: TestOrg, record: Parameters<typeof save>[0][number]): void {
  save([record], { operation: 'insert', allOrNone: true, enforcePermissions: false, enforceSharing: false }, org.ctx);
}

test('roll-ups climb to the grandparent, and follow updates, moves, deletes and undeletes', () => {
  const org = openTestOrg();
  const [anna, boris] = [customer(org), customer(org, 'Boris')];
  const invoice = org.insert('Invoice__c', { Customer__c: anna, Title__c: 'A' });
  const lines = org.save(
    'insert',
    'Line__c',
    [10.1, 20.2].map((Amount__c) => ({ Invoice__c: invoice, Amount__c })),
  );
  assert.equal(org.read('Customer__c', anna).get('Total__c'), 30.3);
  assert.equal(org.read('Customer__c', anna).get('Invoices__c'), 1);
  org.save('update', 'Line__c', [{ Id: lines[0]?.id ?? '', Amount__c: 1 }]);
  assert.equal(org.read('Customer__c', anna).get('Total__c'), 21.2);
  const [moved] = org.save('update', 'Invoice__c', [{ Id: invoice, Customer__c: boris }], { enforcePermissions: false });
  assert.equal(moved?.errors[0]?.statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'a master-detail that may not be reparented');
  org.save('delete', 'Line__c', [{ Id: lines[0]?.id ?? '' }]);
  assert.equal(org.read('Invoice__c', invoice).get('Total__c'), 20.2);
  org.save('undelete', 'Line__c', [{ Id: lines[0]?.id ?? '' }]);
  assert.equal(org.read('Invoice__c', invoice).get('Total__c'), 21.2);
});

test('a validation rule of the parent refuses the child whose roll-up breaks it', () => {
  const org = openTestOrg();
  const id = org.insert('Customer__c', { Name: 'A', Limit__c: 5 });
  const invoice = org.insert('Invoice__c', { Customer__c: id, Title__c: 'A' });
  const [result] = org.save('insert', 'Line__c', [{ Invoice__c: invoice, Amount__c: 6 }]);
  assert.match(result?.errors[0]?.message ?? '', /The customer is over the limit\./);
  assert.equal(org.store.get('SELECT COUNT(*) AS n FROM "Line__c"')?.n, 0);
});
