import { throwApex } from '../../runtime/exception.ts';
import { NULL_NODE, type JsonNode } from './node.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const [OPEN, CLOSED, OPEN_BRACKET, BRACKET, COMMA, COLON] = [123, 125, 91, 93, 44, 58] as const;
const [ZERO, NINE, POINT, SMALL_E, LARGE_E] = [48, 57, 46, 101, 69] as const;
const NO_NAMES: readonly string[] = [];
const UNESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' };
const TRUE_NODE: JsonNode = { kind: 'boolean', value: true };
const FALSE_NODE: JsonNode = { kind: 'boolean', value: false };
/** Deeper texts are refused instead of overflowing the stack. */
const MAX_DEPTH = 1000;

class Reader {
  private readonly source: string;
  private at = 0;
  private depth = 0;
  private escapes = 0;
  /** The names of the last object at each depth: those of the next one are mostly the same, and need not be made again. */
  private readonly expected: (readonly string[])[] = [];

  constructor(source: string) {
    this.source = source;
  }

  document(): JsonNode {
    const value = this.value();
    this.space();
    return value;
  }

  private fail(message: string): never {
    const before = this.source.slice(0, this.at);
    const line = before.split('\n').length;
    const column = this.at - before.lastIndexOf('\n');
    throwApex('System.JSONException', `${message} at input location [${line},${column}]`);
  }

  private unexpected(expected: string): never {
    const c = this.source[this.at];
    if (c === undefined) this.fail('Unexpected end-of-input');
    this.fail(`Unexpected character ('${c}' (code ${c.charCodeAt(0)})): ${expected}`);
  }

  private space(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.at);
      // Also at the end, where there is no code at all.
      if (!(code <= SPACE)) return;
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
      this.at++;
    }
  }

  private value(): JsonNode {
    this.space();
    if (this.at >= this.source.length) throwApex('System.JSONException', 'No content to map to Object due to end of input');
    const code = this.source.charCodeAt(this.at);
    if (code === QUOTE) return { kind: 'string', text: this.text() };
    if (code === OPEN || code === OPEN_BRACKET) {
      if (++this.depth > MAX_DEPTH) this.fail('JSON is nested too deeply');
      const node = code === OPEN ? this.object() : this.array();
      this.depth--;
      return node;
    }
    const digits = this.shortNumber(code);
    if (digits !== undefined) return { kind: 'number', text: digits };
    const c = this.source[this.at];
    if (c === 't' && this.source.startsWith('true', this.at)) return this.word('true', TRUE_NODE);
    if (c === 'f' && this.source.startsWith('false', this.at)) return this.word('false', FALSE_NODE);
    if (c === 'n' && this.source.startsWith('null', this.at)) return this.word('null', NULL_NODE);
    const from = this.at;
    NUMBER.lastIndex = from;
    if (!NUMBER.test(this.source)) this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    this.at = NUMBER.lastIndex;
    return { kind: 'number', text: this.source.slice(from, this.at) };
  }

  /** A whole number of some digits, or with some more behind the point: most are. Undefined for anything else. */
  private shortNumber(first: number): string | undefined {
    const from = this.at;
    let at = from;
    let code = first;
    if (code === ZERO) {
      code = this.source.charCodeAt(++at);
      if (code >= ZERO && code <= NINE) return undefined;
    } else if (code < ZERO || code > NINE) return undefined;
    while (code >= ZERO && code <= NINE) code = this.source.charCodeAt(++at);
    if (code === POINT) {
      const whole = at;
      code = this.source.charCodeAt(++at);
      while (code >= ZERO && code <= NINE) code = this.source.charCodeAt(++at);
      if (at === whole + 1) return undefined;
    }
    if (code === SMALL_E || code === LARGE_E) return undefined;
    this.at = at;
    return this.source.slice(from, at);
  }

  private word(word: string, node: JsonNode): JsonNode {
    this.at += word.length;
    return node;
  }

  private object(): JsonNode {
    const { depth, escapes } = this;
    const expected = this.expected[depth] ?? NO_NAMES;
    let names: string[] | undefined;
    const values: JsonNode[] = [];
    this.at++;
    this.space();
    if (this.source.charCodeAt(this.at) === CLOSED) {
      this.at++;
      return { kind: 'object', names: NO_NAMES, values };
    }
    for (;;) {
      this.space();
      if (this.source.charCodeAt(this.at) !== QUOTE) this.unexpected('was expecting double-quote to start field name');
      const likely = names ? undefined : expected[values.length];
      if (likely === undefined || !this.passes(likely)) {
        names ??= expected.slice(0, values.length);
        names.push(this.text());
      }
      this.space();
      if (this.source.charCodeAt(this.at) !== COLON) this.unexpected('was expecting a colon to separate field name and value');
      this.at++;
      values.push(this.value());
      if (this.endOf(CLOSED, 'OBJECT')) break;
    }
    if (!names && values.length < expected.length) names = expected.slice(0, values.length);
    // A name with an escape is not written as it reads. Values may have one as well: then the next object makes its names anew.
    if (names) this.expected[depth] = this.escapes === escapes ? names : NO_NAMES;
    return { kind: 'object', names: names ?? expected, values };
  }

  /** Goes past the name of a member when it is that one. */
  private passes(name: string): boolean {
    const end = this.at + 1 + name.length;
    if (this.source.charCodeAt(end) !== QUOTE || !this.source.startsWith(name, this.at + 1)) return false;
    this.at = end + 1;
    return true;
  }

  private array(): JsonNode {
    const items: JsonNode[] = [];
    this.at++;
    this.space();
    if (this.source.charCodeAt(this.at) === BRACKET) {
      this.at++;
      return { kind: 'array', items };
    }
    for (;;) {
      items.push(this.value());
      if (this.endOf(BRACKET, 'ARRAY')) return { kind: 'array', items };
    }
  }

  /** True at the closing bracket, false after a comma. */
  private endOf(close: number, kind: string): boolean {
    this.space();
    const code = this.source.charCodeAt(this.at);
    if (code !== close && code !== COMMA) this.unexpected(`was expecting comma to separate ${kind} entries`);
    this.at++;
    return code === close;
  }

  private text(): string {
    let out = '';
    this.at++;
    for (;;) {
      const from = this.at;
      let code = this.source.charCodeAt(from);
      // Most texts are short: a loop is quicker than an expression.
      while (code !== QUOTE && code !== BACKSLASH && code >= SPACE) code = this.source.charCodeAt(++this.at);
      const plain = this.source.slice(from, this.at);
      out = out === '' ? plain : out + plain;
      if (code === QUOTE) {
        this.at++;
        return out;
      }
      const c = this.source[this.at];
      if (c === undefined) this.fail('Unexpected end-of-input: was expecting closing quote for a string value');
      if (c !== '\\') this.fail(`Illegal unquoted character ((CTRL-CHAR, code ${c.charCodeAt(0)})): has to be escaped using backslash`);
      out += this.escape();
    }
  }

  private escape(): string {
    this.escapes++;
    const c = this.source[this.at + 1] ?? '';
    const code = /^[\da-fA-F]{4}/.exec(this.source.slice(this.at + 2, this.at + 6))?.[0];
    if (c === 'u' && code) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const plain = UNESCAPED[c];
    if (plain === undefined) this.fail(`Unrecognized character escape '${c}' (code ${c.charCodeAt(0)})`);
    this.at += 2;
    return plain;
  }
}

/** Parses a JSON text. Text after the value is ignored, as on the platform. Throws System.JSONException. */
export function parseJson(source: string): JsonNode {
  return new Reader(source).document();
}
