import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, runScript } from './testing.ts';

const DOCS = 'https://docs.mulesoft.com/dataweave/latest';

/** Registers a test per expression with the JSON it gives. */
function shows(page: string, cases: Readonly<Record<string, string>>, header = ''): void {
  for (const [expression, json] of Object.entries(cases)) {
    void test(`${expression} [${DOCS}/${page}]`, () => assert.equal(evaluate(expression, header), json));
  }
}

shows('dw-operators', {
  '2 + 2': '4',
  '0.1 + 0.2': '0.3',
  '10 / 4': '2.5',
  '[1,2,3] - 1 + 4': '[2,3,4]',
  '{a:1, b:2, c:3} - "a"': '{"b":2,"c":3}',
  '|2021-03-02T10:39:59| - |P1D| + |PT3H|': '"2021-03-01T13:39:59"',
  '1 == 1.0': 'true',
  '"1" == 1': 'false',
  '"1" ~= 1': 'true',
  '0 >> [1]': '[0,1]',
  '[1] << 2': '[1,2]',
  'not true or true': 'false',
  '!true or true': 'true',
  'null default "x"': '"x"',
  '1 + 2 ++ "a"': '"3a"',
  '{name: "Ken", age: 30} update { case a at .age -> a + 1 }': '{"name":"Ken","age":31}',
  '{a: {b: 1}} update { case .a.b -> $ * 2 case .a.c! -> 7 }': '{"a":{"b":2,"c":7}}',
  '{a: [1, 2]} update { case .a[0] -> 9 }': '{"a":[9,2]}',
});
shows('dataweave-flow-control', {
  'if (1 > 2) "a" else if (true) "b" else "c"': '"b"',
  'do { var x = 2 fun twice(n) = n * 2 --- twice(x) }': '4',
  'using (a = 1, b = 2) a + b': '3',
  '{ (a: 1) if (true), (b: 2) if (false), c: 3 if (false) }': '{"a":1}',
  '[1, 2 if (false), (3) if (true)]': '[1,3]',
});
shows('dataweave-pattern-matching', {
  '"b" match { case "a" -> 1 case "b" -> 2 else -> 3 }': '2',
  '[1, "x", null, {a: 1}] map ($ match { case is Number -> "n" case is String -> "s" case is Null -> "0" else -> "?" })':
    '["n","s","0","?"]',
  '"me@example.com" match { case matches /(\\w+)@(.+)/ -> $[2] else -> "no" }': '"example.com"',
  '5 match { case n if (n > 3) -> n * 10 else -> 0 }': '50',
  '[1,2,3] match { case [] -> 0 case [head ~ tail] -> tail }': '[2,3]',
  '{a: 1, b: 2} match { case {} -> 0 case {k: v ~ rest} -> [k, v, rest] }': '["a",1,{"b":2}]',
  '7 match { case x -> x + 1 }': '8',
  '5 match { case n if (n > 1) and (n < 9) -> "in" else -> "out" }': '"in"',
  '"ab" match { case matches /a|ab/ -> $[0] else -> "no" }': '"ab"',
});
shows(
  'dataweave-selectors',
  {
    'data.user.name': '"Ann"',
    'data.missing.deeper': 'null',
    'data.items.id': '[1,2]',
    'data.items[-1].id': '2',
    'data.items[0 to 1].id': '[1,2]',
    'data.items[?($.id > 1)]': '[{"id":2}]',
    'data.*tag': '["x","y"]',
    'data..id': '[1,2]',
    'data.user.name?': 'true',
    'data.user.age?': 'false',
    'data["user"]["name"]': '"Ann"',
    'data.&tag': '{"tag":"x","tag":"y"}',
    '"hello"[1 to 3]': '"ell"',
    '"hello"[-1 to 0]': '"olleh"',
    '|2026-01-15|.month': '1',
    '{root @(a: 1): {x: 2}}.root.@a': '1',
    '{r: {item @(id: 1): "a", item @(id: 2): "b"}}.r.*item map ($.@id ++ $)': '["1a","2b"]',
  },
  'var data = {user: {name: "Ann"}, items: [{id: 1}, {id: 2}], tag: "x", tag: "y"}',
);
shows('dw-core', {
  '[1,2,3] map ((n, i) -> n * i)': '[0,2,6]',
  '["a","b"] map { ($$): $ }': '[{"0":"a"},{"1":"b"}]',
  '{a: 1, b: 2} mapObject ((v, k, i) -> { (upper(k)): v + i })': '{"A":1,"B":3}',
  '[1,2,3,4] filter (($ mod 2) == 0)': '[2,4]',
  '{a: 1, b: 2} filterObject ($ > 1)': '{"b":2}',
  '[1,2,3] reduce ($ + $$)': '6',
  '[1,2,3] reduce ((n, sum = 10) -> sum + n)': '16',
  '[] reduce ((n, sum = 10) -> sum + n)': '10',
  '["ab","cd","ae"] groupBy $[0]': '{"a":["ab","ae"],"c":["cd"]}',
  '[{n: 3}, {n: 1}] orderBy $.n': '[{"n":1},{"n":3}]',
  '[3,1,2] orderBy -$': '[3,2,1]',
  '[1,2,1,3] distinctBy $': '[1,2,3]',
  '{a: 1, b: 2} pluck ((v, k) -> k ++ v)': '["a1","b2"]',
  'flatten([[1], [2, [3]]])': '[1,2,[3]]',
  '[[1,2],[3]] flatMap $': '[1,2,3]',
  '["a","b"] joinBy "-"': '"a-b"',
  '"a-b-c" splitBy "-"': '["a","b","c"]',
  '"a1b22" splitBy /\\d+/': '["a","b"]',
  '"hello" replace /l/ with "L"': '"heLLo"',
  '"a1" replace /(\\w)(\\d)/ with "$2$1"': '"$2$1"',
  '"abc" replace /b/ with upper($[0])': '"aBc"',
  '"x=1,y=2" scan /(\\w)=(\\d)/': '[["x=1","x","1"],["y=2","y","2"]]',
  '[1,2] contains 2': 'true',
  '"hello" contains /l+/': 'true',
  '["a","b","a"] find "a"': '[0,2]',
  '"abc" startsWith "ab"': 'true',
  'capitalize("hello_world wideWorld")': '"Hello World Wide World"',
  '"ab" matches /a|ab/': 'true',
  '[{a: 1}] map ((item: {a: Number}) -> item.a)': '[1]',
  'sizeOf([1,2]) + sizeOf("abc") + sizeOf({a: 1})': '6',
  'isEmpty([]) and isEmpty("") and isEmpty(null) and not isEmpty({a: 1})': 'true',
  '[max([1,3,2]), min([1,3,2]), sum([1,2.5]), avg([1,2])]': '[3,1,3.5,1.5]',
  '[1, 5] maxBy $': '5',
  '[round(2.5), floor(-1.2), ceil(1.2), abs(-3), 7 mod 4, 2 pow 10]': '[3,-2,2,3,3,1024]',
  '1 to 3': '[1,2,3]',
  '[[1,2],[3,4]] unzip ()':
    "Invalid input ')'\n\n5| [[1,2],[3,4]] unzip ()\n                        ^\nTrace:\n  at main (line: 5, column: 22)",
  'unzip([[1,"a"],[2,"b"]])': '[[1,2],["a","b"]]',
  'zip([1,2],["a","b"])': '[[1,"a"],[2,"b"]]',
  '{a: 1} ++ {b: 2}': '{"a":1,"b":2}',
  '{a: 1, b: 2, c: 3} -- ["a", "c"]': '{"b":2}',
  '[1,2,3] -- [2]': '[1,3]',
  'keysOf({a: 1})': '["a"]',
  'now()': '"2026-01-15T12:30:00Z"',
  'daysBetween(|2026-01-01|, |2026-01-31|)': '30',
  'typeOf(1.5)': '"Number"',
  'write({a: 1}, "application/json", {indent: false})': '"{\\"a\\":1}"',
  'read("[1,2]", "application/json")[1]': '2',
});
shows('dataweave-types-coercion', {
  '"12.50" as Number + 1': '13.50',
  '1234.5 as String {format: "#,##0.00"}': '"1,234.50"',
  '7 as String {format: "000"}': '"007"',
  '0.256 as String {format: "0.#%"}': '"25.6%"',
  '"true" as Boolean': 'true',
  '|2026-01-05| as String {format: "dd/MM/yy"}': '"05/01/26"',
  '|2026-01-05T15:04:05Z| as String {format: "EEEE, MMM d uuuu h:mm a"}': '"Monday, Jan 5 2026 3:04 PM"',
  '"05.01.2026" as Date {format: "dd.MM.yyyy"}': '"05.01.2026"',
  '("05.01.2026" as Date {format: "dd.MM.yyyy"}) as Date {format: "uuuu/MM/dd"}': '"2026/01/05"',
  '1436287232 as DateTime': '"2015-07-07T16:40:32Z"',
  '|2015-07-07T16:40:32Z| as Number {unit: "milliseconds"}': '1436287232000',
  '|2026-07-05T10:00:00Z| >> "America/New_York"': '"2026-07-05T06:00:00-04:00"',
  '"abc" as Number': 'Cannot coerce String ("abc") to Number\n\n5| "abc" as Number\n         ^\nTrace:\n  at main (line: 5, column: 7)',
  '[1, "a"] is Array<Number>': 'false',
});
shows(
  'dataweave-variables',
  { 'twice(a) ++ b': '"4!"', 'greet("Bo")': '"Hello Bo"' },
  'var b = "!"\nfun twice(n: Number) = n * c\nvar a = 2\nvar c = 2\nfun greet(name, word = "Hello") = "$(word) $name"',
);
shows(
  'dataweave-functions',
  { 'size("ab") ++ size(1) ++ size([])': '"texttextother"' },
  'fun size(v: String) = "text"\nfun size(v: Number) = "text"\nfun size(v: Any) = "other"',
);
shows(
  'dw-runtime',
  { 'try(() -> "x" as Number) orElse "fallback"': '"fallback"', 'try(() -> 1 / 0).error.message': '"Division by zero"' },
  'import orElse, try from dw::Runtime',
);
shows(
  'dw-arrays',
  {
    '[1,2,3] some ($ == 2)': 'true',
    '[1,2,3,4,5] divideBy 2': '[[1,2],[3,4],[5]]',
    '[1,2,3] partition ((n) -> n > 1)': '{"success":[2,3],"failure":[1]}',
  },
  'import * from dw::core::Arrays',
);
shows(
  'dw-strings',
  {
    'camelize("customer_first_name")': '"customerFirstName"',
    'dasherize("customer NAME")': '"customer-name"',
    'underscore("customerName")': '"customer_name"',
    '["box", "cat", "city", "person"] map Strings::pluralize($)': '["boxes","cats","cities","people"]',
    'leftPad("7", 3, "0")': '"007"',
    'substringAfter("a=b=c", "=")': '"b=c"',
    'ordinalize(22)': '"22nd"',
  },
  'import * from dw::core::Strings\nimport dw::core::Strings',
);

