import { createRequire } from 'node:module';
import type { Unit } from './ast.ts';
import { parseSound } from './parse/index.ts';
import { isStackOverflow, TOO_DEEP, type ApexProblem } from './problem.ts';
import type * as Reference from './reference/index.ts';

export { isStackOverflow, TOO_DEEP, type ApexProblem } from './problem.ts';
export type * from './ast.ts';

export interface ParsedUnit {
  /** Null when the source has syntax errors. */
  readonly unit: Unit | null;
  readonly problems: readonly ApexProblem[];
  /** The same source may be parsed with `skipsBodies` from now on: it is sound, and in every body this parser's own. */
  readonly skippable: boolean;
}

/**
 * Parses one class, trigger or anonymous block.
 * @param file only used in the problems' positions
 * @param skipsBodies for source that was found skippable: bodies of methods are parsed when they are read
 */
export function parseApex(kind: 'class' | 'trigger' | 'anonymous', file: string, body: string, skipsBodies = false): ParsedUnit {
  try {
    const unit = parseSound(kind, body, skipsBodies);
    return unit ? { unit, problems: [], skippable: true } : { ...reference().parseReference(kind, file, body), skippable: false };
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return { unit: null, problems: [{ file, line: 1, column: 1, message: TOO_DEEP }], skippable: false };
  }
}

let loaded: typeof Reference | undefined;

/** Loaded when it is first needed: its tables take longer to load than a whole package to parse. */
function reference(): typeof Reference {
  return (loaded ??= createRequire(import.meta.url)('./reference/index.ts') as typeof Reference);
}
