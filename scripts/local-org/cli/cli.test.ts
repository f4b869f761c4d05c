import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../cli.mjs', import.meta.url));
const fixtures = fileURLToPath(new URL('../api/fixtures/source', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'local-org-'));

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...process.env, INIT_CWD: folder } });
}

async function run(...args: string[]): Promise<Result> {
  const child = launch(args);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

before(() => {
  cpSync(fixtures, join(folder, 'invoices'), { recursive: true });
  const project = { packageDirectories: [{ path: 'invoices', default: true }], sourceApiVersion: '65.0' };
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify(project));
});
after(() => rmSync(folder, { recursive: true }));

describe('org test', () => {
  test('prints one JSON document and fails when a test fails', async () => {
    const { code, out } = await run('test', '--json', '--coverage');
    const report = JSON.parse(out) as {
      summary: Record<string, number>;
      tests: Record<string, unknown>[];
      compileErrors: unknown[];
      coverage: { covered: number; total: number };
    };
    assert.equal(code, 1);
    assert.deepEqual([report.summary['tests'], report.summary['passed'], report.summary['failed']], [2, 1, 1]);
    assert.deepEqual(
      report.tests.map((result) => [result['class'], result['method'], result['outcome']]),
      [
        ['InvoiceControllerTest', 'createsInvoices', 'Pass'],
        ['InvoiceControllerTest', 'fails', 'Fail'],
      ],
    );
    assert.deepEqual(report.compileErrors, []);
    assert.ok(report.coverage.covered > 0 && report.coverage.covered < report.coverage.total);
  });

  test('runs the named tests only, and refuses names that match none', async () => {
    const one = await run('test', '--tests', 'InvoiceControllerTest.createsInvoices');
    assert.deepEqual([one.code, /1 passed, 0 failed, 0 unsupported\n$/.test(one.out)], [0, true], one.out + one.err);
    const none = await run('test', '--tests', 'Nothing.atAll');
    assert.equal(none.code, 1);
    assert.match(none.err, /There are no tests named Nothing\.atAll/);
  });

  test('reports what does not compile and runs the rest', async () => {
    cpSync(fixtures, join(folder, 'broken'), { recursive: true });
    writeFileSync(join(folder, 'broken', 'classes', 'InvoiceController.cls'), 'public class InvoiceController {\n  Nothing x;\n}\n');
    const { code, out } = await run('test', '--source-dir', 'broken', '--json');
    const report = JSON.parse(out) as { compileErrors: { file: string; line: number }[]; tests: { outcome: string }[] };
    assert.equal(code, 1);
    assert.deepEqual([report.compileErrors[0]?.line, /InvoiceController\.cls$/.test(report.compileErrors[0]?.file ?? '')], [2, true]);
    assert.ok(report.tests.every((result) => result.outcome === 'Fail'));
    const start = await run('start', '--source-dir', 'broken', '--port', '0', '--data', 'broken.db');
    assert.equal(start.code, 1);
    assert.match(start.err, /InvoiceController\.cls:2:\d+: .*Nothing/);
  });
});

