import { throwApex } from '../../runtime/exception.ts';
import { NULL_NODE, type JsonNode } from './node.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const UNESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' };
const TRUE_NODE: JsonNode = { kind: 'boolean', value: true };
const FALSE_NODE: JsonNode = { kind: 'boolean', value: false };
/** Deeper texts are refused instead of overflowing the stack. */
const MAX_DEPTH = 1000;

class Reader {
  private readonly source: string;
  private at = 0;
  private depth = 0;

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
    const c = this.source[this.at];
    if (c === undefined) throwApex('System.JSONException', 'No content to map to Object due to end of input');
    if (c === '"') return { kind: 'string', text: this.text() };
    if (c === '{' || c === '[') {
      if (++this.depth > MAX_DEPTH) this.fail('JSON is nested too deeply');
      const node = c === '{' ? this.object() : this.array();
      this.depth--;
      return node;
    }
    if (c === 't' && this.source.startsWith('true', this.at)) return this.word('true', TRUE_NODE);
    if (c === 'f' && this.source.startsWith('false', this.at)) return this.word('false', FALSE_NODE);
    if (c === 'n' && this.source.startsWith('null', this.at)) return this.word('null', NULL_NODE);
    const from = this.at;
    NUMBER.lastIndex = from;
    if (!NUMBER.test(this.source)) this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    this.at = NUMBER.lastIndex;
    return { kind: 'number', text: this.source.slice(from, this.at) };
  }

  private word(word: string, node: JsonNode): JsonNode {
    this.at += word.length;
    return node;
  }

  private object(): JsonNode {
    const entries: [string, JsonNode][] = [];
    this.at++;
    this.space();
    if (this.source[this.at] === '}') {
      this.at++;
      return { kind: 'object', entries };
    }
    for (;;) {
      this.space();
      if (this.source[this.at] !== '"') this.unexpected('was expecting double-quote to start field name');
      const name = this.text();
      this.space();
      if (this.source[this.at] !== ':') this.unexpected('was expecting a colon to separate field name and value');
      this.at++;
      entries.push([name, this.value()]);
      if (this.endOf('}', 'OBJECT')) return { kind: 'object', entries };
    }
  }

  private array(): JsonNode {
    const items: JsonNode[] = [];
    this.at++;
    this.space();
    if (this.source[this.at] === ']') {
      this.at++;
      return { kind: 'array', items };
    }
    for (;;) {
      items.push(this.value());
      if (this.endOf(']', 'ARRAY')) return { kind: 'array', items };
    }
  }

  /** True at the closing bracket, false after a comma. */
  private endOf(close: string, kind: string): boolean {
    this.space();
    const c = this.source[this.at];
    if (c !== close && c !== ',') this.unexpected(`was expecting comma to separate ${kind} entries`);
    this.at++;
    return c === close;
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
