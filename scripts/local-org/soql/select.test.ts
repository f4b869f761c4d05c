import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../testing/library.ts';
import { column, NOW, plain, query } from '../testing/query.ts';

const store = openLibrary();
const anna = insertRecord(store, 'User', {
  FirstName: 'Анна',
  LastName: 'Белова',
  Username: 'anna@example.com',
  CommunityNickname: 'anna',
});
const desk = insertRecord(store, 'Group', { Name: 'Desk', Type: 'Queue' });
const lev = insertRecord(store, 'Contact', { FirstName: 'Лев', LastName: 'Толстой', OwnerId: anna, MailingCity: 'Тула' });
const war = insertRecord(store, 'Book__c', {
  Name: 'War',
  Genre__c: 'Novel',
  Pages__c: 1300,
  Author__c: lev,
  OwnerId: anna,
  Arrived__c: NOW,
  Place__Latitude__s: 55.75,
  Place__Longitude__s: 37.62,
});
const essay = insertRecord(store, 'Book__c', { Name: 'Essay', Genre__c: 'Essay', Pages__c: 90, OwnerId: desk });
insertRecord(store, 'Book__c', { Name: 'Map', Pages__c: 80, OwnerId: desk });
insertRecord(store, 'Loan__c', { Name: 'L-1', Book__c: war, Days__c: 3, Reader__c: lev });
insertRecord(store, 'Loan__c', { Name: 'L-2', Book__c: war, Days__c: 5 });
insertRecord(store, 'Loan__c', { Name: 'L-3', Book__c: essay, Days__c: 9 });
insertRecord(store, 'Task', { Subject: 'Call', WhoId: lev, OwnerId: anna });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const rows = (soql: string) => plain(query(store, soql).rows);

test('rows keep the order of SELECT and carry canonical names, type and id', () => {
  const result = query(store, `select pages__C, name, ID from book__c where name = 'war'`);
  assert.equal(result.object, 'Book__c');
  assert.equal(result.rows[0]?.type, 'Book__c');
  assert.equal(result.rows[0]?.id, war);
  assert.deepEqual(
    [...(result.rows[0]?.values ?? [])],
    [
      ['Pages__c', 1300],
      ['Name', 'War'],
      ['Id', war],
    ],
  );
});

test('parents of any depth are nested rows, a missing one is null', () => {
  assert.deepEqual(rows(`SELECT Author__r.Name, Author__r.Owner.Name FROM Book__c ORDER BY Pages__c DESC`), [
    { Author__r: { Name: 'Лев Толстой', Owner: { Name: 'Анна Белова' } } },
    { Author__r: null },
    { Author__r: null },
  ]);
});

test('an owner may be a user or a queue', () => {
  const result = query(store, 'SELECT Owner.Name, Owner.Type FROM Book__c ORDER BY Name');
  assert.deepEqual(plain(result.rows)[2], { Owner: { Name: 'Анна Белова', Type: 'User' } });
  assert.deepEqual(plain(result.rows)[0], { Owner: { Name: 'Desk', Type: 'Group' } });
  assert.deepEqual(column(store, `SELECT Name FROM Book__c WHERE Owner.Name = 'DESK' ORDER BY Name`), ['Essay', 'Map']);
  assert.deepEqual(column(store, `SELECT Name FROM Book__c WHERE Owner.Type = 'Queue'`), [], 'the type is that of the object, Group');
});

test('TYPEOF selects by the object the record really refers to', () => {
  const soql = 'SELECT TYPEOF Who WHEN Contact THEN LastName, Owner.Name WHEN Lead THEN Company END FROM Task';
  const result = query(store, soql);
  assert.deepEqual(plain(result.rows), [{ Who: { LastName: 'Толстой', Owner: { Name: 'Анна Белова' } } }]);
  const who = result.rows[0]?.values.get('Who');
  assert.ok(who && typeof who === 'object' && 'type' in who);
  assert.equal(who.type, 'Contact');
});

// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_offset.htm
test('children of a parent that stands alone may be skipped', () => {
  const loans = (clauses: string) =>
    rows(`SELECT (SELECT Name FROM Loans__r ORDER BY Name ${clauses}) FROM Book__c WHERE Name = 'War' LIMIT 1`);
  assert.deepEqual(loans('OFFSET 1'), [{ Loans__r: [{ Name: 'L-2' }] }]);
  assert.deepEqual(loans('LIMIT 1 OFFSET 0'), [{ Loans__r: [{ Name: 'L-1' }] }]);
  assert.deepEqual(loans('LIMIT 5 OFFSET 2'), [{ Loans__r: [] }]);
});

test('child sub-queries filter, sort and limit for each parent', () => {
  const soql =
    'SELECT Name, (SELECT Name, Reader__r.LastName FROM Loans__r WHERE Days__c > 2 ORDER BY Days__c DESC LIMIT 1) FROM Book__c ORDER BY Name';
  assert.deepEqual(rows(soql), [
    { Name: 'Essay', Loans__r: [{ Name: 'L-3', Reader__r: null }] },
    { Name: 'Map', Loans__r: [] },
    { Name: 'War', Loans__r: [{ Name: 'L-2', Reader__r: null }] },
  ]);
  assert.deepEqual(rows(`SELECT (SELECT Name FROM Book__c.Loans__r ORDER BY Name) FROM Book__c WHERE Name = 'War'`), [
    { Loans__r: [{ Name: 'L-1' }, { Name: 'L-2' }] },
  ]);
});

