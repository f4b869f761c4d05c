import { ApexException, type ApexProblem } from '../../apex/index.ts';
import type { ExecuteAnonymousResult } from './types.ts';

/**
 * What became of anonymous Apex, as the Tooling API tells it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm (executeAnonymous)
 * @param error what the code has thrown, if it has run
 */
export function anonymousResult(compiled: boolean, problems: readonly ApexProblem[], error: unknown): ExecuteAnonymousResult {
  const [problem] = problems;
  const frame = error instanceof ApexException ? error.frames[0] : undefined;
  return {
    line: problem?.line ?? frame?.line ?? -1,
    column: problem?.column ?? frame?.column ?? -1,
    compiled,
    success: compiled && error === undefined,
    compileProblem: problem?.message ?? null,
    exceptionMessage: error === undefined ? null : failureText(error),
    exceptionStackTrace: error instanceof ApexException ? error.stackTraceString : null,
  };
}

/** The words of an error that nobody has caught; those of Apex begin with its type. */
export function failureText(error: unknown): string {
  if (error instanceof ApexException) return `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
  return error instanceof Error ? error.message : String(error);
}
