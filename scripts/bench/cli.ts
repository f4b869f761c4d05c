/** `npm run bench [NAME]`: measures, compares with a peer in the same run, prints a table and writes JSON to test-results/bench. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

import { callsBenchmark } from './calls.ts';
import { engineBenchmark } from './engine.ts';
import { expertBenchmark } from './expert.ts';
import { passes, score, type Benchmark, type Figure } from './measure.ts';
import { reportsBenchmark } from './reports.ts';
import { sizeBenchmark } from './size.ts';
import { startBenchmark } from './start.ts';

const benchmarks: readonly Benchmark[] = [
  startBenchmark,
  callsBenchmark,
  sizeBenchmark,
  expertBenchmark,
  engineBenchmark,
  reportsBenchmark,
];
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const chosen = benchmarks.filter((benchmark) => name === undefined || benchmark.name === name);
if (chosen.length === 0) {
  console.error(`No benchmark is called ${name}. There are: ${benchmarks.map((benchmark) => benchmark.name).join(', ')}.`);
  process.exit(2);
}

mkdirSync('test-results/bench', { recursive: true });
for (const benchmark of chosen) {
  console.log(`\n${benchmark.name}: ${benchmark.about}`);
  const figures = await benchmark.run();
  console.table(figures.map(row));
  const [load = 0] = loadavg();
  const machine = { node: process.version, cores: cpus().length, load, at: new Date().toISOString() };
  if (load > machine.cores / 2) {
    console.log(
      `The machine is busy (load ${load.toFixed(1)} on ${machine.cores} cores): times on the clock say little, counts and ratios more.`,
    );
  }
  writeFileSync(`test-results/bench/${benchmark.name}.json`, JSON.stringify({ machine, figures }, null, 2));
  if (!figures.every(passes)) process.exitCode = 1;
}

function row(figure: Figure): Record<string, string | number> {
  const round = (value: number): number => Number(value.toPrecision(3));
  return {
    metric: figure.metric,
    ours: `${round(figure.ours)} ${figure.unit}`,
    peer: figure.peer === undefined ? '' : `${round(figure.peer)} ${figure.unit}`,
    ratio: figure.peer === undefined ? '' : round(score(figure)),
    limit: figure.limit,
    verdict: passes(figure) ? 'ok' : 'MISSED',
    note: figure.note ?? '',
  };
}
