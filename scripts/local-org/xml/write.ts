import type { XmlElement, XmlNode } from './nodes.ts';

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = { ...TEXT_ESCAPES, '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

export function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (c) => TEXT_ESCAPES[c]!);
}

/** For a value in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"\n\r\t]/g, (c) => ATTRIBUTE_ESCAPES[c]!);
}

/** A node as text, without white space of its own; `close` ends the tag of an element without content. */
export function writeNode(node: XmlNode, close = '/>'): string {
  switch (node.kind) {
    case 'text':
      return escapeText(node.text);
    case 'cdata':
      return `<![CDATA[${node.text}]]>`;
    case 'comment':
      return `<!--${node.text}-->`;
    case 'instruction':
      return `<?${node.target}${node.data === '' ? '' : ` ${node.data}`}?>`;
    case 'element':
      return writeElement(node, close);
  }
}

function writeElement(element: XmlElement, close: string): string {
  const name = element.qualifiedName;
  const open = `<${name}${writeAttributes(element)}`;
  if (element.children.length === 0) return open + close;
  return `${open}>${element.children.map((child) => writeNode(child, close)).join('')}</${name}>`;
}

/** Declarations and attributes, each with a blank before it. */
function writeAttributes(element: XmlElement): string {
  const declared = [...element.declared].map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`);
  const attributes = element.attributes.map(
    ({ prefix, name, value }) => ` ${prefix === '' ? '' : `${prefix}:`}${name}="${escapeAttribute(value)}"`,
  );
  return [...declared, ...attributes].join('');
}
