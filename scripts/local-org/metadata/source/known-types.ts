import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The registry of metadata types that the Salesforce CLI reads source by. */
const REGISTRY = fileURLToPath(
  new URL('../../../../node_modules/@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json', import.meta.url),
);

interface RegisteredType {
  readonly name: string;
  readonly suffix?: string;
  readonly directoryName?: string;
  readonly strategies?: { readonly adapter?: string };
  readonly children?: { readonly types: Readonly<Record<string, RegisteredType>> };
}

interface Known {
  readonly names: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
  /** `objects/object`: folder and suffix of types whose file is all there is of a component. */
  readonly places: ReadonlySet<string>;
}

/** Types whose components have content beside their meta file: Apex, pages, static resources, bundles. */
const WITH_CONTENT = new Set(['matchingContentFile', 'mixedContent', 'bundle', 'digitalExperience', 'uiBundles']);

let known: Known | undefined;

/** True for a metadata type of the platform, by the root element of its file or by the file's suffix. */
export function isMetadataType(root: string, suffix: string): boolean {
  known ??= readRegistry();
  // Every feature has settings of its own; they are one type.
  return known.names.has(root) || known.suffixes.has(suffix) || root.endsWith('Settings');
}

/**
 * True for a file in metadata format: `objects/Account.object` instead of `objects/Account/Account.object-meta.xml`.
 * https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_source_file_format.htm
 *
 * @param folders names of the folders the file is in
 */
export function isMetadataFormat(suffix: string, folders: readonly string[]): boolean {
  known ??= readRegistry();
  const { places } = known;
  return folders.some((folder) => places.has(`${folder}/${suffix}`));
}

function readRegistry(): Known {
  const names = new Set<string>();
  const suffixes = new Set<string>();
  const places = new Set<string>();
  const add = (type: RegisteredType): void => {
    names.add(type.name);
    if (type.suffix) suffixes.add(type.suffix);
    const isWhole = !WITH_CONTENT.has(type.strategies?.adapter ?? '');
    if (type.suffix && type.directoryName && isWhole) places.add(`${type.directoryName}/${type.suffix}`);
    Object.values(type.children?.types ?? {}).forEach(add);
  };
  const { types } = JSON.parse(readFileSync(REGISTRY, 'utf8')) as { types: Readonly<Record<string, RegisteredType>> };
  Object.values(types).forEach(add);
  return { names, suffixes, places };
}
