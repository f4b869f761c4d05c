import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { TypegenError } from './errors.ts';

export interface SourceFile {
  /** Path relative to the project root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Elements that may repeat, by the end of their path: a lone one must still read as a list. */
const REPEATING = ['CustomLabels.labels', 'valueSetDefinition.value', 'GlobalValueSet.customValue'];
const xml = new XMLParser({ parseTagValue: false, isArray: (_name, path) => REPEATING.some((end) => String(path).endsWith(end)) });

/**
 * Reads every file below a folder whose name ends so, sorted by path so that the output does not depend on the disk.
 * @param root project root
 * @param folder folder inside it; a folder that does not exist yet has no files
 * @param ending e.g. `.cls`
 */
export async function readSources(root: string, folder: string, ending: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

/** Names of the Lightning bundles with the path of their main source, without extension. */
export async function readBundles(root: string, folder: string): Promise<Map<string, string>> {
  const bundles = new Map<string, string>();
  for (const file of await readSources(root, folder, '.ts')) {
    const match = /^(.*\/lwc\/([A-Za-z0-9_]+)\/\2)\.ts$/.exec(file.path);
    if (match?.[1] && match[2]) bundles.set(match[2], match[1]);
  }
  return bundles;
}

/** Parses one metadata file. @throws TypegenError BAD_XML with file and line */
export function parseXml(file: SourceFile): Record<string, unknown> {
  const verdict = XMLValidator.validate(file.text);
  if (verdict !== true) throw new TypegenError('BAD_XML', `${file.path}:${verdict.err.line}: ${verdict.err.msg}`);
  return xml.parse(file.text) as Record<string, unknown>;
}

/** `Callback_At__c` of `…/fields/Callback_At__c.field-meta.xml`. */
export const metadataName = (path: string): string => basename(path).replace(/\.[a-zA-Z]+-meta\.xml$/, '');
