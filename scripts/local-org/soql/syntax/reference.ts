import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import { unexpectedToken, type Position, type SoqlError } from '../errors.ts';
import type { SoqlQuery } from './ast.ts';
import { Converter } from './convert.ts';
import { hideWildcardEscapes } from './literals.ts';

class Listener extends ApexErrorListener {
  error: { line: number; column: number; message: string } | undefined;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.error ??= { line, column: column + 1, message };
  }
}

/**
 * Parses with the public grammar of Apex, which is the judge of everything the quick parser does not take.
 * @throws SoqlError MALFORMED_QUERY with the position of the first thing that does not fit
 */
export function parseReference(text: string): SoqlQuery {
  const listener = new Listener();
  const { parser } = ApexParserFactory.createLexerAndParser(hideWildcardEscapes(text), listener);
  const tree = parser.query();
  if (listener.error) throw malformed(text, listener.error);
  // The grammar's rule ends where it cannot go on: whatever is left over is an error, such as a WHERE without condition.
  const next = parser.getTokenStream().LT(1);
  if (next.type !== -1) throw malformed(text, { line: next.line, column: next.column + 1 });
  return new Converter(text).query(tree);
}

function malformed(text: string, error: { line: number; column: number }): SoqlError {
  const lines = text.split('\n');
  const offset = lines.slice(0, error.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
  const position: Position = { offset, line: error.line, column: error.column };
  const token = /^[\w.]+|^\S?/.exec(text.slice(offset))?.[0] || '<EOF>';
  return unexpectedToken(token, position);
}
