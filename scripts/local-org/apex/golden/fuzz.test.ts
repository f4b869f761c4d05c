import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoldenOrg } from './harness.ts';
import { program } from './programs/program.ts';
import { Random } from './programs/random.ts';

/** An expression and its value by an independent evaluation with big integers; undefined when it divides by zero. */
interface Sample {
  readonly text: string;
  readonly long: boolean;
  readonly value: bigint | undefined;
}

const wrap = (value: bigint, long: boolean): bigint => BigInt.asIntN(long ? 64 : 32, value);

const OPERATORS: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? undefined : a / b),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

const literal: fc.Arbitrary<Sample> = fc.oneof(
  fc.integer().map((value) => ({ text: `(${value})`, long: false, value: BigInt(value) })),
  fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map((value) => ({ text: `(${value}L)`, long: true, value })),
);

function combine(op: string, a: Sample, b: Sample): Sample {
  const long = a.long || b.long;
  const raw = a.value === undefined || b.value === undefined ? undefined : OPERATORS[op]!(a.value, b.value);
  return { text: `(${a.text} ${op} ${b.text})`, long, value: raw === undefined ? undefined : wrap(raw, long) };
}

const { expression } = fc.letrec<{ expression: Sample; binary: Sample }>((tie) => ({
  expression: fc.oneof({ maxDepth: 4 }, literal, tie('binary')),
  binary: fc.tuple(fc.constantFrom(...Object.keys(OPERATORS)), tie('expression'), tie('expression')).map(([op, a, b]) => combine(op, a, b)),
}));

test('Integer and Long arithmetic agrees with big integers', () => {
  const org = new GoldenOrg();
  fc.assert(
    fc.property(fc.array(expression, { minLength: 10, maxLength: 20 }), (samples) => {
      const statements = samples.map(({ text }) => `try { System.debug(${text}); } catch (MathException e) { System.debug('zero'); }`);
      const expected = samples.map(({ value }) => (value === undefined ? 'zero' : String(value)));
      assert.deepEqual(
        org.store.transaction('write', () => org.run(statements.join('\n'))),
        expected,
      );
    }),
    { numRuns: 25 },
  );
});

test('Any text is compiled or refused, never a crash', () => {
  const org = new GoldenOrg();
  const word = fc.constantFrom(
    ..."Integer i = 1 ; ( ) { } [ ] . , + == ? : new List < > String if for return null this super try catch SELECT Id FROM Account ' class".split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      assert.ok(Array.isArray(org.problemsOf(`if (false) { ${words.join(' ')} }`)));
    }),
    { numRuns: 150 },
  );
});

const DEEP: Readonly<Record<string, (times: number) => string>> = {
  parentheses: (times) => `Integer x = ${'('.repeat(times)}1${')'.repeat(times)};`,
  sums: (times) => `Integer x = 1${' + 1'.repeat(times)};`,
  calls: (times) => `String x = 'a'${'.trim()'.repeat(times)};`,
  blocks: (times) => `${'{'.repeat(times)}${'}'.repeat(times)}`,
  'open blocks': (times) => 'if (true) {'.repeat(times),
  'new lists': (times) => `Object x = ${'new List<Object>{'.repeat(times)}${'}'.repeat(times)};`,
  casts: (times) => `Object x = ${'(Object) '.repeat(times)}1;`,
};

test('Source that is nested too deeply is refused, never a crash', () => {
  const org = new GoldenOrg();
  for (const [what, make] of Object.entries(DEEP)) {
    assert.deepEqual(org.problemsOf(`if (false) { ${make(20_000)} }`), ['Source is nested too deeply'], what);
  }
});

test('Expressions of some hundred parts compile and run', () => {
  const org = new GoldenOrg();
  for (const name of ['parentheses', 'sums', 'casts']) {
    assert.deepEqual(
      org.store.transaction('write', () => org.run(`${DEEP[name]!(500)} System.debug(x);`)),
      [name === 'sums' ? '501' : '1'],
      name,
    );
  }
});

test('A program with a wrong word compiles or is refused with a place and words', () => {
  const words = ['size', 'Integer', 'Left', 'null', 'this', "'x'", '2L', 'static', 'void', 'Account', 'return', '=='];
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed);
    const parts = program(seed).source.split(/\b/);
    parts[random.below(parts.length)] = random.pick(words);
    for (const { line, column, message } of new GoldenOrg({ Program: parts.join('') }).problems) {
      assert.ok(line > 0 && column > 0 && message !== '', message);
    }
  }
});
