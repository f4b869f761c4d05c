import { POSIX, UNICODE_CLASSES } from './regexClasses.ts';

/** A pattern that Java refuses, or one that uses something not supported here (the message says which). */
export class RegexSyntaxError extends Error {
  readonly code = 'REGEX_SYNTAX';
}

/**
 * Translates a Java regular expression to a JavaScript one: flags `(?i)` and `(?i:…)`, `\Q…\E`, `\A \z \Z \h \R`,
 * POSIX and Unicode classes, unions of classes. Possessive quantifiers, atomic groups and intersections are refused.
 */
export class Translator {
  private readonly source: string;
  private at = 0;
  private out = '';
  /** Places in the output where groups that are still open begin. */
  private readonly open: number[] = [];
  /** Flags set in the middle of each open group and of the whole, which last until it ends. */
  private readonly modified: string[][] = [[]];
  flags = '';

  constructor(source: string) {
    this.source = source;
  }

  translate(): string {
    this.leadingFlags();
    while (this.at < this.source.length) this.step();
    if (this.open.length > 0) throw new RegexSyntaxError(`Unclosed group near index ${this.source.length}`);
    return this.out + ')'.repeat(this.modified[0]!.length);
  }

  private leadingFlags(): void {
    const match = /^\(\?([a-zA-Z]+)\)/.exec(this.source);
    if (!match) return;
    for (const flag of match[1]!) {
      if (flag === 'i' || flag === 'm' || flag === 's') this.flags += flag;
      else if (flag !== 'u' && flag !== 'U') throw new RegexSyntaxError(`Inline flag (?${flag}) is not supported`);
    }
    this.at = match[0].length;
  }

  private step(): void {
    const c = this.source[this.at]!;
    if (c === '\\') this.out += this.escape(false);
    else if (c === '[') this.out += this.characterClass();
    else if (c === '(') this.openGroup();
    else if (c === ')') this.closeGroup();
    else if (c === '|') this.alternative();
    else if ('*+?{'.includes(c)) this.quantifier();
    else {
      this.at++;
      this.out += c === '/' ? '\\/' : c === '}' || c === ']' ? `\\${c}` : c;
    }
  }

