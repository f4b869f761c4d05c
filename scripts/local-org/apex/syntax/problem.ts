/** What is said of source whose parts are nested deeper than a recursive reader can go. */
export const TOO_DEEP = 'Source is nested too deeply';

/** True for the error of an exhausted stack. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** A syntax or semantic error in Apex source, in the platform's wording. Line and column are 1-based. */
export interface ApexProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
