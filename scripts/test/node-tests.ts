import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

import type { Gate, GateResult } from './gate.ts';
import { root, tail } from './process.ts';

/**
 * Runs `node:test` files, each in a process of its own, and counts tests (not suites and not files). A file whose process
 * was ended by a signal is run once more, and both are told: a second death fails.
 * @param patterns globs relative to the repository
 * @param concurrency files at a time
 */
export function nodeTests(name: string, about: string, patterns: string[], concurrency: number): Gate {
  return { name, about, run: () => runFiles(patterns, concurrency) };
}

/** A file that hangs fails after this many milliseconds instead of holding everything up. */
const longest = 10 * 60_000;

/** What happened in one file; `died` when its process ended before its tests had. */
interface FileTally {
  passed: number;
  failed: number;
  skipped: number;
  died: boolean;
  complaints: string;
  readonly details: string[];
}

async function runFiles(patterns: string[], concurrency: number): Promise<GateResult> {
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root, exclude: (path) => path.includes('node_modules') })) files.push(resolve(root, file));
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0, details: `No test file matches ${patterns.join(', ')}` };
  const first = await tally(files.sort(), concurrency);
  const died = [...first].filter(([, { died }]) => died);
  const again =
    died.length > 0
      ? await tally(
          died.map(([file]) => file),
          1,
        )
      : new Map<string, FileTally>();
  const counted = [...new Map([...first, ...again]).values()];
  const sum = (count: (file: FileTally) => number) => counted.reduce((total, file) => total + count(file), 0);
  const deaths = died.flatMap(([, { details }]) => ['DIED, AND WAS RUN ONCE MORE:', ...details]);
  return {
    passed: sum((file) => file.passed),
    failed: sum((file) => file.failed),
    skipped: sum((file) => file.skipped),
    details: [...deaths, ...counted.flatMap((file) => file.details)].join('\n'),
  };
}

/** Runs the files and tells of each what happened in it, by its path. */
async function tally(files: string[], concurrency: number): Promise<Map<string, FileTally>> {
  const tallies = new Map<string, FileTally>();
  const of = (file = ''): FileTally => {
    const known = tallies.get(file) ?? { passed: 0, failed: 0, skipped: 0, died: false, complaints: '', details: [] };
    tallies.set(file, known);
    return known;
  };
  const stream = run({ files, cwd: root, concurrency, timeout: longest }) as AsyncIterable<TestEvent>;
  for await (const event of stream) {
    if (event.type === 'test:stderr') of(event.data.file).complaints += event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const data = event.data;
    if (data.details.type === 'suite') continue;
    const file = of(data.file);
    if (data.skip !== undefined && data.skip !== false) {
      file.skipped++;
      file.details.push(`SKIPPED: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}`);
    } else if (event.type === 'test:pass') {
      file.passed++;
    } else {
      const error: Error & Ended = event.data.details.error;
      file.failed++;
      file.died ||= hasDied(error);
      file.details.push(`${data.file ?? ''}:${data.line ?? ''} ${data.name}\n${describe(error, file.complaints)}`);
    }
  }
  return tallies;
}

/** What a failed file's process ended with; `node:test` adds it to the error of the file. */
interface Ended {
  readonly exitCode?: number | null;
  readonly signal?: string | null;
}

/** Whether the error is of a process that was ended by a signal: the runtime broke down, which is no verdict of a test. */
function hasDied({ signal }: Ended): boolean {
  return typeof signal === 'string';
}

/** The error with its trace; for a process that ended too early, how it ended and the end of what it complained. */
function describe(error: Error & Ended, complaints: string): string {
  if (error.cause instanceof Error) return error.cause.stack ?? error.cause.message;
  const { exitCode, signal } = error;
  if (exitCode === undefined && signal === undefined) return error.message;
  return [`${error.message}: the process ended with ${signal ?? `code ${exitCode}`}`, tail(complaints)].join('\n').trimEnd();
}
