import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GoldenOrg } from './harness.ts';

/**
 * Random expressions over several types against an evaluation of its own: decimals as big integers with a scale, text as
 * JavaScript strings. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
interface Sample<V> {
  readonly text: string;
  readonly value: V;
}

/** `digits / 10^scale`. */
interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent);
const scaled = ({ digits, scale }: Exact, to: number): bigint => digits * power(to - scale);
const MOST_DIGITS = 30;

function combine(op: string, a: Sample<Exact>, b: Sample<Exact>): Sample<Exact> {
  const text = `(${a.text} ${op} ${b.text})`;
  if (op === '*') return { text, value: { digits: a.value.digits * b.value.digits, scale: a.value.scale + b.value.scale } };
  const scale = Math.max(a.value.scale, b.value.scale);
  const [left, right] = [scaled(a.value, scale), scaled(b.value, scale)];
  return { text, value: { digits: op === '+' ? left + right : left - right, scale } };
}

function plain({ digits, scale }: Exact): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

function order(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = scaled(a, scale) - scaled(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const decimal: fc.Arbitrary<Sample<Exact>> = fc
  .tuple(fc.bigInt({ min: -999_999n, max: 999_999n }), fc.integer({ min: 0, max: 5 }))
  .map(([digits, scale]) => ({ text: `Decimal.valueOf('${plain({ digits, scale })}')`, value: { digits, scale } }));

const { sum } = fc.letrec<{ sum: Sample<Exact>; binary: Sample<Exact> }>((tie) => ({
  sum: fc.oneof({ maxDepth: 2 }, decimal, tie('binary')),
  binary: fc.tuple(fc.constantFrom('+', '-', '*'), tie('sum'), tie('sum')).map(([op, a, b]) => combine(op, a, b)),
}));

/** Beyond this many digits the platform rounds, which is not what is asked here. */
const exact = sum.filter(({ value }) => String(value.digits).length <= MOST_DIGITS && value.scale <= MOST_DIGITS);

/** Half to even, as setScale rounds by default. */
function rounded({ digits, scale }: Exact, to: number): Exact {
  if (to >= scale) return { digits: scaled({ digits, scale }, to), scale: to };
  const unit = power(scale - to);
  const [quotient, rest] = [digits / unit, digits % unit];
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const up = twice > unit || (twice === unit && quotient % 2n !== 0n);
  return { digits: quotient + (up ? (digits < 0n ? -1n : 1n) : 0n), scale: to };
}

const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'я', 'Ж', ' ', '1', '_', '-'), maxLength: 8 });
const textLiteral: fc.Arbitrary<Sample<string>> = letters.map((value) => ({ text: `'${value}'`, value }));
const JAVA_SPACE = /^[\s]+|[\s]+$/g;

/** A method of String with its own definition over JavaScript strings. */
const METHODS: readonly ((a: Sample<string>, b: Sample<string>, n: number) => Sample<string>)[] = [
  (a, b) => ({ text: `(${a.text} + ${b.text})`, value: a.value + b.value }),
  (a) => ({ text: `${a.text}.trim()`, value: a.value.replaceAll(JAVA_SPACE, '') }),
  (a) => ({ text: `${a.text}.toUpperCase()`, value: a.value.toUpperCase() }),
  (a) => ({ text: `${a.text}.reverse()`, value: [...a.value].reverse().join('') }),
  (a, _, n) => ({ text: `${a.text}.left(${n})`, value: a.value.slice(0, n) }),
  (a, _, n) => ({ text: `${a.text}.right(${n})`, value: n >= a.value.length ? a.value : a.value.slice(a.value.length - n) }),
  (a, _, n) => ({ text: `${a.text}.repeat(${n})`, value: a.value.repeat(n) }),
  (a, b) => ({ text: `${a.text}.remove(${b.text})`, value: b.value === '' ? a.value : a.value.split(b.value).join('') }),
  (a, b) => ({
    text: `${a.text}.removeEnd(${b.text})`,
    value: a.value.endsWith(b.value) ? a.value.slice(0, a.value.length - b.value.length) : a.value,
  }),
  (a, b) => ({ text: `${a.text}.replace('a', ${b.text})`, value: a.value.split('a').join(b.value) }),
];

const { chain } = fc.letrec<{ chain: Sample<string>; call: Sample<string> }>((tie) => ({
  chain: fc.oneof({ maxDepth: 3 }, textLiteral, tie('call')),
  call: fc
    .tuple(fc.constantFrom(...METHODS), tie('chain'), tie('chain'), fc.integer({ min: 0, max: 4 }))
    .map(([method, a, b, n]) => method(a, b, n)),
}));

function agrees<T>(arbitrary: fc.Arbitrary<T>, question: (sample: T) => readonly [expression: string, expected: string]): void {
  const org = new GoldenOrg();
  fc.assert(
    fc.property(fc.array(arbitrary, { minLength: 10, maxLength: 20 }), (samples) => {
      const questions = samples.map(question);
      const apex = questions.map(([expression]) => `System.debug(${expression});`).join('\n');
      assert.deepEqual(
        org.store.transaction('write', () => org.run(apex)),
        questions.map(([, expected]) => expected),
      );
    }),
    { numRuns: 40 },
  );
}

test('Sums and products of decimals are exact and keep their scale', () => {
  agrees(exact, ({ text, value }) => [`${text}.toPlainString()`, plain(value)]);
});

test('Decimals are rounded half to even', () => {
  agrees(fc.tuple(decimal, fc.integer({ min: 0, max: 6 })), ([{ text, value }, scale]) => [
    `${text}.setScale(${scale}).toPlainString()`,
    plain(rounded(value, scale)),
  ]);
});

test('Decimals are compared by value, whatever their scale', () => {
  agrees(fc.tuple(exact, exact), ([a, b]) => {
    const side = order(a.value, b.value);
    const [left, right] = [a.text, b.text];
    return [`(${left} < ${right}) + ' ' + (${left} == ${right}) + ' ' + (${left} >= ${right})`, `${side < 0} ${side === 0} ${side >= 0}`];
  });
});

test('Chains of text methods give what their definitions say', () => {
  agrees(
    chain.filter(({ value }) => value.length < 500),
    ({ text, value }) => [`'[' + ${text} + ']'`, `[${value}]`],
  );
});

test('== on text ignores case, equals does not', () => {
  agrees(fc.tuple(textLiteral, textLiteral), ([a, b]) => [
    `(${a.text} == ${b.text}) + ' ' + ${a.text}.equals(${b.text})`,
    `${a.value.toLowerCase() === b.value.toLowerCase()} ${a.value === b.value}`,
  ]);
});
