import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLibrary } from '../testing/library.ts';
import { queryContext } from '../testing/query.ts';
import { explain, systemAccess, type QueryContext } from './index.ts';

const store = openLibrary();
const ID = '005Lo0000000001IAA';

/** What SQLite does with the book table: `SEARCH` finds rows by an index, `SCAN` looks at all of them. */
function planOf(soql: string, binds: Readonly<Record<string, readonly string[]>> = {}): string {
  return explain(soql, queryContext(store), new Map(Object.entries(binds))).plan.join('\n');
}

const SELECTIVE: readonly [string, RegExp][] = [
  [`Id = '${ID}'`, /SEARCH t0 USING .*INDEX sqlite_autoindex_Book__c_1 \(Id=\?\)/],
  [`Id IN ('${ID}', '005Lo0000000002IAA')`, /SEARCH t0 USING .*\(Id=\?\)/],
  [`Id > '${ID}'`, /SEARCH t0 USING .*\(Id>\?\)/],
  [`Isbn__c = 'x'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Isbn__c/],
  [`Isbn__c IN ('x', 'y', 'z')`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Isbn__c/],
  [`Code__c = 'x'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Code__c/],
  [`Author__c = '${ID}'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Author__c/],
  [`OwnerId = '${ID}'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.OwnerId/],
  [`CreatedById = '${ID}' AND Genre__c = 'Novel'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.CreatedById/],
  [`Name = 'x'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Name/],
  [`Name LIKE 'Война%'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Name/],
  [`CreatedDate = TODAY`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.CreatedDate/],
  [`Author__r.Name = 'x'`, /SEARCH t\d USING INDEX Contact\.Name[^]*SEARCH t0 USING (?:COVERING )?INDEX Book__c\.Author__c/],
  [`Owner.Name = 'x'`, /SEARCH t0 USING (?:COVERING )?INDEX Book__c\.OwnerId[^]*Group\.Name[^]*User\.Name/],
  [`Id IN (SELECT Book__c FROM Loan__c WHERE Reader__c = '${ID}')`, /SEARCH t0 USING [^]*SEARCH t\d USING INDEX Loan__c\.Reader__c/],
];

for (const [where, plan] of SELECTIVE) {
  test(`WHERE ${where} finds its rows by an index`, () => {
    const text = planOf(`SELECT Id, Name, Owner.Name, Author__r.Name FROM Book__c WHERE ${where} AND Pages__c > 5`);
    assert.match(text, plan);
    assert.doesNotMatch(text, /SCAN t\d/);
    assert.match(planOf(`SELECT COUNT() FROM Book__c WHERE ${where}`), plan);
  });
}

test('a list of any length is one statement', () => {
  const ids = (count: number) => Array.from({ length: count }, () => ID);
  const sqlOf = (count: number) =>
    explain('SELECT Id FROM Book__c WHERE Author__c IN :ids', queryContext(store), new Map([['ids', ids(count)]])).sql;
  assert.equal(sqlOf(2), sqlOf(200));
});

test('the newest rows come from the index without sorting', () => {
  assert.doesNotMatch(planOf('SELECT Id FROM Book__c ORDER BY CreatedDate DESC LIMIT 10'), /TEMP B-TREE/);
});

const INDEXED = [
  ...[
    `Id = '${ID}'`,
    `Id IN ('${ID}', '005Lo0000000002IAA')`,
    `Isbn__c = 'x'`,
    `Isbn__c IN ('x', 'y')`,
    `Isbn__c LIKE 'ab%'`,
    `Code__c = 'x'`,
  ],
  ...[
    `Author__c = '${ID}'`,
    `Author__c IN :ids`,
    `Author__c = :ids`,
    `OwnerId = '${ID}'`,
    `Name = 'x'`,
    `Name IN ('x', 'y')`,
    `Name LIKE 'Во%'`,
  ],
  ...[
    'CreatedDate = TODAY',
    'CreatedDate > 2026-01-01T00:00:00Z',
    `Author__r.Name = 'x'`,
    `Owner.Name = 'x'`,
    `Author__r.AccountId = '${ID}'`,
  ],
];
const SEMI_JOINS = [
  `Id IN (SELECT Book__c FROM Loan__c WHERE Reader__c = '${ID}')`,
  `Author__c IN (SELECT Id FROM Contact WHERE LastName = 'x' AND AccountId = '${ID}')`,
];
const FILTERS = ['', ' AND Pages__c > 5', ` AND Genre__c != 'Novel'`, ' AND (Lent__c = true OR Pages__c = null)'];
const SHARING: Partial<QueryContext> = {
  enforceSharing: true,
  access: {
    ...systemAccess,
    visibleRows: ({ apiName }, row) =>
      apiName === 'Book__c'
        ? {
            sql: `${row}."OwnerId" = ? OR ${row}."Id" IN (SELECT "ParentId" FROM "Book__Share" WHERE "UserOrGroupId" = ?)`,
            params: [ID, ID],
          }
        : undefined,
  },
};

test('alternatives that each have an index find their rows by them, with other conditions and sharing too', () => {
  const filter = fc.constantFrom(...FILTERS);
  const alternative = fc.tuple(fc.constantFrom(...INDEXED), filter);
  const alternatives = fc
    .uniqueArray(alternative, { minLength: 1, maxLength: 4, selector: ([atom]) => atom })
    .map((parts) => `(${parts.map(([atom, more]) => (more === '' ? atom : `(${atom}${more})`)).join(' OR ')})`);
  const condition = fc.oneof({ weight: 4, arbitrary: alternatives }, { weight: 1, arbitrary: fc.constantFrom(...SEMI_JOINS) });
  fc.assert(
    fc.property(condition, filter, fc.boolean(), (indexed, more, shared) => {
      const text = `SELECT Id, Name, Owner.Name, Author__r.Name FROM Book__c WHERE ${indexed}${more}`;
      const { plan } = explain(text, queryContext(store, shared ? SHARING : {}), new Map([['ids', [ID]]]));
      assert.doesNotMatch(plan.join('\n'), /SCAN t\d/, text);
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('an alternative without an index looks at all rows once', () => {
  assert.match(planOf(`SELECT Id FROM Book__c WHERE Id = '${ID}' OR Pages__c = 5`), /SCAN t0/);
});