test('sub-queries nest', () => {
  const soql = `SELECT LastName, (SELECT Name, (SELECT Days__c FROM Loans__r ORDER BY Days__c) FROM Books__r) FROM Contact`;
  assert.deepEqual(rows(soql), [{ LastName: 'Толстой', Books__r: [{ Name: 'War', Loans__r: [{ Days__c: 3 }, { Days__c: 5 }] }] }]);
});

test('picklists sort by definition, empty values first', () => {
  assert.deepEqual(column(store, 'SELECT Genre__c FROM Book__c ORDER BY Genre__c'), [null, 'Novel', 'Essay']);
  assert.deepEqual(column(store, 'SELECT Genre__c FROM Book__c ORDER BY Genre__c DESC'), [null, 'Essay', 'Novel']);
  assert.deepEqual(column(store, 'SELECT Genre__c FROM Book__c ORDER BY Genre__c DESC NULLS LAST'), ['Essay', 'Novel', null]);
});

test('LIMIT and OFFSET cut, also as binds', () => {
  assert.deepEqual(column(store, 'SELECT Name FROM Book__c ORDER BY Name LIMIT 1 OFFSET 1'), ['Map']);
  assert.deepEqual(column(store, 'SELECT Name FROM Book__c ORDER BY Name LIMIT :n OFFSET :skip', { n: 2, skip: 1 }), ['Map', 'War']);
  assert.throws(() => query(store, 'SELECT Id FROM Book__c OFFSET 2001'), { code: 'NUMBER_OUTSIDE_VALID_RANGE' });
});

test('compound values have their parts', () => {
  assert.deepEqual(rows(`SELECT Place__c FROM Book__c WHERE Name = 'War'`), [{ Place__c: { latitude: 55.75, longitude: 37.62 } }]);
  assert.deepEqual(rows(`SELECT Place__c FROM Book__c WHERE Name = 'Map'`), [{ Place__c: null }]);
  const [contact] = rows('SELECT MailingAddress FROM Contact');
  assert.equal((contact?.MailingAddress as Record<string, unknown>).city, 'Тула');
});

test('FIELDS selects groups of fields', () => {
  const [row] = rows('SELECT FIELDS(STANDARD) FROM Book__c LIMIT 1');
  assert.ok(row && 'Name' in row && 'OwnerId' in row && !('Pages__c' in row));
  const [custom] = rows('SELECT FIELDS(CUSTOM) FROM Book__c LIMIT 1');
  assert.ok(custom && 'Pages__c' in custom && 'Thick__c' in custom && !('Name' in custom));
  assert.throws(() => query(store, 'SELECT FIELDS(ALL) FROM Book__c'), /LIMIT of at most 200/);
});

test('toLabel and FORMAT speak the language of the user', () => {
  const labels = { picklistLabel: (_o: unknown, _f: unknown, value: string) => ({ Novel: 'Роман', Essay: 'Эссе' })[value] ?? value };
  const soql = `SELECT toLabel(Genre__c) FROM Book__c WHERE toLabel(Genre__c) = 'роман'`;
  assert.deepEqual(plain(query(store, soql, {}, labels).rows), [{ Genre__c: 'Роман' }]);
  const [formatted] = rows(`SELECT FORMAT(Pages__c) pages, FORMAT(Arrived__c) arrived FROM Book__c WHERE Name = 'War'`);
  assert.match(textOf(formatted?.pages), /^1\s300$/);
  assert.match(textOf(formatted?.arrived), /23\.11\.2026.*09:00/);
});

test('distances are measured on the globe', () => {
  const soql = `SELECT Name, DISTANCE(Place__c, GEOLOCATION(59.94, 30.31), 'km') km FROM Book__c WHERE DISTANCE(Place__c, GEOLOCATION(59.94, 30.31), 'km') < 700`;
  const [row] = rows(soql);
  assert.ok(Math.abs(Number(row?.km) - 634) < 3, 'from Moscow to St. Petersburg it is about 634 km');
});

test('USING SCOPE mine finds what the user owns', () => {
  const mine = query(store, 'SELECT Name FROM Book__c USING SCOPE mine', {}, { user: { id: anna, timeZone: 'UTC', language: 'en' } });
  assert.deepEqual(plain(mine.rows), [{ Name: 'War' }]);
});

test('aliases of the object and of its parents can be used in paths', () => {
  assert.deepEqual(column(store, `SELECT b.Name FROM Book__c b WHERE b.Pages__c > 1000`), ['War']);
  assert.deepEqual(column(store, `SELECT b.Name FROM Book__c b, b.Author__r a WHERE a.LastName = 'толстой'`), ['War']);
});
