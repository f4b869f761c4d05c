import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertRecord, openLibrary } from '../../testing/library.ts';
import { plain, queryContext } from '../../testing/query.ts';
import type { Store } from '../../store/index.ts';
import { runSearch, SoqlError, systemAccess, type BindValue, type QueryContext } from '../index.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
const store = openLibrary();
const book = (Name: string, more: Parameters<typeof insertRecord>[2] = {}): string => insertRecord(store, 'Book__c', { Name, ...more });
book('Война и мир', { Summary__c: 'A novel about war, peace and John Smith' });
book('War and Peace', { Isbn__c: '978-0-14-044793-4' });
book('Peace of mind', { Pages__c: 10 });
book('The Warden');
book('Johnson on John');
insertRecord(store, 'Contact', { FirstName: 'Лев', LastName: 'Толстой', Phone: '+7 (495) 123-45-67', Email: 'leo@yasnaya.example.com' });
insertRecord(store, 'Contact', { FirstName: 'Ann', LastName: 'Peace', AssistantName: 'John' });

function find(
  sosl: string,
  binds: Readonly<Record<string, BindValue>> = {},
  overrides: Partial<QueryContext> = {},
  from: Store = store,
): unknown[] {
  const found = from.transaction('committed', () =>
    runSearch(sosl, queryContext(from, overrides), { binds: new Map(Object.entries(binds)) }),
  );
  return found.flatMap(({ rows }) => plain(rows).map((row) => Object.values(row)[0]));
}

/** Titles of the books found, in alphabetical order. */
const titles = (words: string, group = 'ALL'): unknown[] => find(`FIND {${words}} IN ${group} FIELDS RETURNING Book__c(Name)`).sort();

const FINDS: readonly [string, string, readonly string[]][] = [
  ['a word without regard to case', 'WAR', ['War and Peace', 'Война и мир']],
  ['letters of any alphabet', 'вОЙНА', ['Война и мир']],
  ['all words, wherever they stand', 'peace john', ['Война и мир']],
  ['a phrase as it is written', '"John Smith"', ['Война и мир']],
  ['no phrase in another order', '"Smith John"', []],
  ['any of two words', 'warden OR mind', ['Peace of mind', 'The Warden']],
  ['one word without another', 'peace AND NOT war', ['Peace of mind']],
  ['AND NOT from right to left', 'peace AND NOT war AND john', ['Peace of mind', 'War and Peace']],
  ['what parentheses group', '(war OR mind) and peace', ['Peace of mind', 'War and Peace', 'Война и мир']],
  ['a wildcard at the end', 'war*', ['The Warden', 'War and Peace', 'Война и мир']],
  ['a wildcard in the middle', 'jo*son', ['Johnson on John']],
  ['one character for a question mark', 'w?r', ['War and Peace', 'Война и мир']],
  ['nothing for a wildcard that no word fits', 'zz?z', []],
  ['words behind a wildcard that leads', '*eace', []],
  ['escaped characters as punctuation', '978\\-0\\-14', ['War and Peace']],
  ['operators in quotes as words', '"and"', ['War and Peace', 'Война и мир']],
];

for (const [says, words, expected] of FINDS) {
  test(`a search finds ${says}: ${words}`, () => assert.deepEqual(titles(words), [...expected].sort()));
}

test('the clause IN names the fields that are searched', () => {
  assert.deepEqual(titles('john', 'NAME'), ['Johnson on John']);
  assert.deepEqual(find('FIND {yasnaya} IN EMAIL FIELDS RETURNING Contact(LastName)'), ['Толстой']);
  assert.deepEqual(find('FIND {yasnaya} IN PHONE FIELDS RETURNING Contact(LastName)'), []);
  assert.deepEqual(find('FIND {john} IN NAME FIELDS RETURNING Contact(LastName)'), ['Peace']);
  assert.deepEqual(find('FIND {Лев Толстой} IN Name Fields RETURNING Contact(LastName)'), ['Толстой']);
});

test('phone numbers are found as written and by their digits', () => {
  for (const phone of ['74951234567', '123\\-45\\-67', '7495*']) {
    assert.deepEqual(find(`FIND {${phone}} IN PHONE FIELDS RETURNING Contact(LastName)`), ['Толстой'], phone);
  }
});

