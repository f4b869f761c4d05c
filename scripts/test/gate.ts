/** What one gate of the test run reports. Counts are of the gate's own checks, so the totals say how much was really tested. */
export interface GateResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Shown when something failed or was skipped; already formatted. */
  readonly details: string;
}

export interface Gate {
  readonly name: string;
  /** What the gate protects against, in a few words. */
  readonly about: string;
  run(): Promise<GateResult>;
}

/** One check that passed, or failed with its output. */
export function single(ok: boolean, details: string): GateResult {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, details: ok ? '' : details };
}

/** A check that could not run here. `reason` says why and what to install. */
export function skip(reason: string, count = 1): GateResult {
  return { passed: 0, failed: 0, skipped: count, details: `SKIPPED: ${reason}` };
}
