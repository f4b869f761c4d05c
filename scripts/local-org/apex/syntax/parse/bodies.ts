import type { Block, Stmt } from '../ast.ts';
import { Cursor } from './cursor.ts';
import { readBlock } from './statements.ts';
import type { Place, Token } from './tokens.ts';

/** The block of a method, constructor, accessor or initialiser. */
export function readBodyBlock(cursor: Cursor): Block {
  if (!cursor.skipsBodies) return readBlock(cursor);
  const open = cursor.token;
  cursor.skipBlock();
  return new SkippedBlock(cursor.source, open, cursor.expect('}').line);
}

/**
 * A block of which only the place is known. Its statements are parsed anew whenever they are asked for, which is when code
 * is generated for them: most code of a program is not run, and kept syntax trees are larger than the source.
 */
class SkippedBlock implements Block {
  readonly kind = 'block';
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly #source: string;
  readonly #from: Place;

  constructor(source: string, { line, column, start }: Token, endLine: number) {
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.#source = source;
    this.#from = { at: start, line, lineStart: start - column + 1 };
  }

  get body(): readonly Stmt[] {
    return readBlock(new Cursor(this.#source, { from: this.#from })).body;
  }
}
