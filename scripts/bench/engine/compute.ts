import { fileURLToPath } from 'node:url';

import { openOrg, type ExecuteAnonymousResult, type OpenedOrg } from '../../local-org/api/index.ts';
import { median, processorMs, type Figure } from '../measure.ts';
import * as peers from './peers.ts';

const pairs = 9;
const warmUps = 3;

/** How often each algorithm runs in one measurement: enough for the compilation of the block not to count. */
const work = { loops: 300, collections: 80, strings: 150, json: 80, chunk: 300 } as const;

/** The org that the benchmark's own source is run in; its data lives in memory. */
export function benchOrg(dataFile = ':memory:'): OpenedOrg {
  const sourceDirs = [fileURLToPath(new URL('source', import.meta.url))];
  return openOrg({ sourceDirs, dataFile, adminUsername: 'bench@example.com' });
}

/**
 * Runs a method of `Bench` in an anonymous block.
 * @returns its result, and the milliseconds of processor time it took
 * @throws Error when it fails
 */
export function runApex(org: OpenedOrg, call: string): { result: number; ms: number } {
  org.beginRequest({});
  const code = `System.debug(LoggingLevel.INFO, Bench.${call});`;
  const run = (): ExecuteAnonymousResult => org.transaction('write', () => org.session(org.adminId).executeAnonymous(code));
  let done: ExecuteAnonymousResult | undefined;
  const ms = processorMs(() => (done = run()));
  if (!done?.success) throw new Error(`Bench.${call}: ${done?.compileProblem ?? done?.exceptionMessage}`);
  const result = Number(org.takeLog().at(-1)?.split('|').at(-1));
  return { result, ms };
}

/** Apex against the same algorithm in plain JavaScript, by turns in one process. */
export function computeFigures(): Figure[] {
  const org = benchOrg();
  try {
    return (Object.keys(work) as (keyof typeof work)[]).map((name) => compare(org, name, work[name]));
  } finally {
    org.close();
  }
}

function compare(org: OpenedOrg, name: keyof typeof work, times: number): Figure {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = -warmUps; pair < pairs; pair++) {
    const apex = runApex(org, `${name}(${times})`);
    let expected: number | undefined;
    const ms = processorMs(() => (expected = peers[name](times)));
    // Texts of Decimals differ in length, so JSON's sums do.
    if (name !== 'json' && apex.result !== expected) throw new Error(`Bench.${name}: ${apex.result} instead of ${expected}`);
    if (pair < 0) continue;
    ours.push(apex.ms);
    theirs.push(ms);
  }
  return { metric: `${name}: Apex against JavaScript`, ours: median(ours), peer: median(theirs), unit: 'ms', limit: 5, note: 'aim 3' };
}