describe('org exec', () => {
  test('runs a file in an org that is thrown away and shows what it printed', async () => {
    writeFileSync(join(folder, 'good.apex'), "System.debug('one ' + [SELECT COUNT() FROM Invoice__c]);");
    const good = await run('exec', 'good.apex');
    assert.deepEqual([good.code, good.out], [0, 'DEBUG|one 0\n'], good.err);
    const logged = await run('exec', '--log-level', 'APEX_CODE=DEBUG,APEX_PROFILING=NONE', 'good.apex');
    assert.match(logged.out, /^65\.0 APEX_CODE,DEBUG;[^]*\|SOQL_EXECUTE_END\|\[1\]\|Rows:0\n[^]*\|USER_DEBUG\|\[1\]\|DEBUG\|one 0\n/);
    assert.match((await run('exec', '--log-level', 'APEX_CODE=LOUD', 'good.apex')).err, /^There is no log level LOUD: /);
    writeFileSync(join(folder, 'bad.apex'), 'Integer x =\n 1 / 0;');
    const bad = await run('exec', 'bad.apex');
    assert.equal(bad.code, 1);
    assert.match(bad.err, /System\.MathException: Divide by 0/);
    writeFileSync(join(folder, 'wrong.apex'), '\nNothing x;');
    assert.match((await run('exec', 'wrong.apex')).err, /wrong\.apex:2:\d+: /);
    assert.match((await run('exec', 'missing.apex')).err, /There is no file .*missing\.apex/);
  });

  test('keeps what it did in a data file, for queries to find', async () => {
    writeFileSync(join(folder, 'insert.apex'), "insert new Account(Name = 'From the command line');");
    assert.equal((await run('exec', '--data', 'kept.db', 'insert.apex')).code, 0);
    const found = await run('query', '--data', 'kept.db', 'SELECT Name FROM Account');
    assert.deepEqual([found.code, found.out], [0, 'Name\n---------------------\nFrom the command line\n1 record\n'], found.err);
  });
});

describe('org start, token and query', () => {
  test('work together on one running org', async () => {
    const server = launch(['start', '--port', '0', '--data', 'served.db', '--no-seed']);
    let out = '';
    server.stdout?.on('data', (chunk) => (out += String(chunk)));
    while (!out.includes('ready at') && server.stdout) await once(server.stdout, 'data');
    const port = /:(\d+) after/.exec(out)?.[1] ?? '';
    const token = await run('token', '--port', port);
    assert.match(token.out, /^00D\w{12,15}![.\w]+\n$/, token.err);
    const query = await run('query', '--json', "SELECT Username FROM User WHERE Username = 'admin@local.org'");
    assert.equal((JSON.parse(query.out) as { totalSize: number }).totalSize, 1);
    const wrong = await run('query', '--port', port, 'SELECT Nothing FROM User');
    assert.deepEqual([wrong.code, /INVALID_FIELD/.test(wrong.err)], [1, true]);
    const unknown = await run('token', '--port', port, '--user', 'nobody@local.org');
    assert.deepEqual([unknown.code, unknown.out, /no active user nobody/.test(unknown.err)], [1, '', true]);
    const second = await run('start', '--port', '0', '--data', 'served.db');
    assert.deepEqual([second.code, /in use by another local org/.test(second.err)], [1, true]);
    server.kill('SIGTERM');
    await once(server, 'exit');
    assert.deepEqual(
      readdirSync(join(folder, '.local-org')).filter((name) => name.startsWith('server-')),
      [],
    );
  });

  test('say what to do when they cannot', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    const taken = await run('start', '--port', String(port), '--data', 'taken.db');
    blocker.close();
    assert.deepEqual([taken.code, /is taken .*--port/.test(taken.err)], [1, true], taken.err);
    for (const [args, message] of [
      [['start', '--source-dir', 'nowhere'], /There is no folder .*nowhere.*--source-dir/],
      [['start', '--port', 'x'], /whole number from 0 to 65535/],
      [['token', '--port', '1'], /No local org is running on port 1/],
      [['query', '--data', 'nothing.db', 'SELECT Id FROM User'], /There is no data file .*nothing\.db/],
      [['start', '--data', 'good.apex/x.db', '--port', '0'], /good\.apex.*--data/s],
    ] as const) {
      const { code, err } = await run(...args);
      assert.deepEqual([code, message.test(err)], [1, true], `${args.join(' ')}: ${err}`);
      assert.doesNotMatch(err, /\n\s+at /, 'no stack trace');
    }
  });

  test('refuse a data file that is not one', async () => {
    writeFileSync(join(folder, 'text.db'), 'this is not a database, but a text that is long enough to be read as one '.repeat(20));
    const { code, err } = await run('start', '--data', 'text.db', '--port', '0');
    assert.deepEqual([code, /damaged or is not a local org/.test(err)], [1, true], err);
  });
});
