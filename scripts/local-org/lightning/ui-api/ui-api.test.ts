/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- tests walk through JSON answers and assert what they find */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ADMIN } from '../../api/fixtures/harness.ts';
import { startUiOrg, type Client, type Doc, type UiOrg } from '../fixtures/ui-org.ts';

const CLERK = 'clerk@local.org';
const STRANGER = 'stranger@local.org';
const MASTER = '012000000000000AAA';

let org: UiOrg;
let admin: Client;
let clerk: Client;
let stranger: Client;
/** Ids of the administrator's invoices by name. */
const ids: Record<string, string> = {};

before(async () => {
  org = await startUiOrg();
  await org.createUser(CLERK, ['Invoice_User'], { LanguageLocaleKey: 'ru', LocaleSidKey: 'ru_RU' });
  await org.createUser(STRANGER, []);
  [admin, clerk, stranger] = await Promise.all([org.client(ADMIN), org.client(CLERK), org.client(STRANGER)]);
  for (const [name, fields] of Object.entries({
    Big: { Amount__c: 500, Status__c: 'Sent' },
    Keep: { Amount__c: 100, Status__c: 'Draft' },
    Small: { Amount__c: 99.5, Status__c: 'Paid' },
    Draft: { Amount__c: 300, Status__c: 'Draft' },
  })) {
    const { body } = await admin('POST', '/records', { apiName: 'Invoice__c', fields: { Name: name, ...fields } });
    ids[name] = body.id as string;
  }
});
after(() => org.stop());

