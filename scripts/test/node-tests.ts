import { glob } from 'node:fs/promises';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

import type { Gate, GateResult } from './gate.ts';
import { root, tail } from './process.ts';

/**
 * Runs `node:test` files, each in a process of its own, and counts tests (not suites and not files).
 * @param patterns globs relative to the repository
 * @param concurrency files at a time
 */
export function nodeTests(name: string, about: string, patterns: string[], concurrency: number): Gate {
  return { name, about, run: () => runFiles(patterns, concurrency) };
}

/** A file that hangs fails after this many milliseconds instead of holding everything up. */
const longest = 10 * 60_000;

async function runFiles(patterns: string[], concurrency: number): Promise<GateResult> {
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root, exclude: (path) => path.includes('node_modules') })) files.push(file);
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, details: `No test file matches ${patterns.join(', ')}` };
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const details: string[] = [];
  const said = new Map<string, string>();
  const stream = run({ files: files.sort(), cwd: root, concurrency, timeout: longest }) as AsyncIterable<TestEvent>;
  for await (const event of stream) {
    if (event.type === 'test:stderr') said.set(event.data.file, (said.get(event.data.file) ?? '') + event.data.message);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const data = event.data;
    if (data.details.type === 'suite') continue;
    if (data.skip !== undefined && data.skip !== false) {
      skipped++;
      details.push(`SKIPPED: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}`);
    } else if (event.type === 'test:pass') {
      passed++;
    } else {
      failed++;
      details.push(`${data.file ?? ''}:${data.line ?? ''} ${data.name}\n${describe(event.data.details.error, said.get(data.file ?? ''))}`);
    }
  }
  return { passed, failed, skipped, details: details.join('\n') };
}

/** What a failed file's process ended with; `node:test` adds it to the error of the file. */
interface Ended {
  readonly exitCode?: number | null;
  readonly signal?: string | null;
}

/** The error with its trace; for a process that died, how it ended and the end of what it complained. */
function describe(error: Error & Ended, complaints = ''): string {
  if (error.cause instanceof Error) return error.cause.stack ?? error.cause.message;
  const { exitCode, signal } = error;
  if (exitCode === undefined && signal === undefined) return error.message;
  return [`${error.message}: the process ended with ${signal ?? `code ${exitCode}`}`, tail(complaints)].join('\n').trimEnd();
}