void test(`an unknown function is named with its line and column [${DOCS}/dataweave-troubleshoot]`, () => {
  assert.match(
    evaluate('{ a: 1,\n  b: nothing(2) }'),
    /^Unable to resolve reference of: `nothing`\.\n\n6\| {3}b: nothing\(2\)[^]*line: 6, column: 6/,
  );
});

void test(`what JavaScript cannot do with the data is an error of the script with its place [${DOCS}/dataweave-troubleshoot]`, () => {
  assert.match(evaluate('"a" matches /(/'), /^Invalid regular expression[^]*line: 5, column: 5/);
  assert.match(evaluate('"" ++ |2020-01-01T00:00:00[Foo/Bar]|'), /^Invalid time zone specified: Foo\/Bar[^]*line: 5/);
  assert.match(evaluate('dw::core::Numbers::fromHex("zz")'), /^Cannot convert 0xzz[^]*line: 5/);
  assert.match(evaluate('read("\\"a\\\\x\\"", "application/json")'), /^Unexpected character[^]*of the JSON input/);
});

void test(`an unknown module is named [${DOCS}/dw-functions]`, () => {
  assert.match(evaluate('1', 'import * from org::My'), /^Unable to resolve module with identifier org::My\./);
});

void test(`without an output directive JSON is written [${DOCS}/dataweave-formats]`, () => {
  assert.equal(runScript('{a: [1, {b: null}], c: {}}'), '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {\n    \n  }\n}');
});

void test(`log gives its value and writes it [${DOCS}/dw-core-functions-log]`, () => {
  const log: string[] = [];
  assert.equal(runScript('log("n", 1) + log(2)', {}, log), '3');
  assert.deepEqual(log, ['n - 1', '2']);
});

void test(`a variable that needs itself is an error, endless recursion too [${DOCS}/dataweave-troubleshoot]`, () => {
  assert.match(evaluate('a', 'var a = b\nvar b = a'), /refers to itself/);
  assert.match(evaluate('f(1)', 'fun f(n) = f(n + 1)'), /^Stack Overflow/);
});
