import { DataWeaveError } from '../errors.ts';
import { isNumber, parseNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { DwFunction, DwObject, isArray, Key, plain, type Entry, type Value } from '../values/value.ts';
import type { Format, Properties } from './format.ts';

const SPACE = /\s*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, Value>> = { true: true, false: false, null: null };

/** Reads JSON so that numbers keep their digits and keys may repeat. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Value {
    const value = this.#value();
    this.#take(SPACE);
    return this.#at < this.#text.length ? this.#fail() : value;
  }

  #value(): Value {
    this.#take(SPACE);
    const c = this.#text[this.#at];
    if (c === '{') return new DwObject(this.#list('}', () => this.#entry()));
    if (c === '[') return this.#list(']', () => this.#value());
    if (c === '"') return this.#string();
    const word = this.#take(WORD);
    if (word !== undefined) return WORDS[word]!;
    return parseNumber(this.#take(NUMBER) ?? this.#fail())!;
  }

  #entry(): Entry {
    this.#take(SPACE);
    const key = new Key(this.#string());
    this.#expect(':');
    return { key, value: this.#value() };
  }

  #list<T>(close: string, item: () => T): T[] {
    this.#at++;
    const items: T[] = [];
    this.#take(SPACE);
    if (this.#text[this.#at] === close) {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(item());
      this.#take(SPACE);
      if (this.#text[this.#at] === close) break;
      this.#expect(',');
    }
    this.#at++;
    return items;
  }

  #string(): string {
    const raw = this.#take(STRING) ?? this.#fail();
    return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  }

  #expect(symbol: string): void {
    this.#take(SPACE);
    if (this.#text[this.#at] !== symbol) this.#fail();
    this.#at++;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found === '' && pattern !== SPACE ? undefined : found;
  }

  #fail(): never {
    const c = this.#text[this.#at];
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new DataWeaveError(
      `Unexpected character ${c === undefined ? "'end of input'" : `'${c}'`} at line ${line} of the JSON input (offset ${this.#at})`,
    );
  }
}

interface Layout {
  readonly indent: boolean;
  readonly skipNulls: string;
  readonly attributes: boolean;
  readonly repeated: boolean;
}

function layoutOf(properties: Properties): Layout {
  return {
    indent: properties.flag('indent', true),
    skipNulls: properties.text('skipNullOn', ''),
    attributes: properties.flag('writeAttributes', false),
    repeated: properties.flag('duplicateKeyAsArray', false),
  };
}

function write(from: Value, layout: Layout, margin: string): string {
  const value = plain(from);
  if (value === null || typeof value === 'boolean' || isNumber(value)) return String(value);
  if (isArray(value)) {
    const kept = ['arrays', 'everywhere'].includes(layout.skipNulls) ? value.filter((item) => plain(item) !== null) : value;
    return block('[', ']', kept, layout, margin, write);
  }
  if (value instanceof DwObject) return block('{', '}', entriesOf(value, layout), layout, margin, writeEntry);
  if (value instanceof DwFunction) throw new DataWeaveError('Cannot write a Function as JSON');
  return JSON.stringify(textOf(value));
}

function block<T>(
  open: string,
  close: string,
  items: readonly T[],
  layout: Layout,
  margin: string,
  item: (item: T, layout: Layout, margin: string) => string,
): string {
  const inner = `${margin}  `;
  const lines = items.map((one) => (layout.indent ? inner : '') + item(one, layout, inner));
  if (!layout.indent) return `${open}${lines.join(',')}${close}`;
  // An empty block has an empty line of its own.
  return `${open}\n${lines.length === 0 ? inner : lines.join(',\n')}\n${margin}${close}`;
}

function writeEntry({ key, value }: Entry, layout: Layout, margin: string): string {
  return `${JSON.stringify(key.name)}:${layout.indent ? ' ' : ''}${write(value, layout, margin)}`;
}

function entriesOf(object: DwObject, layout: Layout): readonly Entry[] {
  let entries = object.entries;
  if (['objects', 'everywhere'].includes(layout.skipNulls)) entries = entries.filter((entry) => plain(entry.value) !== null);
  if (layout.repeated) entries = gathered(entries);
  return layout.attributes ? entries.map(withAttributes) : entries;
}

/** Values of one key as an array. */
function gathered(entries: readonly Entry[]): readonly Entry[] {
  const names = [...new Set(entries.map(({ key }) => key.name))];
  return names.map((name) => {
    const same = entries.filter(({ key }) => key.name === name);
    return same.length === 1 ? same[0]! : { key: same[0]!.key, value: same.map(({ value }) => value) };
  });
}

function withAttributes({ key, value }: Entry): Entry {
  if (!key.attributes) return { key, value };
  const attributes = key.attributes.entries.map((entry) => ({ key: new Key(`@${entry.key.name}`), value: entry.value }));
  const content = plain(value);
  const inner = content instanceof DwObject ? content.entries : content === null ? [] : [{ key: new Key('__text'), value: content }];
  return { key, value: new DwObject([...attributes, ...inner]) };
}

/** https://docs.mulesoft.com/dataweave/latest/dataweave-formats-json */
export const json: Format = {
  read: (text) => new Reader(text).document(),
  write: (value, properties) => write(value, layoutOf(properties), ''),
};
