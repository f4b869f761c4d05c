/** A JSON text as a tree. Numbers keep their digits: `1.10` stays a Decimal of scale 2. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: [name: string, value: JsonNode][] }
  | { readonly kind: 'array'; readonly items: JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export const NULL_NODE: JsonNode = { kind: 'null' };

export const textNode = (text: string): JsonNode => ({ kind: 'string', text });
export const numberNode = (text: string): JsonNode => ({ kind: 'number', text });

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

const SPECIAL = /["\\\u0000-\u001f]/;

function quoted(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
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

/** The text of a scalar node. */
function scalar(node: JsonNode): string {
  if (node.kind === 'string') return quoted(node.text);
  if (node.kind === 'number') return node.text;
  if (node.kind === 'boolean') return String(node.value);
  return 'null';
}

/** Without white space, as JSON.serialize writes. */
export function renderCompact(node: JsonNode): string {
  if (node.kind === 'array') {
    let text = '[';
    for (const item of node.items) text += `${text.length > 1 ? ',' : ''}${renderCompact(item)}`;
    return `${text}]`;
  }
  if (node.kind === 'object') {
    let text = '{';
    for (const [name, value] of node.entries) text += `${text.length > 1 ? ',' : ''}${quotedName(name)}:${renderCompact(value)}`;
    return `${text}}`;
  }
  return scalar(node);
}

/** Objects on lines of their own with two spaces of indentation, arrays in one line: as JSON.serializePretty writes. */
export function renderPretty(node: JsonNode, indent = ''): string {
  if (node.kind === 'array') {
    return node.items.length === 0 ? '[ ]' : `[ ${node.items.map((item) => renderPretty(item, indent)).join(', ')} ]`;
  }
  if (node.kind === 'object') {
    if (node.entries.length === 0) return '{ }';
    const inner = `${indent}  `;
    const lines = node.entries.map(([name, value]) => `${inner}${quoted(name)} : ${renderPretty(value, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  return scalar(node);
}
