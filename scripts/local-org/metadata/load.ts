import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { MetadataComponent } from './types.ts';
import type { FileCache } from '../cache/file-cache.ts';
import { wordsOf } from './catalog/wanted.ts';
import { SourceError } from './errors.ts';
import { buildSchema } from './schema.ts';
import { inlineComponents, isMetaFile, readComponent } from './source/components.ts';
import { readObjects } from './source/objects.ts';
import { definitionBeside, readDefinition, type OrgDefinition } from './source/org-definition.ts';
import { projectNamespace } from './source/project.ts';
import { fingerprint, scan } from './source/scan.ts';
import { text } from './source/xml.ts';
import { readTranslations } from './translations.ts';
import type { ApexSource, LwcBundle, SourceProblem, SourceTree } from './source-tree.ts';

/** Of sources without a version of their own, and of anonymous blocks. */
export const DEFAULT_API_VERSION = '65.0';

/**
 * Reads SFDX source folders of any layout: every `-meta.xml` below them, Apex classes and triggers, LWC bundles.
 * Objects spread over several folders are merged. Problems of all files are collected in `problems`; what is
 * readable loads nevertheless.
 *
 * @param dirs folders, absolute or relative to the working directory
 * @param cache keeps what was read of the metadata files until one of them changes
 * @param definitionFile scratch org definition that says which features the org has; that of the project when left out
 * @throws SourceError when a folder or the definition file does not exist
 */
export function loadSource(dirs: readonly string[], cache?: FileCache, definitionFile?: string): SourceTree {
  const roots = dirs.map((dir) => resolve(dir));
  const missing = roots.filter((root) => !existsSync(root));
  if (missing.length > 0) throw new SourceError(missing.map((file) => ({ file, message: 'There is no such folder' })));
  const files = scan(roots);
  const definition = definitionOf(roots, definitionFile);
  const problems: SourceProblem[] = [...definition.problems];
  const metaFiles = files.filter(({ path }) => isMetaFile(path));
  const key = fingerprint(metaFiles);
  const components = remembered(cache, `metadata ${roots.join(' ')}`, key, problems, () =>
    readComponents(
      metaFiles.map(({ path }) => path),
      problems,
    ),
  );
  const apex = readApex(
    files.map(({ path }) => path),
    components,
    problems,
  );
  const words = wordsOf(apex);
  const objectsKey = createHash('sha256')
    .update([key, ...words, ...definition.features].join(' '))
    .digest('hex');
  const drafts = remembered(cache, `objects ${roots.join(' ')}`, objectsKey, problems, () =>
    readObjects(components, words, definition.features, problems),
  );
  const schema = buildSchema(drafts, problems, projectNamespace(roots));
  return {
    roots,
    schema,
    classes: apex.filter(({ kind }) => kind === 'class'),
    triggers: apex.filter(({ kind }) => kind === 'trigger'),
    lwc: takeBundles(components),
    translations: readTranslations(schema, components),
    components,
    problems,
    features: definition.features,
    fingerprint: [fingerprint(files), ...definition.features].join(' '),
  };
}

function definitionOf(roots: readonly string[], given: string | undefined): OrgDefinition {
  const file = given === undefined ? definitionBeside(roots) : resolve(given);
  return file === undefined ? { features: new Set(), problems: [] } : readDefinition(file);
}

/** What `read` gives, from the cache when it was kept for this key. What has problems is read again each time. */
function remembered<T>(cache: FileCache | undefined, name: string, key: string, problems: readonly SourceProblem[], read: () => T): T {
  const kept = cache?.read(name, key) as T | undefined;
  if (kept !== undefined) return kept;
  const before = problems.length;
  const value = read();
  if (problems.length === before) cache?.write(name, key, value);
  return value;
}

function readComponents(paths: readonly string[], problems: SourceProblem[]): Map<string, MetadataComponent[]> {
  const components = new Map<string, MetadataComponent[]>();
  const add = (component: MetadataComponent): void => {
    const list = components.get(component.type);
    if (list) list.push(component);
    else components.set(component.type, [component]);
  };
  for (const path of paths) {
    const read = readComponent(path);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    add(read.component);
    inlineComponents(read.component).forEach(add);
  }
  return components;
}

/** Apex sources with their meta files; takes the meta components out of `components`. */
function readApex(paths: readonly string[], components: Map<string, MetadataComponent[]>, problems: SourceProblem[]): ApexSource[] {
  const metas = [...(components.get('ApexClass') ?? []), ...(components.get('ApexTrigger') ?? [])];
  const metaByFile = new Map(metas.map((meta) => [meta.file.replace(/-meta\.xml$/, ''), meta]));
  components.delete('ApexClass');
  components.delete('ApexTrigger');
  const sources: ApexSource[] = [];
  for (const path of paths) {
    const match = /^(.+)\.(cls|trigger)$/.exec(basename(path));
    if (!match) continue;
    const meta = metaByFile.get(path);
    if (!meta) problems.push({ file: path, line: 1, message: `The meta file ${basename(path)}-meta.xml is missing` });
    metaByFile.delete(path);
    sources.push({
      name: match[1] ?? '',
      kind: match[2] === 'cls' ? 'class' : 'trigger',
      file: path,
      body: readFileSync(path, 'utf8'),
      apiVersion: (meta && text(meta.xml, 'apiVersion')) ?? DEFAULT_API_VERSION,
    });
  }
  for (const [path, meta] of metaByFile)
    problems.push({ file: meta.file, line: 1, message: `The source file ${basename(path)} is missing` });
  return sources;
}

function takeBundles(components: Map<string, MetadataComponent[]>): LwcBundle[] {
  const metas = components.get('LightningComponentBundle') ?? [];
  components.delete('LightningComponentBundle');
  return metas.map((meta) => ({ name: meta.fullName, folder: dirname(meta.file), meta }));
}
