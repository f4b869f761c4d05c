import { ApexParserFactory } from '@apexdevtools/apex-parser';
import type { Unit } from '../ast.ts';
import type { ApexProblem } from '../problem.ts';
import { readAnonymous, readTrigger, readTypeDeclaration } from './declarations.ts';
import { ProblemListener } from './errors.ts';

/**
 * Parses with the public grammar of Apex. It is the judge of what is Apex, and finds the place and the words of syntax
 * errors; it is slow to start, so sound source is read by `parse/`.
 */
export function parseReference(
  kind: 'class' | 'trigger' | 'anonymous',
  file: string,
  body: string,
): { readonly unit: Unit | null; readonly problems: readonly ApexProblem[] } {
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
