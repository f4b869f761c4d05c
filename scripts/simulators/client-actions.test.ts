/** What an expert does for a client, end to end: the package in a local org, the outside services simulated over HTTP. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { PackageOrg } from './package-org.ts';

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

let org: PackageOrg;
let callList: string;
let taskId: string;
let contactId: string;

before(async () => {
  org = await PackageOrg.start();
  callList = await org.create('Call_List__c', { Name: 'Retention', Key__c: 'retention', Audience__c: 'LAU', Programme__c: 'Retention' });
});

after(() => org.stop());

/** A client with two promo codes, on a task the expert holds. */
beforeEach(async () => {
  await org.forgetMessages();
  contactId = await org.create('Contact', { FirstName: 'Елена', LastName: 'Громова', Phone: PHONE, Age_Verification__c: 'AV1' });
  for (const code of ['ONE-1', 'TWO-2']) {
    await org.create('Voucher__c', { Contact__c: contactId, Code__c: code, Type__c: 'Voucher', Amount__c: 750, Status__c: 'Active' });
  }
  await org.create('Voucher__c', { Contact__c: contactId, Code__c: 'OLD-0', Type__c: 'Voucher', Amount__c: 750, Status__c: 'Used' });
  taskId = await org.create('Call_List_Task__c', {
    Call_List__c: callList,
    Contact__c: contactId,
    Client_Phone__c: '8 972 000-00-01',
    Status__c: 'In Progress',
    Claimed_At__c: new Date(Date.now() - DAY_MS).toISOString(),
    OwnerId: org.expertId,
    Time_Zone__c: 'Europe/Moscow',
    Zone_Source__c: 'Address',
  });
});

/** Presses a button as the expert. */
async function press(method: string, parameters: object): Promise<Result> {
  return (await org.apex('ClientActionController', method, { taskId, ...parameters })) as Result;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error, 'it should have been refused');
  return (JSON.parse(error.message) as { message: string }).message;
}

const sms = () => org.simulators.sms.list();
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
    org.simulators.faults.add('sms', { kind: 'delay', times: 2, ms: 100 });
    const results = await Promise.all(['tab-1', 'tab-2'].map((requestKey) => press('sendVouchers', { requestKey, channel: 'SMS' })));
    assert.deepEqual(
      results.map(({ action }) => action?.status),
      ['Done', 'Done'],
    );
    assert.equal(sms().length, 1);
    assert.equal((await org.query(`SELECT Id FROM Client_Action__c WHERE Call_List_Task__c = '${taskId}'`)).length, 1);
  });

  it('fail visibly and are sent by the next press', async () => {
    org.simulators.faults.add('sms', { kind: 'fail', times: 1, ms: 0 });
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
    org.simulators.faults.add('sms', { kind: 'lose', times: 1, ms: 0 });
    const failed = await press('sendVouchers', { requestKey: 'press-3', channel: 'SMS' });
    assert.equal(failed.action?.status, 'Failed');
    assert.equal(sms().length, 1, 'the client has it already');
    const retried = await press('sendVouchers', { requestKey: 'after-reload', channel: 'SMS' });
    assert.equal(retried.action?.status, 'Done');
    assert.equal(sms().length, 1);
  });

  it('never go to a channel the client opted out of, nor to an unconfirmed e-mail', async () => {
    await org.update('Contact', contactId, { Do_Not_SMS__c: true, Email: 'elena@example.com' });
    assert.match(await refusal(press('sendVouchers', { requestKey: 'press-4', channel: 'SMS' })), /отказался от SMS|E-mail не подтверждён/);
    assert.match(await refusal(press('sendVouchers', { requestKey: 'press-5', channel: 'Email' })), /не подтверждён/);
    assert.deepEqual([sms().length, (await org.emails()).length], [0, 0]);
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
    const [letter] = await org.emails();
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
    assert.match((await org.emails())[0]?.plainTextBody ?? '', /ONE-1\nTWO-2/);
  });

  it('gets one code for a double press, and another only after a while', async () => {
    const value = { channel: 'Email', value: 'elena@example.com' };
    const [first, second] = await Promise.all([
      press('startVerification', { requestKey: 'press-10', ...value }),
      press('startVerification', { requestKey: 'press-10', ...value }).catch((error: unknown) => error),
    ]);
    assert.equal(first.action?.status, 'Requested');
    assert.ok(second);
    assert.equal((await org.emails()).length, 1);
    assert.match(await refusal(press('startVerification', { requestKey: 'press-11', ...value })), /только что/);
    assert.equal((await org.emails()).length, 1);
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
    org.simulators.faults.add('wallet', { kind: 'garbage', times: 1, ms: 0 });
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Failed');
    org.simulators.faults.add('sms', { kind: 'lose', times: 1, ms: 0 });
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Failed');
    assert.equal((await press('sendWallet', { requestKey: 'press-13', platform: 'iOS' })).action?.status, 'Done');
    assert.deepEqual([org.simulators.wallet.list().length, sms().length], [1, 1]);
  });
});

