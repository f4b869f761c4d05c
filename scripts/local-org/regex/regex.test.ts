import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JavaMatcher, JavaPattern, javaPattern, RegexSyntaxError, RegexTooComplicatedError, replaceMatches, splitText } from './index.ts';

/** Matches of a pattern, one behind the other, as `whole:group:group`; a group that took no part is empty. */
function found(pattern: string, text: string): string {
  const matcher = new JavaMatcher(new JavaPattern(pattern), text);
  const matches: string[] = [];
  while (matcher.find()) {
    matches.push(Array.from({ length: matcher.pattern.groupCount + 1 }, (_, group) => matcher.group(group) ?? '').join(':'));
  }
  return matches.join('|');
}

/**
 * Constructs as https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html lists them:
 * pattern, text, matches.
 */
const TABLES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  Characters: [
    ['\\\\', 'a\\b', '\\'],
    ['\\0101\\x42\\u0043\\x{44}', 'ABCD', 'ABCD'],
    ['\\t\\n\\r\\f\\a\\e\\cA', '\t\n\r\f\u0007\u001b\u0001', '\t\n\r\f\u0007\u001b\u0001'],
    ['\\uD83D\\uDE00', '😀', '😀'],
    ['\\Qa.b*\\Ec', 'a.b*c axbbc', 'a.b*c'],
    ['\\Qab\\E+', 'abbb', 'abbb'],
  ],
  'Character classes': [
    ['[abc]', 'xbz', 'b'],
    ['[^abc]+', 'abxyc', 'xy'],
    ['[a-d[m-p]]+', 'zadmpq', 'admp'],
    ['[a-z&&[def]]+', 'abcdefg', 'def'],
    ['[a-z&&[^bc]]+', 'abcd', 'a|d'],
    ['[a-z&&[^m-p]]+', 'lmpq', 'l|q'],
    ['[a-z&&def]+', 'abcdefg', 'def'],
    ['[^a-z&&[def]]+', 'abdez', 'ab|z'],
    ['[]a]+', 'a]', 'a]'],
    ['[a-]+', 'a-b', 'a-'],
    ['[\\w&&[^\\d_]]+', 'a1_b', 'a|b'],
    ['[\\Q^]\\E]+', 'a^]b', '^]'],
  ],
  'Predefined classes': [
    ['.', '\n\r\u0085\u2028a😀', 'a|😀'],
    ['\\d+', '12٣', '12'],
    ['(?U)\\d+', '12٣', '12٣'],
    ['\\h+', 'a \t\u00a0b', ' \t\u00a0'],
    ['\\v', 'a\u000bb', '\u000b'],
    ['\\s+', 'a \u000b\u00a0', ' \u000b'],
    ['\\w+', 'aя_1', 'a|_1'],
    ['(?U)\\w+', 'aя_1', 'aя_1'],
    ['\\S', ' a', 'a'],
    ['a\\Rb', 'a\r\nb a\nb', 'a\r\nb|a\nb'],
    ['\\X', 'e\u0301a\r\n', 'e\u0301|a|\r\n'],
    ['\\b{g}.', 'e\u0301a', 'e|a'],
  ],
  'POSIX and Unicode classes': [
    ['\\p{Punct}+', 'a!$b', '!$'],
    ['\\p{Alpha}+', 'abя', 'ab'],
    ['\\p{Lu}\\P{Lu}', 'aЯя', 'Яя'],
    ['\\pL+', '1aя2', 'aя'],
    ['\\p{javaLowerCase}+', 'Abя', 'bя'],
    ['\\p{IsLatin}+', 'aя', 'a'],
    ['\\p{script=Cyrillic}+', 'aя', 'я'],
    ['\\p{InGreek}', 'aα', 'α'],
    ['\\p{IsAlphabetic}+', '1aя', 'aя'],
    ['[\\p{L}&&[^\\p{Lu}]]+', 'Abя', 'bя'],
    ['\\p{Sc}', '5€', '€'],
    ['(?i)\\p{Lower}+', 'aB1', 'aB'],
  ],
  'Boundary matchers': [
    ['^a', 'a\na', 'a'],
    ['(?m)^a', 'a\na', 'a|a'],
    ['a$', 'aa\n', 'a'],
    ['a$', 'a\nb', ''],
    ['(?m)a$', 'a\r\na', 'a|a'],
    ['(?d)a$', 'a\r', ''],
    ['\\bя\\b', 'я яя', 'я'],
    ['\\Bb', 'ab b', 'b'],
    ['a\\Z', 'a\n', 'a'],
    ['a\\z', 'a\n', ''],
    ['\\Ga', 'aaba', 'a|a'],
  ],
  Quantifiers: [
    ['a??b', 'ab', 'ab'],
    ['<.+?>', '<a><b>', '<a>|<b>'],
    ['a{2,3}?', 'aaaaa', 'aa|aa'],
    ['.*+b', 'ab', ''],
    ['a++b', 'aab', 'aab'],
    ['(?:a|ab)++c', 'abc', ''],
    ['\\b+', 'a b', '|||'],
    ['\\b{2}a', ' a', 'a'],
    ['(?=a)*a', 'a', 'a'],
  ],
  'Groups and references': [
    ['(a)(b)?', 'a', 'a:a:'],
    ['(?<year>\\d{4})-\\k<year>', '2024-2024', '2024-2024:2024'],
    ['(a)\\1', 'aa', 'aa:a'],
    ['(a)?\\1b', 'b', ''],
    ['(a)\\11', 'aa1', 'aa1:a'],
    ['(?i)(a)\\1', 'aA', 'aA:a'],
    ['(?>a+)ab', 'aaab', ''],
    ['(?:(a)|b)*', 'ab', 'ab:a|:'],
    ['(a?)*', 'aab', 'aa:|:|:'],
  ],
  'Look-around': [
    ['a(?=b)', 'acab', 'a'],
    ['a(?!b)', 'abac', 'a'],
    ['(?<=\\$)\\d+', '$12 13', '12'],
    ['(?<!a)b', 'abcb', 'b'],
    ['(?<=ab{1,2})c', 'abbc', 'c'],
    ['(?<=a+)b', 'aab', 'b'],
  ],
  Flags: [
    ['(?i)ab', 'AB', 'AB'],
    ['(?i)я', 'Я', ''],
    ['(?iu)я', 'Я', 'Я'],
    ['(?i)[^a]', 'Ab', 'b'],
    ['a(?i)b|c', 'aB C', 'aB|C'],
    ['(?i:a)b', 'Ab AB', 'Ab'],
    ['(?i)a(?-i)b', 'Ab AB', 'Ab'],
    ['(a(?i)b)c', 'aBC aBc', 'aBc:aB'],
    ['(?s).', '\n', '\n'],
    ['(?x) a b # comment\n c', 'abc', 'abc'],
    ['(?x)[ a ]\\ b', 'a b', 'a b'],
  ],
};

