import type { SourceProblem } from './source-tree.ts';

/** The source folders cannot be used at all (a folder is missing, nothing could be read). Lists every problem found. */
export class SourceError extends Error {
  readonly code = 'SOURCE_ERROR';
  readonly problems: readonly SourceProblem[];

  constructor(problems: readonly SourceProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'SourceError';
    this.problems = problems;
  }
}

/**
 * The platform has this feature, the local org does not. Thrown instead of answering something wrong;
 * `feature` names it, e.g. `SOQL: GROUP BY CUBE with HAVING`.
 */
export class UnsupportedFeatureError extends Error {
  readonly code = 'UNSUPPORTED_FEATURE';
  readonly feature: string;

  constructor(feature: string) {
    super(`Not supported by the local org: ${feature}`);
    this.name = 'UnsupportedFeatureError';
    this.feature = feature;
  }
}

/** One line a person can act on: `file:line:column: message`. */
export function describeProblem(problem: SourceProblem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return `${place}: ${problem.message}`;
}
