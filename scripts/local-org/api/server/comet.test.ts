import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CometServer } from './comet.ts';

const USER = '005000000000001AAA';
const LOGGING = '/systemTopic/Logging';
const never = new AbortController().signal;

function open(holdMs = 5000) {
  const comet = new CometServer({ holdMs, userOf: (header) => Promise.resolve(header === 'OAuth good' ? USER : undefined) });
  const send = async (message: Record<string, unknown> & { channel: string }, gone = never, header = 'OAuth good') =>
    comet.handle([message], header, gone);
  const handshake = async (): Promise<string> => String((await send({ channel: '/meta/handshake' }))[0]!['clientId']);
  const subscribe = async (clientId: string, subscription: string = LOGGING) =>
    (await send({ channel: '/meta/subscribe', clientId, subscription }))[0]!;
  const connect = (clientId: string, gone = never) => send({ channel: '/meta/connect', clientId, id: '7' }, gone);
  const publish = (name: string, userId = USER): void => comet.publish({ channel: LOGGING, userId, data: { name } });
  return { comet, send, handshake, subscribe, connect, publish };
}

describe('A streaming client', () => {
  test('is told of an event as soon as it happens while its request waits', async () => {
    const { handshake, subscribe, connect, publish } = open();
    const clientId = await handshake();
    assert.equal((await subscribe(clientId))['successful'], true);
    const waiting = connect(clientId);
    await new Promise((resolve) => setImmediate(resolve));
    publish('one');
    const [event, reply] = await waiting;
    assert.deepEqual(event, { channel: LOGGING, data: { name: 'one' } });
    assert.deepEqual([reply!['channel'], reply!['id'], reply!['successful']], ['/meta/connect', '7', true]);
  });

  test('gets what happened between two requests with the next, once', async () => {
    const { handshake, subscribe, connect, publish } = open(20);
    const clientId = await handshake();
    await subscribe(clientId);
    publish('a');
    publish('b');
    const names = (await connect(clientId)).flatMap(({ data }) => (data as { name: string } | undefined)?.name ?? []);
    assert.deepEqual(names, ['a', 'b']);
    assert.equal((await connect(clientId)).length, 1);
  });

  test('hears only of its own user, and of nothing after it has unsubscribed', async () => {
    const { handshake, subscribe, connect, publish, send } = open(20);
    const clientId = await handshake();
    await subscribe(clientId);
    publish('other', '005000000000002AAA');
    assert.equal((await connect(clientId)).length, 1);
    await send({ channel: '/meta/unsubscribe', clientId, subscription: LOGGING });
    publish('late');
    assert.equal((await connect(clientId)).length, 1);
  });

  test('that hung up finds the event with its next request', async () => {
    const { handshake, subscribe, connect, publish } = open();
    const clientId = await handshake();
    await subscribe(clientId);
    const gone = new AbortController();
    const waiting = connect(clientId, gone.signal);
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    await waiting;
    publish('kept');
    assert.equal((await connect(clientId)).length, 2);
  });

  test('needs a session, a handshake, and a channel that the org has', async () => {
    const { handshake, subscribe, connect, send } = open();
    assert.equal((await send({ channel: '/meta/handshake' }, never, 'OAuth bad'))[0]!['error'], '401::Authentication invalid');
    assert.equal((await connect('nobody'))[0]!['error'], '403::Unknown client');
    const clientId = await handshake();
    assert.match(String((await subscribe(clientId, '/topic/Mine'))['error']), /^501:\/topic\/Mine:/);
    await send({ channel: '/meta/disconnect', clientId });
    assert.equal((await connect(clientId))[0]!['error'], '403::Unknown client');
  });

  test('is let go when the server stops', async () => {
    const { comet, handshake, subscribe, connect } = open();
    const clientId = await handshake();
    await subscribe(clientId);
    const waiting = connect(clientId);
    await new Promise((resolve) => setImmediate(resolve));
    comet.close();
    assert.equal((await waiting).length, 1);
  });
});
