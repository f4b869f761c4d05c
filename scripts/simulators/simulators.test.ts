import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { startSimulators, type Simulators, type SmsMessage } from './index.ts';

let simulators: Simulators;
let now = 0;

before(async () => {
  simulators = await startSimulators({ now: () => now, deliveryMs: 1000 });
});
after(() => simulators.close());
afterEach(() => {
  simulators.sms.clear();
  simulators.wallet.clear();
  simulators.faults.clear();
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(simulators.url + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

const sms = (requestKey: string, text = 'Hello') => call('POST', '/sms/messages', { to: '+79720000001', text, requestKey });
const messages = async () => (await call('GET', '/sms/messages')).body as SmsMessage[];

describe('the SMS gateway', () => {
  it('keeps messages, newest first, and finds them by phone and text', async () => {
    await sms('a', 'Code 1');
    await sms('b', 'Code 2');
    assert.deepEqual(
      (await messages()).map(({ text }) => text),
      ['Code 2', 'Code 1'],
    );
    const found = (await call('GET', '/sms/messages?to=0001&text=Code%201')).body as SmsMessage[];
    assert.deepEqual(
      found.map(({ requestKey }) => requestKey),
      ['a'],
    );
  });

  it('sends the same request key once, whatever it says the second time', async () => {
    const first = await sms('a', 'Code 1');
    const second = await sms('a', 'Code 2');
    assert.deepEqual(second, first);
    const [kept, ...others] = await messages();
    assert.equal(kept?.text, 'Code 1');
    assert.equal(kept?.requests, 2);
    assert.deepEqual(others, []);
  });

  it('has as many messages as there are request keys, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }), async (keys) => {
        simulators.sms.clear();
        await Promise.all(keys.map((key) => sms(key)));
        assert.equal((await messages()).length, new Set(keys).size);
      }),
      { numRuns: 20 },
    );
  });

  it('accepts first and says delivered when time has passed', async () => {
    assert.deepEqual((await sms('a')).body, { id: 'sms-1', status: 'accepted' });
    now += 1000;
    assert.deepEqual((await sms('a')).body, { id: 'sms-1', status: 'delivered' });
  });

  it('refuses what is no message', async () => {
    for (const body of [{}, { to: 'Anna', text: 'x', requestKey: 'k' }, { to: '+79720000001', text: '', requestKey: 'k' }, []]) {
      assert.equal((await call('POST', '/sms/messages', body)).status, 400);
    }
    assert.equal((await fetch(`${simulators.url}/sms/messages`, { method: 'POST', body: 'x' })).status, 400);
    assert.deepEqual(await messages(), []);
  });
});

describe('faults', () => {
  const spoil = (kind: string, more: object = {}) => call('PUT', '/faults', { service: 'sms', kind, ...more });

  it('fail without doing anything, as often as asked', async () => {
    await spoil('fail', { times: 2 });
    assert.equal((await sms('a')).status, 503);
    assert.equal((await sms('a')).status, 503);
    assert.deepEqual(await messages(), []);
    assert.equal((await sms('a')).status, 200);
  });

  it('lose the answer of something done, and a second try does it no second time', async () => {
    await spoil('lose');
    await assert.rejects(sms('a'));
    assert.equal((await messages()).length, 1);
    assert.equal((await sms('a')).status, 200);
    assert.equal((await messages()).length, 1);
  });

  it('delay, reject and answer nonsense', async () => {
    await spoil('delay', { ms: 30 });
    const began = performance.now();
    assert.equal((await sms('a')).status, 200);
    assert.ok(performance.now() - began >= 25);
    await spoil('reject');
    assert.deepEqual((await sms('b')).body, { status: 'rejected' });
    await spoil('garbage');
    assert.equal((await sms('c')).body, '<html>');
  });

  it('spoil one service only, are taken back, and must be known', async () => {
    await spoil('fail', { times: 5 });
    assert.equal((await call('POST', '/wallet/cards', { clientKey: 'c', platform: 'iOS', requestKey: 'k' })).status, 200);
    await call('DELETE', '/faults');
    assert.equal((await sms('a')).status, 200);
    assert.equal((await spoil('explode')).status, 400);
    assert.equal((await spoil('fail', { times: -1 })).status, 400);
  });
});

describe('wallet cards', () => {
  it('are one for each request key, behind a link that opens', async () => {
    const order = { clientKey: 'client', platform: 'Android', requestKey: 'k' };
    const first = await call('POST', '/wallet/cards', order);
    assert.deepEqual(await call('POST', '/wallet/cards', order), first);
    const { url } = first.body as { url: string };
    assert.match(await (await fetch(url)).text(), /Android/);
    assert.equal(((await call('GET', '/wallet/cards')).body as unknown[]).length, 1);
  });

  it('are refused for unknown platforms, and other links lead nowhere', async () => {
    assert.equal((await call('POST', '/wallet/cards', { clientKey: 'c', platform: 'Symbian', requestKey: 'k' })).status, 400);
    assert.equal((await call('POST', '/wallet/cards', { platform: 'iOS', requestKey: 'k' })).status, 400);
    assert.equal((await call('POST', '/wallet/cards', { clientKey: 'c', platform: 'iOS' })).status, 400);
    assert.equal((await call('GET', '/wallet/c/00')).status, 404);
  });
});
