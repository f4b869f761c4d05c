import { createRequire } from 'node:module';
import type { OrgSession } from '../org/types.ts';

interface RegistryType {
  readonly name: string;
  readonly directoryName: string;
  readonly suffix?: string;
  readonly inFolder?: boolean;
  readonly strategies?: { readonly adapter: string };
  readonly children?: { readonly types: Readonly<Record<string, { readonly name: string }>> };
}

let registry: readonly RegistryType[] | undefined;

/** Types of the Metadata API; read when first asked for, because the list is long. */
function metadataTypes(): readonly RegistryType[] {
  const file = '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json';
  return (registry ??= Object.values((createRequire(import.meta.url)(file) as { types: Record<string, RegistryType> }).types));
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_describemetadataresult.htm */
export function describeMetadata(): Record<string, unknown> {
  return {
    metadataObjects: metadataTypes()
      .filter((type) => !type.name.endsWith('Folder'))
      .map((type) => ({
        childXmlNames: Object.values(type.children?.types ?? {}).map((child) => child.name),
        directoryName: type.directoryName,
        inFolder: type.inFolder === true,
        metaFile: type.strategies?.adapter === 'matchingContentFile',
        suffix: type.suffix,
        xmlName: type.name,
      })),
    organizationNamespace: '',
    partialSaveAllowed: false,
    testRequired: false,
  };
}

/** Properties of the org's components of a type. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listmetadata.htm */
export function listMetadata(session: OrgSession, typeName: string): Record<string, unknown>[] {
  const { org, user } = session;
  const type = metadataTypes().find(({ name }) => name === typeName);
  const names = new Set(fullNames(session, typeName));
  const date = new Date(org.now()).toISOString();
  return [...names].map((fullName) => ({
    createdById: user.id,
    createdByName: user.name,
    createdDate: date,
    fileName: `${type?.directoryName ?? typeName}/${fullName}${type?.suffix === undefined ? '' : `.${type.suffix}`}`,
    fullName,
    id: '',
    lastModifiedById: user.id,
    lastModifiedByName: user.name,
    lastModifiedDate: date,
    manageableState: 'unmanaged',
    type: typeName,
  }));
}

function fullNames({ org }: OrgSession, type: string): string[] {
  if (type === 'ApexClass') return org.source.classes.map(({ name }) => name);
  if (type === 'ApexTrigger') return org.source.triggers.map(({ name }) => name);
  if (type === 'LightningComponentBundle') return org.source.lwc.map(({ name }) => name);
  if (type === 'CustomObject') return [...org.source.schema.objects.values()].map(({ apiName }) => apiName);
  return (org.source.components.get(type) ?? []).map(({ fullName }) => fullName);
}
