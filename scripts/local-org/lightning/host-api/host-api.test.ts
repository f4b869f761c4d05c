/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- tests walk through JSON answers and assert what they find */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ADMIN } from '../../api/fixtures/harness.ts';
import { startUiOrg, type Client, type Doc, type UiOrg } from '../fixtures/ui-org.ts';

let org: UiOrg;
let guest: Client;
let userId: string;

before(async () => {
  org = await startUiOrg();
  userId = await org.createUser('clerk@local.org', ['Invoice_User'], { LanguageLocaleKey: 'ru', LocaleSidKey: 'ru_RU' });
  guest = await org.client();
});
after(() => org.stop());

const signIn = (headers: Record<string, string> = {}, body: unknown = { userId }) =>
  guest('POST', '/lightning/host/sign-in', body, headers);

describe('signing in', () => {
  test('shows guests whom they can be, and nothing else', async () => {
    const { body } = await guest('GET', '/lightning/host/session', undefined, { 'accept-language': 'ru-RU,ru;q=0.9' });
    assert.deepEqual([body.user, body.language, body.apps, body.labels], [null, 'ru', [], {}]);
    const clerk = body.users.find((user: Doc) => user.username === 'clerk@local.org');
    assert.deepEqual([clerk.id, clerk.roleName], [userId, 'Invoice User']);
  });

  test('gives a cookie that scripts cannot read and that works', async () => {
    const { status, headers } = await signIn();
    const cookie = headers.get('set-cookie') ?? '';
    assert.equal(status, 200);
    assert.match(cookie, /HttpOnly/i);
    assert.match(cookie, /SameSite=(Lax|Strict)/i);
    const value = cookie.split(';')[0] ?? '';
    const session = await guest('GET', '/lightning/host/session', undefined, { cookie: value });
    assert.deepEqual([session.body.user.username, session.body.user.profileName], ['clerk@local.org', 'Standard User']);
    const origin = org.server.url;
    assert.equal((await guest('POST', '/lightning/host/sign-out', {}, { cookie: value, origin })).status, 200);
    const ended = await guest('GET', '/lightning/host/session', undefined, { cookie: value });
    assert.equal(ended.body.user, null);
  });

  test('is refused to other sites', async () => {
    const foreign: readonly Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://attacker.example' },
      { 'content-type': 'text/plain' },
    ];
    for (const headers of foreign) {
      const { status, headers: answered } = await signIn(headers);
      assert.equal(status, 403, JSON.stringify(headers));
      assert.equal(answered.get('set-cookie'), null);
    }
  });

  test('needs an active user', async () => {
    assert.equal((await signIn({}, { userId: '005000000000000AAA' })).status, 404);
    assert.equal((await signIn({}, { userId: 'nobody' })).status, 404);
  });

  test('with a cookie alone changes nothing from another site', async () => {
    const cookie = ((await signIn()).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const foreign = { cookie, origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' };
    const { status } = await guest('POST', '/records', { apiName: 'Invoice__c', fields: { Name: 'Forged' } }, foreign);
    assert.ok(status === 401 || status === 403, String(status));
    const admin = await org.client(ADMIN);
    const list = await admin('GET', '/list-records/Invoice__c/All');
    assert.equal(list.body.count, 0);
  });
});

describe('pages', () => {
  test('of an object are those the app assigns', async () => {
    const admin = await org.client(ADMIN);
    const { body } = await admin('GET', '/lightning/host/pages/record?objectApiName=Invoice__c&app=Billing');
    assert.deepEqual([body.name, body.template], ['Invoice_Page', 'flexipage:recordHomeSingleColTemplateDesktop']);
    const [component] = body.regions[0].components;
    assert.deepEqual([component.name, component.properties], ['c:greeting', { text: 'Hello' }]);
    assert.deepEqual(component.visibility.criteria, [{ leftValue: '{!Record.Status__c}', operator: 'EQUAL', rightValue: 'Draft' }]);
  });

  test('are the standard ones where nothing is assigned', async () => {
    const admin = await org.client(ADMIN);
    const { body } = await admin('GET', '/lightning/host/pages/record?objectApiName=Account');
    const components = body.regions.flatMap((region: Doc) => region.components as Doc[]).map((component: Doc) => component.name as string);
    assert.ok(components.includes('force:highlightsPanel') && components.includes('force:detailPanel'), components.join());
    assert.equal((await admin('GET', '/lightning/host/pages/flexipage?name=Nothing')).status, 404);
  });

  test('need a session, and rights for the object', async () => {
    assert.equal((await guest('GET', '/lightning/host/pages/record?objectApiName=Account')).status, 401);
    await org.createUser('stranger@local.org', []);
    const stranger = await org.client('stranger@local.org');
    assert.equal((await stranger('GET', '/lightning/host/pages/record?objectApiName=Invoice__c')).status, 404);
  });

  test('the apps offer only tabs the user may open', async () => {
    const stranger = await org.client('stranger@local.org');
    const admin = await org.client(ADMIN);
    const items = async (client: Client): Promise<string[]> => {
      const { body } = await client('GET', '/lightning/host/session');
      return body.apps.flatMap((app: Doc) => app.items as Doc[]).map((item: Doc) => item.name as string) as string[];
    };
    assert.deepEqual(await items(admin), ['standard-home', 'Invoice__c']);
    assert.ok(!(await items(stranger)).includes('Invoice__c'));
  });
});
