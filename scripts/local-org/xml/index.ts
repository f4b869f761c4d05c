/** XML with namespaces as a tree: read, changed, written. Knows nothing of Apex or DataWeave. */
export { XML_NAMESPACE, XmlCharacters, XmlElement, XmlInstruction, type XmlAttribute, type XmlDocument, type XmlNode } from './nodes.ts';
export { parseXmlDocument, XmlError } from './parse.ts';
export { escapeAttribute, escapeText, writeNode } from './write.ts';
