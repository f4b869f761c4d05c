/** What a token is; `op` covers operators and punctuation. */
export type TokenKind = 'word' | 'integer' | 'long' | 'number' | 'string' | 'datetime' | 'op' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Lower-cased for words, else as written: Apex ignores case. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Offset of the first character, and of the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** The source is not Apex as this parser knows it; the reference parser decides and finds the words. */
export class NotParsed extends Error {
  readonly code = 'NOT_PARSED';
}

/** Where reading begins: an offset in the source, its line, and the offset at which that line begins. */
export interface Place {
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

const REST_OF_LINE = /[^\r\n]*/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const NUMBER = new RegExp(
  [
    String.raw`(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:?\d\d))`,
    String.raw`(\d*\.\d+[dD]?)`,
    String.raw`(\d+[lL])`,
    String.raw`(\d+)`,
  ].join('|'),
  'y',
);
const NUMBER_KINDS = ['datetime', 'number', 'long', 'integer'] as const;
const STRING = /'''[\r\n](?:\\[btnfrBTNFR"'\\]|\\[uU][0-9a-fA-F]{4}|[^\\])*?'''|'(?:[^'\\]|\\[btnfrBTNFR"'\\]|\\[uU][0-9a-fA-F]{4})*'/y;
/** `>` and `<` stay single where generics may close: `>=`, `>>` and `>>>` are joined by the expression parser. */
const OPERATOR = />>>=|>>=|<<=|===|!==|==|!=|<>|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|&=|\|=|\^=|=>|[-(){}[\];,.=<>!~?:+*/&|^@]/y;
/** What matters to find the end of a block in sound source: braces, and what hides them. */
const BRACES = /'''[\r\n](?:\\[^]|[^\\])*?'''|'(?:[^'\\]|\\[^])*'|\/\/[^\r\n]*|\/\*[^]*?\*\/|[{}]/g;

/** Cuts source into tokens one after another, without white space and comments; the last one is of kind `end`. */
export class Lexer {
  readonly source: string;
  #at: number;
  #line: number;
  #lineStart: number;

  constructor(source: string, from: Place = { at: 0, line: 1, lineStart: 0 }) {
    this.source = source;
    this.#at = from.at;
    this.#line = from.line;
    this.#lineStart = from.lineStart;
  }

  /** @throws NotParsed for what is no token */
  next(): Token {
    this.#skipSpace();
    const { source } = this;
    const start = this.#at;
    const line = this.#line;
    const column = start - this.#lineStart + 1;
    if (start >= source.length) return { kind: 'end', text: '', key: '', line, column, start, end: start };
    if (matches(WORD, source, start)) {
      const end = (this.#at = WORD.lastIndex);
      const text = source.slice(start, end);
      return { kind: 'word', text, key: text.toLowerCase(), line, column, start, end };
    }
    const kind = this.#readOther(start);
    const end = this.#at;
    const text = source.slice(start, end);
    if (kind === 'string') this.#countLines(start, end);
    return { kind, text, key: text, line, column, start, end };
  }

  /** Moves on to the brace that closes the block opened by `open`, in source that is known to be sound. */
  skipBlock(open: Token): void {
    this.#line = open.line;
    this.#lineStart = open.start - open.column + 1;
    BRACES.lastIndex = open.end;
    for (let depth = 1; depth > 0;) {
      const found = BRACES.exec(this.source)?.[0];
      if (found === undefined) throw new NotParsed();
      if (found === '{') depth++;
      else if (found === '}') depth--;
    }
    this.#at = BRACES.lastIndex - 1;
    this.#countLines(open.end, this.#at);
  }

  /** Reads what is no word, and gives its kind. */
  #readOther(start: number): TokenKind {
    const { source } = this;
    const first = source[start]!;
    if (first === "'") {
      if (!matches(STRING, source, start)) throw new NotParsed();
      this.#at = STRING.lastIndex;
      return 'string';
    }
    if (isDigit(first) || (first === '.' && isDigit(source[start + 1]))) {
      NUMBER.lastIndex = start;
      const match = NUMBER.exec(source)!;
      this.#at = NUMBER.lastIndex;
      return NUMBER_KINDS[match.findIndex((group, i) => i > 0 && group !== undefined) - 1]!;
    }
    if (!matches(OPERATOR, source, start)) throw new NotParsed();
    this.#at = OPERATOR.lastIndex;
    return 'op';
  }

  #skipSpace(): void {
    const { source } = this;
    for (;;) {
      switch (source[this.#at]) {
        case '\n':
          this.#line++;
          this.#lineStart = ++this.#at;
          break;
        case ' ':
        case '\t':
        case '\r':
        case '\f':
          this.#at++;
          break;
        case '/':
          if (this.#skipComment()) break;
          return;
        default:
          return;
      }
    }
  }

  /** False when the slash at hand begins no comment. */
  #skipComment(): boolean {
    const { source } = this;
    const start = this.#at;
    const second = source[start + 1];
    if (second === '/') {
      matches(REST_OF_LINE, source, start);
      this.#at = REST_OF_LINE.lastIndex;
      return true;
    }
    const end = second === '*' ? source.indexOf('*/', start + 2) : -1;
    if (end < 0) return false;
    this.#at = end + 2;
    this.#countLines(start, end);
    return true;
  }

  #countLines(from: number, to: number): void {
    for (let i = this.source.indexOf('\n', from); i >= 0 && i < to; i = this.source.indexOf('\n', i + 1)) {
      this.#line++;
      this.#lineStart = i + 1;
    }
  }
}

function matches(pattern: RegExp, source: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(source);
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}
