import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;
let admin: Connection;

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
  await admin.sobject('Account').create([{ Name: 'Acme Rockets' }, { Name: 'Acme Anvils' }, { Name: 'Road Runner' }]);
  await admin.sobject('Contact').create({ LastName: 'Acme', Email: 'acme@example.com' });
});
after(() => org.stop());

interface Found {
  readonly searchRecords: readonly { readonly attributes: { readonly type: string; readonly url: string }; readonly Name?: string }[];
}

const names = ({ searchRecords }: Found): (string | undefined)[] => searchRecords.map(({ Name }) => Name);

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_search.htm */
describe('searches', () => {
  test('answer the records of all objects in one list', async () => {
    const { searchRecords } = (await admin.search(
      'FIND {acme} IN ALL FIELDS RETURNING Account(Id, Name ORDER BY Name), Contact(LastName)',
    )) as unknown as Found;
    assert.deepEqual(
      searchRecords.map(({ attributes, Name }) => [attributes.type, Name]),
      [
        ['Account', 'Acme Anvils'],
        ['Account', 'Acme Rockets'],
        ['Contact', undefined],
      ],
    );
    assert.match(searchRecords[0]?.attributes.url ?? '', /\/sobjects\/Account\/001/);
  });

  test('see what was saved after the first of them', async () => {
    await admin.sobject('Account').create({ Name: 'Late comer' });
    assert.deepEqual(names((await admin.search('FIND {late} RETURNING Account(Name)')) as unknown as Found), ['Late comer']);
  });

  test('refuse a text that is no search', async () => {
    await assert.rejects(admin.search('FIND {x} RETURNING Account'), {
      errorCode: 'MALFORMED_SEARCH',
      message: 'search term must be longer than one character: x',
    });
  });

  test('take parameters instead of SOSL', async () => {
    const get = (query: string) => admin.request<Found>(`/parameterizedSearch?${query}`);
    assert.deepEqual(names(await get('q=acme&sobject=Account&Account.fields=Id,Name&Account.orderBy=Name&Account.limit=1')), [
      'Acme Anvils',
    ]);
    assert.equal((await get('q=acme')).searchRecords.length, 3);
    assert.equal((await get('q=acme&in=EMAIL')).searchRecords.length, 1);
    const body = { q: 'acme', fields: ['Name'], sobjects: [{ name: 'Account', where: "Name LIKE '%Rockets'" }], overallLimit: 5 };
    assert.deepEqual(names(await admin.requestPost<Found>('/parameterizedSearch', body)), ['Acme Rockets']);
    await assert.rejects(get('q=acme&division=global'), { errorCode: 'UNSUPPORTED_FEATURE' });
  });
});
