import type { Bind, FieldRef } from '../ast.ts';
import { NotQuick, tokenize, type Token } from './tokens.ts';

/**
 * Words that are not taken for names: those the grammar reserves, and those of SOQL itself, which may be names in some
 * places; there the reference decides.
 */
const RESERVED = new Set(
  `ABSTRACT BREAK CATCH CLASS CONTINUE DELETE DO ELSE ENUM EXTENDS FINAL FINALLY FOR GLOBAL IF IMPLEMENTS INHERITED INSERT INSTANCEOF
  INTERFACE MERGE NEW NULL ON OVERRIDE PRIVATE PROTECTED PUBLIC RETURN STATIC SUPER SWITCH TESTMETHOD THIS THROW TRANSIENT TRY
  UNDELETE UPDATE UPSERT VIRTUAL VOID WEBSERVICE WHEN WHILE WITH WITHOUT LIST MAP TRUE FALSE HIGHLIGHT SPELL_CORRECTION TARGET_LENGTH
  SELECT COUNT FROM AS USING SCOPE WHERE ORDER BY LIMIT AND OR NOT AVG COUNT_DISTINCT MIN MAX SUM TYPEOF END THEN LIKE IN INCLUDES
  EXCLUDES ASC DESC NULLS FIRST LAST GROUP ALL ROWS VIEW HAVING ROLLUP TOLABEL OFFSET SECURITY_ENFORCED SYSTEM_MODE USER_MODE REFERENCE
  CUBE FORMAT TRACKING VIEWSTAT DISTANCE GEOLOCATION GROUPING CONVERTCURRENCY FORMULA CONVERTTIMEZONE FIELDS`.split(/\s+/),
);

/** Tokens behind a bind that surely do not go on with its expression. */
const BEHIND_BIND = new Set([')', ',', '']);

/** A place in the tokens of a query. Every reading method moves on or throws NotQuick. */
export class Reader {
  readonly binds: Bind[] = [];
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get token(): Token {
    return this.#tokens[this.#at]!;
  }

  get following(): Token {
    return this.#tokens[this.#at + 1] ?? this.token;
  }

  next(): Token {
    const { token } = this;
    if (token.kind === 'end') throw new NotQuick();
    this.#at++;
    return token;
  }

  /** The current token is this operator or, in upper case, this word. */
  is(key: string): boolean {
    return this.token.key === key && this.token.kind !== 'string';
  }

  take(key: string): boolean {
    if (!this.is(key)) return false;
    this.#at++;
    return true;
  }

  expect(key: string): void {
    if (!this.take(key)) throw new NotQuick();
  }

  atName(): boolean {
    return this.token.kind === 'word' && !RESERVED.has(this.token.key);
  }

  name(): string {
    if (!this.atName()) throw new NotQuick();
    return this.next().text;
  }

  path(): string[] {
    const path = [this.name()];
    while (this.take('.')) path.push(this.name());
    return path;
  }

  field(): FieldRef {
    const { position } = this.token;
    return { kind: 'field', path: this.path(), position };
  }

  /** Items between commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.take(',')) items.push(read());
    return items;
  }

  inParentheses<T>(read: () => T): T {
    this.expect('(');
    const result = read();
    this.expect(')');
    return result;
  }

  /** `:name` or `:a.b`; other expressions are left to the reference. */
  bind(): Bind {
    const { position } = this.token;
    this.expect(':');
    const from = this.token.position.offset;
    this.path();
    const end = this.#tokens[this.#at - 1]!.end;
    const { kind, key } = this.token;
    if (kind !== 'word' ? !BEHIND_BIND.has(key) : key === 'INSTANCEOF') throw new NotQuick();
    const bind: Bind = { kind: 'bind', key: this.#text.slice(from, end), index: this.binds.length, position, end };
    this.binds.push(bind);
    return bind;
  }
}
