import assert from 'node:assert/strict';
import { test } from 'node:test';
import { librarySource } from '../testing/library.ts';
import { parseSoql, validateQuery } from './index.ts';

const { schema } = librarySource();

test('every clause is kept', () => {
  const query = parseSoql(
    'SELECT Id FROM Book__c b USING SCOPE mine WHERE Name = null WITH USER_MODE ORDER BY Name DESC NULLS LAST LIMIT 5 OFFSET 2 ALL ROWS FOR UPDATE',
  );
  assert.equal(query.from.alias, 'b');
  assert.equal(query.scope, 'mine');
  assert.equal(query.accessMode, 'USER_MODE');
  assert.deepEqual([query.limit, query.offset, query.allRows, query.forUpdate, query.forView], [5, 2, true, true, false]);
  assert.equal(query.orderBy[0]?.nulls, 'last');
  assert.equal(query.where?.kind, 'comparison');
});

test('literals have their values', () => {
  const query = parseSoql(
    `SELECT Id FROM B WHERE x IN ('it\\'s', -1.5, true, null, 2026-02-28, 2026-02-28T10:00:00Z, 2026-02-28T10:00:00.500+03:00, NEXT_N_DAYS:3)`,
  );
  assert.ok(query.where?.kind === 'comparison' && query.where.right.kind === 'list');
  const values = query.where.right.values.map((value) => ('value' in value ? value.value : value.kind));
  const moment = Date.UTC(2026, 1, 28, 10);
  assert.deepEqual(values, ["it's", -1.5, true, 'null', '2026-02-28', moment, moment - 3 * 3_600_000 + 500, 'dateLiteral']);
});

test('a query that goes on where it should end, or ends too early, is malformed', () => {
  for (const text of [
    'SELECT Id FROM Book__c WHERE',
    'SELECT Id FROM Book__c LIMIT',
    'SELECT Id FROM Book__c extra stuff',
    'SELECT FROM Book__c',
    'SELECT Id Book__c',
    `SELECT Id FROM Book__c WHERE Name = 'open`,
    'SELECT Id FROM Book__c WHERE A = 1 AND B = 2 OR C = 3',
    'SELECT Id FROM Book__c WHERE Printed__c = 2026-02-30',
    '',
  ]) {
    assert.throws(() => parseSoql(text), { code: 'MALFORMED_QUERY' }, text);
  }
});

test('a malformed query says where', () => {
  assert.throws(
    () => parseSoql('SELECT Id\nFROM Book__c\nWHERE Name ! 3'),
    (error: Error & { position?: { line: number } }) => {
      assert.equal(error.position?.line, 3);
      assert.equal(error.message, "unexpected token: '!'");
      return true;
    },
  );
});

test('the check finds every unknown name with its place, and describes what is selected', () => {
  const text = `SELECT Id, Nope__c, Author__r.Nope, Bad__r.Id, (SELECT Nope FROM Loans__r), (SELECT Id FROM Wrong__r)
    FROM Book__c WHERE Missing__c = 1 AND Id IN (SELECT Book__c FROM Nowhere__c) ORDER BY Lost__c`;
  const { problems } = validateQuery(parseSoql(text), schema);
  assert.deepEqual(
    problems.map(({ message }) => / '([^']+)'/.exec(message)?.[1]),
    ['Nope__c', 'Nope', 'Bad__r', 'Nope', 'Wrong__r', 'Missing__c', 'Nowhere__c', 'Lost__c'],
  );
  assert.match(problems[0]?.message ?? '', /^No such column 'Nope__c' on entity 'Book__c'\. If you are attempting to use a custom field/);
  assert.deepEqual(problems[0]?.position, { offset: 11, line: 1, column: 12 });
  assert.equal(problems[5]?.position.line, 2);
});

test('the shape of a sound query', () => {
  const { shape, problems } = validateQuery(parseSoql('select owner.name, (select days__c from loans__r) from book__c'), schema);
  assert.deepEqual(problems, []);
  assert.equal(shape?.object.apiName, 'Book__c');
  assert.deepEqual(shape?.columns[0]?.names, ['Owner', 'Name']);
  assert.equal(shape?.children[0]?.relationship, 'Loans__r');
  assert.equal(shape?.children[0]?.shape.columns[0]?.field?.type, 'Number');
  assert.equal(validateQuery(parseSoql('SELECT COUNT() FROM Book__c'), schema).shape?.countOnly, true);
  assert.equal(validateQuery(parseSoql('SELECT COUNT(Id) FROM Book__c'), schema).shape?.aggregate, true);
});
