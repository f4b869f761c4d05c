import { goldens } from './harness.ts';

goldens('langCon_apex_expressions_operators_understanding', [
  { says: 'Integer division cuts off the fraction', apex: 'System.debug(7 / 2); System.debug(-7 / 2);', prints: ['3', '-3'] },
  { says: 'Integers wrap around at 32 bits', apex: 'Integer i = 2147483647; i++; System.debug(i);', prints: ['-2147483648'] },
  { says: 'Longs wrap around at 64 bits', apex: 'Long l = 9223372036854775807L; l++; System.debug(l);', prints: ['-9223372036854775808'] },
  { says: 'Integer and Long make a Long', apex: 'Long l = 2147483647; System.debug(l + 1);', prints: ['2147483648'] },
  { says: 'Integer multiplication wraps before it is widened', apex: 'Long l = 100000 * 100000; System.debug(l);', prints: ['1410065408'] },
  { says: 'Division by zero is a MathException', apex: 'Integer z = 0; System.debug(1 / z);', throws: 'System.MathException: Divide by 0' },
  {
    says: 'Decimal division by zero is a MathException',
    apex: 'Decimal z = 0; System.debug(1.0 / z);',
    throws: 'System.MathException: Divide by 0',
  },
  { says: 'Decimals keep their scale when added', apex: 'Decimal d = 1.10; d += 2; System.debug(d);', prints: ['3.10'] },
  {
    says: '== on Strings ignores case, equals does not',
    apex: "System.debug('a' == 'A'); System.debug('a'.equals('A'));",
    prints: ['true', 'false'],
  },
  {
    says: '== compares lists by their elements',
    apex: 'System.debug(new List<Integer>{ 1 } == new List<Integer>{ 1 });',
    prints: ['true'],
  },
  {
    says: '=== finds the same Double in an Object',
    apex: 'Double d = 10.5; Object held = d; Object other = 12.5d; System.debug(d === held); System.debug(d !== held); System.debug(held === other); System.debug(other === null);',
    prints: ['true', 'false', 'false', 'false'],
  },
  {
    says: '=== compares references',
    apex: 'List<Integer> a = new List<Integer>(); System.debug(a === a); System.debug(a === new List<Integer>());',
    prints: ['true', 'false'],
  },
  {
    says: '== compares records by their fields',
    apex: "System.debug(new Account(Name = 'x') == new Account(Name = 'x'));",
    prints: ['true'],
  },
  { says: 'A comparison with null is false', apex: 'Integer n; System.debug(n < 1); System.debug(n > 1);', prints: ['false', 'false'] },
  { says: 'Any String is greater than null', apex: "String n; System.debug('a' > n);", prints: ['true'] },
  {
    says: 'Arithmetic with null is a NullPointerException',
    apex: 'Integer n; System.debug(n + 1);',
    throws: 'System.NullPointerException: Attempt to de-reference a null object',
  },
  { says: '+ prints null as text', apex: "String n; System.debug('x' + n + 1);", prints: ['xnull1'] },
  {
    says: '&& does not evaluate its right side needlessly',
    apex: 'String n; System.debug(n != null && n.length() > 0);',
    prints: ['false'],
  },
  {
    says: '?? gives its right side for null only',
    apex: "String n; System.debug(n ?? 'b'); System.debug('a' ?? 'b');",
    prints: ['b', 'a'],
  },
  { says: '?. gives null for a null target', apex: 'String n; System.debug(n?.length());', prints: ['null'] },
  { says: '?. skips the rest of its own call only', apex: 'Account a; System.debug(a?.Name == null);', prints: ['true'] },
  {
    says: 'Shifts: >> keeps the sign, >>> does not',
    apex: 'System.debug(-8 >> 1); System.debug(-8 >>> 28); System.debug(1 << 31);',
    prints: ['-4', '15', '-2147483648'],
  },
  {
    says: 'Bit operators on Integers',
    apex: 'System.debug(6 & 3); System.debug(6 | 3); System.debug(6 ^ 3); System.debug(~6);',
    prints: ['2', '7', '5', '-7'],
  },
  { says: 'Bit operators on Booleans', apex: 'System.debug(true ^ true); System.debug(true | false);', prints: ['false', 'true'] },
  {
    says: 'Postfix gives the old value, prefix the new one',
    apex: 'Integer i = 5; System.debug(i++); System.debug(++i); System.debug(i--);',
    prints: ['5', '7', '7'],
  },
  {
    says: 'Compound assignment evaluates its target once',
    apex: 'Integer i = 0; List<Integer> l = new List<Integer>{ 1, 2 }; l[i++] += 10; System.debug(l); System.debug(i);',
    prints: ['(11, 2)', '1'],
  },
  { says: 'The ternary operator evaluates one side', apex: 'Integer z = 0; System.debug(z == 0 ? 0 : 1 / z);', prints: ['0'] },
  {
    says: 'Ids of 15 and 18 characters are equal',
    apex: "Id a = '001000000000001'; String b = '001000000000001AAA'; System.debug(a == b);",
    prints: ['true'],
  },
  {
    says: 'Text that is no id cannot become one',
    apex: "String s = 'nonsense'; Id i = s;",
    throws: 'System.StringException: Invalid id: nonsense',
  },
  {
    says: 'A Date becomes a Datetime at midnight UTC',
    apex: "Datetime d = Date.newInstance(2026, 1, 2); System.debug(d.formatGmt('yyyy-MM-dd HH:mm'));",
    prints: ['2026-01-02 00:00'],
  },
  { says: 'Dates move by days', apex: 'System.debug(Date.newInstance(2026, 2, 28) + 1);', prints: ['2026-03-01 00:00:00'] },
  { says: 'String to Integer is refused', apex: "Integer i = 'a';", refuses: 'Illegal assignment from String to Integer' },
  { says: 'Decimal to Integer needs a cast', apex: 'Integer i = 1.5;', refuses: 'Illegal assignment from Decimal to Integer' },
  {
    says: 'A cast to Integer cuts off',
    apex: 'Decimal d = -1.7; System.debug((Integer) d); System.debug((Integer) 3000000000L);',
    prints: ['-1', '-1294967296'],
  },
  { says: 'Integer literals have 32 bits', apex: 'Integer i = 2147483648;', refuses: 'Illegal integer: 2147483648' },
  {
    says: 'Strings and numbers do not compare',
    apex: "Boolean b = 1 == 'a';",
    refuses: 'Comparison arguments must be compatible types: Integer, String',
  },
]);
