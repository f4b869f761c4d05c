import { createRequire } from 'node:module';
import type { Unit } from './ast.ts';
import { parseSound } from './parse/index.ts';
import type { ApexProblem } from './problem.ts';
import type * as Reference from './reference/index.ts';

export type { ApexProblem } from './problem.ts';
export type * from './ast.ts';

export interface ParsedUnit {
  /** Null when the source has syntax errors. */
  readonly unit: Unit | null;
  readonly problems: readonly ApexProblem[];
}

/**
 * Parses one class, trigger or anonymous block.
 * `file` is only used in the problems' positions.
 */
export function parseApex(kind: 'class' | 'trigger' | 'anonymous', file: string, body: string): ParsedUnit {
  const unit = parseSound(kind, body);
  return unit ? { unit, problems: [] } : reference().parseReference(kind, file, body);
}

let loaded: typeof Reference | undefined;

/** Loaded when it is first needed: its tables take longer to load than a whole package to parse. */
function reference(): typeof Reference {
  return (loaded ??= createRequire(import.meta.url)('./reference/index.ts') as typeof Reference);
}
