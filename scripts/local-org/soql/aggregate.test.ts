import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { plain, query } from '../testing/query.ts';

const store = openLibrary();
const author = insertRecord(store, 'Contact', { LastName: 'Tolstoy' });
const books: [string, number | null, boolean, number][] = [
  ['Novel', 100, true, Date.UTC(2025, 11, 31, 22)],
  ['Novel', 300, false, Date.UTC(2026, 5, 1)],
  ['Essay', null, false, Date.UTC(2026, 5, 2)],
];
for (const [Genre__c, Pages__c, Lent__c, Arrived__c] of books)
  insertRecord(store, 'Book__c', { Name: 'B', Genre__c, Pages__c, Lent__c, Arrived__c, Author__c: author });

const rows = (soql: string) => plain(query(store, soql).rows);

test('COUNT() answers with the number alone', () => {
  const result = query(store, `SELECT COUNT() FROM Book__c WHERE Genre__c = 'novel'`);
  assert.deepEqual({ ...result }, { object: 'Book__c', aggregate: false, countOnly: true, totalSize: 2, rows: [] });
  assert.equal(query(store, 'SELECT COUNT() FROM Book__c LIMIT 1').totalSize, 1);
});

test('aggregates without groups give one row, named expr0 and on or by alias', () => {
  const result = query(
    store,
    'SELECT COUNT(Id), SUM(Pages__c) total, AVG(Pages__c), MIN(Pages__c), MAX(Arrived__c), COUNT_DISTINCT(Genre__c) FROM Book__c',
  );
  assert.equal(result.aggregate, true);
  assert.equal(result.rows[0]?.type, 'AggregateResult');
  assert.deepEqual(plain(result.rows), [{ expr0: 3, total: 400, expr1: 200, expr2: 100, expr3: Date.UTC(2026, 5, 2), expr4: 2 }]);
});

test('groups are counted, filtered by HAVING and sorted', () => {
  assert.deepEqual(rows('SELECT Genre__c, COUNT(Id) n FROM Book__c GROUP BY Genre__c ORDER BY COUNT(Id) DESC'), [
    { Genre__c: 'Novel', n: 2 },
    { Genre__c: 'Essay', n: 1 },
  ]);
  assert.deepEqual(rows('SELECT Genre__c g, SUM(Pages__c) FROM Book__c GROUP BY Genre__c HAVING COUNT(Id) > 1'), [
    { g: 'Novel', expr0: 400 },
  ]);
  assert.deepEqual(rows('SELECT Author__r.LastName, COUNT(Id) n FROM Book__c GROUP BY Author__r.LastName'), [
    { LastName: 'Tolstoy', n: 3 },
  ]);
  assert.deepEqual(rows('SELECT Lent__c, COUNT(Id) n FROM Book__c GROUP BY Lent__c ORDER BY Lent__c'), [
    { Lent__c: false, n: 2 },
    { Lent__c: true, n: 1 },
  ]);
});

test('date functions look at UTC, or at the zone of the user with convertTimezone', () => {
  assert.deepEqual(
    rows(
      'SELECT CALENDAR_YEAR(Arrived__c), COUNT(Id) n FROM Book__c GROUP BY CALENDAR_YEAR(Arrived__c) ORDER BY CALENDAR_YEAR(Arrived__c)',
    ),
    [
      { expr0: 2025, n: 1 },
      { expr0: 2026, n: 2 },
    ],
  );
  assert.deepEqual(
    rows(
      'SELECT DAY_ONLY(convertTimezone(Arrived__c)) d FROM Book__c GROUP BY DAY_ONLY(convertTimezone(Arrived__c)) ORDER BY DAY_ONLY(convertTimezone(Arrived__c))',
    ),
    [{ d: '2026-01-01' }, { d: '2026-06-01' }, { d: '2026-06-02' }],
  );
  assert.equal(query(store, 'SELECT COUNT() FROM Book__c WHERE HOUR_IN_DAY(Arrived__c) = 22').totalSize, 1);
});

test('ROLLUP adds subtotals and GROUPING tells them apart', () => {
  assert.deepEqual(
    rows('SELECT Genre__c, GROUPING(Genre__c) g, COUNT(Id) n FROM Book__c GROUP BY ROLLUP(Genre__c) ORDER BY GROUPING(Genre__c), Genre__c'),
    [
      { Genre__c: 'Novel', g: 0, n: 2 },
      { Genre__c: 'Essay', g: 0, n: 1 },
      { Genre__c: null, g: 1, n: 3 },
    ],
  );
});

test('CUBE has every combination', () => {
  const cube = rows('SELECT Genre__c, Lent__c, COUNT(Id) n FROM Book__c GROUP BY CUBE(Genre__c, Lent__c)');
  assert.equal(cube.length, 3 + 2 + 2 + 1);
  assert.ok(cube.some((row) => row.Genre__c === null && row.Lent__c === true && row.n === 1));
});

test('a field that is neither grouped nor aggregated is refused', () => {
  assert.throws(() => query(store, 'SELECT Name, COUNT(Id) FROM Book__c GROUP BY Genre__c'), /Field must be grouped or aggregated: Name/);
  assert.throws(() => query(store, 'SELECT SUM(Name) FROM Book__c'), { code: 'INVALID_FIELD' });
});
