import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApexDecimal, ROUNDING_MODES, RoundingNecessaryError, tenTo, type RoundingMode } from './index.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([unscaled, scale]) => new ApexDecimal(unscaled, scale));
const modes = fc.constantFrom(...ROUNDING_MODES.filter((mode) => mode !== 'UNNECESSARY'));

/** A fraction of whole numbers, the oracle: no digits are ever lost. */
interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

const rational = (value: ApexDecimal): Rational => ({ top: value.unscaled, bottom: tenTo(value.scale) });
const same = (a: Rational, b: Rational): boolean => a.top * b.bottom === b.top * a.bottom;

/** The whole number next to `value` that the mode picks, by its definition rather than by digits. */
function rounded({ top, bottom }: Rational, mode: RoundingMode): bigint {
  const floor = top / bottom - (top % bottom !== 0n && top < 0n ? 1n : 0n);
  if (floor * bottom === top) return floor;
  const ceiling = floor + 1n;
  const [towardsZero, away] = top < 0n ? [ceiling, floor] : [floor, ceiling];
  const below = (top - floor * bottom) * 2n - bottom;
  const nearest = below < 0n ? floor : below > 0n ? ceiling : undefined;
  const picks: Record<RoundingMode, bigint> = {
    UP: away,
    DOWN: towardsZero,
    FLOOR: floor,
    CEILING: ceiling,
    HALF_UP: nearest ?? away,
    HALF_DOWN: nearest ?? towardsZero,
    HALF_EVEN: nearest ?? (floor % 2n === 0n ? floor : ceiling),
    UNNECESSARY: floor,
  };
  return picks[mode];
}

test('sums, differences and products are exact', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const [x, y] = [rational(a), rational(b)];
      assert.ok(same(rational(a.add(b)), { top: x.top * y.bottom + y.top * x.bottom, bottom: x.bottom * y.bottom }));
      assert.ok(same(rational(a.subtract(b)), { top: x.top * y.bottom - y.top * x.bottom, bottom: x.bottom * y.bottom }));
      assert.ok(same(rational(a.multiply(b)), { top: x.top * y.top, bottom: x.bottom * y.bottom }));
      assert.equal(a.add(b).scale, Math.max(a.scale, b.scale));
      assert.equal(a.multiply(b).scale, a.scale + b.scale);
    }),
  );
});

test('quotients are the exact fraction rounded by the mode at the scale', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.integer({ min: 0, max: 20 }), modes, (a, b, scale, mode) => {
      fc.pre(!b.isZero());
      const [x, y] = [rational(a), rational(b)];
      const sign = y.top < 0n ? -1n : 1n;
      const exact = { top: x.top * y.bottom * tenTo(scale) * sign, bottom: x.bottom * y.top * sign };
      assert.equal(a.divide(b, scale, mode).unscaled, rounded(exact, mode));
    }),
  );
});

test('setScale and round follow the definition of each mode', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 12 }), modes, (a, scale, mode) => {
      const { top, bottom } = rational(a);
      assert.equal(a.setScale(scale, mode).unscaled, rounded({ top: top * tenTo(scale), bottom }, mode));
      assert.equal(a.round(mode), rounded({ top, bottom }, mode));
    }),
  );
});

test('text reads back as the same digits, and order follows the numbers', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const read = ApexDecimal.parse(a.toString())!;
      assert.deepEqual([read.unscaled, read.scale], [a.unscaled, a.scale]);
      const difference = a.unscaled * tenTo(b.scale) - b.unscaled * tenTo(a.scale);
      assert.equal(Math.sign(a.compareTo(b)), difference < 0n ? -1 : difference > 0n ? 1 : 0);
    }),
  );
});

test('UNNECESSARY refuses to lose digits', () => {
  assert.throws(() => new ApexDecimal(15n, 1).setScale(0, 'UNNECESSARY'), RoundingNecessaryError);
  assert.equal(new ApexDecimal(150n, 2).setScale(1, 'UNNECESSARY').toString(), '1.5');
});

test('division without a scale ends where the quotient ends, else at 33 digits', () => {
  const divide = (a: string, b: string): string => ApexDecimal.parse(a)!.divideBy(ApexDecimal.parse(b)!).toString();
  assert.equal(divide('10', '4'), '2.5');
  assert.equal(divide('4', '2'), '2');
  assert.equal(divide('1', '3'), `0.${'3'.repeat(33)}`);
  assert.equal(divide('1.00', '4'), '0.25');
});
