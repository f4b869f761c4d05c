import { DataWeaveError } from '../errors.ts';

export type TokenKind = 'name' | 'number' | 'string' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Name, digits, symbol; of a string the quote that opens it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longest first. */
const SYMBOLS = [
  ...['---', '...', '->', '++', '--', '..', '::', '==', '!=', '~=', '<=', '>=', '<<', '>>', '$$$', '$$', '{|', '|}', '{-', '-}'],
  ...'{}[]():,;.+-*/<>=!?&|@#$^~%\\'.split(''),
];
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads tokens from any place of a script; the parser says where, since `/` and `|` mean different things in different places. */
export class Lexer {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The token at or after the offset. Throws a DataWeaveError for a character that begins none. */
  token(from: number): Token {
    const start = this.skip(from);
    const { source } = this;
    if (start >= source.length) return { kind: 'end', text: '', start, end: start };
    const name = this.match(NAME, start);
    if (name !== undefined) return { kind: 'name', text: name, start, end: start + name.length };
    const number = this.match(NUMBER, start);
    if (number !== undefined) return { kind: 'number', text: number, start, end: start + number.length };
    const c = source[start]!;
    if (c === '"' || c === "'" || c === '`') return { kind: 'string', text: c, start, end: start + 1 };
    const symbol = SYMBOLS.find((candidate) => source.startsWith(candidate, start));
    if (symbol === undefined) throw new DataWeaveError(`Invalid input '${c}'`, start);
    return { kind: 'symbol', text: symbol, start, end: start + symbol.length };
  }

  /** The offset after white space and comments. */
  skip(from: number): number {
    const { source } = this;
    let at = from;
    for (;;) {
      while (at < source.length && /\s/.test(source[at]!)) at++;
      if (source.startsWith('//', at)) {
        const end = source.indexOf('\n', at);
        at = end < 0 ? source.length : end;
      } else if (source.startsWith('/*', at)) {
        const end = source.indexOf('*/', at + 2);
        if (end < 0) throw new DataWeaveError('The comment has no end', at);
        at = end + 2;
      } else return at;
    }
  }

  /** The text between an opening `/` or `|` at the offset and the next one that no backslash escapes. */
  delimited(start: number, mark: string): { readonly text: string; readonly end: number } {
    for (let at = start + 1; at < this.source.length; at++) {
      if (this.source[at] === '\\') at++;
      else if (this.source[at] === mark) return { text: this.source.slice(start + 1, at), end: at + 1 };
      else if (this.source[at] === '\n') break;
    }
    throw new DataWeaveError(`Missing closing '${mark}'`, start);
  }

  match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.source)?.[0];
  }
}