test('RETURNING filters, sorts and limits each object', () => {
  const sosl = 'FIND :words RETURNING Book__c(Name WHERE Pages__c = null ORDER BY Name DESC LIMIT 1), Contact(LastName)';
  assert.deepEqual(find(sosl, { words: 'peace' }), ['Война и мир', 'Peace']);
  const skipping = 'FIND :words RETURNING Book__c(Name WHERE Pages__c = null ORDER BY Name DESC LIMIT 2 OFFSET 1)';
  assert.deepEqual(find(skipping, { words: 'peace' }), ['War and Peace']);
  assert.deepEqual(find(`FIND 'wa*' RETURNING Book__c(Name WHERE (Name = 'a)' OR Name LIKE 'The%'))`), ['The Warden']);
});

test('a limit of the whole search is shared out evenly', () => {
  const found = (limit: number) =>
    store.transaction('committed', () =>
      runSearch(`FIND {john} RETURNING Book__c, Contact LIMIT ${limit}`, queryContext(store)).map(({ rows }) => rows.length),
    );
  assert.deepEqual(found(2), [1, 1]);
  assert.deepEqual(found(3), [2, 1]);
  assert.deepEqual(found(100), [2, 1]);
});

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_limits.htm */
test('of one object 250 records are found, of more when they are filtered or sorted, of several objects up to 250 each', () => {
  const own = openLibrary();
  for (let i = 0; i < 260; i++) insertRecord(own, 'Book__c', { Name: `Leaf ${i}` });
  const count = (returning: string): number => find(`FIND {leaf} RETURNING ${returning}`, {}, {}, own).length;
  assert.deepEqual(['Book__c', 'Book__c(Id ORDER BY Name)', 'Book__c(Id LIMIT 2000)', 'Book__c, Contact'].map(count), [250, 260, 250, 250]);
});

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
test('in a text of more than 4,000 characters operators count for nothing, and any word is enough', () => {
  const words = `warden AND ${'nowhere '.repeat(500)}`;
  assert.deepEqual([titles(words.slice(0, 3000)), titles(words)], [[], ['The Warden']]);
});

test('without RETURNING the ids of all objects are found', () => {
  const found = store.transaction('committed', () => runSearch('FIND {john}', queryContext(store)));
  const hits = found.filter(({ rows }) => rows.length > 0).map(({ object, rows }) => [object.apiName, rows.length]);
  assert.deepEqual(hits, [
    ['Contact', 1],
    ['Book__c', 2],
  ]);
});

test('the index follows every save once it is there', () => {
  const own = openLibrary();
  const id = insertRecord(own, 'Book__c', { Name: 'First title' });
  const object = own.schema.object('Book__c')!;
  const names = (word: string) => find(`FIND {${word}} RETURNING Book__c(Name)`, {}, {}, own);
  assert.deepEqual(names('title'), ['First title']);
  own.update(object, id, new Map([['Name', 'Second name']]));
  assert.deepEqual([names('title'), names('second')], [[], ['Second name']]);
  insertRecord(own, 'Book__c', { Name: 'Second thought' });
  assert.deepEqual(names('second').sort(), ['Second name', 'Second thought']);
  own.delete(object, [id]);
  assert.deepEqual(names('second'), ['Second thought']);
  const author = insertRecord(own, 'Contact', { FirstName: 'Virginia', LastName: 'Stephen' });
  const people = (words: string) => find(`FIND {${words}} IN NAME FIELDS RETURNING Contact(Name)`, {}, {}, own);
  assert.deepEqual(people('"Virginia Stephen"'), ['Virginia Stephen']);
  own.update(own.schema.object('Contact')!, author, new Map([['LastName', 'Woolf']]));
  assert.deepEqual([people('"Virginia Stephen"'), people('"Virginia Woolf"')], [[], ['Virginia Woolf']]);
});

test('what is rolled back is not found, and an index whose making was rolled back is made again', () => {
  const own = openLibrary();
  insertRecord(own, 'Book__c', { Name: 'Stays here' });
  const names = (): unknown[] =>
    runSearch('FIND {here} RETURNING Book__c(Name ORDER BY Name)', queryContext(own)).flatMap(({ rows }) =>
      plain(rows).map(({ Name }) => Name),
    );
  const failing = (): void =>
    assert.throws(() =>
      own.transaction('committed', () => {
        insertRecord(own, 'Book__c', { Name: 'Gone from here' });
        assert.deepEqual(names(), ['Gone from here', 'Stays here']);
        throw new Error('rolled back');
      }),
    );
  failing();
  assert.deepEqual(own.transaction('committed', names), ['Stays here']);
  failing();
  assert.deepEqual(own.transaction('committed', names), ['Stays here']);
  own.transaction('read', () => assert.deepEqual(names(), ['Stays here']));
});