  /** Flags last beyond an alternative: `a(?i)b|c` reads `a(?i:b)|(?i:c)`. */
  private alternative(): void {
    const flags = this.modified.at(-1)!;
    this.out += `${')'.repeat(flags.length)}|${flags.map((flag) => `(?${flag}:`).join('')}`;
    this.at++;
  }

  private openGroup(): void {
    const flags = /^\(\?([ims]*(?:-[ims]+)?)\)/.exec(this.source.slice(this.at));
    if (flags?.[1]) {
      this.modified.at(-1)!.push(flags[1]);
      this.out += `(?${flags[1]}:`;
      this.at += flags[0].length;
      return;
    }
    this.open.push(this.out.length);
    this.modified.push([]);
    const special = /^\(\?(?:[ims]*(?:-[ims]+)?:|[=!]|<[=!])/.exec(this.source.slice(this.at));
    const named = /^\(\?<([A-Za-z]\w*)>/.exec(this.source.slice(this.at));
    if (special || named) {
      const text = (special ?? named)![0];
      this.out += text;
      this.at += text.length;
    } else if (this.source.startsWith('(?', this.at)) {
      throw new RegexSyntaxError(`Group ${this.source.slice(this.at, this.at + 4)} is not supported`);
    } else {
      this.out += '(';
      this.at++;
    }
  }

  private closeGroup(): void {
    if (this.open.pop() === undefined) throw new RegexSyntaxError(`Unmatched closing ')' near index ${this.at}`);
    this.out += ')'.repeat(1 + this.modified.pop()!.length);
    this.at++;
  }

  private quantifier(): void {
    const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})([+?]?)/.exec(this.source.slice(this.at));
    if (!match) throw new RegexSyntaxError(`Illegal repetition near index ${this.at}`);
    if (this.out.length === 0) throw new RegexSyntaxError(`Dangling meta character '${this.source[this.at]}' near index ${this.at}`);
    this.at += match[0].length;
    if (match[1] === '+') throw new RegexSyntaxError('Possessive quantifiers are not supported');
    this.out += match[0];
  }

  /** An escape at the current place; `inClass` inside `[…]`. */
  private escape(inClass: boolean): string {
    const c = this.source[this.at + 1];
    if (c === undefined) throw new RegexSyntaxError(`Unexpected internal error near index ${this.at + 1}`);
    this.at += 2;
    switch (c) {
      case 'Q':
        return this.quoted(inClass);
      case 'A':
        return '(?<![\\s\\S])';
      case 'z':
        return '(?![\\s\\S])';
      case 'Z':
        return '(?=\\n?(?![\\s\\S]))';
      case 'h':
        return inClass ? ' \\t\\xA0' : '[ \\t\\xA0]';
      case 'R':
        return '(?:\\r\\n|[\\n\\r\\u2028\\u2029])';
      case 'a':
        return '\\x07';
      case 'e':
        return '\\x1B';
      case 's':
        return inClass ? ' \\t\\n\\x0B\\f\\r' : '[ \\t\\n\\x0B\\f\\r]';
      case 'S':
        return inClass ? '\\S' : '[^ \\t\\n\\x0B\\f\\r]';
      case 'k':
        return '\\k';
      case 'p':
      case 'P':
        return this.property(c === 'P', inClass);
    }
    if (/[dDwWbBnrtfvux0-9]/.test(c)) return this.plainEscape(c);
    // Any other character stands for itself; only syntax characters may be escaped in Unicode mode.
    if (/[\^$\\.*+?()[\]{}|/]/.test(c)) return `\\${c}`;
    return inClass && c === '-' ? '\\-' : c;
  }

  private plainEscape(c: string): string {
    if (c !== '0') return `\\${c}`;
    const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at));
    if (!octal) return '\\0';
    this.at += octal[0].length;
    return `\\x${Number.parseInt(octal[0], 8).toString(16).padStart(2, '0')}`;
  }

  private quoted(inClass: boolean): string {
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 2;
    return text.replaceAll(inClass ? /[\\\]^-]/g : /[\^$\\.*+?()[\]{}|/]/g, '\\$&');
  }

  private property(negated: boolean, inClass: boolean): string {
    const match = /^(?:\{(\w+(?:=\w+)?)\}|(\w))/.exec(this.source.slice(this.at));
    if (!match) throw new RegexSyntaxError(`Unknown character property name near index ${this.at}`);
    this.at += match[0].length;
    const name = match[1] ?? match[2]!;
    const set = POSIX[name] ?? UNICODE_CLASSES[name];
    if (set === undefined) return `\\${negated ? 'P' : 'p'}{${name}}`;
    if (!inClass) return `[${negated ? '^' : ''}${set}]`;
    if (negated) throw new RegexSyntaxError(`\\P{${name}} inside a character class is not supported`);
    return set;
  }

  private characterClass(): string {
    let text = '[';
    this.at++;
    if (this.source[this.at] === '^') {
      text += '^';
      this.at++;
    }
    let first = true;
    for (;;) {
      const c = this.source[this.at];
      if (c === undefined) throw new RegexSyntaxError(`Unclosed character class near index ${this.source.length - 1}`);
      if (c === ']' && !first) break;
      first = false;
      if (c === '\\') text += this.escape(true);
      else if (c === '[') text += this.nestedUnion();
      else if (this.source.startsWith('&&', this.at)) throw new RegexSyntaxError('Intersections of character classes are not supported');
      else {
        text += c === ']' || c === '/' ? `\\${c}` : c;
        this.at++;
      }
    }
    this.at++;
    return `${text}]`;
  }

  /** `[a[bc]]` is the union `[abc]`. */
  private nestedUnion(): string {
    const nested = this.characterClass();
    if (nested.startsWith('[^')) throw new RegexSyntaxError('Negated nested character classes are not supported');
    return nested.slice(1, -1);
  }
}
