import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { column, plain, query } from '../testing/query.ts';
import { SoqlError } from './index.ts';

const store = openLibrary();
for (const [Name, Genre__c] of [
  ['Novel', 'Novel'],
  ['NOVEL', 'Saga'],
  ['ёж', 'Essay'],
  ['Ёж', 'Ballad'],
] as const)
  insertRecord(store, 'Book__c', { Name, Genre__c });

const CHILDREN =
  '(SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id FROM Tasks) FROM Cases) FROM Contacts) FROM ChildAccounts) FROM ChildAccounts)';
const SEMI_JOIN = 'Id IN (SELECT Book__c FROM Loan__c)';

/** Page, query, message. The grammar takes all of them. */
const REFUSED: readonly [string, string, string | RegExp][] = [
  [
    'relationships_query_limits',
    'SELECT Book__r.Author__r.Account.Parent.Parent.Owner.Name FROM Loan__c',
    /more than 5 levels of parents$/,
  ],
  ['relationships_query_limits', `SELECT Id, ${CHILDREN} FROM Account`, /more than 4 level away from the root entity object\.$/],
  [
    'relationships_query_limits',
    `SELECT ${Array.from({ length: 21 }, () => '(SELECT Id FROM Loans__r)').join(', ')} FROM Book__c`,
    /more than 20 child relationships$/,
  ],
  [
    'comparisonoperators',
    `SELECT Id FROM Book__c WHERE ${SEMI_JOIN} OR Pages__c = 5`,
    `Semi join sub-selects are not allowed with the 'OR' operator`,
  ],
  [
    'comparisonoperators',
    `SELECT Id FROM Book__c WHERE Pages__c > 1 AND (${SEMI_JOIN} OR Pages__c = 5)`,
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
  ],
  [
    'comparisonoperators',
    `SELECT Id FROM Book__c WHERE Pages__c > 1 AND (NOT ${SEMI_JOIN})`,
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
  ],
  [
    'comparisonoperators',
    'SELECT Id FROM Contact WHERE Id IN (SELECT Author__c FROM Book__c WHERE Id IN (SELECT Book__c FROM Loan__c))',
    'Nesting of semi join sub-selects is not supported',
  ],
  [
    'comparisonoperators',
    'SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)',
    'The inner and outer selects should not be on the same object type',
  ],
  [
    'comparisonoperators',
    `SELECT Id FROM Book__c WHERE ${SEMI_JOIN} AND ${SEMI_JOIN} AND ${SEMI_JOIN}`,
    'Maximum 2 semi join sub-selects are allowed',
  ],
  ['comparisonoperators', 'SELECT Id FROM Book__c WHERE Id IN (SELECT Book__c FROM Loan__c ORDER BY Name)', "unexpected token: 'ORDER'"],
  ['comparisonoperators', 'SELECT Id FROM Book__c WHERE Id IN (SELECT Book__c FROM Loan__c LIMIT 1)', "unexpected token: 'LIMIT'"],
  ['offset', 'SELECT Id, (SELECT Id FROM Loans__r LIMIT 1 OFFSET 1) FROM Book__c', "unexpected token: 'OFFSET'"],
  [
    'typeof',
    'SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact',
    "TYPEOF operand 'Account' is not a polymorphic relationship field",
  ],
  [
    'typeof',
    'SELECT What.Name, TYPEOF What WHEN Account THEN Phone END FROM Task',
    "TYPEOF operand 'What' and top-level SELECT list element 'What.Name' may not reference the same relationship field",
  ],
  ['dateformats', 'SELECT Id FROM Task WHERE ActivityDate > 1699-12-31', 'invalid date: 1699-12-31'],
  ['dateformats', 'SELECT Id FROM Task WHERE CreatedDate < 4001-01-01T00:00:00Z', 'invalid dateTime: 4001-01-01T00:00:00Z'],
  [
    'date_functions',
    'SELECT HOUR_IN_DAY(ActivityDate), COUNT(Id) FROM Task GROUP BY HOUR_IN_DAY(ActivityDate)',
    'field ActivityDate does not support the date function HOUR_IN_DAY',
  ],
  [
    'group_by_considerations',
    'SELECT MAX(CreatedDate) FROM Book__c LIMIT 1',
    'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
  ],
  ['group_by_considerations', 'SELECT Price__c FROM Book__c GROUP BY Price__c', `field 'Price__c' can not be grouped in a query call`],
  ['group_by_considerations', 'SELECT Thick__c FROM Book__c GROUP BY Thick__c', `field 'Thick__c' can not be grouped in a query call`],
  [
    'group_by_considerations',
    'SELECT CreatedDate FROM Book__c GROUP BY CreatedDate',
    `field 'CreatedDate' can not be grouped in a query call`,
  ],
  ['tolabel', 'SELECT Id FROM Book__c ORDER BY toLabel(Genre__c)', /^toLabel\(\) cannot be used in ORDER BY/],
  ['tolabel', 'SELECT Genre__c, toLabel(Genre__c) FROM Book__c', 'duplicate field selected: Genre__c'],
  ['format', 'SELECT Price__c, FORMAT(Price__c) FROM Book__c', 'duplicate field selected: Price__c'],
  ['fields', 'SELECT FIELDS(STANDARD), Name FROM Book__c', 'duplicate field selected: Name'],
  ['comparisonoperators', "SELECT Id FROM Book__c WHERE Tags__c LIKE 'New%'", `invalid operator 'LIKE' for field 'Tags__c'`],
  [
    'compound_fields_limitations',
    "SELECT Id FROM Contact WHERE MailingAddress = 'x'",
    `field 'MailingAddress' can not be filtered in a query call`,
  ],
  [
    'compound_fields_limitations',
    'SELECT Id FROM Contact ORDER BY MailingAddress',
    `field 'MailingAddress' can not be sorted in a query call`,
  ],
  ['compound_fields_limitations', 'SELECT Place__c FROM Book__c GROUP BY Place__c', `field 'Place__c' can not be grouped in a query call`],
  ['compound_fields_limitations', 'SELECT COUNT(Place__c) FROM Book__c', 'field Place__c does not support aggregate operator COUNT'],
];

