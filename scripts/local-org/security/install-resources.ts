import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { text, type SourceProblem, type SourceTree } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/**
 * Writes the records of static resources with their content; those that have gone from the source are removed.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_staticresource.htm
 */
export function installStaticResources(rows: SetupRows, source: SourceTree, problems: SourceProblem[]): void {
  const kept = new Set<string>();
  for (const { fullName, file, xml } of source.components.get('StaticResource') ?? []) {
    const content = contentOf(file);
    if (content === undefined) {
      problems.push({ file, message: `Not supported by the local org: the static resource ${fullName} has no content in one file` });
      continue;
    }
    const values = {
      ContentType: text(xml, 'contentType') ?? 'application/octet-stream',
      CacheControl: text(xml, 'cacheControl') ?? 'Private',
      Description: text(xml, 'description') ?? null,
      Body: content.toString('base64'),
      BodyLength: content.length,
    };
    kept.add(rows.upsert('StaticResource', { Name: fullName }, values));
  }
  rows.removeOthers('StaticResource', kept);
}

/** The content lies beside the meta file under the same name with an extension of its own; that of an archive may be a folder. */
function contentOf(metaFile: string): Buffer | undefined {
  const folder = dirname(metaFile);
  const stem = basename(metaFile).replace(/\.resource-meta\.xml$/, '');
  const name = readdirSync(folder).find((file) => file.startsWith(`${stem}.`) && !file.endsWith('-meta.xml'));
  const path = name === undefined ? undefined : join(folder, name);
  return path !== undefined && statSync(path).isFile() ? readFileSync(path) : undefined;
}
