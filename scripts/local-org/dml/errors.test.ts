import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue } from '../metadata/index.ts';
import { toId18 } from '../store/index.ts';
import type { DmlError } from './types.ts';
import { openTestOrg, USER, type TestOrg } from './test-org.ts';

/** Statuses and messages: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm */
const MISSING_CUSTOMER = 'a00Lo0000009999';

function refused(org: TestOrg, values: Record<string, FieldValue>, object = 'Invoice__c'): readonly DmlError[] {
  const base: Record<string, FieldValue> =
    object === 'Invoice__c' ? { Customer__c: org.insert('Customer__c', { Name: 'Anna' }), Title__c: 'Paper' } : {};
  const [result] = org.save('insert', object, [{ ...base, ...values }]);
  assert.equal(result?.success, false, JSON.stringify(values));
  assert.equal(org.store.get(`SELECT COUNT(*) AS n FROM "${object}"`)?.n, 0, 'nothing is written');
  return result?.errors ?? [];
}

const FIELD_ERRORS: [Record<string, FieldValue>, DmlError][] = [
  [{ Title__c: null }, { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Title__c]', fields: ['Title__c'] }],
  [
    { Title__c: '01234567890' },
    { statusCode: 'STRING_TOO_LONG', message: 'Title: data value too large: 01234567890 (max length=10)', fields: ['Title__c'] },
  ],
  [
    { Discount__c: 100 },
    {
      statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
      message: 'Discount: value outside of valid range on numeric field: 100',
      fields: ['Discount__c'],
    },
  ],
  [
    { Status__c: 'Lost' },
    {
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Status: bad value for restricted picklist field: Lost',
      fields: ['Status__c'],
    },
  ],
  [
    { Email__c: 'not-an-email' },
    { statusCode: 'INVALID_EMAIL_ADDRESS', message: 'E-mail: invalid email address: not-an-email', fields: ['Email__c'] },
  ],
  [
    { Due__c: '2026-02-30' },
    { statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message: 'Due: value not of required type: 2026-02-30', fields: ['Due__c'] },
  ],
  [
    { Discount__c: 'much' },
    { statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message: 'Discount: value not of required type: much', fields: ['Discount__c'] },
  ],
  [
    { Customer__c: 'nobody' },
    { statusCode: 'MALFORMED_ID', message: 'Customer: id value of incorrect type: nobody', fields: ['Customer__c'] },
  ],
  [
    { Customer__c: USER },
    { statusCode: 'FIELD_INTEGRITY_EXCEPTION', message: `Customer: id value of incorrect type: ${USER}`, fields: ['Customer__c'] },
  ],
  [
    { Half__c: 1 },
    {
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message:
        'Unable to create/update fields: Half__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      fields: ['Half__c'],
    },
  ],
  [
    { Status__c: 'Sent' },
    { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Enter the e-mail to send to.', fields: ['Email__c'] },
  ],
];

test('each kind of bad value has the status, message and field of the platform', () => {
  for (const [values, expected] of FIELD_ERRORS) assert.deepEqual(refused(openTestOrg(), values), [expected]);
});

test('a lookup to nothing is an invalid cross reference', () => {
  const org = openTestOrg();
  const prefix = org.object('Customer__c').keyPrefix;
  const [error] = refused(org, { Customer__c: toId18(prefix + MISSING_CUSTOMER.slice(3)) });
  assert.deepEqual(error, { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: ['Customer__c'] });
});

test('an unknown field names the column', () => {
  assert.match(refused(openTestOrg(), { Nothing__c: 1 })[0]?.message ?? '', /^No such column 'Nothing__c' on entity 'Invoice__c'\./);
});

test('a rule may look at the parent, and all failing rules report', () => {
  const org = openTestOrg();
  const blocked = org.insert('Customer__c', { Name: 'Blocked' });
  const errors = refused(org, { Customer__c: blocked, Status__c: 'Sent' });
  assert.deepEqual(errors.map((e) => e.message).sort(), ['Enter the e-mail to send to.', 'The customer is blocked.']);
});

test('a rule compares with the value before the save', () => {
  const org = openTestOrg();
  const id = org.insert('Invoice__c', { Customer__c: org.insert('Customer__c', { Name: 'A' }), Title__c: 'T', Status__c: 'Paid' });
  const [result] = org.save('update', 'Invoice__c', [{ Id: id, Status__c: 'Draft' }]);
  assert.equal(result?.errors[0]?.message, 'A paid invoice keeps its status.');
  assert.equal(org.read('Invoice__c', id).get('Status__c'), 'Paid');
  const [unchanged] = org.save('update', 'Invoice__c', [{ Id: id, Title__c: 'New' }]);
  assert.equal(unchanged?.success, true);
});

test('unique values are compared without case, also within one call', () => {
  const org = openTestOrg();
  const first = org.insert('Customer__c', { Name: 'A', Key__c: 'Ключ' });
  const results = org.save(
    'insert',
    'Customer__c',
    [
      { Name: 'B', Key__c: 'кЛЮЧ' },
      { Name: 'C', Key__c: 'x' },
      { Name: 'D', Key__c: 'X' },
    ],
    { allOrNone: false },
  );
  assert.deepEqual(
    results.map((r) => r.errors[0]?.statusCode),
    ['DUPLICATE_VALUE', undefined, 'DUPLICATE_VALUE'],
  );
  assert.equal(results[0]?.errors[0]?.message, `duplicate value found: Key__c duplicates value on record with id: ${first.slice(0, 15)}`);
  assert.equal(
    results[2]?.errors[0]?.message,
    `duplicate value found: Key__c duplicates value on record with id: ${results[1]?.id?.slice(0, 15)}`,
  );
});

test('a value in the recycle bin is free again', () => {
  const org = openTestOrg();
  const id = org.insert('Customer__c', { Name: 'A', Key__c: 'k' });
  org.save('delete', 'Customer__c', [{ Id: id }]);
  assert.ok(org.insert('Customer__c', { Name: 'B', Key__c: 'k' }));
});

test('ids that are missing, malformed, unknown or deleted', () => {
  const org = openTestOrg();
  const id = org.insert('Customer__c', { Name: 'A' });
  const codeOf = (Id: FieldValue): string | undefined => org.save('update', 'Customer__c', [{ Id, Name: 'B' }])[0]?.errors[0]?.statusCode;
  assert.equal(codeOf(null), 'MISSING_ARGUMENT');
  assert.equal(codeOf('junk'), 'MALFORMED_ID');
  assert.equal(codeOf(USER), 'MALFORMED_ID');
  assert.equal(codeOf(toId18(`${id.slice(0, 3)}Lo0000009999`)), 'INVALID_CROSS_REFERENCE_KEY');
  org.save('delete', 'Customer__c', [{ Id: id }]);
  assert.equal(codeOf(id), 'ENTITY_IS_DELETED');
  assert.equal(org.save('insert', 'Customer__c', [{ Id: id }])[0]?.errors[0]?.statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
});

test('a user without rights is refused by object, field and record', () => {
  let allowed = true;
  const org = openTestOrg({
    canCreate: () => allowed,
    canEdit: () => allowed,
    canDelete: () => allowed,
    canEditField: (_, field) => allowed || field.apiName !== 'Key__c',
  });
  const id = org.insert('Customer__c', { Name: 'A' });
  allowed = false;
  const errorOf = (operation: 'insert' | 'update' | 'delete', values: Record<string, FieldValue>): DmlError | undefined =>
    org.save(operation, 'Customer__c', [values])[0]?.errors[0];
  assert.equal(errorOf('insert', { Name: 'B' })?.message, 'entity type cannot be inserted: Customer');
  assert.equal(errorOf('update', { Id: id, Name: 'B' })?.message, 'entity type cannot be updated: Customer');
  assert.equal(errorOf('delete', { Id: id })?.statusCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
  const readOnly = openTestOrg({ editableRows: () => new Set(), canEditField: (_, field) => field.apiName !== 'Key__c' });
  const other = readOnly.insert('Customer__c', { Name: 'A' });
  const [record] = readOnly.save('update', 'Customer__c', [{ Id: other, Name: 'B' }]);
  assert.deepEqual(record?.errors[0], {
    statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    message: 'insufficient access rights on object id',
    fields: [],
  });
  const [field] = readOnly.save('insert', 'Customer__c', [{ Name: 'B', Key__c: 'k' }]);
  assert.deepEqual(field?.errors[0]?.fields, ['Key__c']);
  const [system] = readOnly.save('update', 'Customer__c', [{ Id: other, Key__c: 'k' }], {
    enforcePermissions: false,
    enforceSharing: false,
  });
  assert.equal(system?.success, true);
});

test('an owner must be active, and a queue must support the object', () => {
  const org = openTestOrg();
  const now = { Id: '', LastName: 'x' };
  const gone = toId18('005Lo0000000777');
  const queue = toId18('00GLo0000000001');
  org.store.transaction('write', () => {
    org.store.insert(org.object('User'), [
      new Map<string, FieldValue>([
        ['Id', gone],
        ['LastName', now.LastName],
        ['IsActive', false],
      ]),
    ]);
    org.store.insert(org.object('Group'), [
      new Map<string, FieldValue>([
        ['Id', queue],
        ['Name', 'Q'],
        ['Type', 'Queue'],
      ]),
    ]);
  });
  assert.equal(refused(org, { Name: 'A', OwnerId: gone }, 'Customer__c')[0]?.statusCode, 'INACTIVE_OWNER_OR_USER');
  assert.deepEqual(refused(org, { Name: 'A', OwnerId: queue }, 'Customer__c')[0], {
    statusCode: 'INVALID_OPERATION',
    message: 'Queue not associated with this SObject type',
    fields: ['OwnerId'],
  });
});
