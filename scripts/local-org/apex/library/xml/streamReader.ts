import { parseXmlDocument, XmlError, type XmlDocument, type XmlElement, type XmlNode } from '../../../xml/index.ts';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Numbers of the events as java.xml.stream.XMLStreamConstants gives them. */
const CODES = {
  START_ELEMENT: 1,
  END_ELEMENT: 2,
  PROCESSING_INSTRUCTION: 3,
  CHARACTERS: 4,
  COMMENT: 5,
  START_DOCUMENT: 7,
  END_DOCUMENT: 8,
  CDATA: 12,
} as const;

interface Event {
  readonly type: keyof typeof CODES;
  readonly node: XmlNode | null;
  readonly text: string | null;
}

const START: Event = { type: 'START_DOCUMENT', node: null, text: null };

function* eventsOf(node: XmlNode): Generator<Event> {
  switch (node.kind) {
    case 'element':
      yield { type: 'START_ELEMENT', node, text: null };
      for (const child of node.children) yield* eventsOf(child);
      yield { type: 'END_ELEMENT', node, text: null };
      break;
    case 'instruction':
      yield { type: 'PROCESSING_INSTRUCTION', node, text: null };
      break;
    case 'comment':
      yield { type: 'COMMENT', node, text: node.text };
      break;
    case 'cdata':
      yield { type: 'CDATA', node, text: node.text };
      break;
    case 'text':
      yield { type: 'CHARACTERS', node, text: node.text };
  }
}

/** Texts that follow one another become one. */
function coalesced(events: readonly Event[]): Event[] {
  const joined: Event[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (event.type !== 'CHARACTERS' && event.type !== 'CDATA') joined.push(event);
    else if (last?.type === 'CHARACTERS') joined[joined.length - 1] = { ...last, text: `${last.text}${event.text}` };
    else joined.push({ ...event, type: 'CHARACTERS' });
  }
  return joined;
}

/** `System.XmlStreamReader`: stands at an event of the document. The text is read when the first event is asked for. */
export class XmlStreamReader extends ApexObject {
  readonly #text: string;
  #coalescing = false;
  #events: readonly Event[] | undefined;
  #document: XmlDocument | undefined;
  #at = 0;

  constructor(text: string | null) {
    super();
    this.#text = text ?? nullPointer();
  }

  override get typeName(): string {
    return 'XmlStreamReader';
  }

