import { escapeAttribute, escapeText, parseXmlDocument, XmlError, type XmlElement } from '../../xml/index.ts';
import { DataWeaveError } from '../errors.ts';
import { simpleText, shown } from '../values/text.ts';
import { DwObject, isArray, Key, plain, type Entry, type Namespace, type Value } from '../values/value.ts';
import type { Format, Properties } from './format.ts';

function read(text: string, properties: Properties): Value {
  try {
    const { root } = parseXmlDocument(text);
    return new DwObject([entryOf(root, properties.text('nullValueOn', 'blank'))]);
  } catch (error) {
    if (error instanceof XmlError) throw new DataWeaveError(`${error.message} at line ${error.line} of the XML input`);
    throw error;
  }
}

function entryOf(element: XmlElement, nullOn: string): Entry {
  const namespace = spaceOf(element.prefix, element.namespace);
  const attributes = element.attributes.map(({ prefix, name, namespace: uri, value }) => ({
    key: new Key(name, spaceOf(prefix, uri)),
    value,
  }));
  return {
    key: new Key(element.name, namespace, attributes.length > 0 ? new DwObject(attributes) : undefined),
    value: contentOf(element, nullOn),
  };
}

function spaceOf(prefix: string, uri: string | null): Namespace | undefined {
  return uri === null ? undefined : { prefix, uri };
}

/** Text of an element without children; text beside children is under `__text`. */
function contentOf(element: XmlElement, nullOn: string): Value {
  if (!element.children.some((child) => child.kind === 'element')) {
    const { text } = element;
    const isNull = nullOn === 'none' ? element.children.length === 0 : nullOn === 'empty' ? text === '' : text.trim() === '';
    return isNull ? null : text;
  }
  return new DwObject(
    element.children.flatMap((child): Entry[] => {
      if (child.kind === 'element') return [entryOf(child, nullOn)];
      const isText = (child.kind === 'text' && child.text.trim() !== '') || child.kind === 'cdata';
      return isText ? [{ key: new Key('__text'), value: child.text }] : [];
    }),
  );
}

interface Layout {
  readonly indent: boolean;
  readonly inlineClose: boolean;
  readonly skipNull: boolean;
  readonly skipNullAttributes: boolean;
}

function write(from: Value, properties: Properties): string {
  const value = plain(from);
  if (!(value instanceof DwObject))
    throw new DataWeaveError(
      `Trying to output non-whitespace characters outside main element tree (in prolog or epilog), while writing Xml: ${shown(value)}`,
    );
  const [root, second] = value.entries;
  if (!root) throw new DataWeaveError('The XML output needs a root element');
  if (second) throw new DataWeaveError(`Trying to output second root, <${second.key.name}>, while writing Xml.`);
  const skip = properties.text('skipNullOn', '');
  const layout: Layout = {
    indent: properties.flag('indent', true),
    inlineClose: properties.text('inlineCloseOn', 'empty') === 'empty',
    skipNull: skip === 'elements' || skip === 'everywhere',
    skipNullAttributes: skip === 'attributes' || skip === 'everywhere',
  };
  const declaration = `<?xml version='1.0' encoding='${properties.text('encoding', 'UTF-8')}'?>${layout.indent ? '\n' : ''}`;
  return (properties.flag('writeDeclaration', true) ? declaration : '') + writeEntry(root, layout, '', new Map());
}

function writeEntry(entry: Entry, layout: Layout, margin: string, known: ReadonlyMap<string, string>): string {
  const { key } = entry;
  const value = plain(entry.value);
  const spaces = new Map(known);
  const name = qualified(key);
  const open = `<${name}${declarations(key, spaces)}${attributesText(key, layout)}`;
  if (value === null) return layout.inlineClose ? `${open}/>` : `${open}></${name}>`;
  if (isArray(value))
    throw new DataWeaveError(`Cannot write an Array as the content of <${name}>: map its items to keys inside of parentheses`);
  if (!(value instanceof DwObject)) return `${open}>${escapeText(simpleText(value) ?? '')}</${name}>`;
  if (value.entries.length === 0) return layout.inlineClose ? `${open}/>` : `${open}></${name}>`;
  const inner = layout.indent ? `${margin}  ` : '';
  const mixed = value.entries.some((item) => item.key.name === '__text');
  const children = value.entries.filter((item) => !layout.skipNull || plain(item.value) !== null);
  const texts = children.map((item) =>
    item.key.name === '__text' ? escapeText(simpleText(plain(item.value)) ?? '') : writeEntry(item, layout, inner, spaces),
  );
  if (!layout.indent || mixed) return `${open}>${texts.join('')}</${name}>`;
  return `${open}>\n${texts.map((text) => inner + text).join('\n')}\n${margin}</${name}>`;
}

function qualified({ name, namespace }: Key): string {
  return namespace && namespace.prefix !== '' ? `${namespace.prefix}:${name}` : name;
}

/** Namespaces of the key and its attributes that are not declared yet. */
function declarations(key: Key, spaces: Map<string, string>): string {
  const used = [key.namespace, ...(key.attributes?.entries.map((entry) => entry.key.namespace) ?? [])];
  return used
    .flatMap((space) => {
      if (!space || spaces.get(space.prefix) === space.uri) return [];
      spaces.set(space.prefix, space.uri);
      return [` xmlns${space.prefix === '' ? '' : `:${space.prefix}`}="${escapeAttribute(space.uri)}"`];
    })
    .join('');
}

function attributesText({ attributes }: Key, layout: Layout): string {
  const entries = attributes?.entries.filter((entry) => !layout.skipNullAttributes || plain(entry.value) !== null) ?? [];
  return entries.map((entry) => ` ${qualified(entry.key)}="${escapeAttribute(simpleText(plain(entry.value)) ?? '')}"`).join('');
}

/** https://docs.mulesoft.com/dataweave/latest/dataweave-formats-xml */
export const xml: Format = { read, write };
