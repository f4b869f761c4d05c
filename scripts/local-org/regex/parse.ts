import { foldingOf, readClass } from './charClass.ts';
import { charCode, Cursor, isAlpha, isDigit, type Flags } from './cursor.ts';
import { readEscape } from './escapes.ts';
import { quick, single } from './folding.ts';
import type { Anchor, CharTest, ParsedRegex, RegexNode } from './nodes.ts';
import { LINE_BREAK, readQuantifier } from './quantifier.ts';
import { hasObviousMaximum } from './width.ts';

/**
 * Reads a pattern of java.util.regex.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 * Throws RegexSyntaxError for patterns that Java refuses, UnsupportedFeatureError for `\N{…}` and for some Unicode blocks.
 */
export function parseRegex(source: string): ParsedRegex {
  return new Parser(source).parse();
}

const FLAGS: Readonly<Record<string, readonly (keyof Flags)[]>> = {
  i: ['ignoreCase'],
  m: ['multiline'],
  s: ['dotAll'],
  d: ['unixLines'],
  u: ['unicodeCase'],
  x: ['comments'],
  U: ['unicodeClasses', 'unicodeCase'],
  // Canonical equivalence cannot be set within a pattern: Java takes the letter and ignores it.
  c: [],
};

const EMPTY: RegexNode = { kind: 'sequence', items: [] };
class Parser {
  readonly #cursor: Cursor;
  #groups = 0;
  readonly #names = new Map<string, number>();

  constructor(source: string) {
    this.#cursor = new Cursor(source);
  }

  parse(): ParsedRegex {
    const root = this.#alternatives();
    if (!this.#cursor.isAtEnd) throw this.#cursor.error(this.#cursor.is(')') ? "Unmatched closing ')'" : 'Unexpected internal error');
    return { root, groups: this.#groups, names: this.#names };
  }

  #alternatives(): RegexNode {
    const options = [this.#sequence()];
    while (this.#cursor.is('|')) {
      this.#cursor.next();
      options.push(this.#sequence());
    }
    if (options.length === 1) return options[0]!;
    // Of several characters one matches, in whatever order they are tried.
    const tests = options.map((option) => (option.kind === 'char' ? option.test : undefined));
    const all = tests.filter((test) => test !== undefined);
    if (all.length === options.length) return { kind: 'char', test: quick((code) => all.some((test) => test(code))) };
    return { kind: 'alternatives', options };
  }

  #sequence(): RegexNode {
    const cursor = this.#cursor;
    const items: RegexNode[] = [];
    for (;;) {
      const code = cursor.peek();
      if (code === charCode('|') || code === charCode(')') || cursor.isAtEnd) break;
      const item = code === charCode('(') ? this.#group() : this.#atom(code);
      if (item) items.push(readQuantifier(cursor, item));
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  #atom(code: number): RegexNode {
    const cursor = this.#cursor;
    const { multiline } = cursor.flags;
    switch (String.fromCodePoint(code)) {
      case '[':
        return { kind: 'char', test: quick(readClass(cursor)) };
      case '\\':
        return this.#escape();
      case '^':
        cursor.next();
        return this.#anchor(multiline ? 'lineStart' : 'inputStart');
      case '$':
        cursor.next();
        return this.#anchor(multiline ? 'lineEnd' : 'lastLineEnd');
      case '.':
        cursor.next();
        return { kind: 'char', test: this.#dot() };
      case '*':
      case '+':
      case '?':
        cursor.next();
        throw cursor.error(`Dangling meta character '${String.fromCodePoint(code)}'`);
      case '{':
        // What it repeats is nothing.
        return EMPTY;
      default:
        cursor.at++;
        return this.#literal(code);
    }
  }

  #literal(code: number): RegexNode {
    const folding = foldingOf(this.#cursor.flags);
    const test = single(code, folding);
    const isExact = code <= 0xffff && (folding === 'none' || (folding === 'ascii' && !isAlpha(code)));
    return isExact ? { kind: 'char', test, literal: code } : { kind: 'char', test: quick(test) };
  }

  #dot(): CharTest {
    const { dotAll, unixLines } = this.#cursor.flags;
    if (dotAll) return () => true;
    if (unixLines) return (code) => code !== 10;
    return (code) => code !== 10 && code !== 13 && code !== 0x85 && (code | 1) !== 0x2029;
  }

  #anchor(anchor: Anchor): RegexNode {
    const { unixLines, unicodeClasses } = this.#cursor.flags;
    return { kind: 'anchor', anchor, unixLines, unicode: unicodeClasses };
  }

  #escape(): RegexNode {
    const cursor = this.#cursor;
    cursor.at++;
    const letter = String.fromCodePoint(cursor.ahead(0));
    const special = this.#specialEscape(letter);
    if (special) return special;
    const found = readEscape(cursor, false);
    if (typeof found === 'number') return this.#literal(found);
    if (found) return { kind: 'char', test: quick(found) };
    cursor.at++;
    throw cursor.error(cursor.at > cursor.length ? 'Unexpected internal error' : 'Illegal/unsupported escape sequence');
  }

  /** Escapes that stand for more or less than a character; undefined for the others. */
  #specialEscape(letter: string): RegexNode | undefined {
    const cursor = this.#cursor;
    if (/[1-9]/.test(letter)) return this.#numberedReference();
    if (letter === 'X') {
      cursor.at++;
      return { kind: 'grapheme' };
    }
    if (letter === 'b' && cursor.text(cursor.at + 1, cursor.at + 4) === '{g}') {
      cursor.at += 4;
      return this.#anchor('graphemeBoundary');
    }
    const anchors: Readonly<Record<string, Anchor>> = {
      A: 'inputStart',
      z: 'inputEnd',
      Z: 'lastLineEnd',
      b: 'boundary',
      B: 'noBoundary',
      G: 'previousMatch',
    };
    const anchor = anchors[letter];
    if (anchor) {
      cursor.at++;
      return this.#anchor(anchor);
    }
    if (letter === 'R') {
      cursor.at++;
      return LINE_BREAK;
    }
    return letter === 'k' ? this.#namedReference() : undefined;
  }

