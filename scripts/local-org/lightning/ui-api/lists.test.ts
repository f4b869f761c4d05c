/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- tests walk through JSON answers and assert what they find */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ADMIN } from '../../api/fixtures/harness.ts';
import { startUiOrg, type Client, type Doc, type UiOrg } from '../fixtures/ui-org.ts';

let org: UiOrg;
let admin: Client;
const ids: Record<string, string> = {};

before(async () => {
  org = await startUiOrg();
  admin = await org.client(ADMIN);
  for (const [name, amount, status] of [
    ['Big', 500, 'Sent'],
    ['Keep', 100, 'Draft'],
    ['Small', 99.5, 'Paid'],
    ['Draft', 300, 'Draft'],
  ] as const) {
    const { body } = await admin('POST', '/records', {
      apiName: 'Invoice__c',
      fields: { Name: name, Amount__c: amount, Status__c: status },
    });
    ids[name] = body.id as string;
  }
});
after(() => org.stop());

const names = (body: Doc): string[] => body.records.map((record: Doc) => record.fields.Name.value as string);

describe('a list view', () => {
  test('is found by name', async () => {
    const { body } = await admin('GET', '/list-info/Invoice__c');
    assert.deepEqual(
      body.lists.map((list: Doc) => list.apiName as string),
      ['All', 'Large'],
    );
    assert.equal((await admin('GET', '/list-info/Invoice__c/Nothing')).status, 404);
  });

  test('applies its filters and their logic', async () => {
    const { body } = await admin('GET', '/list-records/Invoice__c/Large');
    assert.deepEqual(names(body), ['Big', 'Keep']);
  });

  test('sorts, searches and gives page after page', async () => {
    const first = await admin('GET', '/list-records/Invoice__c/All?pageSize=3&sortBy=-Amount__c');
    assert.deepEqual([names(first.body), first.body.count], [['Big', 'Draft', 'Keep'], 3]);
    const next = await admin('POST', '/list-records/Invoice__c/All', {
      pageSize: 3,
      sortBy: ['-Amount__c'],
      pageToken: first.body.nextPageToken,
    });
    assert.deepEqual([names(next.body), next.body.nextPageToken], [['Small'], null]);
    const found = await admin('POST', '/list-records/Invoice__c/All', { searchTerm: 'SMA' });
    assert.deepEqual(names(found.body), ['Small']);
  });
});

describe('a related list', () => {
  test('has the columns of the layout and the children of the record', async () => {
    await admin('POST', '/records', { apiName: 'Invoice_Line__c', fields: { Invoice__c: ids['Big'], Quantity__c: 3 } });
    const lists = await admin('GET', '/related-list-info/Invoice__c');
    assert.deepEqual(
      lists.body.relatedLists.map((list: Doc) => list.relatedListId as string),
      ['Lines__r'],
    );
    const info = await admin('GET', '/related-list-info/Invoice__c/Lines__r');
    assert.deepEqual(
      info.body.displayColumns.map((column: Doc) => column.fieldApiName as string),
      ['Name', 'Quantity__c'],
    );
    const records = await admin('GET', `/related-list-records/${ids['Big']}/Lines__r?fields=Invoice_Line__c.Quantity__c`);
    assert.deepEqual([records.body.count, records.body.records[0].fields.Quantity__c.value], [1, 3]);
    assert.equal((await admin('GET', `/related-list-records/${ids['Small']}/Lines__r`)).body.count, 0);
    assert.equal((await admin('GET', '/related-list-info/Invoice__c/Nothing')).status, 404);
  });
});
