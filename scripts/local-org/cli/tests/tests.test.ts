import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TestReport } from '../../apex/index.ts';
import { testClasses } from './classes.ts';
import { runParallel } from './parallel.ts';
import { runInOrg } from './run.ts';

const META = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion></ApexClass>';

const testClass = (name: string, expected: number) =>
  `@IsTest private class ${name} {
  @IsTest static void first() { Assert.areEqual(${expected}, Sum.of(1, 1)); }
  @IsTest static void second() { Assert.areEqual(4, Sum.of(2, 2)); }
}`;

const classes: Readonly<Record<string, string>> = {
  Sum: 'public class Sum {\n  public static Integer of(Integer a, Integer b) {\n    if (a > 100) return 0;\n    return a + b;\n  }\n}',
  ATest: testClass('ATest', 2),
  BTest: testClass('BTest', 3),
  CTest: testClass('CTest', 2),
};

function source(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'org-tests-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'classes'));
  for (const [name, body] of Object.entries(classes)) {
    writeFileSync(join(root, 'classes', `${name}.cls`), body);
    writeFileSync(join(root, 'classes', `${name}.cls-meta.xml`), META);
  }
  return root;
}

const timeless = ({ summary, tests, ...rest }: TestReport): unknown => {
  const { compileMs: _compile, runMs: _run, ...counts } = summary;
  return { ...rest, counts, tests: tests.map(({ ms: _ms, ...one }) => one) };
};

test('Test classes are found by what they contain, and by the names that are asked for', (t) => {
  const root = source(t);
  assert.deepEqual([...testClasses([root], []).keys()], ['ATest', 'BTest', 'CTest']);
  assert.deepEqual([...testClasses([root], ['ctest.second', 'CTest.first', 'Sum'])], [['CTest', ['ctest.second', 'CTest.first']]]);
});

test('Several threads give the same report as one, coverage included', async (t) => {
  const options = { sourceDirs: [source(t)], admin: 'admin@example.com', coverage: true };
  const org = runInOrg(options);
  const one = org.run([]);
  org.close();
  assert.deepEqual([one.summary.passed, one.summary.failed], [5, 1]);
  const seen: string[] = [];
  const several = await runParallel(options, [['ATest'], ['BTest'], ['CTest']], 2, (result) =>
    seen.push(`${result.class}.${result.method}`),
  );
  assert.equal(seen.length, 6);
  // Executions are summed over the threads; what a class runs does not depend on where it runs.
  assert.deepEqual(timeless(several), timeless(one));
});

test('Each test method leaves its debug log at the levels that are asked for, also in several threads', async (t) => {
  const folder = join(source(t), 'logs');
  const options = { sourceDirs: [dirname(folder)], admin: 'admin@example.com', coverage: false };
  await runParallel({ ...options, logs: { folder, levels: 'APEX_CODE=FINE' } }, [['ATest'], ['BTest']], 2, () => undefined);
  assert.deepEqual(readdirSync(folder).sort(), ['ATest.first.log', 'ATest.second.log', 'BTest.first.log', 'BTest.second.log']);
  const log = readFileSync(join(folder, 'BTest.first.log'), 'utf8');
  assert.match(log, /^65\.0 APEX_CODE,FINE;/);
  assert.match(log, /\|METHOD_ENTRY\|\[2\]\|01p\w{12}\|Sum\.of\(Integer, Integer\)\n/);
  assert.match(log, /\|FATAL_ERROR\|System\.AssertException: /);
  const org = runInOrg({ ...options, logs: { folder, levels: 'ALL=NONE' } });
  org.run(['CTest.first']);
  org.close();
  assert.equal(readFileSync(join(folder, 'CTest.first.log'), 'utf8').trimEnd(), '65.0');
});

test('With --watch a change runs the tests again', { timeout: 60_000 }, async (t) => {
  const root = source(t);
  const cli = fileURLToPath(new URL('../../cli.mjs', import.meta.url));
  const child = spawn(process.execPath, [cli, 'test', '--source-dir', root, '--watch'], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  const until = (text: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (text.test(output)) resolve();
        else child.stdout.once('data', () => setImmediate(look));
      };
      look();
    });
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  await until(/5 passed, 1 failed[^]*Watching/);
  output = '';
  writeFileSync(join(root, 'classes', 'BTest.cls'), testClass('BTest', 2));
  await until(/6 passed, 0 failed/);
});
