import type { CompiledApex } from '../compile.ts';
import type { LoadedUnit, Loader } from '../engine/loader.ts';
import type { EmittedUnit } from '../emit/index.ts';

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
  /** What each test method and set-up method executed; only when it was asked for. */
  readonly methods?: readonly MethodCoverage[];
}

/** Lines of one class or trigger that one method of a test class executed. */
export interface MethodCoverage {
  readonly class: string;
  readonly method: string;
  /** Name and source file of the class or trigger. */
  readonly name: string;
  readonly file: string;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
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

/** Tells apart what the methods of a run execute: the counters go on through the whole run. */
export class MethodCounter {
  readonly methods: MethodCoverage[] = [];
  readonly #loader: Loader;
  readonly #files: ReadonlyMap<EmittedUnit, { readonly name: string; readonly file: string }>;
  #before = new Map<LoadedUnit, Uint32Array>();

  constructor(compiled: CompiledApex, loader: Loader) {
    this.#loader = loader;
    this.#files = new Map(
      compiled.program.units.flatMap(({ top, source }, i) =>
        top.isTest ? [] : [[compiled.units[i]!, { name: top.name, file: source.file }] as const],
      ),
    );
  }

  begin(): void {
    this.#before = new Map([...this.#loader.loadedUnits()].map((unit) => [unit, unit.hits.slice()]));
  }

  end(className: string, method: string): void {
    for (const unit of this.#loader.loadedUnits()) {
      const file = this.#files.get(unit.emitted);
      if (!file) continue;
      const before = this.#before.get(unit);
      const ran = (index: number): boolean => unit.hits[index]! > (before?.[index] ?? 0);
      const covered = unit.emitted.counters.filter((_, index) => ran(index));
      const uncovered = unit.emitted.counters.filter((_, index) => !ran(index));
      if (covered.length > 0) this.methods.push({ class: className, method, ...file, covered, uncovered });
    }
  }
}
