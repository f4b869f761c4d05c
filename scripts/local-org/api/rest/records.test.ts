import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;
let admin: Connection;

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
});
after(() => org.stop());

/** The platform's error of a rejected jsforce call. */
async function failure(call: PromiseLike<unknown>): Promise<{ errorCode: string; message: string; fields?: string[] }> {
  try {
    await call;
  } catch (error) {
    const { errorCode, message, data } = error as { errorCode: string; message: string; data?: { fields?: string[] } };
    return { errorCode, message, fields: data?.fields };
  }
  throw new assert.AssertionError({ message: 'The call was not refused' });
}

async function read(id: string | undefined): Promise<Record<string, unknown>> {
  return admin.sobject('Invoice__c').retrieve(id ?? '');
}

describe('single records', () => {
  test('are created, read, changed and deleted', async () => {
    const created = await admin.sobject('Invoice__c').create({ Name: 'One', Amount__c: 12.5, Due_Date__c: '2026-03-01' });
    assert.ok(created.success);
    const record = await read(created.id);
    assert.equal(record['Name'], 'One');
    assert.equal(record['Amount__c'], 12.5);
    assert.equal(record['Due_Date__c'], '2026-03-01');
    assert.equal(record['Status__c'], 'Draft', 'the default of the picklist');
    assert.equal(record['Overdue_Note__c'], 'small', 'the formula');
    assert.match(String(record['CreatedDate']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    await admin.sobject('Invoice__c').update({ Id: created.id, Amount__c: 2000 });
    assert.equal((await read(created.id))['Overdue_Note__c'], 'large');
    await admin.sobject('Invoice__c').destroy(created.id);
    assert.equal((await failure(read(created.id))).errorCode, 'NOT_FOUND');
  });

  test('name fields and objects without regard to case and answer with canonical names', async () => {
    const created = await admin.sobject('invoice__C').create({ name: 'Case', amount__c: 1 });
    const { records } = await admin.query(`select id, AMOUNT__C from invoice__c where ID = '${created.id}'`);
    assert.deepEqual(Object.keys(records[0] ?? {}), ['attributes', 'Id', 'Amount__c']);
  });

  test('are found, created and changed by an external id, whatever characters it has', async () => {
    for (const key of ['plain', 'with/slash', 'with space', 'Ключ', "O'Brien"]) {
      const created = await admin.sobject('Invoice__c').upsert({ Key__c: key, Name: 'First' }, 'Key__c');
      assert.equal(created.success, true, key);
      await admin.sobject('Invoice__c').upsert({ Key__c: key, Name: 'Second' }, 'Key__c');
      const { records } = await admin.query(`SELECT Name, Key__c FROM Invoice__c WHERE Key__c = '${key.replace("'", "\\'")}'`);
      assert.deepEqual(
        records.map((record) => [record['Name'] as string, record['Key__c'] as string]),
        [['Second', key]],
      );
    }
  });

  test('survive an external id that is not valid percent-encoding', async () => {
    const response = await fetch(`${org.server.url}/services/data/v65.0/sobjects/Invoice__c/Key__c/100%`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${await org.token()}` },
      body: '{"Name":"Percent"}',
    });
    assert.equal(response.status, 201);
    assert.equal((await admin.query("SELECT Id FROM Invoice__c WHERE Key__c = '100%'")).totalSize, 1);
  });
});

describe('a refused save', () => {
  test('of a validation rule answers with its message and field', async () => {
    const error = await failure(admin.sobject('Invoice__c').create({ Name: 'Bad', Status__c: 'Paid' }));
    assert.deepEqual(error, {
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'A paid invoice needs an amount.',
      fields: ['Amount__c'],
    });
  });

  test('of a validation rule speaks the language of the user', async () => {
    await org.createUser('ivan@local.org', ['Invoice_Admin'], { LanguageLocaleKey: 'ru' });
    const ivan = await org.connect('ivan@local.org');
    const error = await failure(ivan.sobject('Invoice__c').create({ Name: 'Bad', Status__c: 'Paid' }));
    assert.equal(error.message, 'У оплаченного счёта должна быть сумма.');
  });

  test('names what is missing, too long, unknown or of another type', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ Name: 'x'.repeat(81) }, 'STRING_TOO_LONG'],
      [{ Name: 'x', Status__c: 'Lost' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
      [{ Name: 'x', Nothing__c: 1 }, 'INVALID_FIELD'],
      [{ Name: 'x', Amount__c: 'ten' }, 'JSON_PARSER_ERROR'],
      [{ Name: 'x', CreatedDate: '2020-01-01T00:00:00Z' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    ];
    for (const [record, code] of cases) {
      assert.equal((await failure(admin.sobject('Invoice__c').create(record))).errorCode, code, JSON.stringify(record));
    }
    assert.equal((await failure(admin.sobject('Contact').create({ FirstName: 'x' }))).errorCode, 'REQUIRED_FIELD_MISSING');
  });

  test('of a duplicate external id names the other record', async () => {
    const first = await admin.sobject('Invoice__c').create({ Name: 'a', Key__c: 'twice' });
    const error = await failure(admin.sobject('Invoice__c').create({ Name: 'b', Key__c: 'TWICE' }));
    assert.equal(error.errorCode, 'DUPLICATE_VALUE');
    assert.match(error.message, new RegExp(String(first.id).slice(0, 15)));
  });

  test('changes nothing', async () => {
    const created = await admin.sobject('Invoice__c').create({ Name: 'Stays', Amount__c: null });
    await failure(admin.sobject('Invoice__c').update({ Id: created.id as string, Name: 'Changed', Status__c: 'Paid' }));
    const record = await read(created.id);
    assert.deepEqual([record['Name'], record['Status__c']], ['Stays', 'Draft']);
  });
});

describe('a user with few rights', () => {
  test('does not see hidden fields, cannot write read-only ones, nor see the records of others', async () => {
    await org.createUser('few@local.org', ['Invoice_User']);
    const few = await org.connect('few@local.org');
    assert.equal((await failure(few.query('SELECT Secret__c FROM Invoice__c'))).errorCode, 'INVALID_FIELD');
    assert.equal((await failure(few.sobject('Invoice__c').create({ Name: 'x', Secret__c: 's' }))).errorCode, 'INVALID_FIELD');
    const readOnly = await failure(few.sobject('Invoice__c').create({ Name: 'x', Due_Date__c: '2026-01-01' }));
    assert.equal(readOnly.errorCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
    const other = await admin.sobject('Invoice__c').create({ Name: 'Not for few' });
    assert.equal((await failure(few.sobject('Invoice__c').retrieve(other.id as string))).errorCode, 'NOT_FOUND');
    assert.equal((await failure(few.sobject('Invoice__c').update({ Id: other.id as string, Name: 'x' }))).errorCode, 'NOT_FOUND');
    const own = await few.sobject('Invoice__c').create({ Name: 'Own' });
    assert.equal((await failure(few.sobject('Invoice__c').destroy(own.id as string))).errorCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    assert.equal((await few.query('SELECT Id FROM Invoice__c')).totalSize, 1);
    const describe = await few.describe('Invoice__c');
    assert.ok(!describe.fields.some((field) => field.name === 'Secret__c'));
    assert.equal(describe.fields.find((field) => field.name === 'Due_Date__c')?.updateable, false);
  });

  test('is told 404 for an object without access', async () => {
    await org.createUser('none@local.org', []);
    const none = await org.connect('none@local.org');
    assert.equal((await failure(none.describe('Invoice__c'))).errorCode, 'NOT_FOUND');
    assert.equal((await failure(none.query('SELECT Id FROM Invoice__c'))).errorCode, 'INVALID_TYPE');
  });
});
