import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SoqlError } from '../../errors.ts';
import { hideWildcardEscapes } from '../literals.ts';
import { parseReference } from '../reference.ts';
import { parseQuick } from './index.ts';

/** The reference's tree, or undefined where it refuses. */
function referenceOf(text: string): unknown {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof SoqlError || (error as { code?: string }).code === 'UNSUPPORTED_FEATURE') return undefined;
    throw error;
  }
}

const USUAL = [
  'SELECT Id FROM Book__c',
  'select count() from Book__c where Lent__c = TRUE',
  `SELECT Id, Name, Author__r.LastName FROM Book__c b WHERE b.Name LIKE 'a\\_b\\\\%' AND (Pages__c >= -1.5 OR (NOT Isbn__c = null))`,
  `SELECT Id, (SELECT Id FROM Loans__r WHERE Days__c > :limits.days ORDER BY Days__c DESC NULLS LAST LIMIT 1 FOR VIEW) FROM Book__c
   WHERE Id IN (SELECT Book__c FROM Loan__c WHERE Day__c = LAST_N_DAYS:7) AND Name NOT IN ('it\\'s', '\\u0041', '') LIMIT :b0 OFFSET 5`,
  'SELECT Genre__c g, COUNT(Id) n, MAX(Pages__c) FROM Book__c GROUP BY Genre__c HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
  'SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) FROM Book__c GROUP BY ROLLUP(CALENDAR_YEAR(convertTimezone(CreatedDate)))',
  "SELECT Id FROM Group WHERE Type = 'Queue'",
  'SELECT Id FROM Order ORDER BY Id',
  'SELECT FIELDS(ALL) FROM Book__c USING SCOPE mine WITH USER_MODE LIMIT 200',
  "SELECT toLabel(Genre__c), FORMAT(MIN(CreatedDate)) m FROM Book__c b, b.Author__r a WHERE Tags__c INCLUDES ('a;b', 'c') ALL ROWS",
  'SELECT Id FROM Book__c WHERE CreatedDate < 2026-02-28T10:00:00.500+03:00 AND Day__c != 2026-02-28 AND At__c <> N_DAYS_AGO:-3 FOR UPDATE',
];

test('the usual queries are read quickly, as the public grammar reads them', () => {
  for (const text of USUAL) {
    const quick = parseQuick(hideWildcardEscapes(text));
    assert.ok(quick, text);
    assert.deepEqual(quick, parseReference(text), text);
  }
});

test('what is rare or wrong is left to the public grammar', () => {
  for (const text of [
    'SELECT TYPEOF Owner WHEN User THEN Id END FROM Book__c',
    'SELECT Id FROM Book__c WHERE Name IN :names.get(0)',
    'SELECT Id /* all */ FROM Book__c',
    'SELECT Id FROM Book__c WHERE',
    'SELECT Id FROM Book__c WHERE A = 1 AND B = 2 OR C = 3',
    'SELECT Id FROM Book__c WHERE Printed__c = 2026-02-30',
    'SELECT Group FROM Book__c',
    '',
  ]) {
    assert.equal(parseQuick(text), undefined, text);
  }
});

const WORDS = `SELECT FROM WHERE AND OR NOT IN LIKE ORDER BY GROUP HAVING LIMIT OFFSET ALL ROWS FOR UPDATE VIEW WITH USER_MODE USING SCOPE
  ASC DESC NULLS FIRST LAST COUNT MAX FIELDS TODAY LAST_N_DAYS NULL true Id Name User Date Group a.b X__c Account USD5 ( ) ( ) , , : = != <
  <= > <> - + 5 1.5 5L 'a' 'b\\%' '' 2026-02-28 2026-02-28T10:00:00Z 08:15:00Z instanceof new list DISTANCE TYPEOF Ёж /*c*/`.split(/\s+/);

/** Sound queries with some words exchanged, dropped or added. */
const damaged = fc
  .tuple(fc.constantFrom(...USUAL), fc.array(fc.tuple(fc.nat(200), fc.nat(2), fc.constantFrom(...WORDS)), { maxLength: 3 }))
  .map(([text, changes]) => {
    const words = text.split(/(?<=[(),:. ])|(?=[(),:. ])/);
    for (const [at, removed, word] of changes) words.splice(at % words.length, removed, ` ${word} `);
    return words.join('');
  });
const random = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => `SELECT Id FROM Account ${words.join(' ')}`);

test('whatever the quick parser takes, the public grammar takes, and both read the same', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(damaged, random), (text) => {
      const quick = parseQuick(hideWildcardEscapes(text));
      if (!quick) return;
      taken++;
      assert.deepEqual(quick, referenceOf(text));
    }),
    { numRuns: 400 },
  );
  assert.ok(taken > 20, `only ${taken} were taken`);
});
