import type { TestReport } from '../../apex/index.ts';

/** One line of the table: how far the local org runs a codebase. */
export interface CorpusLine {
  readonly codebase: string;
  readonly compiled: string;
  readonly passed: string;
  readonly failed: number;
  readonly unsupported: number;
  readonly seconds: number;
}

/** A platform feature that the local org names as not supported, with the tests that met it. */
export interface FeatureLine {
  readonly codebase: string;
  readonly feature: string;
  readonly tests: number;
}

const NAMED = /(?:Not supported by the local org|Unsupported platform feature): (.+)/;

function share(part: number, whole: number): string {
  return whole === 0 ? '0' : `${part} of ${whole} (${((part / whole) * 100).toFixed(1)} %)`;
}

export function lineOf(codebase: string, { summary }: TestReport): CorpusLine {
  const { files, filesCompiled, tests, passed, failed, unsupported, compileMs, runMs } = summary;
  return {
    codebase,
    compiled: share(filesCompiled, files),
    passed: share(passed, tests),
    failed,
    unsupported,
    seconds: Math.round((compileMs + runMs) / 100) / 10,
  };
}

/** Unsupported features of a report, those that stop most tests first. */
export function featuresOf(codebase: string, { tests }: TestReport): FeatureLine[] {
  const counts = new Map<string, number>();
  for (const { outcome, message } of tests) {
    if (outcome !== 'Unsupported') continue;
    const feature = NAMED.exec(message ?? '')?.[1] ?? message ?? '';
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return [...counts]
    .map(([feature, count]) => ({ codebase, feature, tests: count }))
    .sort((a, b) => b.tests - a.tests || a.feature.localeCompare(b.feature));
}

/** Rows as a Markdown table with the keys of the first one as its heading. */
export function markdownTable(rows: readonly object[]): string {
  const [first] = rows;
  if (!first) return '';
  const names = Object.keys(first);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(names.map((name) => String((row as Record<string, unknown>)[name]).replaceAll('|', '\\|'))));
  return [line(names), line(names.map(() => '---')), ...body].join('\n');
}
