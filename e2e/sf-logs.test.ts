import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { Connection } from 'jsforce';

import { startServer } from '../scripts/local-org/index.ts';
import { tokenFor } from '../scripts/start/demo.ts';
import { sfCommand, startSf } from './support/sf.ts';

const reason = existsSync(sfCommand) ? false : 'the Salesforce CLI is not installed: node_modules/.bin/sf is missing';
const admin = 'admin@callguide.example';

describe('Debug logs in the Salesforce CLI', { skip: reason }, () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  let connection: Connection;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sf-logs-'));
    for (const each of ['empty', 'home']) await mkdir(join(folder, each));
    const project = { packageDirectories: [{ path: 'empty', default: true }], sourceApiVersion: '65.0' };
    await writeFile(join(folder, 'sfdx-project.json'), JSON.stringify(project));
    await writeFile(join(folder, 'hello.apex'), "System.debug('Hello');\ninsert new Account(Name = 'Logged');");
    server = await startServer({
      sourceDirs: [join(folder, 'empty')],
      dataFile: join(folder, 'org.db'),
      adminUsername: admin,
      port: 0,
      projectDir: folder,
    });
    const token = await tokenFor(server, admin);
    connection = new Connection({ instanceUrl: server.url, accessToken: token, version: '65.0' });
    const login = ['org', 'login', 'access-token', '--instance-url', server.url, '--no-prompt', '--alias', 'local'];
    await printed(start(login, { SF_ACCESS_TOKEN: token, SF_TARGET_ORG: '' }));
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (args: readonly string[], env: Record<string, string> = {}) =>
    startSf(args, { project: folder, home: join(folder, 'home'), env });

  async function printed(child: ReturnType<typeof startSf>): Promise<string> {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise<void>((done, failed) => child.on('error', failed).on('close', () => done()));
    return text;
  }

  it('sf apex run prints the log of the block', async () => {
    const text = await printed(start(['apex', 'run', '--file', 'hello.apex']));
    assert.match(
      text,
      /Executed successfully\.[^]*65\.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO\nExecute Anonymous: System\.debug\('Hello'\);\n/,
    );
    assert.match(
      text,
      /\|USER_DEBUG\|\[1\]\|DEBUG\|Hello\n[^]*\|LIMIT_USAGE_FOR_NS\|\(default\)\|\n {2}Number of SOQL queries: 0 out of 100\n/,
    );
  });

  it('sf apex tail log traces the user and prints each log as it is made; sf apex list and get find it', async () => {
    const tail = start(['apex', 'tail', 'log']);
    let text = '';
    tail.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    try {
      while (!text.includes('EXECUTION_FINISHED') && tail.exitCode === null) {
        await connection.tooling.executeAnonymous("System.debug('Tailed'); insert new Account(Name = 'Tailed');");
        await setTimeout(500);
      }
    } finally {
      tail.kill('SIGKILL');
    }
    assert.match(
      text,
      /^65\.0 APEX_CODE,FINEST;[^]*\|USER_DEBUG\|\[1\]\|DEBUG\|Tailed\n[^]*\|DML_BEGIN\|\[1\]\|Op:Insert\|Type:Account\|Rows:1\n/,
    );
    const [list, got] = await Promise.all([
      printed(start(['apex', 'list', 'log', '--json'])),
      printed(start(['apex', 'get', 'log', '--number', '1'])),
    ]);
    const [latest] = (JSON.parse(list) as { result: { Id: string; Status: string; Operation: string }[] }).result;
    assert.deepEqual([latest?.Id.slice(0, 3), latest?.Status], ['07L', 'Success']);
    assert.match(latest?.Operation ?? '', /\/tooling\/executeAnonymous/);
    assert.match(got, /65\.0 APEX_CODE,FINEST;[^]*\|USER_DEBUG\|\[1\]\|DEBUG\|Tailed\n[^]*\|EXECUTION_FINISHED\n/);
  });
});
