/** A syntax or semantic error in Apex source, in the platform's wording. Line and column are 1-based. */
export interface ApexProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
