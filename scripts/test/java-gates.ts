import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Gate, GateResult } from './gate.ts';
import { single, skip } from './gate.ts';
import { root, runProgram, tail } from './process.ts';

const jars = join(root, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib');
const needed = 'Java 11 or newer is not on this machine; install a JRE to run it';

async function hasJava(): Promise<boolean> {
  try {
    return (await runProgram('java', ['-version'])).status === 0;
  } catch {
    return false;
  }
}

/** Semantic check of the Apex sources by apex-ls, an oracle independent of the local org's own checker. */
const apexLs: Gate = {
  name: 'apex-ls',
  about: 'semantic check of the Apex by an independent tool',
  async run(): Promise<GateResult> {
    if (!(await hasJava())) return skip(needed);
    if (!existsSync(jars)) return single(false, `The Apex stubs are missing under ${jars}. Run "npm ci".`);
    const { status, stdout, stderr } = await runProgram('java', [
      '-cp',
      join(jars, '*'),
      'io.github.apexdevtools.apexls.CheckForIssues',
      ...['-w', root, '-d', 'warnings', '-f', 'text', '-n'],
    ]);
    return single(status === 0, tail(`${stdout}\n${stderr}`));
  },
};

/** PMD's Apex rules. A file PMD cannot parse gives no violations, so engine errors fail the gate too. */
const pmd: Gate = {
  name: 'pmd',
  about: 'PMD rules for Apex',
  async run(): Promise<GateResult> {
    if (!(await hasJava())) return skip(needed);
    const { status, stdout, stderr } = await runProgram('node', ['scripts/check/pmd.ts']);
    return single(status === 0, tail(`${stdout}\n${stderr}`));
  },
};

export const javaGates: readonly Gate[] = [apexLs, pmd];