  /** `\11` is the eleventh group where there is one by now, else the first and a 1. */
  #numberedReference(): RegexNode {
    const cursor = this.#cursor;
    let group = cursor.ahead(0) - 48;
    cursor.at++;
    for (let code = cursor.peek(); isDigit(code) && group * 10 + code - 48 <= this.#groups; code = cursor.peek()) {
      group = group * 10 + code - 48;
      cursor.read();
    }
    return { kind: 'backReference', group, folding: foldingOf(cursor.flags) };
  }

  #namedReference(): RegexNode {
    const cursor = this.#cursor;
    cursor.at++;
    if (cursor.read() !== charCode('<')) throw cursor.error("\\k is not followed by '<' for named capturing group");
    const name = this.#groupName();
    const group = this.#names.get(name);
    if (group === undefined) throw cursor.error(`named capturing group <${name}> does not exist`);
    return { kind: 'backReference', group, folding: foldingOf(cursor.flags) };
  }

  #groupName(): string {
    const cursor = this.#cursor;
    let code = cursor.read();
    if (!isAlpha(code)) throw cursor.error('capturing group name does not start with a Latin letter');
    let name = '';
    for (; isAlpha(code) || isDigit(code); code = cursor.read()) name += String.fromCodePoint(code);
    if (code !== charCode('>')) throw cursor.error("named capturing group is missing trailing '>'");
    return name;
  }

  /** A group with its flags; undefined for `(?i)`, which is flags alone. */
  #group(): RegexNode | undefined {
    const cursor = this.#cursor;
    const flags = { ...cursor.flags };
    let node: RegexNode;
    if (cursor.next() === charCode('?')) {
      cursor.at++;
      const special = this.#specialGroup();
      if (!special) return undefined;
      node = special;
    } else {
      node = this.#capturing();
    }
    cursor.accept(')', 'Unclosed group');
    cursor.flags = flags;
    return node;
  }

  #capturing(name?: string): RegexNode {
    const index = ++this.#groups;
    if (name !== undefined) this.#names.set(name, index);
    return { kind: 'group', index, body: this.#alternatives() };
  }

  #specialGroup(): RegexNode | undefined {
    const cursor = this.#cursor;
    const letter = String.fromCodePoint(cursor.ahead(0));
    cursor.at++;
    switch (letter) {
      case ':':
        return { kind: 'group', index: null, body: this.#alternatives() };
      case '=':
      case '!':
        return { kind: 'look', ahead: true, negated: letter === '!', body: this.#alternatives() };
      case '>':
        return { kind: 'atomic', body: this.#alternatives() };
      case '<':
        return this.#namedOrBehind();
      case '$':
      case '@':
        throw cursor.error('Unknown group type');
    }
    cursor.at--;
    this.#readFlags();
    const after = cursor.read();
    if (after === charCode(')')) return undefined;
    if (after !== charCode(':')) throw cursor.error('Unknown inline modifier');
    return { kind: 'group', index: null, body: this.#alternatives() };
  }

  #namedOrBehind(): RegexNode {
    const cursor = this.#cursor;
    if (cursor.is('=') || cursor.is('!')) {
      const negated = cursor.read() === charCode('!');
      const body = this.#alternatives();
      if (!hasObviousMaximum(body)) throw cursor.error('Look-behind group does not have an obvious maximum length');
      return { kind: 'look', ahead: false, negated, body };
    }
    const name = this.#groupName();
    if (this.#names.has(name)) throw cursor.error(`Named capturing group <${name}> is already defined`);
    return this.#capturing(name);
  }

  #readFlags(): void {
    const cursor = this.#cursor;
    let on = true;
    for (;;) {
      const letter = String.fromCodePoint(cursor.peek());
      const flags = FLAGS[letter];
      if (flags) for (const flag of flags) cursor.flags[flag] = on;
      else if (letter === '-' && on) on = false;
      else return;
      cursor.next();
    }
  }
}
