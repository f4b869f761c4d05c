import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoldenOrg } from './harness.ts';

/** Compile errors of classes, as `file:line: message`. */
function problems(classes: Readonly<Record<string, string>>): string[] {
  return new GoldenOrg(classes).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

const cases: readonly (readonly [says: string, classes: Readonly<Record<string, string>>, expected: readonly string[]])[] = [
  ['An unknown type is reported where it is named', { A: 'public class A {\n  Missing m;\n}' }, ['A.cls:2: Invalid type: Missing']],
  [
    'A method that may end without a value',
    { A: 'public class A {\n  Integer f(Boolean b) {\n    if (b) return 1;\n  }\n}' },
    ['A.cls:4: Missing return statement required return type: Integer'],
  ],
  ['A loop without end needs no return after it', { A: 'public class A { Integer f() { while (true) { } } }' }, []],
  [
    'if and else that both return are enough',
    { A: 'public class A { Integer f(Boolean b) { if (b) { return 1; } else { throw new CalloutException(); } } }' },
    [],
  ],
  [
    'An interface has to be implemented',
    { I: 'public interface I { void go(Integer i); }', A: 'public class A implements I { }' },
    ['A.cls:1: Class A must implement the method: void I.go(Integer)'],
  ],
  [
    'A platform interface has to be implemented',
    { A: 'public class A implements Queueable { }' },
    ['A.cls:1: Class A must implement the method: void Queueable.execute(QueueableContext)'],
  ],
  [
    'An abstract method has to be implemented',
    { P: 'public abstract class P { public abstract void go(); }', A: 'public class A extends P { }' },
    ['A.cls:1: Class A must implement the method: void P.go()'],
  ],
  [
    'Overriding needs the word override',
    { P: 'public virtual class P { public virtual void go() { } }', A: 'public class A extends P { public void go() { } }' },
    ['A.cls:1: Method must use the override keyword: void A.go()'],
  ],
  [
    'override needs something to override',
    { A: 'public class A { public override void go() { } }' },
    ['A.cls:1: @Override specified for non-overriding method: void A.go()'],
  ],
  [
    'Only virtual methods are overridden',
    { P: 'public virtual class P { public void go() { } }', A: 'public class A extends P { public override void go() { } }' },
    ['A.cls:1: Non-virtual, non-abstract methods cannot be overridden: void A.go()'],
  ],
  [
    'Only virtual classes are extended',
    { P: 'public class P { }', A: 'public class A extends P { }' },
    ['A.cls:1: Non-virtual and non-abstract type cannot be extended: P'],
  ],
  [
    'A private method is not visible to other classes',
    { P: 'public class P { private static void go() { } }', A: 'public class A {\n  void f() { P.go(); }\n}' },
    ['A.cls:2: Method is not visible: void P.go()'],
  ],
  [
    '@TestVisible shows private members to tests',
    {
      P: 'public class P { @TestVisible private static void go() { } }',
      A: '@IsTest private class A { @IsTest static void f() { P.go(); } }',
    },
    [],
  ],
  ['Fields are unique in any case', { A: 'public class A { Integer a; String A; }' }, ['A.cls:1: Duplicate field: A']],
  [
    'Methods differ in their parameters',
    { A: 'public class A { void f(Integer i) { } Integer f(Integer j) { return 1; } }' },
    ['A.cls:1: Method already defined: Integer f(Integer) from the type A'],
  ],
  [
    'this is not there in static code',
    { A: 'public class A { Integer i; static void f() { this.i = 1; } }' },
    ['A.cls:1: This cannot be referenced in a static context'],
  ],
  [
    'Instance members are not there in static code',
    { A: 'public class A { Integer i; static void f() { i = 1; } }' },
    ['A.cls:1: Non static field cannot be referenced from a static context: i from the type A'],
  ],
  [
    'Final fields are set once',
    { A: 'public class A { final Integer i = 1; void f() { i = 2; } }' },
    ['A.cls:1: Final members can only be assigned in their declaration, init blocks, or constructors: i'],
  ],
  [
    'A class cannot extend itself in a circle',
    { A: 'public virtual class A extends B { }', B: 'public virtual class B extends A { }' },
    ['A.cls:1: Circular definition: A', 'B.cls:1: Dependent class is invalid and needs recompilation: Class A : Circular definition: A'],
  ],
  ['Syntax errors name the token', { A: 'public class A {\n  Integer i = ;\n}' }, ["A.cls:2: Unexpected token ';'."]],
];

for (const [says, classes, expected] of cases) {
  test(`${says} [apex_classes_understanding]`, () => assert.deepEqual(problems(classes), expected));
}

test('A file that does not compile takes only those with it that need it [apex_classes_understanding]', () => {
  const org = new GoldenOrg({
    Broken: 'public class Broken { public static Integer f() { return x; } }',
    Needs: 'public class Needs { public static Integer f() { return Broken.f(); } }',
    Sound: "public class Sound { public static String f() { return 'sound'; } }",
  });
  assert.deepEqual(
    org.problems.map(({ file, message }) => `${file}: ${message}`),
    [
      'Broken.cls: Variable does not exist: x',
      'Needs.cls: Dependent class is invalid and needs recompilation: Class Broken : Variable does not exist: x',
    ],
  );
  assert.deepEqual(
    org.store.transaction('write', () => org.run('System.debug(Sound.f());')),
    ['sound'],
  );
});

test('All errors of all files are reported together', () => {
  assert.equal(problems({ A: 'public class A { void f() { x = 1; y = 2; } }', B: 'public class B { Missing m; }' }).length, 3);
});
