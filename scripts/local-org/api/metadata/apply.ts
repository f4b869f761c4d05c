import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { MetadataConverter, type SourceComponent } from '@salesforce/source-deploy-retrieve';
import { archivePath, childrenOf, componentSet, filesOf, isKnownType, readComponents, type Components } from './components.ts';
import type { FilledPlace } from './deployed-source.ts';
import { readDestructive, readManifest } from './manifest.ts';
import { emptyMessage, keyOf } from './messages.ts';
import type { DeployMessage } from './types.ts';

/**
 * Puts the package's components into the place, in the stead of those the org has, and takes out what the package deletes.
 * @param rollbackOnError - false: what the manifest gets wrong is left out, instead of doing nothing
 */
export async function applyPackage(folder: string, place: FilledPlace, at: string, rollbackOnError: boolean): Promise<DeployMessage[]> {
  const components = readComponents(folder);
  const present = readComponents(place.source);
  const failures = checkManifest(folder, components, at);
  const messages = [manifestMessage(at), ...failures];
  if (failures.length === 0 || !rollbackOnError) {
    const failed = new Set(failures.map(keyOf));
    const sound = components.top.filter((component) => !failed.has(keyOf(named(component))));
    messages.push(...sound.flatMap((top) => [top, ...childrenOf(top)]).map((component) => savedMessage(component, folder, present, at)));
    await replace(sound, present, place);
    messages.push(...deleteAll(folder, present, at));
  }
  return messages;
}

async function replace(components: readonly SourceComponent[], present: Components, place: FilledPlace): Promise<void> {
  if (components.length === 0) return;
  for (const component of components) if (isBundle(component)) emptyBundles(present.find(component.type.name, component.fullName));
  await new MetadataConverter().convert(componentSet(components), 'source', {
    type: 'merge',
    mergeWith: present.top,
    // With the separator at its end, as the library names the project's folders: else it does not find what labels to merge with.
    defaultDirectory: `${place.source}${sep}`,
  });
}

/** A bundle is deployed as a whole: files it does not have any more go. */
function emptyBundles(bundles: readonly SourceComponent[]): void {
  for (const { content } of bundles) {
    if (content === undefined || !existsSync(content)) continue;
    for (const name of readdirSync(content)) rmSync(join(content, name), { recursive: true });
  }
}

function isBundle(component: SourceComponent): boolean {
  return component.type.strategies?.adapter === 'bundle';
}

/** @returns failures: unknown types, members that are not in the archive, components that the manifest does not name */
function checkManifest(folder: string, components: Components, at: string): DeployMessage[] {
  const failures: DeployMessage[] = [];
  const named = new Set<SourceComponent>();
  const fail = (componentType: string, fullName: string, fileName: string, problem: string): void => {
    failures.push({ ...emptyMessage(at), componentType, fullName, fileName, problem, problemType: 'Error', success: false });
  };
  for (const { type, names } of readManifest(join(folder, 'package.xml'))) {
    if (!isKnownType(type)) {
      fail('', type, 'package.xml', `Unknown type name '${type}' specified in package.xml`);
      continue;
    }
    for (const name of names) {
      const found = name === '*' ? components.all.filter((component) => component.type.name === type) : components.find(type, name);
      if (found.length === 0 && name !== '*') {
        fail(
          type,
          name,
          'package.xml',
          `An object '${name}' of type ${type} was named in package.xml, but was not found in zipped directory`,
        );
      }
      for (const component of found) named.add(component).add(component.parent ?? component);
    }
  }
  for (const component of components.top) {
    if (named.has(component) || childrenOf(component).some((child) => named.has(child))) continue;
    fail(component.type.name, component.fullName, archivePath(component, folder), 'Not in package.xml');
  }
  return failures;
}

function named(component: SourceComponent): Pick<DeployMessage, 'componentType' | 'fullName'> {
  return { componentType: component.type.name, fullName: component.fullName };
}

function savedMessage(component: SourceComponent, folder: string, present: Components, at: string): DeployMessage {
  const exists = present.find(component.type.name, component.fullName).length > 0;
  return {
    ...emptyMessage(at),
    ...named(component),
    fileName: archivePath(component, folder),
    created: !exists,
    changed: true,
  };
}

function deleteAll(folder: string, present: Components, at: string): DeployMessage[] {
  return readDestructive(folder).flatMap(({ type, names }) => names.map((name) => deleteOne(type, name, present, at)));
}

function deleteOne(type: string, fullName: string, present: Components, at: string): DeployMessage {
  const message = { ...emptyMessage(at), componentType: type, fullName, fileName: 'destructiveChanges.xml' };
  const found = present.find(type, fullName);
  if (!isKnownType(type)) return { ...message, success: false, problem: `Unknown type name '${type}'`, problemType: 'Error' };
  if (found.length === 0) return { ...message, problem: `No ${type} named: ${fullName} found`, problemType: 'Warning', warning: true };
  // A component without a file of its own: a label among others.
  if (found.some((component) => component.parent && component.xml === component.parent.xml)) {
    const problem = `The local org cannot delete a ${type} that shares its file with others yet`;
    return { ...message, success: false, problem, problemType: 'Error' };
  }
  for (const component of found) {
    for (const file of filesOf(component)) rmSync(file, { force: true });
    if (component.content !== undefined && (isBundle(component) || childrenOf(component).length > 0)) {
      rmSync(component.content, { recursive: true, force: true });
    }
  }
  return { ...message, deleted: true };
}

function manifestMessage(at: string): DeployMessage {
  return { ...emptyMessage(at), fileName: 'package.xml', fullName: 'package.xml', forPackageManifestFile: true, changed: true };
}
