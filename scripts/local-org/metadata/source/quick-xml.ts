import type { XmlDocument } from './xml.ts';

/** A start or end tag of the plain form in which metadata is written. */
const TAG =
  /<(?:(?<start>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[A-Za-z_][\w.:-]*="[^"<&\n\t]*")*)\s*(?<empty>\/?)|\/(?<end>[A-Za-z_][\w.:-]*)\s*)>/y;
const ATTRIBUTE = /\s([\w.:-]+)="([^"]*)"/g;
const DECLARATION = /^<\?xml [^?<>]*\?>\s*/;

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };

type Content = string | Record<string, unknown>;

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, unknown> | undefined;
  /** The children so far. */
  children: Record<string, unknown> | undefined;
}

/**
 * Reads a document without comments, CDATA sections, mixed content or entities of its own: nearly all metadata is like that.
 * @returns undefined for any other, well-formed or not: the general parser says what it is
 */
export function parseQuick(text: string): XmlDocument | undefined {
  const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const open: OpenElement[] = [];
  let at = DECLARATION.exec(source)?.[0].length ?? 0;
  for (;;) {
    const next = source.indexOf('<', at);
    if (next < 0) return undefined;
    const between = source.slice(at, next).trim();
    TAG.lastIndex = next;
    const tag = TAG.exec(source);
    if (!tag) return undefined;
    at = TAG.lastIndex;
    const [, start, attributes = '', empty, end] = tag;
    const within = open.at(-1);
    let content: Content;
    let name: string;
    if (start !== undefined) {
      if (between !== '' || start in Object.prototype) return undefined;
      const node = attributes === '' ? undefined : attributesOf(attributes);
      if (node === null) return undefined;
      if (empty === '') {
        open.push({ name: start, attributes: node, children: undefined });
        continue;
      }
      name = start;
      content = node ?? '';
    } else {
      const read = within && within.name === end ? contentOf(within, between) : undefined;
      if (read === undefined) return undefined;
      open.pop();
      name = end ?? '';
      content = read;
    }
    const parent = open.at(-1);
    if (!parent) {
      return source.slice(at).trim() === '' ? { root: name, content: typeof content === 'string' ? {} : content } : undefined;
    }
    add((parent.children ??= {}), name, content);
  }
}

/** The attributes that mean something; undefined when there are none, null when one stands twice. */
function attributesOf(text: string): Record<string, unknown> | undefined | null {
  let node: Record<string, unknown> | undefined;
  const seen = new Set<string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (seen.has(name)) return null;
    seen.add(name);
    if (name.startsWith('xsi:')) (node ??= {})[`@_${name}`] = value.trim();
  }
  return node;
}

/** What stands in an element that ends; undefined for what this parser does not read. */
function contentOf({ attributes, children }: OpenElement, text: string): Content | undefined {
  if (children) return text === '' ? Object.assign(children, attributes) : undefined;
  const value = text.includes('&') ? decoded(text) : text;
  if (value === undefined || !attributes) return value;
  // Beside attributes the text is a child.
  return value === '' ? attributes : { '#text': value, ...attributes };
}

function decoded(text: string): string | undefined {
  let unknown = false;
  const value = text.replace(/&[^;]*;?/g, (entity) => {
    const character = ENTITIES[entity];
    unknown ||= character === undefined;
    return character ?? '';
  });
  return unknown ? undefined : value;
}

function add(node: Record<string, unknown>, name: string, content: Content): void {
  const before = node[name];
  if (before === undefined) node[name] = content;
  else if (Array.isArray(before)) before.push(content);
  else node[name] = [before, content];
}