  set coalescing(value: boolean) {
    if (this.#events) throwApex('System.XmlException', 'Coalescing is set before the first event is read');
    this.#coalescing = value;
  }

  get event(): Event {
    return this.#events?.[this.#at] ?? START;
  }

  get hasNext(): boolean {
    return this.event.type !== 'END_DOCUMENT';
  }

  get version(): string | null {
    this.#load();
    return this.#document?.version ?? null;
  }

  /** The element that starts or ends here; null elsewhere. */
  get element(): XmlElement | null {
    const { node } = this.event;
    return node?.kind === 'element' ? node : null;
  }

  /** Moves on and gives the number of the event. */
  next(): number {
    if (!this.hasNext) throwApex('System.NoSuchElementException', 'There are no more events');
    this.#load();
    this.#at++;
    return CODES[this.event.type];
  }

  /** Moves to the next start or end of an element, over white space, comments and instructions. */
  nextTag(): number {
    for (;;) {
      const code = this.next();
      const { type, text } = this.event;
      if (type === 'START_ELEMENT' || type === 'END_ELEMENT') return code;
      const skipped = type === 'COMMENT' || type === 'PROCESSING_INSTRUCTION' || (text !== null && text.trim() === '');
      if (!skipped) throwApex('System.XmlException', `Expected start or end of an element, found ${type}`);
    }
  }

  #load(): readonly Event[] {
    if (this.#events) return this.#events;
    try {
      const document = (this.#document = parseXmlDocument(this.#text));
      const inner = [...document.prologue, document.root].flatMap((node) => [...eventsOf(node)]);
      const all: Event[] = [START, ...(this.#coalescing ? coalesced(inner) : inner), { type: 'END_DOCUMENT', node: null, text: null }];
      return (this.#events = all);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      return throwApex('System.XmlException', `ParseError at [row,col]:[${error.line},${error.column}]\nMessage: ${error.message}`);
    }
  }
}

type Attributes = XmlElement['attributes'];

/** Attributes of the element that starts here. Throws System.XmlException elsewhere. */
function attributesOf(reader: XmlStreamReader): Attributes {
  const { element } = reader;
  if (element && reader.event.type === 'START_ELEMENT') return element.attributes;
  throwApex('System.XmlException', 'Current event is not START_ELEMENT');
}

function attributeAt(reader: XmlStreamReader, index: number): Attributes[number] {
  return attributesOf(reader)[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
}

function declared(reader: XmlStreamReader): (readonly [prefix: string, uri: string])[] {
  return [...(reader.element?.declared ?? [])];
}

function declaredAt(reader: XmlStreamReader, index: number): readonly [prefix: string, uri: string] {
  return declared(reader)[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
}

function attributeValue(reader: XmlStreamReader, namespace: string | null, name: string | null): string | null {
  const found = attributesOf(reader).find((item) => item.name === name && (namespace === null || item.namespace === namespace));
  return found?.value ?? null;
}

function instruction(reader: XmlStreamReader): { readonly target: string; readonly data: string } | null {
  const { node } = reader.event;
  return node?.kind === 'instruction' ? node : null;
}

function isText(reader: XmlStreamReader): boolean {
  return ['CHARACTERS', 'CDATA', 'COMMENT'].includes(reader.event.type);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_XmlStream_reader.htm */
export const streamReaderType: NativeTypeSpec = {
  name: 'System.XmlStreamReader',
  constructors: { '(String xmlInput)': (text: string | null) => new XmlStreamReader(text) },
  methods: {
    'getAttributeCount(): Integer': (reader: XmlStreamReader) => attributesOf(reader).length,
    'getAttributeLocalName(Integer index): String': (reader: XmlStreamReader, index: number) => attributeAt(reader, index).name,
    'getAttributeNamespace(Integer index): String': (reader: XmlStreamReader, index: number) => attributeAt(reader, index).namespace,
    'getAttributePrefix(Integer index): String': (reader: XmlStreamReader, index: number) => attributeAt(reader, index).prefix || null,
    'getAttributeType(Integer index): String': (reader: XmlStreamReader, index: number) => attributeAt(reader, index) && 'CDATA',
    'getAttributeValue(String namespaceUri, String localName): String': attributeValue,
    'getAttributeValueAt(Integer index): String': (reader: XmlStreamReader, index: number) => attributeAt(reader, index).value,
    'getEventType(): System.XmlTag': (reader: XmlStreamReader) => platformEnum('System.XmlTag', reader.event.type),
    'getLocalName(): String': (reader: XmlStreamReader) => reader.element?.name ?? null,
    'getNamespace(): String': (reader: XmlStreamReader) => reader.element?.namespace ?? null,
    'getNamespaceCount(): Integer': (reader: XmlStreamReader) => declared(reader).length,
    'getNamespacePrefix(Integer index): String': (reader: XmlStreamReader, index: number) => declaredAt(reader, index)[0] || null,
    'getNamespaceURI(String prefix): String': (reader: XmlStreamReader, prefix: string | null) =>
      reader.element?.namespaceOf(prefix ?? '') ?? null,
    'getNamespaceURIAt(Integer index): String': (reader: XmlStreamReader, index: number) => declaredAt(reader, index)[1],
    'getPIData(): String': (reader: XmlStreamReader) => instruction(reader)?.data ?? null,
    'getPITarget(): String': (reader: XmlStreamReader) => instruction(reader)?.target ?? null,
    'getPrefix(): String': (reader: XmlStreamReader) => reader.element?.prefix || null,
    'getText(): String': (reader: XmlStreamReader) => reader.event.text,
    'getVersion(): String': (reader: XmlStreamReader) => reader.version,
    'hasName(): Boolean': (reader: XmlStreamReader) => reader.element !== null,
    'hasNext(): Boolean': (reader: XmlStreamReader) => reader.hasNext,
    'hasText(): Boolean': isText,
    'isCharacters(): Boolean': (reader: XmlStreamReader) => reader.event.type === 'CHARACTERS',
    'isEndElement(): Boolean': (reader: XmlStreamReader) => reader.event.type === 'END_ELEMENT',
    'isStartElement(): Boolean': (reader: XmlStreamReader) => reader.event.type === 'START_ELEMENT',
    'isWhitespace(): Boolean': (reader: XmlStreamReader) => reader.event.type === 'CHARACTERS' && reader.event.text?.trim() === '',
    'next(): Integer': (reader: XmlStreamReader) => reader.next(),
    'nextTag(): Integer': (reader: XmlStreamReader) => reader.nextTag(),
    'setCoalescing(Boolean value): void': (reader: XmlStreamReader, value: boolean) => void (reader.coalescing = value),
    'setNamespaceAware(Boolean value): void': (_reader: XmlStreamReader, value: boolean) => {
      if (!value) throw new UnsupportedFeatureError('XmlStreamReader.setNamespaceAware(false)');
    },
  },
  unsupported: ['getLocation'],
};
