import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoldenOrg } from './harness.ts';

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
