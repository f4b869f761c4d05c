import { metadataName, parseXml, readSources } from './sources.ts';
import type { SourceFile } from './sources.ts';
import type { SchemaField, SchemaObject } from './model.ts';

interface FieldXml {
  readonly type?: string;
  readonly valueSet?: {
    readonly valueSetDefinition?: { readonly value?: readonly { readonly fullName: string }[] };
    readonly valueSetName?: string;
  };
}

/** Reads the custom objects and fields of the package: API names, types and picklist values. */
export async function readSchema(root: string, folder: string): Promise<SchemaObject[]> {
  const globalSets = await readGlobalValueSets(root, folder);
  const objects = new Map<string, SchemaField[]>();
  for (const file of await readSources(root, folder, '.object-meta.xml')) objects.set(metadataName(file.path), []);
  for (const file of await readSources(root, folder, '.field-meta.xml')) {
    const objectName = file.path.split('/').at(-3);
    if (objectName === undefined) continue;
    const fields = objects.get(objectName) ?? [];
    objects.set(objectName, fields);
    fields.push(readField(file, globalSets));
  }
  return [...objects].map(([name, fields]) => ({ name, fields })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readField(file: SourceFile, globalSets: ReadonlyMap<string, readonly string[]>): SchemaField {
  const field = (parseXml(file)['CustomField'] ?? {}) as FieldXml;
  const own = field.valueSet?.valueSetDefinition?.value?.map((value) => decode(value.fullName));
  const shared = globalSets.get(field.valueSet?.valueSetName ?? '');
  return { name: metadataName(file.path), type: field.type ?? 'Formula', picklist: own ?? shared ?? [] };
}

async function readGlobalValueSets(root: string, folder: string): Promise<Map<string, readonly string[]>> {
  const sets = new Map<string, readonly string[]>();
  for (const file of await readSources(root, folder, '.globalValueSet-meta.xml')) {
    const body = parseXml(file)['GlobalValueSet'] as { readonly customValue?: readonly { readonly fullName: string }[] };
    sets.set(metadataName(file.path), body.customValue?.map((value) => decode(value.fullName)) ?? []);
  }
  return sets;
}

/** Metadata full names may carry URL escapes (`%2D`). */
const decode = (name: string): string => (name.includes('%') ? decodeURIComponent(name) : name);
