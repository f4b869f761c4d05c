import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { XmlCharacters, XmlElement, XmlInstruction, type XmlDocument, type XmlNode } from './nodes.ts';

/** XML that is not well-formed. */
export class XmlError extends Error {
  readonly code = 'XML';
  readonly line: number;
  readonly column: number;

  constructor(message: string, line = 1, column = 1) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** What the parser gives for each node: its name with its children, and its attributes under `:@`. */
type RawNode = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const COMMENT = '#comment';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  commentPropName: COMMENT,
  cdataPropName: CDATA,
  htmlEntities: true,
});

/** Reads a document with namespaces. Throws an XmlError with line and column when it is not well-formed. */
export function parseXmlDocument(source: string): XmlDocument {
  const text = source.replace(/^\uFEFF/, '').trimStart();
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw new XmlError(validity.err.msg, validity.err.line, validity.err.col ?? 1);
  const nodes = parser.parse(text) as RawNode[];
  const prologue: XmlNode[] = [];
  let root: XmlElement | undefined;
  let declaration: Readonly<Record<string, string>> | undefined;
  for (const raw of nodes) {
    const name = nameOf(raw);
    if (name === '?xml') declaration = attributesOf(raw);
    else if (name === TEXT) {
      if (String(raw[TEXT]).trim() !== '') throw new XmlError('Content is not allowed outside of the root element.');
    } else {
      const node = build(raw, null);
      if (node.kind !== 'element') prologue.push(node);
      else if (root) throw new XmlError('The markup in the document following the root element must be well-formed.');
      else root = node;
    }
  }
  if (!root) throw new XmlError('Premature end of file.');
  return { version: declaration?.version, encoding: declaration?.encoding, prologue, root };
}

function nameOf(raw: RawNode): string {
  return Object.keys(raw).find((key) => key !== ATTRIBUTES) ?? '';
}

function attributesOf(raw: RawNode): Readonly<Record<string, string>> {
  return (raw[ATTRIBUTES] ?? {}) as Record<string, string>;
}

function textIn(raw: unknown): string {
  return (raw as RawNode[]).map((child) => (child[TEXT] as string | undefined) ?? '').join('');
}

function build(raw: RawNode, parent: XmlElement | null): XmlNode {
  const name = nameOf(raw);
  if (name === TEXT) return new XmlCharacters('text', String(raw[TEXT]));
  if (name === COMMENT) return new XmlCharacters('comment', textIn(raw[COMMENT]));
  if (name === CDATA) return new XmlCharacters('cdata', textIn(raw[CDATA]));
  if (name.startsWith('?')) {
    const data = Object.entries(attributesOf(raw)).map(([key, value]) => `${key}="${value}"`);
    return new XmlInstruction(name.slice(1), data.join(' '));
  }
  const [prefix, local] = splitName(name);
  const element = new XmlElement(local, null, prefix);
  element.parent = parent;
  const attributes = Object.entries(attributesOf(raw));
  for (const [key, value] of attributes) {
    if (key === 'xmlns') element.declared.set('', value);
    else if (key.startsWith('xmlns:')) element.declared.set(key.slice('xmlns:'.length), value);
  }
  element.namespace = namespaceOf(element, prefix) ?? null;
  for (const [key, value] of attributes) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
    const [space, attribute] = splitName(key);
    element.attributes.push({ prefix: space, name: attribute, namespace: space === '' ? null : namespaceOf(element, space)!, value });
  }
  for (const child of raw[name] as RawNode[]) element.add(build(child, element));
  return element;
}

function namespaceOf(element: XmlElement, prefix: string): string | undefined {
  const found = element.namespaceOf(prefix);
  if (found === undefined && prefix !== '')
    throw new XmlError(`The prefix "${prefix}" for element "${element.qualifiedName}" is not bound.`);
  return found === '' ? undefined : found;
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}
