import type { ObjectDraft } from '../draft.ts';
import { PERSON_ACCOUNT } from '../person-accounts.ts';
import type { MetadataComponent, RecordTypeDef, RecordTypePicklist } from '../types.ts';
import { childNodes, flag, text } from './xml.ts';

/** Gives an object a record type of the source. What the source says of one that the org has by itself counts. */
export function declareRecordType({ recordTypes }: ObjectDraft, component: MetadataComponent): void {
  const type = readRecordType(component);
  const known = recordTypes.findIndex(({ developerName }) => developerName === type.developerName);
  if (known < 0) recordTypes.push(type);
  else recordTypes[known] = type;
}

function readRecordType(component: MetadataComponent): RecordTypeDef {
  const { xml } = component;
  const developerName = text(xml, 'fullName') ?? component.fullName.split('.').at(-1) ?? '';
  const description = text(xml, 'description');
  return {
    developerName,
    label: text(xml, 'label') ?? developerName,
    active: flag(xml, 'active'),
    ...(component.fullName.startsWith(`${PERSON_ACCOUNT}.`) ? { person: true } : {}),
    ...(description ? { description } : {}),
    ...(xml.picklistValues === undefined ? {} : { picklists: readPicklists(xml) }),
  };
}

/** Names of values are encoded as in addresses: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_recordtype.htm */
function readPicklists(xml: MetadataComponent['xml']): Map<string, RecordTypePicklist> {
  return new Map(
    childNodes(xml, 'picklistValues').map((node) => {
      const values = childNodes(node, 'values').map((value) => ({
        name: decoded(text(value, 'fullName') ?? ''),
        isDefault: flag(value, 'default'),
      }));
      const defaults = values.filter(({ isDefault }) => isDefault).map(({ name }) => name);
      return [(text(node, 'picklist') ?? '').toLowerCase(), { values: new Set(values.map(({ name }) => name)), defaults }];
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
