import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startServer, type RunningServer } from '../server/index.ts';
import type { OutboxCallout, OutboxEmail, OutboxEntry } from './outbox.ts';

const SENDER = `public with sharing class Sender {
  @AuraEnabled
  public static void mail(String to, String text, Boolean failing) {
    Messaging.SingleEmailMessage message = new Messaging.SingleEmailMessage();
    message.setToAddresses(new List<String>{ to });
    message.setSubject('Note');
    message.setPlainTextBody(text);
    Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ message });
    if (failing) {
      throw new AuraHandledException('no');
    }
  }

  @AuraEnabled
  public static Integer call(String body, Boolean failing) {
    HttpRequest request = new HttpRequest();
    request.setMethod('POST');
    request.setEndpoint('callout:Gateway/notes');
    request.setBody(body);
    HttpResponse response = new Http().send(request);
    if (failing) {
      throw new AuraHandledException('no');
    }
    return response.getStatusCode();
  }
}`;

const GATEWAY = `<?xml version="1.0" encoding="UTF-8"?>
<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Gateway</label>
    <namedCredentialParameters>
        <parameterName>Url</parameterName>
        <parameterType>Url</parameterType>
        <parameterValue>https://gateway.invalid/v1</parameterValue>
    </namedCredentialParameters>
    <namedCredentialType>SecuredEndpoint</namedCredentialType>
</NamedCredential>`;

let folder: string;
let gateway: Server;
let org: RunningServer;
let token: string;
const heard: string[] = [];

function write(path: string, content: string): void {
  const file = join(folder, 'source', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}

const meta = (type: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></${type}>`;

function start(namedCredentials?: Record<string, string>, name = 'data'): Promise<RunningServer> {
  return startServer({
    sourceDirs: [join(folder, 'source')],
    dataFile: join(folder, `${name}.db`),
    adminUsername: 'admin@local.org',
    port: 0,
    projectDir: folder,
    namedCredentials,
  });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  write('classes/Sender.cls', SENDER);
  write('classes/Sender.cls-meta.xml', meta('ApexClass'));
  write('namedCredentials/Gateway.namedCredential-meta.xml', GATEWAY);
  gateway = createServer((request, response) => {
    heard.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(202).end('taken'));
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  org = await start({ Gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/v2` });
  const answer = await fetch(`${org.url}/local/token`, { method: 'POST', headers: { 'x-local-secret': org.localSecret }, body: '{}' });
  token = ((await answer.json()) as { access_token: string }).access_token;
});

after(async () => {
  await org.close();
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await request('DELETE', '/local/outbox');
  heard.length = 0;
});

function request(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${org.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function outbox(query = ''): Promise<OutboxEntry[]> {
  const answer = await request('GET', `/local/outbox${query}`);
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { entries: OutboxEntry[] }).entries;
}

describe('the outbox', () => {
  it('holds the e-mails of committed transactions', async () => {
    assert.equal((await request('POST', '/apex/Sender/mail', { to: 'anna@example.com', text: 'Hello', failing: false })).status, 200);
    const [email] = (await outbox()) as OutboxEmail[];
    assert.equal(email?.kind, 'email');
    assert.deepEqual(email.to, ['anna@example.com']);
    assert.equal(email.subject, 'Note');
    assert.equal(email.plainTextBody, 'Hello');
    assert.ok(Math.abs(Date.parse(email.at) - Date.now()) < 60_000);
  });

  it('holds no e-mail of a transaction that was rolled back', async () => {
    assert.notEqual((await request('POST', '/apex/Sender/mail', { to: 'anna@example.com', text: 'Hello', failing: true })).status, 200);
    assert.deepEqual(await outbox(), []);
  });

  it('holds callouts with their answers, also when the transaction was rolled back', async () => {
    await request('POST', '/apex/Sender/call', { body: 'first', failing: false });
    await request('POST', '/apex/Sender/call', { body: 'second', failing: true });
    const calls = (await outbox()) as OutboxCallout[];
    assert.deepEqual(
      calls.map(({ kind, method, body, status, answer }) => ({ kind, method, body, status, answer })),
      ['second', 'first'].map((body) => ({ kind: 'callout', method: 'POST', body, status: 202, answer: 'taken' })),
    );
  });

  it('gives what is asked for, newest first', async () => {
    await request('POST', '/apex/Sender/mail', { to: 'anna@example.com', text: 'Code 1', failing: false });
    await request('POST', '/apex/Sender/mail', { to: 'boris@example.com', text: 'Code 2', failing: false });
    await request('POST', '/apex/Sender/call', { body: 'Code 3', failing: false });
    const text = (entry: OutboxEntry) => (entry.kind === 'email' ? entry.plainTextBody : entry.body);
    assert.deepEqual((await outbox()).map(text), ['Code 3', 'Code 2', 'Code 1']);
    assert.deepEqual((await outbox('?kind=email')).map(text), ['Code 2', 'Code 1']);
    assert.deepEqual((await outbox('?to=ANNA@')).map(text), ['Code 1']);
    assert.deepEqual((await outbox('?text=code%203')).map(text), ['Code 3']);
    assert.deepEqual((await outbox('?limit=1')).map(text), ['Code 3']);
    const first = (await outbox('?to=anna@'))[0]!;
    assert.deepEqual((await outbox(`?after=${first.id}`)).map(text), ['Code 3', 'Code 2']);
    assert.equal((await request('GET', '/local/outbox?limit=many')).status, 400);
  });

  it('is closed to those who may not see everything', async () => {
    assert.equal((await fetch(`${org.url}/local/outbox`)).status, 401);
  });
});

describe('a named credential', () => {
  it('leads where the start option says, path included', async () => {
    const answer = await request('POST', '/apex/Sender/call', { body: 'x', failing: false });
    assert.deepEqual(await answer.json(), { returnValue: 202 });
    assert.deepEqual(heard, ['/v2/notes']);
  });

  it('must be in the source, and its address one', async () => {
    await assert.rejects(start({ Unknown: 'http://127.0.0.1:9' }, 'other'), { code: 'NO_NAMED_CREDENTIAL' });
    await assert.rejects(start({ Gateway: 'nowhere' }, 'other'), { code: 'BAD_URL' });
  });
});
