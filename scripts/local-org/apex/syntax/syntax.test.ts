import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApex, type Expr, type Stmt } from './index.ts';

/** The statements of an anonymous block. */
function statements(body: string): readonly Stmt[] {
  const { unit, problems } = parseApex('anonymous', 'A', body);
  assert.deepEqual(problems, []);
  return unit?.kind === 'anonymous' ? unit.body.body : assert.fail('no anonymous block');
}

function expression(text: string): Expr {
  const [stmt] = statements(`x = ${text};`);
  if (stmt?.kind !== 'expr' || stmt.value.kind !== 'assign') return assert.fail('no assignment');
  return stmt.value.value;
}

test('Positions are 1-based', () => {
  const [, second] = statements('Integer i;\n  i = 1;');
  assert.deepEqual([second!.line, second!.column], [2, 3]);
});

test('Literals keep their exact value', () => {
  const value = (text: string): unknown => {
    const literal = expression(text);
    return literal.kind === 'literal' ? [literal.type, literal.value] : literal.kind;
  };
  assert.deepEqual(value('9007199254740993L'), ['Long', 9007199254740993n]);
  assert.deepEqual(value('1.10'), ['Decimal', '1.10']);
  assert.deepEqual(value('1.5d'), ['Double', 1.5]);
  assert.deepEqual(value('-2147483648'), ['Integer', -2147483648n]);
  assert.deepEqual(value(String.raw`'a\n\'\u0041'`), ['String', "a\n'A"]);
  assert.deepEqual(value("'''\n  it's\n'''"), ['String', "  it's\n"]);
  assert.deepEqual(value('TRUE'), ['Boolean', true]);
});

test('Operators made of several tokens are joined', () => {
  const op = (text: string): unknown => {
    const binary = expression(text);
    return binary.kind === 'binary' ? binary.op : binary.kind;
  };
  assert.deepEqual(['a >= b', 'a >>> b', 'a << b', 'a <= b', 'a ?? b', 'a !== b'].map(op), ['>=', '>>>', '<<', '<=', '??', '!==']);
});

test('Queries are cut out with their binds named in order', () => {
  const query = expression('[SELECT Id FROM Account WHERE Name = :a.b() AND Id IN :ids WITH USER_MODE LIMIT :n]');
  assert.ok(query.kind === 'soql');
  assert.equal(query.query.text, 'SELECT Id FROM Account WHERE Name = :b0 AND Id IN :b1 WITH USER_MODE LIMIT :b2');
  assert.deepEqual(
    query.query.binds.map((bind) => bind.kind),
    ['call', 'name', 'name'],
  );
  assert.deepEqual([query.query.from, query.query.mode, query.query.countOnly, query.query.aggregate], ['Account', 'user', false, false]);
});

test('Counting and grouping queries are told apart', () => {
  const flags = (text: string): unknown => {
    const query = expression(text);
    return query.kind === 'soql' ? [query.query.countOnly, query.query.aggregate] : query.kind;
  };
  assert.deepEqual(flags('[SELECT COUNT() FROM Account]'), [true, false]);
  assert.deepEqual(flags('[SELECT COUNT(Id) FROM Account]'), [false, true]);
  assert.deepEqual(flags('[SELECT Name FROM Account GROUP BY Name]'), [false, true]);
});

test('Sharing keywords and annotations are modifiers', () => {
  const { unit } = parseApex(
    'class',
    'A.cls',
    "@IsTest(SeeAllData=false) public with sharing class A { @AuraEnabled(cacheable=true scope='global') static void f() {} }",
  );
  assert.ok(unit?.kind === 'class');
  assert.ok(unit.modifiers.words.has('with sharing'));
  assert.equal(unit.modifiers.annotations[0]?.values.get('seealldata'), false);
  const [method] = unit.members;
  assert.ok(method?.kind === 'method');
  assert.deepEqual(
    [...method.modifiers.annotations[0]!.values],
    [
      ['cacheable', true],
      ['scope', 'global'],
    ],
  );
});

test('Triggers name their object and events', () => {
  const { unit } = parseApex('trigger', 'T.trigger', 'trigger T on Account (before insert, after undelete) { Integer i = 1; }');
  assert.ok(unit?.kind === 'trigger');
  assert.deepEqual(
    [unit.object, unit.events, unit.body.body.length],
    [
      'Account',
      [
        { timing: 'before', event: 'insert' },
        { timing: 'after', event: 'undelete' },
      ],
      1,
    ],
  );
});

test("Syntax errors have a place and the platform's words", () => {
  const { unit, problems } = parseApex('class', 'A.cls', 'public class A {\n  void f() { x = ; }\n}');
  assert.equal(unit, null);
  assert.deepEqual(problems[0], { file: 'A.cls', line: 2, column: 18, message: "Unexpected token ';'." });
});
