import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from './testing.ts';

const CSV = 'https://docs.mulesoft.com/dataweave/latest/dataweave-formats-csv';
const XML = 'https://docs.mulesoft.com/dataweave/latest/dataweave-formats-xml';
const JSON_PAGE = 'https://docs.mulesoft.com/dataweave/latest/dataweave-formats-json';

/** Turns an input into JSON without white space. */
function toJson(input: string, format: string): string {
  return runScript(`%dw 2.0\ninput payload ${format}\noutput application/json indent=false\n---\npayload`, { payload: input });
}

/** Writes a value in a format. */
function written(format: string, value: string): string {
  return runScript(`%dw 2.0\noutput ${format}\n---\n${value}`);
}

void test(`CSV: quoted fields may hold separators, line ends and quotes [${CSV}]`, () => {
  const text = 'a,b\r\n"x, y","1\n2"\n"say ""hi""","back\\"slash"\n';
  assert.equal(toJson(text, 'application/csv'), '[{"a":"x, y","b":"1\\n2"},{"a":"say \\"hi\\"","b":"back\\"slash"}]');
});

void test(`CSV: without a header columns are numbered [${CSV}]`, () => {
  assert.equal(
    toJson('1;2\n3;4', 'application/csv header=false, separator=";"'),
    '[{"column_0":"1","column_1":"2"},{"column_0":"3","column_1":"4"}]',
  );
});

void test(`CSV: header and body may start at later lines, empty lines are left out [${CSV}]`, () => {
  assert.equal(toJson('title\nid,name\n\n1,A\n', 'application/csv headerLineNumber=1'), '[{"id":"1","name":"A"}]');
});

void test(`CSV: written with a header, quoting what needs it [${CSV}]`, () => {
  assert.equal(written('application/csv', '[{a: 1, b: "x,y"}, {a: null, b: "q\\"q"}]'), 'a,b\n1,"x,y"\n,"q\\"q"\n');
  assert.equal(written('application/csv header=false, quoteValues=true, separator="|"', '[{a: 1, b: 2}]'), '"1"|"2"\n');
});

void test(`CSV: columns of one name keep their own values [${CSV}]`, () => {
  assert.equal(written('application/csv', '[{a: 1, a: 2}, {b: 0, a: 3}]'), 'a,a\n1,2\n3,3\n');
});

void test(`CSV: only objects can be written [${CSV}]`, () => {
  assert.match(written('application/csv', '[1]'), /^CSV structure only allows/);
});

void test(`JSON: numbers keep their digits and keys may repeat [${JSON_PAGE}]`, () => {
  assert.equal(
    toJson('{"a": 1.10, "b": 12345678901234567890, "a": [true, null, "\\u00e9"]}', 'application/json'),
    '{"a":1.10,"b":12345678901234567890,"a":[true,null,"é"]}',
  );
});

void test(`JSON: malformed input is an error with its place [${JSON_PAGE}]`, () => {
  assert.match(toJson('{"a": }', 'application/json'), /^Unexpected character '}' at line 1/);
});

void test(`JSON: nulls can be left out and repeated keys gathered [${JSON_PAGE}]`, () => {
  assert.equal(written('application/json indent=false, skipNullOn="everywhere"', '{a: null, b: [1, null]}'), '{"b":[1]}');
  assert.equal(written('application/json indent=false, duplicateKeyAsArray=true', '{a: 1, b: 2, a: 3}'), '{"a":[1,3],"b":2}');
});

void test(`XML: elements become keys, empty ones null, text beside children __text [${XML}]`, () => {
  const text = '<?xml version="1.0"?><r><a id="1">x &amp; y</a><b/><c>t<d>1</d></c><!-- no --></r>';
  assert.equal(toJson(text, 'application/xml'), '{"r":{"a":"x & y","b":null,"c":{"__text":"t","d":"1"}}}');
});

void test(`XML: attributes and namespaces are selected [${XML}]`, () => {
  const script = `%dw 2.0\nns n http://example.com/n\ninput payload application/xml\noutput application/json indent=false\n---\n{ id: payload.r.n#a.@id, all: payload.r.*item map { (\$.@k): \$ } }`;
  const text = '<r xmlns:m="http://example.com/n"><m:a id="7">x</m:a><item k="p">1</item><item k="q">2</item></r>';
  assert.equal(runScript(script, { payload: text }), '{"id":"7","all":[{"p":"1"},{"q":"2"}]}');
});

void test(`XML: written with attributes, namespaces and indentation [${XML}]`, () => {
  const script = '%dw 2.0\nns n http://example.com/n\noutput application/xml\n---\nn#r: { a @(id: 1): "x<y", b: null, c: { n#d: 2 } }';
  assert.equal(
    runScript(script),
    `<?xml version='1.0' encoding='UTF-8'?>\n<n:r xmlns:n="http://example.com/n">\n  <a id="1">x&lt;y</a>\n  <b/>\n  <c>\n    <n:d>2</n:d>\n  </c>\n</n:r>`,
  );
});

void test(`XML: a second root is an error, and so is malformed input [${XML}]`, () => {
  assert.match(written('application/xml', '{a: 1, b: 2}'), /^Trying to output second root, <b>/);
  assert.match(toJson('<a><b></a>', 'application/xml'), /Expected closing tag 'b'/);
});

void test('text and form data [https://docs.mulesoft.com/dataweave/latest/dataweave-formats]', () => {
  assert.equal(written('text/plain', '"a" ++ 1'), 'a1');
  assert.equal(written('application/x-www-form-urlencoded', '{a: "x y", b: 1}'), 'a=x%20y&b=1');
  assert.equal(toJson('a=x+y', 'application/x-www-form-urlencoded'), '{"a":"x y"}');
});

void test('an unknown format is named [https://docs.mulesoft.com/dataweave/latest/dataweave-formats]', () => {
  assert.match(written('application/xlsx', '1'), /^Unknown content type `application\/xlsx`/);
});
