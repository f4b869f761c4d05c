import { readFileSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import type { MetadataComponent } from '../types.ts';
import type { SourceProblem } from '../source-tree.ts';
import { isMetadataFormat, isMetadataType } from './known-types.ts';
import { childNodes, parseXml, text } from './xml.ts';

const META_FILE = /^(?<name>.+?)\.(?<suffix>[A-Za-z0-9]+)(?:-meta\.xml)?$/;

/** Files that are never metadata by themselves, which saves asking the registry about them. */
const CONTENT = /\.(?:cls|trigger|page|component|[jt]sx?|html|css|json|xml|svg|png|resource|email|cmp|app|evt|design|auradoc)$/;

/** Types whose components live in folders that are part of their full name. */
const FOLDERED = ['reports', 'dashboards', 'email', 'documents'];

/** Types whose folder is the component: every file in it carries the folder's name. */
const BUNDLES = new Set(['lwc', 'aura']);

/** A `-meta.xml` file, or one in metadata format. */
export function isMetaFile(path: string): boolean {
  if (path.endsWith('-meta.xml')) return META_FILE.test(basename(path));
  if (CONTENT.test(path)) return false;
  const suffix = META_FILE.exec(basename(path))?.groups?.suffix;
  return suffix !== undefined && isMetadataFormat(suffix, dirname(path).split(sep));
}

/** Reads one metadata file. Its type is the name of the root element, as the Metadata API names it. */
export function readComponent(path: string): { component: MetadataComponent } | { problem: SourceProblem } {
  const source = readFileSync(path, 'utf8');
  const parsed = parseXml(source, path);
  if ('problem' in parsed) return parsed;
  const { root, content } = parsed.document;
  const suffix = META_FILE.exec(basename(path))?.groups?.suffix ?? '';
  if (!isMetadataType(root, suffix)) {
    return { problem: { file: path, line: lineOf(source, `<${root}`), message: `There is no metadata type ${root}` } };
  }
  return { component: { type: root, fullName: fullName(path), file: path, xml: content } };
}

/** Line of the first place of some text, 1-based. */
function lineOf(source: string, text: string): number {
  return source.slice(0, Math.max(0, source.indexOf(text))).split('\n').length;
}

/** Full name of a component from its place in the source tree. */
function fullName(path: string): string {
  const named = META_FILE.exec(basename(path))?.groups?.name ?? basename(path);
  // The file of a folder in metadata format has no suffix of its own: `Folder-meta.xml`.
  const name = decodeURIComponent(path.endsWith('-meta.xml') ? named.replace(/-meta$/, '') : named);
  const folders = dirname(path).split(sep);
  const objectFolder = Math.max(folders.lastIndexOf('objects'), folders.lastIndexOf('objectTranslations'));
  const owner = objectFolder >= 0 ? folders[objectFolder + 1] : undefined;
  if (owner !== undefined && name !== owner) return `${owner}.${name}`;
  const foldered = FOLDERED.map((folder) => folders.lastIndexOf(folder)).find((index) => index >= 0);
  if (foldered !== undefined) return [...folders.slice(foldered + 1), name].join('/');
  if (BUNDLES.has(folders.at(-2) ?? '')) return folders.at(-1) ?? name;
  return name;
}

/** Element of a `CustomObject` file → type of the component it declares inline. */
const INLINE_CHILDREN: Readonly<Record<string, string>> = {
  fields: 'CustomField',
  recordTypes: 'RecordType',
  validationRules: 'ValidationRule',
  listViews: 'ListView',
  compactLayouts: 'CompactLayout',
  fieldSets: 'FieldSet',
  webLinks: 'WebLink',
};

/** Components declared inside another one: fields of an object in metadata format, labels of a labels file. */
export function inlineComponents(component: MetadataComponent): MetadataComponent[] {
  if (component.type === 'CustomLabels') {
    return childNodes(component.xml, 'labels').map((xml) => ({
      type: 'CustomLabel',
      fullName: text(xml, 'fullName') ?? '',
      file: component.file,
      xml,
    }));
  }
  if (component.type !== 'CustomObject') return [];
  return Object.entries(INLINE_CHILDREN).flatMap(([element, type]) =>
    childNodes(component.xml, element).map((xml) => ({
      type,
      fullName: `${component.fullName}.${text(xml, 'fullName') ?? ''}`,
      file: component.file,
      xml,
    })),
  );
}
