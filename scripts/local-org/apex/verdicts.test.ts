import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FileCache } from '../cache/file-cache.ts';
import { loadSource, type SourceTree } from '../metadata/index.ts';
import { objectFiles, sourceFolder } from '../testing/source-folder.ts';
import { compileApex } from './compile.ts';

const folder = mkdtempSync(join(tmpdir(), 'verdicts-'));
after(() => rmSync(folder, { recursive: true }));
const empty = loadSource([fileURLToPath(new URL('golden/fixtures', import.meta.url))]);
let run = 0;

/** Compiles several versions of a program one after another with one cache; gives the problems of each. */
function compiled(...versions: readonly Readonly<Record<string, string>>[]): (readonly string[])[] {
  const cache = new FileCache('1', join(folder, String(++run)));
  return versions.map((classes) => {
    const sources = Object.entries(classes).map(([name, body]) => ({ name, kind: 'class' as const, file: name, body, apiVersion: '65.0' }));
    const source: SourceTree = { ...empty, classes: sources, triggers: [] };
    const result = compileApex(source, { cache });
    result.units.forEach((unit) => assert.ok(unit.code.length > 0));
    return result.problems.map(({ file, message }) => `${file}: ${message}`);
  });
}

const A = 'public class A { public static Integer f() { return B.g(); } }';
const B = 'public class B { public static Integer g() { return 1; } }';

test('An unchanged program is sound again and runs the same code', () => {
  const first = compileApex({ ...empty, classes: [], triggers: [] });
  assert.deepEqual(first.problems, []);
  assert.deepEqual(compiled({ A, B }, { A, B }, { A, B }), [[], [], []]);
});

test('A changed body is checked', () => {
  assert.deepEqual(compiled({ A, B }, { A, B: B.replace('return 1', "return 'x'") }), [
    [],
    [
      'B: Illegal assignment from String to Integer',
      'A: Dependent class is invalid and needs recompilation: Class B : Illegal assignment from String to Integer',
    ].sort((a, b) => Number(a < b) - Number(a > b)),
  ]);
});

test('A changed declaration is checked against the bodies that use it', () => {
  const [, problems] = compiled({ A, B }, { A, B: B.replace('Integer g()', 'String g()').replace('return 1', "return 'x'") });
  assert.deepEqual(problems, ['A: Illegal assignment from String to Integer']);
});

test('A removed class is missed by the bodies that use it', () => {
  const [, problems] = compiled({ A, B }, { A });
  assert.deepEqual(problems, ['A: Variable does not exist: B']);
});

test('A class that appears and hides a platform class is seen', () => {
  const C = 'public class C { public static void f() { Assert.areEqual(1, 1); } }';
  const [, problems] = compiled({ C }, { C, Assert: 'public class Assert { }' });
  assert.equal(problems?.length, 1);
});

test('A file that was wrong stays wrong', () => {
  const wrong = { A: A.replace('return', 'return missing +'), B };
  assert.deepEqual(compiled(wrong, wrong, { A, B }), [
    ['A: Variable does not exist: missing'],
    ['A: Variable does not exist: missing'],
    [],
  ]);
});

test('A changed declaration is also checked against bodies that reach it through another class', () => {
  const C = 'public class C { public B b; }';
  const D = 'public class D { public Integer f(C c) { return c.b.x; } }';
  const withField = (type: string): string => `public class B { public ${type} x; }`;
  const [, problems] = compiled({ B: withField('Integer'), C, D }, { B: withField('String'), C, D });
  assert.deepEqual(problems, ['D: Illegal assignment from String to Integer']);
});

test('A class whose syntax was broken and is mended again is checked with those that use it', () => {
  const broken = { A, B: `${B}}` };
  const [, wrong, mended] = compiled({ A, B }, broken, { A, B });
  assert.ok(wrong!.some((problem) => problem.startsWith('B: ')) && wrong!.some((problem) => problem.startsWith('A: ')));
  assert.deepEqual(mended, []);
});

test('Bodies that were skipped have the code and the lines of bodies that were read', () => {
  const body = `public class Many {
  public String text { get { return '}'; } set; }
  { text = 'a\\'{'; } // }
  public Many() { /* { */ this.text = '' + 1 / 2; }
  public static Integer f(Integer n) {
    for (Integer i = 0; i < n; i++) { if (i == 3) { return i; } }
    return [SELECT Id FROM Account WHERE Name = '{'].size();
  }
}`;
  const cache = new FileCache('1', join(folder, String(++run)));
  const source: SourceTree = { ...empty, triggers: [], classes: [{ name: 'Many', kind: 'class', file: 'Many', body, apiVersion: '65.0' }] };
  const [read, skipped] = [0, 1].map(() => {
    const { units, problems } = compileApex(source, { cache });
    assert.deepEqual(problems, []);
    return [units[0]!.code, units[0]!.origins];
  });
  assert.deepEqual(skipped, read);
});

test('A constructor that calls another one is sound again', () => {
  const C = 'public class C { public C(Integer n) {} public C() { this(1); } }';
  assert.deepEqual(compiled({ C }, { C }), [[], []]);
});

test('A class that was sound keeps the methods that stand for those of its interfaces', () => {
  const cache = new FileCache('1', join(folder, String(++run)));
  const bodies = {
    Sink: 'public interface Sink { Integer take(List<SObject> records); }',
    AccountSink: 'public class AccountSink implements Sink { public Integer take(List<Account> records) { return records.size(); } }',
  };
  const classes = Object.entries(bodies).map(([name, body]) => ({ name, kind: 'class' as const, file: name, body, apiVersion: '65.0' }));
  const [checked, known] = [0, 1].map(() => {
    const { units, problems } = compileApex({ ...empty, triggers: [], classes }, { cache });
    assert.deepEqual(problems, []);
    return units.map((unit) => unit.code);
  });
  assert.deepEqual(known, checked);
});

test('A field that is no external id any more is refused where upserts go by it', () => {
  const cache = new FileCache('1', join(folder, String(++run)));
  const body = 'public class A { void f(Thing__c thing) { upsert thing Key__c; } }';
  const problems = [true, false].map((externalId) => {
    const key = `<type>Text</type><length>20</length><externalId>${externalId}</externalId>`;
    const files = sourceFolder(objectFiles('main', 'Thing__c', '<label>Thing</label>', { Key__c: key }));
    const { schema } = loadSource([files.dir]);
    files.remove();
    const classes = [{ name: 'A', kind: 'class' as const, file: 'A', body, apiVersion: '65.0' }];
    return compileApex({ ...empty, schema, triggers: [], classes }, { cache }).problems.map(({ message }) => message);
  });
  assert.deepEqual(problems, [[], ['Invalid field for upsert, must be an External Id custom or standard indexed field: Key__c']]);
});
