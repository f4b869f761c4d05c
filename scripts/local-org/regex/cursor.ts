import { RegexSyntaxError } from './errors.ts';

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isLineEnd = (code: number, unixLines: boolean): boolean =>
  unixLines ? code === 10 : code === 10 || code === 13 || (code | 1) === 0x2029 || code === 0x85;

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isAlpha = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
export const charCode = (text: string): number => text.codePointAt(0)!;

export interface Flags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
  unixLines: boolean;
  unicodeCase: boolean;
  comments: boolean;
  unicodeClasses: boolean;
}

/** The code points of a pattern one by one; behind the last one stand zeros. In comments mode white space is passed over. */
export class Cursor {
  readonly source: string;
  readonly length: number;
  at = 0;
  flags: Flags = {
    ignoreCase: false,
    multiline: false,
    dotAll: false,
    unixLines: false,
    unicodeCase: false,
    comments: false,
    unicodeClasses: false,
  };
  readonly #points: number[];

  constructor(source: string) {
    this.source = source;
    this.#points = Array.from(withoutQuotes(source), charCode);
    this.length = this.#points.length;
  }

  get isAtEnd(): boolean {
    return this.at >= this.length;
  }

  /** The code point so many places from here, white space as well. */
  ahead(places: number): number {
    return this.#points[this.at + places] ?? 0;
  }

  peek(): number {
    const code = this.ahead(0);
    return this.flags.comments ? this.#pass(code) : code;
  }

  /** The code point here; goes on to the one behind it. */
  read(): number {
    const code = this.peek();
    this.at++;
    return code;
  }

  /** Goes on to the next code point. @returns it */
  next(): number {
    this.at++;
    return this.peek();
  }

  accept(text: string, description: string): void {
    if (this.read() !== charCode(text)) throw this.error(description);
  }

  is(text: string): boolean {
    return this.peek() === charCode(text);
  }

  text(from: number, to: number): string {
    return String.fromCodePoint(...this.#points.slice(from, to));
  }

  error(description: string): RegexSyntaxError {
    return new RegexSyntaxError(description, this.source, this.at - 1);
  }

  #pass(first: number): number {
    let code = first;
    while (isSpace(code) || code === charCode('#')) {
      if (code === charCode('#')) while (!this.isAtEnd && !isLineEnd(code, this.flags.unixLines)) code = this.#step();
      else code = this.#step();
    }
    return code;
  }

  #step(): number {
    this.at++;
    return this.ahead(0);
  }
}

/** `\Q…\E` written with an escape before each character that is no letter or digit. */
function withoutQuotes(source: string): string {
  if (!source.includes('\\Q')) return source;
  let out = '';
  for (let at = 0; at < source.length;) {
    if (source.startsWith('\\Q', at)) {
      const end = source.indexOf('\\E', at + 2);
      const quoted = source.slice(at + 2, end < 0 ? undefined : end);
      // An escape may stand before the quote: digits must not become a part of it.
      for (const [place, c] of [...quoted].entries()) {
        out += place === 0 && /[0-9]/.test(c) ? `\\x3${c}` : /[\0-/:-@[-`{-\x7f]/.test(c) ? `\\${c}` : c;
      }
      at = end < 0 ? source.length : end + 2;
    } else {
      const length = source[at] === '\\' ? 2 : 1;
      out += source.slice(at, at + length);
      at += length;
    }
  }
  return out;
}
