import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childNodes, children, parseXml, text } from '../../metadata/source/xml.ts';
import { MetadataApiError } from './errors.ts';

export interface ManifestTypes {
  readonly type: string;
  readonly names: readonly string[];
}

const DESTRUCTIVE = ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml'];

/**
 * Types and members of a manifest. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/manifest_samples.htm
 * @throws MetadataApiError when it is not well-formed
 */
export function readManifest(file: string): ManifestTypes[] {
  const parsed = parseXml(readFileSync(file, 'utf8'), file);
  if ('problem' in parsed) throw new MetadataApiError('INVALID_MANIFEST', `${file.split('/').at(-1) ?? file}: ${parsed.problem.message}`);
  return childNodes(parsed.document.content, 'types').map((types) => ({
    type: text(types, 'name') ?? '',
    names: children(types, 'members').map(String),
  }));
}

/** What the package deletes. */
export function readDestructive(folder: string): ManifestTypes[] {
  return DESTRUCTIVE.map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .flatMap(readManifest);
}
