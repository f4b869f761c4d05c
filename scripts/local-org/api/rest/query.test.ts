import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;
let admin: Connection;

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
  const accounts = await admin.sobject('Account').create([{ Name: 'Acme' }, { Name: 'Beta' }]);
  const invoices = Array.from({ length: 450 }, (_, index) => ({
    Name: `Invoice ${String(index).padStart(3, '0')}`,
    Key__c: `k${index}`,
    Amount__c: index,
    Status__c: index % 3 === 0 ? 'Sent' : 'Draft',
    Sent_At__c: '2026-01-01T10:00:00.000Z',
    Customer__c: accounts[index % 2]?.id as string,
  }));
  const created = await admin.sobject('Invoice__c').create(invoices, { allowRecursive: true });
  const first = created[0]?.id as string;
  await admin.sobject('Invoice_Line__c').create([
    { Name: 'l1', Invoice__c: first, Quantity__c: 2 },
    { Name: 'l2', Invoice__c: first, Quantity__c: 3 },
  ]);
});
after(() => org.stop());

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${org.server.url}${path}`, { headers: { authorization: `Bearer ${await org.token()}`, ...headers } });
  return { status: response.status, body: await response.json() };
}

describe('queries', () => {
  test('come in pages of the asked size that together are the whole result', async () => {
    const soql = 'SELECT Id, Name FROM Invoice__c ORDER BY Name';
    const names: string[] = [];
    let path: string | undefined = `/services/data/v65.0/query?q=${encodeURIComponent(soql)}`;
    const sizes: number[] = [];
    while (path !== undefined) {
      const { body } = await get(path, { 'sforce-query-options': 'batchSize=200' });
      const page = body as { totalSize: number; done: boolean; records: { Name: string }[]; nextRecordsUrl?: string };
      assert.equal(page.totalSize, 450);
      assert.equal(page.done, page.nextRecordsUrl === undefined);
      sizes.push(page.records.length);
      names.push(...page.records.map((record) => record.Name));
      path = page.nextRecordsUrl;
    }
    assert.deepEqual(sizes, [200, 200, 50]);
    assert.deepEqual(
      names,
      Array.from({ length: 450 }, (_, index) => `Invoice ${String(index).padStart(3, '0')}`),
    );
  });

  test('nest parents and children, and answer null where there are none', async () => {
    const { records } = await admin.query(
      "SELECT Name, Customer__r.Name, Sent_At__c, (SELECT Quantity__c FROM Lines__r ORDER BY Quantity__c) FROM Invoice__c WHERE Key__c IN ('k0', 'k1') ORDER BY Key__c",
    );
    const [first, second] = records as Record<string, never>[];
    assert.equal(first?.['Customer__r']?.['Name'], 'Acme');
    assert.equal(first?.['Sent_At__c'], '2026-01-01T10:00:00.000+0000');
    const lines = first?.['Lines__r'] as unknown as { totalSize: number; done: boolean; records: Record<string, unknown>[] };
    assert.deepEqual([lines.totalSize, lines.done, lines.records.map((line) => line['Quantity__c'])], [2, true, [2, 3]]);
    assert.equal(second?.['Lines__r'], null);
  });

  test('count and group', async () => {
    assert.equal((await admin.query('SELECT COUNT() FROM Invoice__c')).totalSize, 450);
    const { records } = await admin.query(
      'SELECT Status__c s, COUNT(Id) n, MAX(Sent_At__c) latest FROM Invoice__c GROUP BY Status__c ORDER BY Status__c',
    );
    assert.deepEqual(
      records.map(({ attributes, ...values }) => [attributes?.type, values]),
      [
        ['AggregateResult', { s: 'Draft', n: 300, latest: '2026-01-01T10:00:00.000+0000' }],
        ['AggregateResult', { s: 'Sent', n: 150, latest: '2026-01-01T10:00:00.000+0000' }],
      ],
    );
  });

  test('describe their columns for clients that print tables', async () => {
    const soql = 'SELECT Id, Customer__r.Name, Amount__c, (SELECT Quantity__c FROM Lines__r) FROM Invoice__c';
    const { body } = await get(`/services/data/v65.0/query?q=${encodeURIComponent(soql)}&columns=true`);
    const { columnMetadata, entityName, idSelected } = body as {
      columnMetadata: { columnName: string; aggregate: boolean; numberType: boolean; joinColumns: { columnName: string }[] }[];
      entityName: string;
      idSelected: boolean;
    };
    assert.deepEqual([entityName, idSelected], ['Invoice__c', true]);
    assert.deepEqual(
      columnMetadata.map((column) => [
        column.columnName,
        column.aggregate,
        column.numberType,
        column.joinColumns.map((join) => join.columnName),
      ]),
      [
        ['Id', false, false, []],
        ['Customer__r', false, false, ['Name']],
        ['Amount__c', false, true, []],
        ['Lines__r', true, false, ['Quantity__c']],
      ],
    );
  });

  test('show deleted records only in queryAll', async () => {
    const { id } = await admin.sobject('Invoice__c').create({ Name: 'Gone' });
    await admin.sobject('Invoice__c').destroy(id as string);
    const soql = `SELECT Id, IsDeleted FROM Invoice__c WHERE Id = '${id}'`;
    assert.equal((await admin.query(soql)).totalSize, 0);
    const all = await admin.query(soql, { scanAll: true });
    assert.equal(all.records[0]?.['IsDeleted'], true);
  });

  test('that are malformed are refused with the platform’s codes', async () => {
    const cases: [string, string][] = [
      ['SELEKT Id FROM Account', 'MALFORMED_QUERY'],
      ['SELECT Nothing FROM Account', 'INVALID_FIELD'],
      ['SELECT Id FROM Nothing__c', 'INVALID_TYPE'],
    ];
    for (const [soql, code] of cases) await assert.rejects(async () => await admin.query(soql), { errorCode: code }, soql);
    await assert.rejects(async () => await admin.query('SELECT Id, Nothing FROM Account'), {
      message: /^\nSELECT Id, Nothing FROM Account\n {11}\^\nERROR at Row:1:Column:12\nNo such column 'Nothing' on entity 'Account'\./,
    });
    assert.deepEqual((await get('/services/data/v65.0/query/01gxyz-2000')).body, [
      { errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' },
    ]);
  });

  test('are the same under the tooling root', async () => {
    assert.equal((await admin.tooling.query("SELECT Id, Name FROM ApexClass WHERE Name = 'InvoiceController'")).totalSize, 1);
  });
});

describe('describes', () => {
  test('list the objects and show one completely, in the language of the user', async () => {
    const global = await admin.describeGlobal();
    assert.ok(global.sobjects.some((object) => object.name === 'Invoice__c' && object.custom));
    await org.createUser('maria@local.org', ['Invoice_Admin'], { LanguageLocaleKey: 'ru' });
    const maria = await org.connect('maria@local.org');
    const invoice = await maria.describe('Invoice__c');
    assert.deepEqual([invoice.label, invoice.labelPlural, invoice.keyPrefix?.length], ['Счёт', 'Счета', 3]);
    const field = (name: string) => invoice.fields.find((candidate) => candidate.name === name);
    assert.deepEqual(
      field('Status__c')?.picklistValues?.map((value: { value: string; label: string; defaultValue: boolean }) => [
        value.value,
        value.label,
        value.defaultValue,
      ]),
      [
        ['Draft', 'Черновик', true],
        ['Sent', 'Отправлен', false],
        ['Paid', 'Оплачен', false],
      ],
    );
    assert.deepEqual(
      [field('Status__c')?.type, field('Status__c')?.restrictedPicklist, field('Status__c')?.label],
      ['picklist', true, 'Статус'],
    );
    assert.deepEqual([field('Key__c')?.externalId, field('Key__c')?.unique, field('Key__c')?.idLookup], [true, true, true]);
    assert.deepEqual(
      [field('Customer__c')?.type, field('Customer__c')?.referenceTo, field('Customer__c')?.relationshipName],
      ['reference', ['Account'], 'Customer__r'],
    );
    assert.deepEqual([field('Overdue_Note__c')?.calculated, field('Overdue_Note__c')?.updateable], [true, false]);
    assert.deepEqual([field('Amount__c')?.type, field('Amount__c')?.precision, field('Amount__c')?.scale], ['currency', 18, 2]);
    const lines = invoice.childRelationships.find((child) => child.relationshipName === 'Lines__r');
    assert.deepEqual([lines?.childSObject, lines?.field, lines?.cascadeDelete], ['Invoice_Line__c', 'Invoice__c', true]);
    assert.equal(invoice.recordTypeInfos.at(-1)?.master, true);
  });
});
