import { join } from 'node:path';
import { readApex } from './apex.ts';
import { readLabels } from './labels.ts';
import { renderApexModules, renderBundlePaths, renderContract, renderLabelModules, renderSchemaModules } from './render.ts';
import { readSchema } from './schema.ts';
import { readBundles, readSources } from './sources.ts';

/** Where the generated contract lives, inside the project. */
export const OUTPUT_FOLDER = 'types/generated';

/**
 * Generates the typed contract of a project.
 * @param root project root; sources are read from its `force-app` folder
 * @returns text by path relative to the root
 * @throws TypegenError when a source cannot be read into the contract
 */
export async function generate(root: string): Promise<Map<string, string>> {
  const [classes, schema, labels, bundles] = await Promise.all([
    readSources(root, 'force-app/main', '.cls'),
    readSchema(root, 'force-app'),
    readLabels(root, 'force-app'),
    readBundles(root, 'force-app'),
  ]);
  const apex = readApex(classes);
  return new Map([
    [join(OUTPUT_FOLDER, 'contract.d.ts'), renderContract(apex, schema)],
    [join(OUTPUT_FOLDER, 'apex.d.ts'), renderApexModules(apex)],
    [join(OUTPUT_FOLDER, 'schema.d.ts'), renderSchemaModules(schema)],
    [join(OUTPUT_FOLDER, 'labels.d.ts'), renderLabelModules(labels)],
    [join(OUTPUT_FOLDER, 'tsconfig.lwc.json'), renderBundlePaths(bundles)],
  ]);
}
