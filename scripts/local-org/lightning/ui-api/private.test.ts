/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- tests walk through JSON answers and assert what they find */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startUiOrg, type Client, type UiOrg } from '../fixtures/ui-org.ts';

let org: UiOrg;
let owner: Client;
let other: Client;
let otherId: string;
let invoice: string;

before(async () => {
  org = await startUiOrg();
  await org.createUser('owner@local.org', ['Invoice_Clerk']);
  otherId = await org.createUser('other@local.org', ['Invoice_Clerk']);
  [owner, other] = await Promise.all([org.client('owner@local.org'), org.client('other@local.org')]);
  invoice = (await owner('POST', '/records', { apiName: 'Invoice__c', fields: { Name: 'Private' } })).body.id as string;
  await owner('POST', '/records', { apiName: 'Invoice_Line__c', fields: { Invoice__c: invoice, Quantity__c: 1 } });
});
after(() => org.stop());

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_get_started_supported_objects.htm */
describe('a private record of somebody else', () => {
  test('is open to its owner', async () => {
    assert.equal((await owner('GET', `/records/${invoice}?fields=Invoice__c.Name`)).status, 200);
    const { status, body } = await owner('POST', `/related-list-records/${invoice}/Lines__r`, { fields: ['Invoice_Line__c.Id'] });
    assert.deepEqual([status, body.count], [200, 1]);
  });

  test('shows neither itself nor its related lists', async () => {
    assert.equal((await other('GET', `/records/${invoice}?fields=Invoice__c.Name`)).status, 404);
    const lines = await other('POST', `/related-list-records/${invoice}/Lines__r`, { fields: ['Invoice_Line__c.Id'] });
    assert.ok(lines.status >= 400 || lines.body.count === 0, JSON.stringify(lines.body));
  });

  test('is neither changed, nor taken over, nor deleted', async () => {
    for (const fields of [{ Name: 'Mine' }, { OwnerId: otherId }]) {
      const { status } = await other('PATCH', `/records/${invoice}`, { fields });
      assert.ok(status === 403 || status === 404, String(status));
    }
    const gone = await other('DELETE', `/records/${invoice}`);
    assert.ok(gone.status === 403 || gone.status === 404, String(gone.status));
    const kept = await owner('GET', `/records/${invoice}?fields=Invoice__c.Name`);
    assert.deepEqual([kept.status, kept.body.fields.Name.value], [200, 'Private']);
  });
});
