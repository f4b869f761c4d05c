import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { SourceProblem } from '../source-tree.ts';

/** Content of an element: text, or its children by name (repeated children as an array). */
export type XmlNode = Readonly<Record<string, unknown>>;

export interface XmlDocument {
  readonly root: string;
  readonly content: XmlNode;
}

// Only custom metadata values carry attributes that mean something (xsi:nil, xsi:type).
const parser = new XMLParser({
  ignoreAttributes: (name: string) => !name.startsWith('xsi:'),
  parseTagValue: false,
  ignoreDeclaration: true,
  htmlEntities: true,
});

/**
 * Parses one metadata file.
 *
 * @returns the root element's name and content, or a problem with the line when the XML is malformed
 */
export function parseXml(text: string, file: string): { document: XmlDocument } | { problem: SourceProblem } {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const validity = XMLValidator.validate(source);
  if (validity !== true) {
    const { msg, line, col } = validity.err;
    return { problem: { file, line, column: col, message: `XML is not well-formed: ${msg}` } };
  }
  const parsed = parser.parse(source) as Record<string, unknown>;
  const root = Object.keys(parsed)[0];
  if (root === undefined) return { problem: { file, line: 1, message: 'The file is empty' } };
  const content = parsed[root];
  return { document: { root, content: isNode(content) ? content : {} } };
}

export function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The children called `name`, whether absent, single or repeated. */
export function children(node: XmlNode, name: string): readonly unknown[] {
  const value = node[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The children called `name` that have children themselves. */
export function childNodes(node: XmlNode, name: string): readonly XmlNode[] {
  return children(node, name).filter(isNode);
}

/** The first child called `name` that has children. */
export function child(node: XmlNode, name: string): XmlNode | undefined {
  return childNodes(node, name)[0];
}

/** Text of the first child called `name`; undefined when absent or empty. */
export function text(node: XmlNode, name: string): string | undefined {
  const value = children(node, name)[0];
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (isNode(value) && typeof value['#text'] === 'string') return value['#text'];
  return undefined;
}

/** Texts of all children called `name`. */
export function texts(node: XmlNode, name: string): readonly string[] {
  return children(node, name).filter((value): value is string => typeof value === 'string' && value !== '');
}

export function flag(node: XmlNode, name: string): boolean {
  return text(node, name) === 'true';
}

export function number(node: XmlNode, name: string): number | undefined {
  const value = text(node, name);
  return value === undefined ? undefined : Number(value);
}