for (const [name, rows] of Object.entries(TABLES)) {
  describe(name, () => {
    for (const [pattern, text, matches] of rows) {
      test(`${JSON.stringify(pattern)} in ${JSON.stringify(text)}`, () => assert.equal(found(pattern, text), matches));
    }
  });
}

describe('a malformed pattern is refused with its place', () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ['(a', 'Unclosed group', 2],
    ['a)', "Unmatched closing ')'", 0],
    ['[a', 'Unclosed character class', 1],
    ['*a', "Dangling meta character '*'", 0],
    ['a**+', '', -1],
    ['a{x', 'Illegal repetition', 2],
    ['a{3,2}', 'Illegal repetition range', 5],
    ['a{2', 'Unclosed counted closure', 3],
    ['\\y', 'Illegal/unsupported escape sequence', 1],
    ['[z-a]', 'Illegal character range', 3],
    ['\\p{Foo}', 'Unknown character property name {Foo}', 6],
    ['\\k<a>', 'named capturing group <a> does not exist', 4],
    ['(?<a>x)(?<a>y)', 'Named capturing group <a> is already defined', 11],
    ['(?y)', 'Unknown inline modifier', 2],
    ['(?<=(?:ab)*)c', 'Look-behind group does not have an obvious maximum length', 10],
    ['\\x4', 'Illegal hexadecimal escape sequence', 3],
  ];
  for (const [pattern, description, index] of rows) {
    test(pattern, () => {
      assert.throws(
        () => new JavaPattern(pattern),
        (error: Error) =>
          error instanceof RegexSyntaxError && (index < 0 || error.message.startsWith(`${description} near index ${index}\n${pattern}`)),
      );
    });
  }
  test('with a caret below it', () => {
    assert.throws(() => new JavaPattern('a[z-a]'), { message: 'Illegal character range near index 4\na[z-a]\n    ^' });
  });
});

test('bounds of a region anchor, and hide what is around, unless they are told not to', () => {
  const matcher = new JavaMatcher(javaPattern('^(?<=a)?b(?!c)$'), 'abc');
  matcher.region(1, 2);
  assert.equal(matcher.find(), true);
  matcher.region(1, 2);
  matcher.transparentBounds = true;
  assert.equal(matcher.find(), false);
  const anchored = new JavaMatcher(javaPattern('^b$'), 'abc');
  anchored.anchoringBounds = false;
  anchored.region(1, 2);
  assert.equal(anchored.find(), false);
});

