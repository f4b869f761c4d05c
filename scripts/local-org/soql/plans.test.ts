import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary } from '../testing/library.ts';
import { queryContext } from '../testing/query.ts';
import { explain } from './index.ts';

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