test('a record in the recycle bin is not found', () => {
  const own = openLibrary();
  insertRecord(own, 'Book__c', { Name: 'Thrown away', IsDeleted: true });
  assert.deepEqual(find('FIND {thrown} RETURNING Book__c(Name)', {}, {}, own), []);
});

test('records and fields the user may not see are neither found nor searched', () => {
  const access = {
    ...systemAccess,
    canReadField: (_object: unknown, { apiName }: { apiName: string }) => apiName !== 'Summary__c',
    visibleRows: (_object: unknown, row: string) => ({ sql: `${row}."Name" <> ?`, params: ['War and Peace'] }),
  };
  const mode = { access, enforcePermissions: true, enforceSharing: true };
  assert.deepEqual(find('FIND {smith} RETURNING Book__c(Name)', {}, mode), []);
  assert.deepEqual(find('FIND {peace} RETURNING Book__c(Name)', {}, mode), ['Peace of mind']);
  assert.deepEqual(find('FIND {smith} RETURNING Book__c(Name) WITH USER_MODE', {}, { access }), []);
  assert.deepEqual(find('FIND {smith} RETURNING Book__c(Name) WITH SYSTEM_MODE', {}, { access, enforcePermissions: true }), [
    'Война и мир',
  ]);
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_SOSL.htm */
test('fixed results are found instead of what is searched for, as far as conditions and limits allow', () => {
  const own = openLibrary();
  const ids = ['One', 'Two', 'Three'].map((Name) => insertRecord(own, 'Book__c', { Name }));
  const names = (sosl: string, fixed: readonly string[]): unknown[] =>
    runSearch(sosl, queryContext(own), { fixed }).map(({ rows }) => plain(rows).map((row) => row.Name));
  assert.deepEqual(names('FIND {whatever} RETURNING Book__c(Name ORDER BY Name), Contact', ids.slice(0, 2)), [['One', 'Two'], []]);
  assert.deepEqual(names("FIND {whatever} RETURNING Book__c(Name WHERE Name = 'Two' OR Name = 'Three')", ids.slice(0, 2)), [['Two']]);
  assert.deepEqual(names('FIND {one} RETURNING Book__c(Name)', []), [[]]);
});

const REFUSED: readonly [string, RegExp][] = [
  ['FIND {a} RETURNING Book__c', /^search term must be longer than one character: a$/],
  ['FIND {a*} RETURNING Book__c', /^search term must be longer than one character: a\*$/],
  ['FIND {Marie-Pier} RETURNING Book__c', /Column:11\nline 1:11 mismatched character '-' expecting '}'$/],
  ['FIND {ab} IN ALL TYPE RETURNING Book__c', /unexpected token: 'IN'$/],
  ['FIND {ab} IN SOME FIELDS', /Malformed search token: SOME$/],
  ['FIND {ab} RETURNING Nothing__c', /^sObject type 'Nothing__c' is not supported\./],
  ['FIND {ab} RETURNING Book__c(Nothing__c)', /^No such column 'Nothing__c' on entity 'Book__c'\./],
  ['FIND {ab AND} RETURNING Book__c', /unexpected token: '<EOF>'$/],
  ['FIND {"Marie-Pier"} RETURNING Book__c', /mismatched character '-' expecting '}'$/],
  ["FIND {ab} RETURNING Book__c (WHERE Name = 'x')", /unexpected token: 'WHERE'$/],
  ['FIND {ab} RETURNING Book__c (LIMIT 10)', /unexpected token: 'LIMIT'$/],
  ['FIND {ab} RETURNING Book__c(Name), Contact, book__C', /duplicate object in RETURNING: book__C$/],
  ['FIND {ab} RETURNING Book__c(Name OFFSET 2001)', /^SOSL offset should be between 0 to 2000$/],
  ['FIND {ab} RETURNING Book__c(Name OFFSET 1), Contact', /OFFSET can be used only when a single object is searched$/],
  ['FIND {"ab} RETURNING Book__c', /missing '"'/],
];

for (const [sosl, message] of REFUSED) {
  test(`${sosl} is refused`, () => {
    assert.throws(
      () => find(sosl),
      (error) => error instanceof SoqlError && message.test(error.message),
    );
  });
}
