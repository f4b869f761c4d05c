import type { CompiledApex } from '../compile.ts';
import type { Loader } from '../engine/loader.ts';

/** Executed lines of one class or trigger. */
export interface FileCoverage {
  readonly name: string;
  readonly file: string;
  /** Line → number of executions, for every line with a statement. */
  readonly lines: Readonly<Record<number, number>>;
  readonly covered: number;
  readonly total: number;
}

export interface Coverage {
  readonly files: readonly FileCoverage[];
  readonly covered: number;
  readonly total: number;
  /** 0–100 */
  readonly percent: number;
}

/** Line coverage of everything but test classes. */
export function measureCoverage(compiled: CompiledApex, loader: Loader): Coverage {
  const hits = new Map([...loader.loadedUnits()].map((unit) => [unit.emitted, unit.hits]));
  const files: FileCoverage[] = [];
  compiled.program.units.forEach((checked, i) => {
    if (checked.top.isTest) return;
    const unit = compiled.units[i]!;
    const counts = hits.get(unit);
    const lines: Record<number, number> = {};
    unit.counters.forEach((line, index) => (lines[line] = counts?.[index] ?? 0));
    const covered = Object.values(lines).filter((count) => count > 0).length;
    files.push({ name: checked.top.name, file: checked.source.file, lines, covered, total: unit.counters.length });
  });
  const covered = files.reduce((sum, file) => sum + file.covered, 0);
  const total = files.reduce((sum, file) => sum + file.total, 0);
  return { files, covered, total, percent: total === 0 ? 100 : Math.round((covered / total) * 1000) / 10 };
}
