import {
  parseXmlDocument,
  writeNode,
  XmlCharacters,
  XmlElement,
  XmlError,
  XmlInstruction,
  type XmlAttribute,
  type XmlNode,
} from '../../../xml/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeTypeSpec } from '../../types.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** `Dom.XmlNode`; one object for each node of the tree. */
export class DomNode extends ApexObject {
  readonly node: XmlNode;

  private constructor(node: XmlNode) {
    super();
    this.node = node;
  }

  static readonly #nodes = new WeakMap<XmlNode, DomNode>();

  static of(node: XmlNode): DomNode {
    let found = DomNode.#nodes.get(node);
    if (!found) DomNode.#nodes.set(node, (found = new DomNode(node)));
    return found;
  }

  override get typeName(): string {
    return 'Dom.XmlNode';
  }

  /** Throws System.XmlException for text and comments. */
  get element(): XmlElement {
    const { node } = this;
    return node instanceof XmlElement
      ? node
      : throwApex('System.XmlException', `Operation is not supported for node type ${nodeType(node)}`);
  }

  override apexToString(): string {
    return `XMLNode[${nodeType(this.node)},${this.node instanceof XmlElement ? this.node.name : 'null'},${textOfNode(this.node) ?? 'null'}]`;
  }
}

function nodeType(node: XmlNode): 'ELEMENT' | 'TEXT' | 'COMMENT' {
  if (node instanceof XmlElement) return 'ELEMENT';
  return node instanceof XmlCharacters && node.kind === 'comment' ? 'COMMENT' : 'TEXT';
}

function textOfNode(node: XmlNode): string | null {
  return node instanceof XmlInstruction ? null : node.text;
}

/** `Dom.Document`. */
export class DomDocument extends ApexObject {
  root: XmlElement | null = null;

  override get typeName(): string {
    return 'Dom.Document';
  }

  /** Throws System.XmlException when the text is not well-formed. */
  load(text: string | null): void {
    if (text === null) nullPointer();
    try {
      this.root = parseXmlDocument(text).root;
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throwApex('System.XmlException', `Failed to parse XML due to: ${error.message} (position: @${error.line}:${error.column})`);
    }
  }

  toXmlString(): string {
    return this.root ? DECLARATION + writeNode(this.root, ' />') : throwApex('System.XmlException', 'The document has no root element');
  }
}

/**
 * Gives an element its namespace. Without a prefix the one under which the namespace is known is taken, or one is made up;
 * an empty prefix makes it the default namespace.
 */
function place(element: XmlElement, namespace: string | null, prefix: string | null): void {
  element.namespace = namespace;
  element.prefix = namespace === null ? '' : prefixFor(element, namespace, prefix);
}

/** Prefix of a namespace at an element; declares it there unless it is known. */
function prefixFor(element: XmlElement, namespace: string, wanted: string | null): string {
  if (wanted !== null && element.namespaceOf(wanted) === namespace) return wanted;
  const known = wanted === null ? element.prefixOf(namespace) : undefined;
  if (known !== undefined) return known;
  let prefix = wanted ?? 'ns0';
  for (let i = 1; wanted === null && element.namespaceOf(prefix) !== undefined; i++) prefix = `ns${i}`;
  element.declared.set(prefix, namespace);
  return prefix;
}

function addElement({ element }: DomNode, name: string | null, namespace: string | null, prefix: string | null): DomNode {
  const child = new XmlElement(name ?? nullPointer());
  element.add(child);
  place(child, namespace, prefix);
  return DomNode.of(child);
}

function addCharacters({ element }: DomNode, kind: 'text' | 'comment', text: string | null): DomNode {
  const child = new XmlCharacters(kind, text ?? nullPointer());
  element.add(child);
  return DomNode.of(child);
}

function attribute({ element }: DomNode, key: string | null, namespace: string | null): XmlAttribute | undefined {
  return element.attributes.find((item) => item.name === key && item.namespace === namespace);
}

/** A value such as `xsd:string`: what stands before the colon when that is a prefix here, and the rest. */
function splitValue(node: DomNode, key: string | null, namespace: string | null): { uri: string | null; local: string } | null {
  const value = attribute(node, key, namespace)?.value;
  if (value === undefined) return null;
  const colon = value.indexOf(':');
  const uri = colon > 0 ? node.element.namespaceOf(value.slice(0, colon)) : undefined;
  return uri === undefined ? { uri: null, local: value } : { uri, local: value.slice(colon + 1) };
}

function setAttribute(
  node: DomNode,
  key: string | null,
  value: string | null,
  keyNamespace: string | null,
  valueNamespace: string | null,
): void {
  if (key === null || value === null) nullPointer();
  const { element } = node;
  const prefix = keyNamespace === null ? '' : prefixFor(element, keyNamespace, null);
  const written = valueNamespace === null ? value : `${prefixFor(element, valueNamespace, null)}:${value}`;
  const item: XmlAttribute = { prefix, name: key, namespace: keyNamespace, value: written };
  const index = element.attributes.findIndex((other) => other.name === key && other.namespace === keyNamespace);
  if (index < 0) element.attributes.push(item);
  else element.attributes[index] = item;
}

function removeAttribute(node: DomNode, key: string | null, namespace: string | null): boolean {
  const found = attribute(node, key, namespace);
  if (found) node.element.attributes = node.element.attributes.filter((item) => item !== found);
  return found !== undefined;
}

function nodeOf(value: unknown): XmlNode {
  return value instanceof DomNode ? value.node : nullPointer();
}

