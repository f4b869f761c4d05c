import type { Pos } from '../ast.ts';
import { Lexer, NotParsed, type Place, type Token } from './tokens.ts';

/** Words that are no names; after a dot all but `void` are. */
const RESERVED = new Set(
  `abstract break catch class continue delete do else enum extends final finally for global if implements insert interface list map
  merge new null on override private protected public return static super testmethod this throw try undelete update upsert virtual
  void webservice while true false`.split(/\s+/),
);

/** A place in the tokens of one source. Every reading method moves on or throws NotParsed. */
export class Cursor {
  readonly source: string;
  /** Bodies of methods are read when somebody looks into them. */
  readonly skipsBodies: boolean;
  at = 0;
  /** Inside a static query the words of SOQL end an expression. */
  inQuery = false;
  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];

  constructor(source: string, options: { readonly from?: Place; readonly skipsBodies?: boolean } = {}) {
    this.source = source;
    this.skipsBodies = options.skipsBodies ?? false;
    this.#lexer = new Lexer(source, options.from);
  }

  get token(): Token {
    return this.tokenAt(this.at);
  }

  peek(offset = 1): Token {
    return this.tokenAt(this.at + offset);
  }

  /** The token of that number; the last one is of kind `end`. */
  tokenAt(index: number): Token {
    const tokens = this.#tokens;
    while (index >= tokens.length) {
      const last = tokens.at(-1);
      if (last?.kind === 'end') return last;
      tokens.push(this.#lexer.next());
    }
    return tokens[index]!;
  }

  /** Moves from the brace that opens a block to the one that closes it. */
  skipBlock(): void {
    const open = this.expect('{');
    this.#tokens.length = this.at;
    this.#lexer.skipBlock(open);
  }

  pos(): Pos {
    const { line, column } = this.token;
    return { line, column };
  }

  next(): Token {
    const token = this.token;
    if (token.kind === 'end') throw new NotParsed();
    this.at++;
    return token;
  }

  /** The current token is this operator or, in lower case, this word. */
  is(key: string): boolean {
    const token = this.token;
    return token.key === key && token.kind !== 'string';
  }

  take(key: string): boolean {
    if (!this.is(key)) return false;
    this.at++;
    return true;
  }

  expect(key: string): Token {
    const token = this.token;
    if (!this.take(key)) throw new NotParsed();
    return token;
  }

  /** A name; words of the language are none. */
  name(): Token {
    const token = this.token;
    if (!isName(token)) throw new NotParsed();
    this.at++;
    return token;
  }

  /** A name after a dot. */
  anyName(): Token {
    const token = this.token;
    if (!isAnyName(token)) throw new NotParsed();
    this.at++;
    return token;
  }

  /** `a.b.c` as one text. */
  qualifiedName(): string {
    let text = this.name().text;
    while (this.take('.')) text += `.${this.name().text}`;
    return text;
  }

  /** Items between commas up to a closing token, which is taken too. */
  list<T>(close: string, read: () => T): T[] {
    const items: T[] = [];
    if (this.take(close)) return items;
    do items.push(read());
    while (this.take(','));
    this.expect(close);
    return items;
  }
}

export function isName(token: Token): boolean {
  return token.kind === 'word' && !RESERVED.has(token.key);
}

export function isAnyName(token: Token): boolean {
  return token.kind === 'word' && token.key !== 'void' && token.key !== 'true' && token.key !== 'false';
}
