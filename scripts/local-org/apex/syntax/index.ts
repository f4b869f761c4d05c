import { ApexParserFactory } from '@apexdevtools/apex-parser';
import type { Unit } from './ast.ts';
import { readAnonymous, readTrigger, readTypeDeclaration } from './declarations.ts';
import { ProblemListener, type ApexProblem } from './errors.ts';

export type { ApexProblem } from './errors.ts';
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
  const listener = new ProblemListener(file);
  const { parser } = ApexParserFactory.createLexerAndParser(body, listener);
  const tree = kind === 'class' ? parser.compilationUnit() : kind === 'trigger' ? parser.triggerUnit() : parser.anonymousUnit();
  if (listener.problems.length > 0) return { unit: null, problems: listener.problems };
  const unit =
    'typeDeclaration' in tree
      ? readTypeDeclaration(tree.typeDeclaration())
      : 'triggerBlock' in tree
        ? readTrigger(tree)
        : readAnonymous(tree);
  return { unit, problems: [] };
}
