/** A JSON text as a tree. Numbers keep their digits: `1.10` stays a Decimal of scale 2. */
export type JsonNode =
  | JsonObject
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/** Names of members and their values, in the order of the text. Objects with the same names may share them. */
export interface JsonObject {
  readonly kind: 'object';
  readonly names: readonly string[];
  readonly values: readonly JsonNode[];
}

/** The value of the first member of that name. */
export function memberOf({ names, values }: JsonObject, name: string): JsonNode | undefined {
  const at = names.indexOf(name);
  return at < 0 ? undefined : values[at];
}

export const NULL_NODE: JsonNode = { kind: 'null' };

export const textNode = (text: string): JsonNode => ({ kind: 'string', text });
export const numberNode = (text: string): JsonNode => ({ kind: 'number', text });

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

const SPECIAL = /["\\\u0000-\u001f]/;
const [QUOTE, BACKSLASH, SPACE] = [34, 92, 32] as const;
/** In a text as short a loop is quicker than an expression. */
const SHORT = 24;

function isPlain(text: string): boolean {
  if (text.length > SHORT) return !SPECIAL.test(text);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH || code < SPACE) return false;
  }
  return true;
}

function quoted(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return `"${text.replaceAll(/["\\\u0000-\u001f]/g, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`;
}

/** Objects of one kind have the same names, written over and over. */
const names = new Map<string, string>();
const NAMES_KEPT = 5000;

function quotedName(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    if (names.size >= NAMES_KEPT) names.clear();
    names.set(name, (text = quoted(name)));
  }
  return text;
}

/** What JSON values are made into, each from its parts. */
export interface JsonForm<T> {
  readonly nothing: T;
  text(text: string): T;
  /** @param digits as JSON writes the number */
  number(digits: string): T;
  flag(value: boolean): T;
  array(items: readonly T[]): T;
  object(names: readonly string[], values: readonly T[]): T;
}

export const TREE: JsonForm<JsonNode> = {
  nothing: NULL_NODE,
  text: textNode,
  number: numberNode,
  flag: (value) => ({ kind: 'boolean', value }),
  array: (items) => ({ kind: 'array', items }),
  object: (names, values) => ({ kind: 'object', names, values }),
};

/** Without white space, as JSON.serialize writes. */
export const COMPACT: JsonForm<string> = {
  nothing: 'null',
  text: quoted,
  number: (digits) => digits,
  flag: String,
  array: (items) => {
    let text = '[';
    for (let i = 0; i < items.length; i++) text += i === 0 ? items[i]! : `,${items[i]!}`;
    return `${text}]`;
  },
  object: (names, values) => {
    let text = '{';
    for (let i = 0; i < names.length; i++) text += `${i === 0 ? '' : ','}${quotedName(names[i]!)}:${values[i]!}`;
    return `${text}}`;
  },
};

/** A tree in another form. */
export function formed<T>(node: JsonNode, form: JsonForm<T>): T {
  switch (node.kind) {
    case 'null':
      return form.nothing;
    case 'string':
      return form.text(node.text);
    case 'number':
      return form.number(node.text);
    case 'boolean':
      return form.flag(node.value);
    case 'array':
      return form.array(node.items.map((item) => formed(item, form)));
    case 'object':
      return form.object(
        node.names,
        node.values.map((value) => formed(value, form)),
      );
  }
}

/** Objects on lines of their own with two spaces of indentation, arrays in one line: as JSON.serializePretty writes. */
export function renderPretty(node: JsonNode, indent = ''): string {
  if (node.kind === 'array') {
    return node.items.length === 0 ? '[ ]' : `[ ${node.items.map((item) => renderPretty(item, indent)).join(', ')} ]`;
  }
  if (node.kind === 'object') {
    if (node.values.length === 0) return '{ }';
    const inner = `${indent}  `;
    const lines = node.values.map((value, i) => `${inner}${quoted(node.names[i]!)} : ${renderPretty(value, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  return formed(node, COMPACT);
}
