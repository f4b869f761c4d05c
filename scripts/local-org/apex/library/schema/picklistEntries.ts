import { validForBits, type FieldDef, type PicklistValue, type SObjectDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import { Described } from '../dataClass.ts';

/** `Schema.PicklistEntry`. */
class PicklistEntry extends Described {
  readonly value: PicklistValue;
  readonly label: string;
  /** The controlling values it is valid for, as bits in Base64. */
  readonly validFor: string | null;

  constructor(value: PicklistValue, label: string, validFor: string | null) {
    super();
    this.value = value;
    this.label = label;
    this.validFor = validFor;
  }

  /** JSON has them all, also what no method answers. */
  override described(): Iterable<readonly [string, unknown]> {
    const { isActive, isDefault, apiName } = this.value;
    return Object.entries({ active: isActive, defaultValue: isDefault, label: this.label, validFor: this.validFor, value: apiName });
  }

  override get typeName(): string {
    return 'Schema.PicklistEntry';
  }
}

/** The reference promises an error for fields that are no picklists; public code that asks every field of an object gets an empty list. */
export function picklistValues(object: SObjectDef, field: FieldDef): ApexList<PicklistEntry> {
  const { host, user } = current();
  const validFor = validForBits(host.source, object, field);
  const label = (name: string): string => host.source.translations.picklistLabel(object.apiName, field.apiName, name, user.language);
  const entries = (field.picklist?.values ?? [])
    .filter((value) => value.isActive)
    .map((value) => new PicklistEntry(value, label(value.apiName), validFor.get(value.apiName) ?? null));
  return new ApexList('Schema.PicklistEntry', entries);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_PicklistEntry.htm */
export const picklistEntryType: NativeTypeSpec = {
  name: 'Schema.PicklistEntry',
  ...beans({
    'Active: Boolean': (entry: PicklistEntry) => entry.value.isActive,
    'DefaultValue: Boolean': (entry: PicklistEntry) => entry.value.isDefault,
    'Label: String': (entry: PicklistEntry) => entry.label,
    'Value: String': (entry: PicklistEntry) => entry.value.apiName,
  }),
};
