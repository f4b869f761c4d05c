import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexRuntime, compileApex } from '../index.ts';
import { GoldenOrg } from './harness.ts';
import { program } from './programs/program.ts';

/** Seeds of the programs that are compared; `APEX_PROGRAMS=first,count` compares others. */
const [FIRST, COUNT] = (process.env['APEX_PROGRAMS'] ?? '1,100').split(',').map(Number) as [number, number];

const org = new GoldenOrg();
const { host } = org.runtime;

/** What the engine prints for a program, or why it does not compile. */
function printed(body: string): readonly string[] {
  const file = { name: 'Program', kind: 'class' as const, file: 'Program.cls', body, apiVersion: '65.0' };
  const compiled = compileApex({ ...host.source, classes: [file], triggers: [] });
  const problems = compiled.problems.map(({ line, message }) => `${line}: ${message}`);
  if (problems.length > 0) return problems;
  const log: string[] = [];
  const runtime = new ApexRuntime(compiled, host, { log: (_level, message) => log.push(message) });
  const result = org.store.transaction('write', () => runtime.executeAnonymous(runtime.begin(org.userId), 'Program.run();'));
  return result.error === undefined ? log : [...log, result.error instanceof Error ? result.error.message : 'no error'];
}

test('Random programs print what an independent evaluation of them prints', () => {
  let compared = 0;
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const made = program(seed);
    const expected = made.run();
    if (!expected) continue;
    compared++;
    const numbered = (): string => made.source.replaceAll(/^/gm, () => `${++line}  `);
    let line = 0;
    const actual = printed(made.source);
    if (actual.join('\n') !== expected.join('\n')) assert.deepEqual(actual, expected, `seed ${seed}\n${numbered()}`);
  }
  assert.ok(compared > COUNT / 2, `only ${compared} of ${COUNT} programs are short enough`);
});
