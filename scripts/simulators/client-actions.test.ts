/** What an expert does for a client, end to end: the package in a local org, the outside services simulated over HTTP. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startServer } from '../local-org/index.ts';
import { startSimulators, type Simulators } from './index.ts';

const ADMIN = 'admin@callguide.example';
const PHONE = '+79720000001';
const DAY_MS = 24 * 60 * 60 * 1000;

interface Action {
  readonly id: string;
  readonly status: string;
  readonly detail: string | null;
}
interface Result {
  readonly action: Action | null;
  readonly message: string;
  readonly confirmed: boolean | null;
  readonly client: { readonly email: string | null; readonly emailVerified: boolean };
}

let folder: string;
let simulators: Simulators;
let org: Awaited<ReturnType<typeof startServer>>;
let admin: string;
let expert: string;
let expertId: string;
let callList: string;
let taskId: string;
let contactId: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-actions-'));
  simulators = await startSimulators();
  org = await startServer({
    sourceDirs: ['force-app'],
    dataFile: join(folder, 'org.db'),
    adminUsername: ADMIN,
    port: 0,
    projectDir: folder,
    namedCredentials: simulators.namedCredentials,
    // two at once: presses that come together really race
    workers: 2,
  });
  admin = await token(ADMIN);
  const [{ Id: adminId }] = (await query(`SELECT Id FROM User WHERE Username = '${ADMIN}'`)) as [{ Id: string }];
  await assign(adminId, 'Call_Guide_Admin');
  expertId = await createExpert('expert@callguide.example');
  expert = await token('expert@callguide.example');
  callList = await create('Call_List__c', { Name: 'Retention', Key__c: 'retention', Audience__c: 'LAU', Programme__c: 'Retention' });
});

after(async () => {
  await org.close();
  await simulators.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A client with two promo codes, on a task the expert holds. */
beforeEach(async () => {
  simulators.sms.clear();
  simulators.wallet.clear();
  simulators.faults.clear();
  await api('DELETE', '/local/outbox', admin);
  contactId = await create('Contact', { FirstName: 'Елена', LastName: 'Громова', Phone: PHONE, Age_Verification__c: 'AV1' });
  for (const code of ['ONE-1', 'TWO-2']) {
    await create('Voucher__c', { Contact__c: contactId, Code__c: code, Type__c: 'Voucher', Amount__c: 750, Status__c: 'Active' });
  }
  await create('Voucher__c', { Contact__c: contactId, Code__c: 'OLD-0', Type__c: 'Voucher', Amount__c: 750, Status__c: 'Used' });
  taskId = await create('Call_List_Task__c', {
    Call_List__c: callList,
    Contact__c: contactId,
    Client_Phone__c: '8 972 000-00-01',
    Status__c: 'In Progress',
    Claimed_At__c: new Date(Date.now() - DAY_MS).toISOString(),
    OwnerId: expertId,
    Time_Zone__c: 'Europe/Moscow',
    Zone_Source__c: 'Address',
  });
});