for (const [page, soql, message] of REFUSED) {
  test(`${soql} is refused [sforce_api_calls_soql_${page}]`, () => {
    assert.throws(
      () => query(store, soql),
      (error) => error instanceof SoqlError && (typeof message === 'string' ? error.message === message : message.test(error.message)),
    );
  });
}

test('as many levels and sub-selects as the platform allows run', () => {
  for (const soql of [
    'SELECT Book__r.Author__r.Account.Parent.Owner.Name FROM Loan__c',
    'SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id, (SELECT Id FROM Tasks) FROM Cases) FROM Contacts) FROM ChildAccounts) FROM Account',
    `SELECT Id FROM Book__c WHERE ${SEMI_JOIN} AND (Pages__c > 1 OR Pages__c = null) AND ${SEMI_JOIN}`,
    'SELECT COUNT() FROM Book__c LIMIT 1',
    'SELECT CALENDAR_YEAR(CreatedDate), COUNT(Id) FROM Book__c GROUP BY CALENDAR_YEAR(CreatedDate)',
    'SELECT Genre__c, toLabel(Genre__c) label FROM Book__c',
  ])
    assert.doesNotThrow(() => query(store, soql), soql);
});

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm */
test('aggregates see no difference between upper and lower case', () => {
  const groups = plain(
    query(store, "SELECT Name, COUNT(Id) n FROM Book__c GROUP BY Name HAVING Name IN ('NoVeL', 'ЁЖ') ORDER BY Name").rows,
  );
  assert.deepEqual(
    groups.map(({ Name, n }) => [(Name as string).toLowerCase(), n]),
    [
      ['novel', 2],
      ['ёж', 2],
    ],
  );
  assert.deepEqual(plain(query(store, 'SELECT COUNT_DISTINCT(Name) n FROM Book__c').rows), [{ n: 2 }]);
});

test('picklists are sorted in the order of their values, then by text; MIN and MAX follow it', () => {
  assert.deepEqual(column(store, 'SELECT Genre__c FROM Book__c ORDER BY Genre__c'), ['Novel', 'Essay', 'Ballad', 'Saga']);
  assert.deepEqual(column(store, 'SELECT Genre__c FROM Book__c ORDER BY Genre__c DESC'), ['Saga', 'Ballad', 'Essay', 'Novel']);
  assert.deepEqual(plain(query(store, 'SELECT MIN(Genre__c) first, MAX(Genre__c) last FROM Book__c').rows), [
    { first: 'Novel', last: 'Saga' },
  ]);
});
