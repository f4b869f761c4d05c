import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The registry of metadata types that the Salesforce CLI reads source by. */
const REGISTRY = fileURLToPath(
  new URL('../../../../node_modules/@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json', import.meta.url),
);

interface RegisteredType {
  readonly name: string;
  readonly suffix?: string;
  readonly children?: { readonly types: Readonly<Record<string, RegisteredType>> };
}

interface Known {
  readonly names: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
}

let known: Known | undefined;

/** True for a metadata type of the platform, by the root element of its file or by the file's suffix. */
export function isMetadataType(root: string, suffix: string): boolean {
  known ??= readRegistry();
  // Every feature has settings of its own; they are one type.
  return known.names.has(root) || known.suffixes.has(suffix) || root.endsWith('Settings');
}

function readRegistry(): Known {
  const names = new Set<string>();
  const suffixes = new Set<string>();
  const add = (type: RegisteredType): void => {
    names.add(type.name);
    if (type.suffix) suffixes.add(type.suffix);
    Object.values(type.children?.types ?? {}).forEach(add);
  };
  const { types } = JSON.parse(readFileSync(REGISTRY, 'utf8')) as { types: Readonly<Record<string, RegisteredType>> };
  Object.values(types).forEach(add);
  return { names, suffixes };
}