function removeChild({ element }: DomNode, child: unknown): boolean {
  const node = nodeOf(child);
  const index = element.children.indexOf(node);
  if (index < 0) return false;
  element.children.splice(index, 1);
  node.parent = null;
  return true;
}

function insertBefore(parent: DomNode, child: unknown, before: unknown): DomNode {
  const node = nodeOf(child);
  const { element } = parent;
  const place = before === null ? undefined : nodeOf(before);
  if (place && !element.children.includes(place)) throwApex('System.XmlException', 'The reference node is no child of this node');
  if (node.parent) removeChild(DomNode.of(node.parent), child);
  element.add(node, place);
  return DomNode.of(node);
}

function nodes(items: readonly XmlNode[]): ApexList<DomNode> {
  return new ApexList(
    'Dom.XmlNode',
    items.filter((item) => !(item instanceof XmlInstruction)).map((item) => DomNode.of(item)),
  );
}

function createRoot(document: DomDocument, name: string | null, namespace: string | null, prefix: string | null): DomNode {
  if (document.root) throwApex('System.XmlException', 'The document has a root element');
  const root = new XmlElement(name ?? nullPointer());
  place(root, namespace, prefix);
  document.root = root;
  return DomNode.of(root);
}

function childElement({ element }: DomNode, name: string | null, namespace: string | null): DomNode | null {
  const found = element.children.find((item) => item instanceof XmlElement && item.name === name && item.namespace === namespace);
  return found ? DomNode.of(found) : null;
}

function attributeAt({ element }: DomNode, index: number): XmlAttribute {
  return element.attributes[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_dom.htm */
export const domTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Dom.Document',
    constructors: { '()': () => new DomDocument() },
    methods: {
      'createRootElement(String name, String namespace, String prefix): Dom.XmlNode': createRoot,
      'getRootElement(): Dom.XmlNode': ({ root }: DomDocument) => (root ? DomNode.of(root) : null),
      'load(String xml): void': (document: DomDocument, text: string | null) => document.load(text),
      'toXmlString(): String': (document: DomDocument) => document.toXmlString(),
    },
  },
  {
    name: 'Dom.XmlNode',
    methods: {
      'addChildElement(String name, String namespace, String prefix): Dom.XmlNode': addElement,
      'addCommentNode(String text): Dom.XmlNode': (node: DomNode, text: string | null) => addCharacters(node, 'comment', text),
      'addTextNode(String text): Dom.XmlNode': (node: DomNode, text: string | null) => addCharacters(node, 'text', text),
      'getAttribute(String key, String keyNamespace): String': (node: DomNode, key: string | null, namespace: string | null) =>
        attribute(node, key, namespace)?.value ?? null,
      'getAttributeCount(): Integer': (node: DomNode) => node.element.attributes.length,
      'getAttributeKeyAt(Integer index): String': (node: DomNode, index: number) => attributeAt(node, index).name,
      'getAttributeKeyNsAt(Integer index): String': (node: DomNode, index: number) => attributeAt(node, index).namespace,
      'getAttributeValue(String key, String keyNamespace): String': (node: DomNode, key: string | null, namespace: string | null) =>
        splitValue(node, key, namespace)?.local ?? null,
      'getAttributeValueNs(String key, String keyNamespace): String': (node: DomNode, key: string | null, namespace: string | null) =>
        splitValue(node, key, namespace)?.uri ?? null,
      'getChildElement(String name, String namespace): Dom.XmlNode': childElement,
      'getChildElements(): List<Dom.XmlNode>': ({ node }: DomNode) =>
        nodes(node instanceof XmlElement ? node.children.filter((item) => item instanceof XmlElement) : []),
      'getChildren(): List<Dom.XmlNode>': ({ node }: DomNode) => nodes(node instanceof XmlElement ? node.children : []),
      'getName(): String': ({ node }: DomNode) => (node instanceof XmlElement ? node.name : null),
      'getNamespace(): String': ({ node }: DomNode) => (node instanceof XmlElement ? node.namespace : null),
      'getNamespaceFor(String prefix): String': (node: DomNode, prefix: string | null) => node.element.namespaceOf(prefix ?? '') ?? null,
      'getNodeType(): Dom.XmlNodeType': ({ node }: DomNode) => platformEnum('Dom.XmlNodeType', nodeType(node)),
      'getParent(): Dom.XmlNode': ({ node }: DomNode) => (node.parent ? DomNode.of(node.parent) : null),
      'getPrefixFor(String namespace): String': (node: DomNode, namespace: string | null) => node.element.prefixOf(namespace ?? '') ?? null,
      'getText(): String': ({ node }: DomNode) => textOfNode(node),
      'insertBefore(Dom.XmlNode newChild, Dom.XmlNode refChild): Dom.XmlNode': insertBefore,
      'removeAttribute(String key, String keyNamespace): Boolean': removeAttribute,
      'removeChild(Dom.XmlNode child): Boolean': removeChild,
      'setAttribute(String key, String value): void': (node: DomNode, key: string | null, value: string | null) =>
        setAttribute(node, key, value, null, null),
      'setAttributeNs(String key, String value, String keyNamespace, String valueNamespace): void': setAttribute,
      'setNamespace(String prefix, String namespace): void': ({ element }: DomNode, prefix: string | null, namespace: string | null) =>
        void element.declared.set(prefix ?? '', namespace ?? nullPointer()),
    },
  },
];
