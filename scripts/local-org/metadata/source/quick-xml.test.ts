import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseQuick } from './quick-xml.ts';
import { parseGeneral } from './xml.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const general = (source: string): unknown => {
  const read = parseGeneral(source, 'file');
  return 'document' in read ? read.document : undefined;
};

const PLAIN: Readonly<Record<string, string>> = {
  'texts and repeated elements': '<A xmlns="urn:a"><b> one </b><c>2</c><b>three</b><b/></A>',
  'nested elements': '<A>\n  <b>\n    <c>x</c>\n    <d><e>y</e></d>\n  </b>\n</A>\n',
  'attributes of values': '<A xmlns:xsi="urn:x" xmlns:xsd="urn:y"><v xsi:type="xsd:string">a</v><v xsi:nil="true"/><v other="1">b</v></A>',
  'attributes of elements with children': '<A xsi:type="T" id="1"><b>x</b></A>',
  'the predefined entities, once': '<A><b>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos; &amp;lt;</b></A>',
  'line breaks of every kind': '<A>\r\n<b>one\r\ntwo\rthree</b>\r\n</A>',
  'no content': '<A></A>',
  'white space alone': '<A><b>   </b></A>',
};

for (const [what, source] of Object.entries(PLAIN)) {
  test(`the quick parser reads ${what} as the general one`, () => {
    const read = parseQuick(head + source);
    assert.ok(read);
    // The order of names is compared too.
    assert.equal(JSON.stringify(read), JSON.stringify(general(head + source)));
  });
}

test("the quick parser reads all of the package's metadata, as the general one", () => {
  const files = globSync('force-app/**/*-meta.xml');
  assert.ok(files.length > 100);
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    assert.equal(JSON.stringify(parseQuick(source)), JSON.stringify(general(source)), file);
  }
});

const LEFT: Readonly<Record<string, string>> = {
  comments: '<A><!-- c --><b>x</b></A>',
  'CDATA sections': '<A><b><![CDATA[x]]></b></A>',
  'mixed content': '<A>text<b>x</b></A>',
  'text after a child': '<A><b>x</b>text</A>',
  'other entities': '<A><b>&nbsp;&#65;</b></A>',
  'entities without an end': '<A><b>a & b</b></A>',
  'names that objects have': '<A><constructor>x</constructor></A>',
  'elements that do not match': '<A><b>x</c></A>',
  'elements without an end': '<A><b>x</b>',
  'two roots': '<A/><B/>',
  'text behind the root': '<A/>text',
  'attributes that stand twice': '<A b="1" b="2"/>',
  'attributes without quotes': '<A b=1/>',
  nothing: '',
};

for (const [what, source] of Object.entries(LEFT)) {
  test(`the quick parser leaves ${what} to the general one`, () => assert.equal(parseQuick(source), undefined));
}
