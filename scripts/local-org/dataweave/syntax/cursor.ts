import { DataWeaveError } from '../errors.ts';
import type { Expr, ExprShape } from './ast.ts';
import { Lexer, type Token } from './lexer.ts';

/** Words that end an expression instead of being an infix function. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['and', 'as', 'at', 'case', 'default', 'do', 'else', 'false', 'fun', 'if', 'import', 'input', 'is', 'not', 'ns', 'null'],
  ...['or', 'output', 'true', 'type', 'unless', 'using', 'var', 'from'],
]);

/** Walks over the tokens of a script. */
export class Cursor {
  readonly lexer: Lexer;
  /** Offset after the last token taken. */
  at = 0;
  /** Number of `$` names seen so far, to tell which expressions contain one. */
  dollars = 0;
  #next: Token | undefined;

  constructor(source: string) {
    this.lexer = new Lexer(source);
  }

  get source(): string {
    return this.lexer.source;
  }

  peek(): Token {
    return (this.#next ??= this.lexer.token(this.at));
  }

  take(): Token {
    const token = this.peek();
    this.moveTo(token.end);
    return token;
  }

  /** Continues at an offset: after what the lexer reads otherwise, or back. */
  moveTo(offset: number): void {
    this.at = offset;
    this.#next = undefined;
  }

  is(text: string): boolean {
    const token = this.peek();
    return token.text === text && (token.kind === 'symbol' || token.kind === 'name');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.take();
    return true;
  }

  expect(text: string): Token {
    if (!this.is(text)) this.fail(`Invalid input '${this.#shown()}', expected ${text}`);
    return this.take();
  }

  name(): string {
    if (this.peek().kind !== 'name') this.fail(`Invalid input '${this.#shown()}', expected a name`);
    return this.take().text;
  }

  /** What stands before the closing symbol, with commas between. The opening one has been taken. */
  list<T>(close: string, read: () => T): T[] {
    const items: T[] = [];
    while (!this.accept(close)) {
      items.push(read());
      if (!this.is(close)) this.expect(',');
    }
    return items;
  }

  /** The text between the mark ahead, a quote or `/` or `|`, and the next one. */
  delimited(): string {
    const { start, text: mark } = this.peek();
    const { text, end } = this.lexer.delimited(start, mark);
    this.moveTo(end);
    return text;
  }

  /** True at a name that may be an infix function. */
  atInfixName(): boolean {
    const token = this.peek();
    return token.kind === 'name' && !RESERVED.has(token.text);
  }

  fail(message: string, offset = this.peek().start): never {
    throw new DataWeaveError(message, offset);
  }

  /** Tries `read`; back to where it was when that gives undefined. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const { at, dollars } = this;
    const result = read();
    if (result === undefined) {
      this.moveTo(at);
      this.dollars = dollars;
    }
    return result;
  }

  /** An expression that began when `dollars` names had been seen. */
  node(pos: number, dollars: number, shape: ExprShape): Expr {
    return { ...shape, pos, dollar: this.dollars > dollars };
  }

  #shown(): string {
    const token = this.peek();
    return token.kind === 'end' ? 'end of script' : token.text;
  }
}
