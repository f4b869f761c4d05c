import { relative } from 'node:path';
import { ComponentSet, MetadataResolver, RegistryAccess, SourceComponent } from '@salesforce/source-deploy-retrieve';

const registry = new RegistryAccess();

/** Components of a folder in source or metadata format, with those declared inside of others. */
export interface Components {
  readonly all: readonly SourceComponent[];
  /** Without those declared inside of others. */
  readonly top: readonly SourceComponent[];
  /** By type and full name; an object spread over several folders has several. */
  find(type: string, fullName: string): readonly SourceComponent[];
}

/** @throws SfError of the library for a file of no metadata type */
export function readComponents(folder: string): Components {
  const top = new MetadataResolver(undefined, undefined, false).getComponentsFromPath(folder);
  const all = top.flatMap((component) => [component, ...childrenOf(component)]);
  const byKey = Map.groupBy(all, (component) => key(component.type.name, component.fullName));
  return { all, top, find: (type, fullName) => byKey.get(key(type, fullName)) ?? folderOf(byKey, type, fullName) };
}

/** Components declared inside of another: files of their own in source format, elements of its file in metadata format. */
export function childrenOf(component: SourceComponent): SourceComponent[] {
  const { children } = component.type;
  const { xml } = component;
  if (component.parent || !children || xml === undefined) return [];
  if (xml.endsWith('-meta.xml')) return component.getChildren();
  const content = (component.parseXmlSync() as Record<string, Record<string, unknown>>)[component.type.name] ?? {};
  return Object.values(children.types).flatMap((type) => {
    const elements = content[type.xmlElementName ?? type.directoryName];
    const list = elements === undefined ? [] : Array.isArray(elements) ? elements : [elements];
    return list.map((element: Record<string, unknown>) => {
      const name = String(element[type.uniqueIdElement ?? 'fullName']);
      return new SourceComponent({ name, type, xml, parent: component });
    });
  });
}

/** A manifest names the folders of reports and the like as members of the type they hold. */
function folderOf(byKey: ReadonlyMap<string, SourceComponent[]>, type: string, name: string): readonly SourceComponent[] {
  const folderType = isKnownType(type) ? registry.getTypeByName(type).folderType : undefined;
  return folderType === undefined ? [] : (byKey.get(key(registry.getTypeByName(folderType).name, name)) ?? []);
}

function key(type: string, fullName: string): string {
  // The command line writes folders with a slash at the end.
  return `${type} ${decodeURIComponent(fullName).replace(/\/$/, '')}`.toLowerCase();
}

export function isKnownType(type: string): boolean {
  try {
    registry.getTypeByName(type);
    return true;
  } catch {
    return false;
  }
}

export function componentSet(components: Iterable<SourceComponent>): ComponentSet {
  return new ComponentSet(components);
}

/** All files of a component: its own metadata file and its content. */
export function filesOf(component: SourceComponent): string[] {
  return [...(component.xml === undefined ? [] : [component.xml]), ...(component.content === undefined ? [] : component.walkContent())];
}

/** Where the component stands in an archive: `classes/Foo.cls`, `lwc/hello`. */
export function archivePath(component: SourceComponent, folder: string): string {
  const path = component.content ?? component.xml ?? component.parent?.xml ?? '';
  return relative(folder, path);
}