async function api(method: string, path: string, user: string, body?: unknown): Promise<unknown> {
  const response = await fetch(org.url + path, {
    method,
    headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw Object.assign(new Error(text), { status: response.status });
  return text === '' ? undefined : JSON.parse(text);
}

async function token(username: string): Promise<string> {
  const response = await fetch(`${org.url}/local/token`, {
    method: 'POST',
    headers: { 'x-local-secret': org.localSecret },
    body: JSON.stringify({ username }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function create(object: string, fields: object): Promise<string> {
  return ((await api('POST', `/services/data/v65.0/sobjects/${object}`, admin, fields)) as { id: string }).id;
}

async function query(soql: string): Promise<Record<string, unknown>[]> {
  const answer = await api('GET', `/services/data/v65.0/query?q=${encodeURIComponent(soql)}`, admin);
  return (answer as { records: Record<string, unknown>[] }).records;
}

async function assign(userId: string, permissionSet: string): Promise<void> {
  const [set] = await query(`SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`);
  await create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set?.['Id'] });
}

async function createExpert(username: string): Promise<string> {
  const [profile] = await query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
  const id = await create('User', {
    Username: username,
    LastName: 'Ким',
    FirstName: 'Анна',
    Email: username,
    Alias: 'expert',
    CommunityNickname: 'expert',
    TimeZoneSidKey: 'Europe/Moscow',
    LocaleSidKey: 'ru_RU',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'ru',
    ProfileId: profile?.['Id'],
    IsActive: true,
  });
  await assign(id, 'Call_Guide_Expert');
  return id;
}

/** Presses a button as the expert. */
async function press(method: string, parameters: object): Promise<Result> {
  const answer = await api('POST', `/apex/ClientActionController/${method}`, expert, { taskId, ...parameters });
  return (answer as { returnValue: Result }).returnValue;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error, 'it should have been refused');
  return (JSON.parse(error.message) as { message: string }).message;
}

async function emails(): Promise<{ to: string[]; plainTextBody: string }[]> {
  const answer = await api('GET', '/local/outbox?kind=email', admin);
  return (answer as { entries: { to: string[]; plainTextBody: string }[] }).entries;
}

const sms = () => simulators.sms.list();
const codeIn = (text: string | undefined) => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? 'no code';

describe('promo codes', () => {
  it('go by SMS when there is no e-mail, the active ones only, and once for one press', async () => {
    const first = await press('sendVouchers', { requestKey: 'press-1', channel: 'SMS' });
    const second = await press('sendVouchers', { requestKey: 'press-1', channel: 'SMS' });
    assert.equal(first.action?.status, 'Done');
    assert.equal(second.action?.id, first.action.id);
    assert.equal(sms().length, 1);
    assert.equal(sms()[0]?.to, PHONE);
    assert.match(sms()[0]?.text ?? '', /ONE-1, TWO-2/);
    assert.doesNotMatch(sms()[0]?.text ?? '', /OLD-0/);
  });

  it('are sent once by two tabs at the same time', async () => {
    simulators.faults.add('sms', { kind: 'delay', times: 2, ms: 100 });
    const results = await Promise.all(['tab-1', 'tab-2'].map((requestKey) => press('sendVouchers', { requestKey, channel: 'SMS' })));
    assert.deepEqual(
      results.map(({ action }) => action?.status),
      ['Done', 'Done'],
    );
    assert.equal(sms().length, 1);
    assert.equal((await query(`SELECT Id FROM Client_Action__c WHERE Call_List_Task__c = '${taskId}'`)).length, 1);
  });

  it('fail visibly and are sent by the next press', async () => {
    simulators.faults.add('sms', { kind: 'fail', times: 1, ms: 0 });
    const failed = await press('sendVouchers', { requestKey: 'press-2', channel: 'SMS' });
    assert.equal(failed.action?.status, 'Failed');
    assert.match(failed.message, /HTTP_503/);
    assert.equal(sms().length, 0);
    const retried = await press('sendVouchers', { requestKey: 'press-2', channel: 'SMS' });
    assert.equal(retried.action?.status, 'Done');
    assert.equal(retried.action.id, failed.action.id);
    assert.equal(sms().length, 1);
  });

  it('are not sent twice when the answer got lost, even by a press with another key', async () => {
    simulators.faults.add('sms', { kind: 'lose', times: 1, ms: 0 });
    const failed = await press('sendVouchers', { requestKey: 'press-3', channel: 'SMS' });
    assert.equal(failed.action?.status, 'Failed');
    assert.equal(sms().length, 1, 'the client has it already');
    const retried = await press('sendVouchers', { requestKey: 'after-reload', channel: 'SMS' });
    assert.equal(retried.action?.status, 'Done');
    assert.equal(sms().length, 1);
  });

  it('never go to a channel the client opted out of, nor to an unconfirmed e-mail', async () => {
    await api('PATCH', `/services/data/v65.0/sobjects/Contact/${contactId}`, admin, { Do_Not_SMS__c: true, Email: 'elena@example.com' });
    assert.match(await refusal(press('sendVouchers', { requestKey: 'press-4', channel: 'SMS' })), /отказался от SMS|E-mail не подтверждён/);
    assert.match(await refusal(press('sendVouchers', { requestKey: 'press-5', channel: 'Email' })), /не подтверждён/);
    assert.deepEqual([sms().length, (await emails()).length], [0, 0]);
  });

  it('never go to somebody who uses no nicotine', async () => {
    await press('handOver', { requestKey: 'press-6', topic: 'Depersonalisation', comment: null });
    assert.match(await refusal(press('sendVouchers', { requestKey: 'press-7', channel: 'SMS' })), /не употребляет никотин/);
    assert.equal(sms().length, 0);
  });
});

describe('an e-mail address', () => {
  it('is confirmed by the code the client reads out, then gets the promo codes', async () => {
    const started = await press('startVerification', { requestKey: 'press-8', channel: 'Email', value: 'Elena@example.com' });
    assert.equal(started.action?.status, 'Requested');
    const [letter] = await emails();
    assert.deepEqual(letter?.to, ['elena@example.com']);

    const wrong = await press('confirmVerification', { channel: 'Email', code: '000000' });
    assert.equal(wrong.confirmed, false);
    assert.match(wrong.message, /4/);
    const right = await press('confirmVerification', { channel: 'Email', code: codeIn(letter.plainTextBody) });
    assert.equal(right.confirmed, true);
    assert.match(right.message, /почта подтверждена/);
    assert.deepEqual([right.client.email, right.client.emailVerified], ['elena@example.com', true]);

    const sent = await press('sendVouchers', { requestKey: 'press-9', channel: null });
    assert.equal(sent.action?.status, 'Done');
    assert.match((await emails())[0]?.plainTextBody ?? '', /ONE-1\nTWO-2/);
  });

  it('gets one code for a double press, and another only after a while', async () => {
    const value = { channel: 'Email', value: 'elena@example.com' };
    const [first, second] = await Promise.all([
      press('startVerification', { requestKey: 'press-10', ...value }),
      press('startVerification', { requestKey: 'press-10', ...value }).catch((error: unknown) => error),
    ]);
    assert.equal(first.action?.status, 'Requested');
    assert.ok(second);
    assert.equal((await emails()).length, 1);
    assert.match(await refusal(press('startVerification', { requestKey: 'press-11', ...value })), /только что/);
    assert.equal((await emails()).length, 1);
  });
});

describe('the wallet card', () => {
  it('goes out as a link that opens', async () => {
    const sent = await press('sendWallet', { requestKey: 'press-12', platform: 'Android' });
    assert.equal(sent.action?.status, 'Done');
    assert.match(sent.message, /установите приложение/);
    const [link] = /http:\S+/.exec(sms()[0]?.text ?? '') ?? [];
    assert.match(await (await fetch(link ?? 'no link')).text(), /Android/);
  });

  it('is made and sent once, whichever of the services fails on the way', async () => {
    simulators.faults.add('wallet', { kind: 'garbage', times: 1, ms: 0 });
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Failed');
    simulators.faults.add('sms', { kind: 'lose', times: 1, ms: 0 });
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Failed');
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Done');
    assert.deepEqual([simulators.wallet.list().length, sms().length], [1, 1]);
  });
});

describe('a replacement', () => {
  it('opens one case for two presses, owned by the queue of stock managers', async () => {
    const deviceId = await create('Device__c', { Contact__c: contactId, Model__c: 'IQOS 3', Serial_Number__c: `SN-${taskId}` });
    const input = { symptom: 'B006', deviceId, point: null, comment: null };
    const results = await Promise.all(['press-14', 'press-15'].map((requestKey) => press('openQure', { requestKey, input })));
    assert.equal(results[0]?.action?.id, results[1]?.action?.id);
    const cases = await query(`SELECT Subject, Status, Owner.Name FROM Case WHERE ContactId = '${contactId}'`);
    assert.equal(cases.length, 1);
    assert.equal(cases[0]?.['Subject'], 'B006');
    assert.equal((cases[0]['Owner'] as { Name: string }).Name, 'Stock Managers');
  });

  it('is refused while the age is not verified', async () => {
    await api('PATCH', `/services/data/v65.0/sobjects/Contact/${contactId}`, admin, { Age_Verification__c: 'AV0' });
    const input = { symptom: 'B006', deviceId: null, point: null, comment: null };
    assert.match(await refusal(press('openQure', { requestKey: 'press-16', input })), /Возраст не подтверждён/);
  });
});

describe('around the buttons', () => {
  const record = (fields: object) => api('POST', '/services/data/v65.0/sobjects/Client_Action__c', expert, fields);

  it('nothing is sold after a hard stop, also not by recording it by hand', async () => {
    await api('PATCH', `/services/data/v65.0/sobjects/Contact/${contactId}`, admin, { Non_Nicotine__c: true });
    const order = { Call_List_Task__c: taskId, Contact__c: contactId, Type__c: 'Order', Status__c: 'Done' };
    await assert.rejects(record(order), /Больше ничего|нельзя|CUSTOM_VALIDATION/);
    assert.deepEqual(await query(`SELECT Id FROM Client_Action__c WHERE Call_List_Task__c = '${taskId}'`), []);
  });

  it('a request key is used once', async () => {
    await press('sendVouchers', { requestKey: 'press-17', channel: 'SMS' });
    const again = { Call_List_Task__c: taskId, Contact__c: contactId, Type__c: 'Vouchers', Status__c: 'Done', Request_Key__c: 'press-17' };
    await assert.rejects(record(again), /DUPLICATE_VALUE/);
  });

  it('an expert neither reads codes nor says that an address is confirmed', async () => {
    await press('startVerification', { requestKey: 'press-18', channel: 'Email', value: 'elena@example.com' });
    const codes = encodeURIComponent('SELECT Code_Hash__c FROM Verification_Code__c');
    await assert.rejects(api('GET', `/services/data/v65.0/query?q=${codes}`, expert));
    await assert.rejects(api('GET', '/local/outbox', expert), /INSUFFICIENT_ACCESS/);
    await assert.rejects(api('PATCH', `/services/data/v65.0/sobjects/Contact/${contactId}`, expert, { Email_Verified__c: true }));
  });
});

describe('a self-registration coupon', () => {
  it('makes the prospect a client', async () => {
    await create('Store__c', { Name: 'Магазин', Chain__c: 'Сеть', City__c: 'Омск', Self_Registration__c: true });
    const leadId = await create('Lead', { FirstName: 'Иван', LastName: 'Новый', Company: '-', Phone: PHONE });
    await api('PATCH', `/services/data/v65.0/sobjects/Call_List_Task__c/${taskId}`, admin, { Contact__c: null, Lead__c: leadId });
    const input = { chain: 'Сеть', city: 'Омск', phone: PHONE };
    await press('startCoupon', { requestKey: 'press-19', input });
    const code = /\b\d{4}\b/.exec(sms()[0]?.text ?? '')?.[0];
    const done = await press('confirmCoupon', { requestKey: 'press-20', code });
    assert.equal(done.confirmed, true);
    const [task] = await query(`SELECT Contact__r.Age_Verification__c, Lead__c FROM Call_List_Task__c WHERE Id = '${taskId}'`);
    assert.equal(task?.['Lead__c'], null);
    assert.equal((task['Contact__r'] as Record<string, unknown>)['Age_Verification__c'], 'AV0');
  });
});
