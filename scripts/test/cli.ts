/**
 * `npm test`: every gate and test, offline. `npm test -- --only apex,scripts` runs some of them.
 * The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 */
import { parseArgs } from 'node:util';

import type { Gate, GateResult } from './gate.ts';
import { javaGates } from './java-gates.ts';
import { sourceGates } from './source-gates.ts';
import { suiteGates } from './suite-gates.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const all: readonly Gate[] = [...sourceGates, ...javaGates, ...suiteGates];
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !all.some((gate) => gate.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`No gate is called ${unknown.join(', ')}. There are: ${all.map((gate) => gate.name).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const gate of all) {
  if (wanted && !wanted.includes(gate.name)) continue;
  const started = performance.now();
  process.stdout.write(`${gate.name} (${gate.about}) … `);
  const result = await guarded(gate);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.failed > 0 ? 'FAILED' : 'ok'}: ${summary(result)} in ${seconds} s`);
  if (result.details) console.log(result.details.replace(/^/gm, '    '));
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
}
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** A gate that breaks down has failed; the others still run. */
async function guarded(gate: Gate): Promise<GateResult> {
  try {
    return await gate.run();
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, details: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function summary(counts: { passed: number; failed: number; skipped: number }): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}
