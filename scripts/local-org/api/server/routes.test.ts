import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSameOrigin, readCredential } from './credentials.ts';
import type { RequestMessage } from './messages.ts';
import { toRequest } from './request.ts';
import { decodePart, RouteTable } from './routes.ts';

const ok = () => ({ status: 200 });

function request(method: string, headers: Record<string, string>, body = ''): ReturnType<typeof toRequest> {
  const message: RequestMessage = {
    kind: 'request',
    id: '1',
    method,
    url: '/x',
    origin: 'http://127.0.0.1:1',
    headers: Object.entries(headers),
    body: new TextEncoder().encode(body),
  };
  return toRequest(message);
}

describe('routes', () => {
  test('are found by method and path, the first added first, with or without a trailing slash', () => {
    const table = new RouteTable();
    table.add('GET', '/a/:id/describe', ok, { access: 'public' });
    table.add('GET', '/a/:id/:field', ok);
    table.add('PATCH', '/a/:id/:field/:value{.+}', ok);
    assert.equal(table.find('GET', '/a/1/describe')?.route.access, 'public');
    assert.equal(table.find('GET', '/a/1/other/')?.params.get('field'), 'other');
    assert.equal(table.find('PATCH', '/a/1/Key__c/x/y%2Fz')?.params.get('value'), 'x/y%2Fz');
    assert.equal(table.find('POST', '/a/1/other'), undefined);
    assert.deepEqual(table.methods('/a/1/other'), ['GET']);
  });

  test('write in POST and read in GET unless they say otherwise', () => {
    const table = new RouteTable();
    table.add(['GET', 'POST'], '/a', ok);
    table.add('GET', '/b', ok, { transaction: 'write' });
    assert.equal(table.find('GET', '/a')?.route.transaction, 'read');
    assert.equal(table.find('POST', '/a')?.route.transaction, 'write');
    assert.equal(table.find('GET', '/b')?.route.transaction, 'write');
  });

  test('keep parts that are not valid percent-encoding as they are', () => {
    assert.equal(decodePart('100%'), '100%');
    assert.equal(decodePart('a%2Fb'), 'a/b');
  });
});

describe('credentials', () => {
  test('come from the bearer header before the cookie', () => {
    assert.deepEqual(readCredential(request('GET', { Authorization: 'Bearer 00D!a', cookie: 'sid=00D!b' })), {
      kind: 'bearer',
      token: '00D!a',
    });
    assert.deepEqual(readCredential(request('GET', { cookie: 'x=1; sid=00D!b' })), { kind: 'cookie', token: '00D!b' });
    assert.equal(readCredential(request('GET', {})), undefined);
  });

  test('of a cookie need a page of this server for requests that change data', () => {
    assert.throws(() => checkSameOrigin(request('POST', {})), { status: 403 });
    assert.throws(() => checkSameOrigin(request('POST', { origin: 'http://evil.example' })), { status: 403 });
    assert.throws(() => checkSameOrigin(request('POST', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' })), { status: 403 });
    checkSameOrigin(request('POST', { origin: 'http://127.0.0.1:1' }));
    checkSameOrigin(request('POST', { 'sec-fetch-site': 'same-origin' }));
    checkSameOrigin(request('GET', {}));
  });
});

describe('a JSON body', () => {
  test('that is empty or malformed is refused as the platform does', () => {
    for (const body of ['', '{', "{'a':1}"]) {
      assert.throws(() => request('POST', {}, body).json(), { status: 400, code: 'JSON_PARSER_ERROR' });
    }
  });
});