describe('a record', () => {
  test('has its fields with raw and displayed values', async () => {
    const { status, body } = await admin(
      'GET',
      `/records/${ids['Small']}?fields=Invoice__c.Name,Invoice__c.Amount__c,Invoice__c.Status__c`,
    );
    assert.equal(status, 200);
    assert.deepEqual(body.fields, {
      Amount__c: { displayValue: '$99.50', value: 99.5 },
      Name: { displayValue: null, value: 'Small' },
      Status__c: { displayValue: 'Paid', value: 'Paid' },
    });
    assert.deepEqual([body.apiName, body.id, body.childRelationships], ['Invoice__c', ids['Small'], {}]);
    assert.match(body.lastModifiedDate as string, /^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('carries a parent as a record of its own', async () => {
    const { body } = await admin('GET', `/records/${ids['Small']}?fields=Invoice__c.CreatedBy.Username`);
    const parent = body.fields.CreatedBy.value;
    assert.deepEqual([parent.apiName, parent.fields.Username.value], ['User', ADMIN]);
  });

  test('needs fields that exist, unless they are optional', async () => {
    const wrong = await admin('GET', `/records/${ids['Small']}?fields=Invoice__c.Nope__c`);
    assert.deepEqual([wrong.status, wrong.body[0].errorCode], [400, 'INVALID_FIELD']);
    const optional = await admin('GET', `/records/${ids['Small']}?fields=Invoice__c.Name&optionalFields=Invoice__c.Nope__c`);
    assert.deepEqual(Object.keys(optional.body.fields as object), ['Name']);
    const nothing = await admin('GET', `/records/${ids['Small']}`);
    assert.deepEqual([nothing.status, nothing.body[0].errorCode], [400, 'INVALID_INPUT']);
  });

  test('in a batch comes with a status of its own', async () => {
    const { body } = await admin('GET', `/records/batch/${ids['Big']},a01000000000000AAA?fields=Invoice__c.Name`);
    assert.equal(body.hasErrors, true);
    assert.deepEqual(
      body.results.map((result: Doc) => result.statusCode as number),
      [200, 404],
    );
  });

  test('is created, changed and deleted', async () => {
    const created = await admin('POST', '/records', { apiName: 'Invoice__c', fields: { Name: 'Short-lived' } });
    assert.equal(created.status, 201);
    const path = `/records/${created.body.id}`;
    const changed = await admin('PATCH', path, { fields: { Amount__c: 7 } });
    assert.deepEqual([changed.status, changed.body.fields.Amount__c.value], [200, 7]);
    assert.equal((await admin('DELETE', path)).status, 204);
    assert.equal((await admin('GET', `${path}?fields=Invoice__c.Name`)).status, 404);
  });

  test('refused by a trigger tells at which field, and nothing is saved', async () => {
    const { status, body } = await admin('PATCH', `/records/${ids['Big']}`, { fields: { Name: 'Changed', Amount__c: -1 } });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      message: 'An error occurred while trying to update the record. Please try again.',
      statusCode: 400,
      enhancedErrorType: 'RecordError',
      output: {
        errors: [],
        fieldErrors: {
          Amount__c: [
            {
              constituentField: null,
              duplicateRecordError: null,
              errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
              field: 'Amount__c',
              fieldLabel: 'Amount',
              message: 'An amount cannot be negative.',
            },
          ],
        },
      },
    });
    const after = await admin('GET', `/records/${ids['Big']}?fields=Invoice__c.Name`);
    assert.equal(after.body.fields.Name.value, 'Big');
  });

  test('refused by a validation rule speaks the user’s language', async () => {
    const created = await clerk('POST', '/records', { apiName: 'Invoice__c', fields: { Name: 'Mine' } });
    const { status, body } = await clerk('PATCH', `/records/${created.body.id}`, { fields: { Status__c: 'Paid' } });
    assert.equal(status, 400);
    assert.equal(body.message, 'При обновлении записи произошла ошибка. Повторите попытку.');
    assert.equal(body.output.fieldErrors.Amount__c[0].message, 'У оплаченного счёта должна быть сумма.');
  });
});

describe('a user without rights', () => {
  test('sees neither object nor records', async () => {
    const answers = await Promise.all([
      stranger('GET', '/object-info/Invoice__c'),
      stranger('GET', `/records/${ids['Big']}?fields=Invoice__c.Name`),
      stranger('GET', `/record-ui/${ids['Big']}?layoutTypes=Full&modes=View`),
      stranger('GET', '/list-records/Invoice__c/All'),
      stranger('GET', '/layout/Invoice__c?layoutType=Full&mode=View'),
      stranger('POST', '/records', { apiName: 'Invoice__c', fields: { Name: 'No' } }),
    ]);
    for (const { status, body } of answers) {
      assert.ok(status === 404 || status === 403, JSON.stringify(body));
      assert.doesNotMatch(JSON.stringify(body), /Big/);
    }
  });

  test('sees own records and readable fields only', async () => {
    assert.equal((await clerk('GET', `/records/${ids['Big']}?fields=Invoice__c.Name`)).status, 404);
    const info = await clerk('GET', '/object-info/Invoice__c');
    assert.equal('Secret__c' in info.body.fields, false);
    assert.deepEqual([info.body.deletable, info.body.fields.Due_Date__c.updateable], [false, false]);
    const layout = await clerk('GET', '/layout/Invoice__c?layoutType=Full&mode=Edit');
    assert.doesNotMatch(JSON.stringify(layout.body), /Secret__c/);
    const list = await clerk('GET', '/list-info/Invoice__c/All');
    assert.deepEqual(
      list.body.displayColumns.map((column: Doc) => column.fieldApiName as string),
      ['Name', 'Amount__c'],
    );
  });

  test('is nobody without a token', async () => {
    const guest = await org.client();
    assert.equal((await guest('GET', '/object-info/Invoice__c')).status, 401);
  });
});

describe('metadata', () => {
  test('of an object names fields, types and rights', async () => {
    const { body } = await admin('GET', '/object-info/Invoice__c');
    assert.deepEqual(
      [body.apiName, body.label, body.labelPlural, body.custom, body.nameFields],
      ['Invoice__c', 'Invoice', 'Invoices', true, ['Name']],
    );
    const { Status__c, Customer__c } = body.fields;
    assert.deepEqual([Status__c.dataType, Status__c.createable], ['Picklist', true]);
    assert.deepEqual(
      [Customer__c.dataType, Customer__c.relationshipName, Customer__c.referenceToInfos[0].apiName],
      ['Reference', 'Customer__r', 'Account'],
    );
  });

  test('of picklists is translated', async () => {
    const path = `/object-info/Invoice__c/picklist-values/${MASTER}`;
    const { body } = await clerk('GET', `${path}/Status__c`);
    assert.deepEqual(
      body.values.map((entry: Doc) => [entry.value, entry.label] as string[]),
      [
        ['Draft', 'Черновик'],
        ['Sent', 'Отправлен'],
        ['Paid', 'Оплачен'],
      ],
    );
    assert.equal(body.defaultValue.value, 'Draft');
    const all = await clerk('GET', path);
    assert.deepEqual(all.body.picklistFieldValues.Status__c.values, body.values);
  });

  test('of a layout says what may be edited', async () => {
    const { body } = await admin('GET', '/layout/Invoice__c?layoutType=Full&mode=Edit');
    const [section] = body.sections;
    assert.deepEqual([section.heading, section.columns], ['Money', 2]);
    const items = section.layoutRows.flatMap((row: Doc) => row.layoutItems as Doc[]);
    assert.deepEqual(
      items.map((item: Doc) => [item.layoutComponents[0].apiName, item.required, item.editableForUpdate] as unknown[]),
      [
        ['Name', true, true],
        ['Status__c', false, false],
        ['Amount__c', false, true],
        ['Secret__c', false, true],
      ],
    );
  });

  test('of a standard object without a layout keeps names and addresses together', async () => {
    const { body } = await admin('GET', '/layout/Contact?layoutType=Full&mode=Edit');
    const items = body.sections.flatMap((section: Doc) => section.layoutRows as Doc[]).flatMap((row: Doc) => row.layoutItems as Doc[]);
    const parts = items.map((item: Doc) => item.layoutComponents.map((part: Doc) => part.apiName as string) as string[]);
    assert.deepEqual(parts[0], ['Salutation', 'FirstName', 'LastName']);
    assert.ok(parts.some((names: string[]) => names.join() === 'MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry'));
    assert.equal(parts.flat().filter((name: string) => name === 'MailingCity' || name === 'LastName').length, 2);
    const account = items.find((item: Doc) => item.layoutComponents[0].apiName === 'AccountId');
    assert.equal(account.label, 'Account Name');
  });

  test('of a record page comes in one answer', async () => {
    const { body } = await admin('GET', `/record-ui/${ids['Big']}?layoutTypes=Full,Compact&modes=View`);
    assert.deepEqual(Object.keys(body.layouts.Invoice__c[MASTER] as object).sort(), ['Compact', 'Full']);
    assert.equal(body.objectInfos.Invoice__c.label, 'Invoice');
    assert.deepEqual(body.records[ids['Big'] ?? ''].fields.Secret__c, { displayValue: null, value: null });
  });

  test('of a new record has the defaults', async () => {
    const { body } = await admin('GET', '/record-defaults/create/Invoice__c');
    assert.deepEqual(body.record.fields.Status__c, { displayValue: 'Draft', value: 'Draft' });
    assert.equal(body.record.id, null);
  });
});
