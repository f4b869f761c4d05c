import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { GateResult } from './gate.ts';
import { nodeTests } from './node-tests.ts';

describe('what a run of test files tells', () => {
  let folder: string;
  const context = process.env['NODE_TEST_CONTEXT'];
  before(async () => {
    // node:test runs no files within its own run, which it knows by this variable
    delete process.env['NODE_TEST_CONTEXT'];
    folder = await mkdtemp(join(tmpdir(), 'node-tests-'));
  });
  after(async () => {
    if (context !== undefined) process.env['NODE_TEST_CONTEXT'] = context;
    await rm(folder, { recursive: true, force: true });
  });

  async function run(body: string): Promise<GateResult> {
    const file = join(folder, 'written.test.mjs');
    await writeFile(file, `import assert from 'node:assert/strict';\nimport { describe, it } from 'node:test';\n${body}`);
    return nodeTests('written', 'a file written by this test', [file], 1).run();
  }

  it('counts tests and gives the reason of a skipped one', async () => {
    const result = await run(`describe('a suite', () => { it('passes', () => {}); it('waits', { skip: 'no clock' }, () => {}); });`);
    assert.deepEqual([result.passed, result.failed, result.skipped], [1, 0, 1]);
    assert.match(result.details, /SKIPPED: waits \(no clock\)/);
  });

  it('shows the error of a failed test and its place', async () => {
    const result = await run(`it('fails', () => assert.equal(1, 2));`);
    assert.deepEqual([result.passed, result.failed], [0, 1]);
    assert.match(result.details, /written\.test\.mjs:3 fails[^]*1 !== 2/);
  });

  it('shows how a process ended too early, and what it complained', async () => {
    const result = await run(`console.error('out of luck'); process.exit(7);`);
    assert.equal(result.failed, 1);
    assert.match(result.details, /the process ended with code 7\nout of luck/);
  });

  it('runs a file once more whose process was ended by a signal, and says so', async () => {
    const marker = join(folder, 'has died');
    const once = await run(`import { existsSync, writeFileSync } from 'node:fs';
      it('passes', () => {});
      it('dies at first', () => {
        if (existsSync(${JSON.stringify(marker)})) return;
        writeFileSync(${JSON.stringify(marker)}, '');
        process.kill(process.pid, 'SIGKILL');
      });`);
    assert.deepEqual([once.passed, once.failed], [2, 0]);
    assert.match(once.details, /DIED, AND WAS RUN ONCE MORE:\n[^]*the process ended with SIGKILL/);
    const always = await run(`it('dies', () => process.kill(process.pid, 'SIGKILL'));`);
    assert.equal(always.failed, 1);
  });

  it('fails when no file matches', async () => {
    const result = await nodeTests('none', 'no file', [join(folder, '*.none.ts')], 1).run();
    assert.deepEqual([result.failed, result.details.startsWith('No test file matches')], [1, true]);
  });
});
