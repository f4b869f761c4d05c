import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openOrg } from './open.ts';
import { recordCoverage } from './code-coverage.ts';
import type { OpenedOrg } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const classes = join(folder, 'source', 'classes');
mkdirSync(classes, { recursive: true });

function write(name: string, body: string): void {
  const meta =
    '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';
  writeFileSync(join(classes, `${name}.cls`), body);
  writeFileSync(join(classes, `${name}.cls-meta.xml`), meta);
}

/** Opens the org with its source as it is now, for as long as the work takes. */
function withOrg<T>(work: (org: OpenedOrg) => T): T {
  const org = openOrg({ sourceDirs: [join(folder, 'source')], dataFile: join(folder, 'org.db'), adminUsername: 'admin@local.org' });
  try {
    return work(org);
  } finally {
    org.close();
  }
}

const covered = (org: OpenedOrg) =>
  org.transaction('read', () => {
    const { rows } = org
      .session(org.adminId)
      .query('SELECT ApexClassOrTrigger.Name, NumLinesCovered FROM ApexCodeCoverage ORDER BY ApexClassOrTrigger.Name', { system: true });
    return rows.map((row) => Number(row.values.get('NumLinesCovered')));
  });

test('coverage stays until its class or its test class changes', async () => {
  write('Adder', 'public class Adder {\n  public static Integer add(Integer a, Integer b) {\n    return a + b;\n  }\n}');
  write('Other', 'public class Other {\n  public static Integer one() {\n    Integer i = 1;\n    return i;\n  }\n}');
  write(
    'AdderTest',
    '@IsTest\nprivate class AdderTest {\n  @IsTest static void adds() {\n    Assert.areEqual(2, Adder.add(Other.one(), 1));\n  }\n}',
  );
  withOrg((org) => {
    const { coverage } = org.runTests(org.adminId, [], { coverage: true });
    assert.ok(coverage);
    org.transaction('write', () => recordCoverage(org.store, org.adminId, coverage, Date.now()));
    assert.deepEqual(covered(org), [1, 2]);
  });
  withOrg((org) => assert.deepEqual(covered(org), [1, 2]));
  // When a record was changed is told by the second.
  await setTimeout(1010 - (Date.now() % 1000));
  write('Other', 'public class Other {\n  public static Integer one() {\n    return 1;\n  }\n}');
  withOrg((org) => assert.deepEqual(covered(org), [1]));
});

test('an org that was opened without coverage counts lines for one run, and not for the next', () => {
  withOrg((org) => {
    const counted = org.runTests(org.adminId, [], { coverage: true });
    assert.deepEqual([counted.summary.passed, counted.coverage?.percent], [1, 100]);
    assert.equal(org.runTests(org.adminId, []).coverage, null);
  });
});