describe('a replacement', () => {
  it('opens one case for two presses, owned by the queue of stock managers', async () => {
    const deviceId = await org.create('Device__c', { Contact__c: contactId, Model__c: 'IQOS 3', Serial_Number__c: `SN-${taskId}` });
    const input = { symptom: 'B006', deviceId, point: null, comment: null };
    const results = await Promise.all(['press-14', 'press-15'].map((requestKey) => press('openQure', { requestKey, input })));
    assert.equal(results[0]?.action?.id, results[1]?.action?.id);
    const cases = await org.query(`SELECT Subject, Status, Owner.Name FROM Case WHERE ContactId = '${contactId}'`);
    assert.equal(cases.length, 1);
    assert.equal(cases[0]?.['Subject'], 'B006');
    assert.equal((cases[0]['Owner'] as { Name: string }).Name, 'Stock Managers');
  });

  it('is refused while the age is not verified', async () => {
    await org.update('Contact', contactId, { Age_Verification__c: 'AV0' });
    const input = { symptom: 'B006', deviceId: null, point: null, comment: null };
    assert.match(await refusal(press('openQure', { requestKey: 'press-16', input })), /Возраст не подтверждён/);
  });
});

describe('around the buttons', () => {
  const record = (fields: object) => org.create('Client_Action__c', fields, 'expert');

  it('nothing is sold after a hard stop, also not by recording it by hand', async () => {
    await org.update('Contact', contactId, { Non_Nicotine__c: true });
    const order = { Call_List_Task__c: taskId, Contact__c: contactId, Type__c: 'Order', Status__c: 'Done' };
    await assert.rejects(record(order), /Больше ничего|нельзя|CUSTOM_VALIDATION/);
    assert.deepEqual(await org.query(`SELECT Id FROM Client_Action__c WHERE Call_List_Task__c = '${taskId}'`), []);
  });

  it('a request key is used once', async () => {
    await press('sendVouchers', { requestKey: 'press-17', channel: 'SMS' });
    const again = { Call_List_Task__c: taskId, Contact__c: contactId, Type__c: 'Vouchers', Status__c: 'Done', Request_Key__c: 'press-17' };
    await assert.rejects(record(again), /DUPLICATE_VALUE/);
  });

  it('an expert neither reads codes nor says that an address is confirmed', async () => {
    await press('startVerification', { requestKey: 'press-18', channel: 'Email', value: 'elena@example.com' });
    await assert.rejects(org.query('SELECT Code_Hash__c FROM Verification_Code__c', 'expert'));
    await assert.rejects(org.api('GET', '/local/outbox', 'expert'), /INSUFFICIENT_ACCESS/);
    await assert.rejects(org.update('Contact', contactId, { Email_Verified__c: true }, 'expert'));
  });
});

describe('a self-registration coupon', () => {
  it('makes the prospect a client', async () => {
    await org.create('Store__c', { Name: 'Магазин', Chain__c: 'Сеть', City__c: 'Омск', Self_Registration__c: true });
    const leadId = await org.create('Lead', { FirstName: 'Иван', LastName: 'Новый', Company: '-', Phone: PHONE });
    await org.update('Call_List_Task__c', taskId, { Contact__c: null, Lead__c: leadId });
    const input = { chain: 'Сеть', city: 'Омск', phone: PHONE };
    await press('startCoupon', { requestKey: 'press-19', input });
    const code = /\b\d{4}\b/.exec(sms()[0]?.text ?? '')?.[0];
    const done = await press('confirmCoupon', { requestKey: 'press-20', code });
    assert.equal(done.confirmed, true);
    const [task] = await org.query(`SELECT Contact__r.Age_Verification__c, Lead__c FROM Call_List_Task__c WHERE Id = '${taskId}'`);
    assert.equal(task?.['Lead__c'], null);
    assert.equal((task['Contact__r'] as Record<string, unknown>)['Age_Verification__c'], 'AV0');
  });
});