test('a matcher knows whether more text would change its answer', () => {
  const matcher = new JavaMatcher(javaPattern('ab?'), 'a');
  assert.deepEqual([matcher.find(), matcher.hitEnd, matcher.requireEnd], [true, true, false]);
  const ended = new JavaMatcher(javaPattern('a$'), 'a');
  assert.deepEqual([ended.find(), ended.hitEnd, ended.requireEnd], [true, true, true]);
  const early = new JavaMatcher(javaPattern('a'), 'ab');
  assert.deepEqual([early.find(), early.hitEnd], [true, false]);
});

test('a negative look-ahead at the end might fail with more text', () => {
  const matcher = new JavaMatcher(javaPattern('a(?!b)'), 'a');
  assert.deepEqual([matcher.find(), matcher.hitEnd, matcher.requireEnd], [true, true, true]);
});

test('a replacement names groups by number and name and takes as many digits as there are groups for', () => {
  const replaced = (pattern: string, text: string, replacement: string): string =>
    replaceMatches(new JavaMatcher(javaPattern(pattern), text), replacement, true);
  assert.equal(replaced('(\\d+)-(?<month>\\d+)', '2024-01', '${month}.$1'), '01.2024');
  assert.equal(replaced('(a)', 'a', '$11\\$'), 'a1$');
  assert.equal(replaced('x*', 'axb', '-'), '-a--b-');
  assert.throws(() => replaced('a', 'a', '$1'), { message: 'No group 1' });
  assert.throws(() => replaced('a', 'a', '$'), { message: 'Illegal group reference: group index is missing' });
});

test('a text is split where the pattern matches, but by an empty match at its beginning', () => {
  const rows: readonly (readonly [string, string, number, readonly string[]])[] = [
    ['boo:and:foo', ':', 2, ['boo', 'and:foo']],
    ['boo:and:foo', ':', 5, ['boo', 'and', 'foo']],
    ['boo:and:foo', 'o', 5, ['b', '', ':and:f', '', '']],
    ['boo:and:foo', 'o', -2, ['b', '', ':and:f', '', '']],
    ['boo:and:foo', 'o', 0, ['b', '', ':and:f']],
    ['a b', '\\b+', 0, ['a', ' ', 'b']],
    ['abc', '', 0, ['a', 'b', 'c']],
    [',', ',', 0, []],
    ['abc', ',', 0, ['abc']],
  ];
  for (const [text, pattern, limit, parts] of rows) assert.deepEqual(splitText(text, javaPattern(pattern), limit), parts);
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm
test('a search reads its text a million times at most', () => {
  const text = 'x'.repeat(1_000_001);
  assert.throws(() => new JavaMatcher(javaPattern('[a-c]'), text).find(), RegexTooComplicatedError);
  assert.equal(new JavaMatcher(javaPattern('[a-c]'), text.slice(2)).find(), false);
  assert.throws(() => new JavaMatcher(javaPattern('(?:x{1,20}){1,20}y'), 'x'.repeat(40)).find(), RegexTooComplicatedError);
  assert.equal(new JavaMatcher(javaPattern('(x+x+)+y'), 'x'.repeat(30)).find(), false);
});

test('a stack that is full is the fault of a search only when it went deep itself', () => {
  const deep = '(?:a|bb)*c';
  assert.throws(() => new JavaMatcher(javaPattern(deep), 'abb'.repeat(60_000)).lookingAt(), RegexTooComplicatedError);
  const descend = (): boolean => descend() || new JavaMatcher(javaPattern(deep), 'abb').find();
  assert.throws(() => descend(), RangeError);
});

/** Numbers that look random and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('patterns that Java and JavaScript read alike find the same', () => {
  const next = numbers(7);
  const pick = (items: readonly string[]): string => items[next(items.length)]!;
  const pattern = (depth: number): string => {
    let out = '';
    for (let count = 1 + next(3); count > 0; count--) {
      const kind = next(depth > 2 ? 5 : 8);
      if (kind < 5)
        out += pick(['a', 'b', '[ab]', '[^a]', '\\d', '\\w', '.', 'ab']) + pick(['', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?']);
      else if (kind === 5) out += `(?:${pattern(depth + 1)}|${pattern(depth + 1)})`;
      else if (kind === 6) out += `(?:a${pattern(depth + 1)})${pick(['*', '+', '{1,2}', '*?'])}`;
      else out += `(?${pick(['=', '!', '<=a', '<!b'])}${next(2) === 0 ? 'a' : 'b'})`;
    }
    return out;
  };
  for (let round = 0; round < 3000; round++) {
    const source = pattern(0);
    const text = Array.from({ length: next(12) }, () => pick(['a', 'a', 'b', 'c', '1'])).join('');
    const expected = [...text.matchAll(new RegExp(source, 'g'))].map(([whole, ...groups]) => [whole, ...groups].join(':')).join('|');
    assert.equal(found(source, text), expected, `${source} in ${text}`);
  }
});
