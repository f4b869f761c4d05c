import { computeFigures } from './engine/compute.ts';
import { growthFigures } from './engine/growth.ts';
import { memoryFigures } from './engine/memory.ts';
import { suiteFigures } from './engine/suite.ts';
import type { Benchmark } from './measure.ts';

/** `--full` measures the growth up to a million rows, which takes minutes to fill. */
const sizes = process.argv.includes('--full') ? [1000, 1_000_000] : [1000, 50_000];

/** The Apex engine: generated code against plain JavaScript, tests, compilation, growth with the data, memory. */
export const engineBenchmark: Benchmark = {
  name: 'engine',
  about: 'Apex against the same algorithms in JavaScript, Apex tests, compilation, growth, memory (--full: a million rows)',
  run: async () => [...computeFigures(), ...suiteFigures(), ...growthFigures(sizes), ...(await memoryFigures())],
};
