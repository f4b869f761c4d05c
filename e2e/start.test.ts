import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

interface Ended {
  readonly status: number | null;
  readonly printed: string;
}

describe('A start that cannot succeed', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (args: readonly string[]) => run(['scripts/local-org/cli.mjs', 'start', '--no-seed', ...args]);

  function run(args: readonly string[]): Promise<Ended> {
    return new Promise((done, failed) => {
      const child = spawn(process.execPath, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 60_000,
      });
      const printed: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
      child.on('error', failed).on('close', (status) => done({ status, printed: Buffer.concat(printed).toString() }));
    });
  }

  it('names every broken file and line and ends with a status that is not 0', async () => {
    const source = join(folder, 'source');
    const classes = join(source, 'main', 'default', 'classes');
    await mkdir(classes, { recursive: true });
    const meta =
      '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';
    for (const name of ['First', 'Second']) {
      await writeFile(join(classes, `${name}.cls`), `public class ${name} {\n  void broken( {\n}`);
      await writeFile(join(classes, `${name}.cls-meta.xml`), meta);
    }
    const { status, printed } = await start(['--source-dir', source, '--port', '0', '--data', join(folder, 'broken.db')]);
    assert.equal(status, 1, printed);
    assert.match(printed, /First\.cls:2/);
    assert.match(printed, /Second\.cls:2/);
  });

  it('says that the port is taken and what to do', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const { status, printed } = await start(['--source-dir', 'force-app', '--port', String(port), '--data', join(folder, 'port.db')]);
    other.close();
    assert.equal(status, 1, printed);
    assert.match(printed, new RegExp(`${port}`));
    assert.match(printed, /--port/);
  });

  it('says that the data file is not one of a local org and leaves it alone', async () => {
    const data = join(folder, 'notes.db');
    await writeFile(data, 'shopping list: milk, bread, and a few more words to fill the page');
    const { status, printed } = await start(['--source-dir', 'force-app', '--port', '0', '--data', data]);
    assert.equal(status, 1, printed);
    assert.match(printed, /not a database|damaged|not a local org/);
  });

  it('advises an option that npm start has when the data file cannot be used', async () => {
    const data = join(folder, 'letter.db');
    await writeFile(data, 'a letter, long enough to be mistaken for the first page of a data base that it is not');
    const demo = ['scripts/start/cli.mjs', '--no-open', '--port', '0'];
    const refused = await run([...demo, '--data', data]);
    assert.equal(refused.status, 1, refused.printed);
    const advised = /with (--\w+)/.exec(refused.printed)?.[1];
    assert.ok(advised, refused.printed);
    assert.ok((await run([...demo, '--help'])).printed.includes(advised), `npm start has no ${advised}`);
  });
});
