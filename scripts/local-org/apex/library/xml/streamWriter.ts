import { escapeAttribute, escapeText } from '../../../xml/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `System.XmlStreamWriter`. Namespaces are declared by those who write, as in java.xml.stream. */
class XmlStreamWriter extends ApexObject {
  text = '';
  readonly #open: string[] = [];
  /** What closes the tag that still takes attributes. */
  #pending: '>' | '/>' | null = null;

  override get typeName(): string {
    return 'XmlStreamWriter';
  }

  /** Adds text behind the tag that is open. */
  add(text: string): void {
    this.text += (this.#pending ?? '') + text;
    this.#pending = null;
  }

  start(prefix: string | null, name: string | null, isEmpty: boolean): void {
    const qualified = (prefix ? `${prefix}:` : '') + (name ?? nullPointer());
    this.add(`<${qualified}`);
    this.#pending = isEmpty ? '/>' : '>';
    if (!isEmpty) this.#open.push(qualified);
  }

  attribute(name: string, value: string | null): void {
    if (this.#pending === null) throwApex('System.XmlException', 'Attributes are written directly behind the start of an element');
    this.text += ` ${name}="${escapeAttribute(value ?? nullPointer())}"`;
  }

  end(): void {
    const name = this.#open.pop() ?? throwApex('System.XmlException', 'No element was found to write');
    this.add(`</${name}>`);
  }

  endAll(): void {
    while (this.#open.length > 0) this.end();
    this.add('');
  }
}

function startDocument(writer: XmlStreamWriter, encoding: string | null, version: string | null): void {
  writer.add(`<?xml version="${version ?? '1.0'}"${encoding === null ? '' : ` encoding="${encoding}"`}?>`);
}

function writeAttribute(
  writer: XmlStreamWriter,
  prefix: string | null,
  _uri: string | null,
  name: string | null,
  value: string | null,
): void {
  writer.attribute((prefix ? `${prefix}:` : '') + (name ?? nullPointer()), value);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_XmlStream_writer.htm */
export const streamWriterType: NativeTypeSpec = {
  name: 'System.XmlStreamWriter',
  constructors: { '()': () => new XmlStreamWriter() },
  methods: {
    'close(): void': () => undefined,
    'getXmlString(): String': (writer: XmlStreamWriter) => {
      writer.add('');
      return writer.text;
    },
    // It only says what the namespace is; writeDefaultNamespace declares it.
    'setDefaultNamespace(String uri): void': () => undefined,
    'writeAttribute(String prefix, String namespaceUri, String localName, String value): void': writeAttribute,
    'writeCData(String data): void': (writer: XmlStreamWriter, data: string | null) => writer.add(`<![CDATA[${data ?? nullPointer()}]]>`),
    'writeCharacters(String text): void': (writer: XmlStreamWriter, text: string | null) => writer.add(escapeText(text ?? nullPointer())),
    'writeComment(String data): void': (writer: XmlStreamWriter, data: string | null) => writer.add(`<!--${data ?? ''}-->`),
    'writeDefaultNamespace(String namespaceUri): void': (writer: XmlStreamWriter, uri: string | null) => writer.attribute('xmlns', uri),
    'writeEmptyElement(String prefix, String localName, String namespaceUri): void': (
      writer: XmlStreamWriter,
      prefix: string | null,
      name: string | null,
    ) => writer.start(prefix, name, true),
    'writeEndDocument(): void': (writer: XmlStreamWriter) => writer.endAll(),
    'writeEndElement(): void': (writer: XmlStreamWriter) => writer.end(),
    'writeNamespace(String prefix, String namespaceUri): void': (writer: XmlStreamWriter, prefix: string | null, uri: string | null) =>
      writer.attribute(prefix ? `xmlns:${prefix}` : 'xmlns', uri),
    'writeProcessingInstruction(String target, String data): void': (writer: XmlStreamWriter, target: string | null, data: string | null) =>
      writer.add(`<?${target ?? nullPointer()}${data ? ` ${data}` : ''}?>`),
    'writeStartDocument(String encoding, String version): void': startDocument,
    'writeStartElement(String prefix, String localName, String namespaceUri): void': (
      writer: XmlStreamWriter,
      prefix: string | null,
      name: string | null,
    ) => writer.start(prefix, name, false),
  },
};
