/** Namespace of the prefix `xml`, which needs no declaration. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

export interface XmlAttribute {
  readonly prefix: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly value: string;
}

/** Text, also of a CDATA section, or a comment. */
export class XmlCharacters {
  readonly kind: 'text' | 'cdata' | 'comment';
  readonly text: string;
  parent: XmlElement | null = null;

  constructor(kind: 'text' | 'cdata' | 'comment', text: string) {
    this.kind = kind;
    this.text = text;
  }
}

/** `<?target data?>`. */
export class XmlInstruction {
  readonly kind = 'instruction';
  readonly target: string;
  readonly data: string;
  parent: XmlElement | null = null;

  constructor(target: string, data: string) {
    this.target = target;
    this.data = data;
  }
}

export type XmlNode = XmlElement | XmlCharacters | XmlInstruction;

/** An element of a tree that may be changed. */
export class XmlElement {
  readonly kind = 'element';
  prefix: string;
  name: string;
  namespace: string | null;
  attributes: XmlAttribute[] = [];
  /** Namespaces declared here, by prefix; the default one under the empty prefix. */
  readonly declared = new Map<string, string>();
  readonly children: XmlNode[] = [];
  parent: XmlElement | null = null;

  constructor(name: string, namespace: string | null = null, prefix = '') {
    this.name = name;
    this.namespace = namespace;
    this.prefix = prefix;
  }

  get qualifiedName(): string {
    return this.prefix === '' ? this.name : `${this.prefix}:${this.name}`;
  }

  /** Adds a node, before another child when that is given. */
  add(node: XmlNode, before?: XmlNode): void {
    node.parent = this;
    const place = before ? this.children.indexOf(before) : -1;
    if (place < 0) this.children.push(node);
    else this.children.splice(place, 0, node);
  }

  /** Address of the namespace of a prefix here; undefined when it is not declared. */
  namespaceOf(prefix: string): string | undefined {
    if (prefix === 'xml') return XML_NAMESPACE;
    return this.declared.get(prefix) ?? this.parent?.namespaceOf(prefix);
  }

  /** A prefix under which the namespace is declared here; undefined when there is none. */
  prefixOf(namespace: string): string | undefined {
    for (const [prefix, uri] of this.declared) if (uri === namespace) return prefix;
    return this.parent?.prefixOf(namespace);
  }

  /** Texts directly in it. */
  get text(): string {
    return this.children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.text : '')).join('');
  }
}

/** A document: its root and what stands before it. */
export interface XmlDocument {
  /** Of the declaration; undefined without one. */
  readonly version: string | undefined;
  readonly encoding: string | undefined;
  readonly prologue: readonly XmlNode[];
  readonly root: XmlElement;
}
