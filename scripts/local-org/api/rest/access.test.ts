import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import jsforce from 'jsforce';
import { ADMIN, startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;

before(async () => (org = await startTestOrg()));
after(() => org.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON. */
  readonly body: Record<string, string>;
}

async function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const response = await fetch(org.server.url + path, { method, headers, body, redirect: 'manual' });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return JSON.parse(text) as Record<string, string>;
    },
  };
}

async function bearer(username?: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await org.token(username)}` };
}

function grant(values: Record<string, string>): Promise<Answer> {
  return send(
    'POST',
    '/services/oauth2/token',
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams(values).toString(),
  );
}

function assertion(sub: string, exp: number, key = readFileSync(join(org.folder, '.local-org', 'jwt-key.pem'), 'utf8')): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256' })}.${part({ iss: 'client', sub, aud: org.server.url, exp })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
}

describe('signing in', () => {
  test('by password gives a token in the form clients accept, and a wrong password none', async () => {
    const { status, body } = await grant({ grant_type: 'password', username: ADMIN, password: 'local-org' });
    assert.equal(status, 200);
    assert.match(body['access_token'] ?? '', /^00D\w{12,15}![.\w]+$/);
    assert.equal(body['instance_url'], org.server.url);
    const refused = await grant({ grant_type: 'password', username: ADMIN, password: 'wrong' });
    assert.deepEqual([refused.status, refused.body['error']], [400, 'invalid_grant']);
  });

  test('through jsforce works with the SOAP login and shows who is signed in', async () => {
    const connection = new jsforce.Connection({ loginUrl: org.server.url, instanceUrl: org.server.url, version: '65.0' });
    const user = await connection.login(ADMIN, 'local-org');
    assert.equal((await connection.identity()).user_id, user.id);
    await assert.rejects(new jsforce.Connection({ loginUrl: org.server.url }).login(ADMIN, 'wrong'), /INVALID_LOGIN/);
  });

  test('by a signed assertion works with the server’s key only, and not after its time', async () => {
    const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    const soon = Math.floor(Date.now() / 1000) + 60;
    const signed = await grant({ grant_type: grantType, assertion: assertion(ADMIN, soon) });
    assert.equal(signed.status, 200, signed.text);
    assert.equal((await grant({ grant_type: grantType, assertion: assertion(ADMIN, soon - 10_000) })).status, 400);
    assert.equal((await grant({ grant_type: grantType, assertion: assertion('nobody@local.org', soon) })).status, 400);
    assert.equal((await grant({ grant_type: grantType, assertion: `${assertion(ADMIN, soon).slice(0, -8)}AAAAAAAA` })).status, 400);
    assert.equal((await grant({ grant_type: grantType, assertion: 'no.jwt' })).status, 400);
  });

  test('ends when the token is revoked', async () => {
    const headers = await bearer();
    assert.equal((await send('GET', '/services/oauth2/userinfo', headers)).body['preferred_username'], ADMIN);
    await send('POST', '/services/oauth2/revoke', {}, `token=${encodeURIComponent((headers['authorization'] ?? '').slice(7))}`);
    const after = await send('GET', '/services/oauth2/userinfo', headers);
    assert.deepEqual(
      [after.status, JSON.parse(after.text)],
      [401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]],
    );
  });

  test('is needed, and a token that was tampered with is none', async () => {
    const { authorization = '' } = await bearer();
    for (const header of ['', 'Bearer 00Dxx', `${authorization}0`, authorization.replace('!s.', '!c.')]) {
      assert.equal((await send('GET', '/services/data/v65.0/sobjects', { authorization: header })).status, 401, header);
    }
  });

  test('needs the local secret when a program on this machine asks for a token', async () => {
    assert.equal((await send('POST', '/local/token', { 'x-local-secret': 'guess' })).status, 401);
    const unknown = await send('POST', '/local/token', { 'x-local-secret': org.server.localSecret }, '{"username":"nobody@local.org"}');
    assert.equal(unknown.status, 404);
  });

  test('stops for a user who is made inactive', async () => {
    const id = await org.createUser('leaver@local.org', []);
    const headers = await bearer('leaver@local.org');
    assert.equal((await send('GET', '/services/oauth2/userinfo', headers)).status, 200);
    await (await org.connect()).sobject('User').update({ Id: id, IsActive: false });
    assert.equal((await send('GET', '/services/oauth2/userinfo', headers)).status, 401);
  });
});

describe('a browser', () => {
  test('signs in by a one-time link and gets a cookie scripts cannot read', async () => {
    const link =
      (await send('GET', '/services/oauth2/singleaccess?redirect_uri=%2Flightning%2Fpage%2Fx', await bearer())).body['frontdoor_uri'] ?? '';
    const path = link.slice(org.server.url.length);
    const first = await send('GET', path);
    assert.deepEqual([first.status, first.headers.get('location')], [302, '/lightning/page/x']);
    const cookie = first.headers.get('set-cookie') ?? '';
    assert.match(cookie, /^sid=00D.*; Path=\/; HttpOnly; SameSite=Lax$/);
    assert.equal((await send('GET', '/services/oauth2/userinfo', { cookie: cookie.split(';')[0] ?? '' })).status, 200);
    assert.equal((await send('GET', path)).status, 401, 'the link works once');
  });

  test('is never led to another site', async () => {
    const token = await org.token();
    for (const target of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const { headers } = await send('GET', `/secur/frontdoor.jsp?sid=${token}&retURL=${encodeURIComponent(target)}`);
      const location = new URL(headers.get('location') ?? '', org.server.url);
      assert.equal(location.origin, org.server.url, target);
    }
  });

  test('cannot be made to change data by a page of another site', async () => {
    const cookie = `sid=${await org.token()}`;
    const create = (headers: Record<string, string>) =>
      send('POST', '/services/data/v65.0/sobjects/Account', { cookie, ...headers }, '{"Name":"x"}');
    assert.equal((await create({})).status, 403);
    assert.equal((await create({ origin: 'http://evil.example' })).status, 403);
    assert.equal((await create({ origin: org.server.url })).status, 201);
  });
});

describe('passwords', () => {
  test('of users are set and reset by an administrator, and by no other user', async () => {
    const id = await org.createUser('word@local.org', []);
    const path = `/services/data/v65.0/sobjects/User/${id}/password`;
    const admin = await bearer();
    assert.equal((await send('POST', path, admin, '{"NewPassword":"secret word"}')).status, 204);
    assert.equal((await grant({ grant_type: 'password', username: 'word@local.org', password: 'secret word' })).status, 200);
    const { NewPassword: password = '' } = (await send('DELETE', path, admin)).body;
    assert.equal((await grant({ grant_type: 'password', username: 'word@local.org', password: 'secret word' })).status, 400);
    assert.equal((await grant({ grant_type: 'password', username: 'word@local.org', password })).status, 200);
    await org.createUser('other@local.org', []);
    assert.equal((await send('POST', path, await bearer('other@local.org'), '{"NewPassword":"secret word"}')).status, 403);
  });
});

describe('the org’s clock', () => {
  test('is moved by an administrator only, for all that is saved afterwards', async () => {
    await org.createUser('clock@local.org', []);
    assert.equal((await send('PUT', '/local/clock', await bearer('clock@local.org'), '{"offsetMs":0}')).status, 403);
    assert.equal((await send('PUT', '/local/clock', await bearer(), '{"now":"2031-05-06T07:08:09Z"}')).status, 200);
    const connection = await org.connect();
    const { id } = await connection.sobject('Account').create({ Name: 'Later' });
    assert.match(String((await connection.sobject('Account').retrieve(id as string))['CreatedDate']), /^2031-05-06T07:08:/);
    assert.equal((await send('PUT', '/local/clock', await bearer(), '{"offsetMs":0}')).body['offsetMs'], 0);
    assert.equal((await send('PUT', '/local/clock', await bearer(), '{}')).status, 400);
  });
});

describe('an error', () => {
  test('has the platform’s status, code and form', async () => {
    const headers = await bearer();
    const code = (answer: Answer) => [answer.status, (JSON.parse(answer.text) as { errorCode: string }[])[0]?.errorCode];
    const post = (path: string, body: string) => send('POST', path, headers, body);
    assert.deepEqual(code(await send('GET', '/nothing', headers)), [404, 'NOT_FOUND']);
    assert.deepEqual(code(await send('GET', '/services/data/v65.0/sobjects/Nothing__c', headers)), [404, 'NOT_FOUND']);
    assert.deepEqual(code(await send('GET', '/services/data/v65.0/sobjects/Account/001000000000000AAA', headers)), [404, 'NOT_FOUND']);
    assert.deepEqual(code(await send('PUT', '/services/data/v65.0/sobjects/Account', headers, '{}')), [405, 'METHOD_NOT_ALLOWED']);
    assert.deepEqual(code(await post('/services/data/v65.0/sobjects/Account', '{"Name":')), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(code(await post('/services/data/v65.0/sobjects/Account', '[]')), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(code(await send('GET', '/services/data/v65.0/query', headers)), [400, 'MALFORMED_QUERY']);
    assert.deepEqual(code(await send('GET', '/services/data/v65.0/search?q=FIND+x', headers)), [400, 'MALFORMED_SEARCH']);
    assert.deepEqual(code(await send('GET', '/services/data/v65.0/search/suggestions?q=x', headers)), [501, 'UNSUPPORTED_FEATURE']);
    assert.deepEqual(code(await post('/services/apexrest/foo/', '{}')), [404, 'NOT_FOUND']);
  });

  test('carries the request’s id, as every answer does', async () => {
    const answer = await send('GET', '/services/data/v65.0/limits', await bearer());
    assert.match(answer.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.match(answer.headers.get('sforce-limit-info') ?? '', /^api-usage=\d+\/\d+$/);
  });
});
