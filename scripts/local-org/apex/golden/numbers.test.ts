import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

/** Results of rounding 5.5, 1.1, -1.1 and -2.7, as the page lists them for each mode. */
const ROUNDED: Record<string, string> = {
  CEILING: '(6, 2, -1, -2)',
  DOWN: '(5, 1, -1, -2)',
  FLOOR: '(5, 1, -2, -3)',
  HALF_DOWN: '(5, 1, -1, -3)',
  HALF_EVEN: '(6, 1, -1, -3)',
  HALF_UP: '(6, 1, -1, -3)',
  UP: '(6, 2, -2, -3)',
};

goldens('apex_methods_system_decimal', [
  ...Object.entries(ROUNDED).map(([mode, printed]): Golden => ({
    says: `round ${mode}`,
    apex: `List<Long> r = new List<Long>(); for (Decimal d : new List<Decimal>{ 5.5, 1.1, -1.1, -2.7 }) r.add(d.round(System.RoundingMode.${mode})); System.debug(r);`,
    prints: [printed],
  })),
  shows('round is half even', "Decimal.valueOf('4.5').round() + ' ' + Decimal.valueOf('5.5').round()", '4 6'),
  shows('divide with a scale', "Decimal.valueOf('19').divide(100, 3)", '0.190'),
  shows('divide with a rounding mode', "Decimal.valueOf('10').divide(3, 2, System.RoundingMode.UP)", '3.34'),
  shows(
    'setScale rounds half even',
    "Decimal.valueOf('8.987654321').setScale(3) + ' ' + Decimal.valueOf('0.125').setScale(2)",
    '8.988 0.12',
  ),
  shows('setScale adds zeros', "Decimal.valueOf('8.9').setScale(3)", '8.900'),
  shows('pow', "Decimal.valueOf('4.12').pow(2)", '16.9744'),
  shows('precision and scale', "Decimal.valueOf('123.4567').precision() + ' ' + Decimal.valueOf('123.4567').scale()", '7 4'),
  shows('stripTrailingZeros', "Decimal.valueOf('1.1000').stripTrailingZeros()", '1.1'),
  shows('toPlainString has no exponent', "Decimal.valueOf('1E+3').toPlainString()", '1000'),
  shows('intValue cuts off', "Decimal.valueOf('-1.9').intValue()", '-1'),
  shows('numbers of different scale are equal', "Decimal.valueOf('1.1') == Decimal.valueOf('1.10')", 'true'),
  shows('but are different keys', "new Set<Decimal>{ Decimal.valueOf('1.1'), Decimal.valueOf('1.10') }.size()", '2'),
  {
    says: 'UNNECESSARY refuses to round',
    apex: "Decimal.valueOf('5.5').round(System.RoundingMode.UNNECESSARY);",
    throws: 'System.MathException: Rounding necessary',
  },
  { says: 'divide by zero', apex: "Decimal.valueOf('1').divide(0, 2);", throws: 'System.MathException: Divide by 0' },
]);

goldens('apex_methods_system_integer', [
  shows('Integer.valueOf reads text', "Integer.valueOf('123') + 1", '124'),
  shows('Integer.valueOf of an Object', 'Integer.valueOf((Object) 5) + 1', '6'),
  shows('Long.valueOf', "Long.valueOf('12345678901') + 1", '12345678902'),
  shows('Double.valueOf', "Double.valueOf('1.5') * 2", '3.0'),
  shows('Double.round is to the nearest', "Double.valueOf('4.5').round()", '5'),
  shows('Boolean.valueOf ignores case', "Boolean.valueOf('TRUE')", 'true'),
  {
    says: 'text that is no integer is a TypeException',
    apex: "Integer.valueOf('1.5');",
    throws: 'System.TypeException: Invalid integer: 1.5',
  },
  { says: 'text that is no decimal is a TypeException', apex: "Decimal.valueOf('x');", throws: 'System.TypeException: Invalid decimal: x' },
]);

goldens('apex_methods_system_math', [
  shows('abs keeps the type', 'Math.abs(-5)', '5'),
  shows('ceil and floor of Decimals', "Math.ceil(Decimal.valueOf('1.2')) + ' ' + Math.floor(Decimal.valueOf('-1.2'))", '2 -2'),
  shows('max of Integers is an Integer', 'Math.max(12, 3)', '12'),
  shows('min of Longs', 'Math.min(12L, 3L)', '3'),
  shows('mod has the sign of the dividend', "Math.mod(12, 5) + ' ' + Math.mod(-7, 3)", '2 -1'),
  shows('pow is a Double', 'Math.pow(2, 10)', '1024.0'),
  shows('round of a Decimal is half even', "Math.round(Decimal.valueOf('2.5')) + ' ' + Math.round(Decimal.valueOf('3.5'))", '2 4'),
  shows('sqrt', 'Math.sqrt(16.0)', '4.0'),
  shows('signum', "Math.signum(Decimal.valueOf('-3.2'))", '-1'),
  { says: 'mod by zero', apex: 'Math.mod(1, 0);', throws: 'System.MathException: Divide by 0' },
]);

goldens('langCon_apex_rules_of_conversion', [
  {
    says: 'an Integer that was cast to Double divides as one',
    apex: 'Integer sum = 29; Integer count = 8; Long wide = 3; System.debug((Double) sum / count); System.debug(wide / (Double) 2 == 1.5);',
    prints: ['3.625', 'true'],
  },
  {
    says: 'an Integer that was cast to Double is a Double as an Object',
    apex: 'Integer i = 3; Object held = (Double) i; System.debug(held instanceof Double); System.debug(held); Object chosen = true ? i : 2.5d; System.debug(chosen);',
    prints: ['true', '3.0', '3.0'],
  },
]);
