import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { describeProblem, SourceError } from '../../metadata/index.ts';
import { openOrg } from './open.ts';

const META = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion></ApexClass>';

const OBJECT = (parts: string) =>
  `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Book</label><pluralLabel>Books</pluralLabel>
   <nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus>
   <sharingModel>ReadWrite</sharingModel>${parts}</CustomObject>`;

function sourceFolder(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'check-source-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    if (path.endsWith('.cls') && !path.includes('NoMeta')) writeFileSync(join(root, `${path}-meta.xml`), META);
  }
  return root;
}

const BAD = {
  'objects/Book__c/Book__c.object-meta.xml': OBJECT(`
    <validationRules><fullName>Broken</fullName><active>true</active><errorConditionFormula>ISBLANK(Missing__c)</errorConditionFormula><errorMessage>m</errorMessage></validationRules>`),
  'classes/Syntax.cls': 'public class Syntax {\n  void f() { x = ; }\n}',
  'classes/NoMeta.cls': 'public class NoMeta {}',
  'classes/One.cls': 'public virtual class One extends Two {}',
  'classes/Two.cls': 'public virtual class Two extends One {}',
  'classes/Good.cls': '@IsTest private class Good { @IsTest static void runs() { Assert.areEqual(1, 1); } }',
  'odd/Thing.odd-meta.xml': '<?xml version="1.0"?>\n<OddType xmlns="http://soap.sforce.com/2006/04/metadata"/>',
};

const EXPECTED = [
  /Book__c\.object-meta\.xml.*Broken.*Missing__c/,
  /Syntax\.cls:2:18: Unexpected token ';'\./,
  /NoMeta\.cls:1: The meta file NoMeta\.cls-meta\.xml is missing/,
  /One\.cls:1:\d+: Circular definition: One/,
  /Thing\.odd-meta\.xml:2: There is no metadata type OddType/,
];

function options(root: string): Parameters<typeof openOrg>[0] {
  return { sourceDirs: [root], dataFile: ':memory:', adminUsername: 'admin@example.com' };
}

test('Bad source is refused with file and line of everything that is wrong', (t) => {
  const root = sourceFolder(t, BAD);
  assert.throws(
    () => openOrg(options(root)),
    (error) => {
      assert.ok(error instanceof SourceError);
      for (const line of EXPECTED) assert.match(error.message, line);
      return true;
    },
  );
});

test('Reported instead, what is sound loads and runs', (t) => {
  const root = sourceFolder(t, BAD);
  const org = openOrg({ ...options(root), problems: 'report' });
  t.after(() => org.close());
  const report = org.runTests(org.adminId, []);
  const lines = [...org.source.problems, ...report.compileErrors].map(describeProblem).join('\n');
  for (const line of EXPECTED) assert.match(lines, line);
  assert.deepEqual(
    report.tests.map((one) => [one.class, one.outcome]),
    [['Good', 'Pass']],
  );
});
