/** A component that does not compile, or imports something that does not exist: where, and what. */
export interface BuildProblem {
  readonly file: string;
  /** 1-based; absent when the compiler does not say. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** Thrown by {@link buildComponents}; the page and the console show `problems`. */
export class ComponentBuildError extends Error {
  readonly code = 'COMPONENT_BUILD_ERROR';
  readonly problems: readonly BuildProblem[];

  constructor(problems: readonly BuildProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ComponentBuildError';
    this.problems = problems;
  }
}

/** `file:line:column message`. */
export function formatProblem(problem: BuildProblem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`;
  return `${place} ${problem.message}`;
}

interface RollupLike {
  readonly message?: string;
  readonly id?: string;
  readonly loc?: { file?: string; line?: number; column?: number };
  readonly filename?: string;
  readonly location?: { line?: number; column?: number };
  readonly errors?: readonly { text: string; location?: { file: string; line: number; column: number } | null }[];
}

/** Reads place and text from what rollup, esbuild and the LWC compiler throw. */
export function problemsOf(error: unknown, fallbackFile: string): BuildProblem[] {
  const failure = error as RollupLike;
  if (failure.errors?.length) {
    return failure.errors.map((entry) => ({
      file: entry.location?.file ?? fallbackFile,
      ...(entry.location ? { line: entry.location.line, column: entry.location.column + 1 } : {}),
      message: entry.text,
    }));
  }
  const file = (failure.loc?.file ?? failure.filename ?? failure.id ?? fallbackFile).split('?')[0] ?? fallbackFile;
  const line = failure.loc?.line ?? failure.location?.line;
  const column = failure.loc?.column ?? failure.location?.column;
  const message = (failure.message ?? String(error)).replace(/^\[plugin [^\]]*\]\s*/, '');
  return [{ file, ...(line === undefined ? {} : { line, column: (column ?? 0) + 1 }), message }];
}
