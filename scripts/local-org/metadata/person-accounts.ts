import { addFields, type ObjectDraft } from './draft.ts';
import { isStored, newField } from './fields.ts';
import type { FieldDef, RecordTypeDef, SObjectDef } from './types.ts';

/** What the Metadata API calls the accounts of persons. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_recordtype.htm */
export const PERSON_ACCOUNT = 'PersonAccount';

/** Fields that account and contact of a person share under one name. */
const SHARED = ['Salutation', 'FirstName', 'LastName', 'Phone', 'Fax', 'OwnerId'];

/**
 * Standard fields of the contact that the account of a person shows as `Person…`.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm
 */
const AS_PERSON = new Set(
  `AssistantName AssistantPhone Birthdate Department DoNotCall Email EmailBouncedDate EmailBouncedReason GenderIdentity
  HasOptedOutOfEmail HasOptedOutOfFax HomePhone IndividualId LastCURequestDate LastCUUpdateDate LeadSource MobilePhone OtherPhone
  Pronouns Title`.split(/\s+/),
);
const ADDRESS = /^(?:Mailing|Other)(?:Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy|Address)$/;

/** Record types that an org with person accounts has by itself. */
const RECORD_TYPES: readonly RecordTypeDef[] = [
  { developerName: 'Business_Account', label: 'Business Account', active: true },
  { developerName: 'PersonAccount', label: 'Person Account', active: true, person: true },
];

/** What the account calls a field of the contact; undefined for what it does not show. */
function nameOnAccount({ apiName, custom }: FieldDef): string | undefined {
  if (custom) return apiName.endsWith('__c') ? apiName.replace(/__c$/, '__pc') : undefined;
  if (SHARED.includes(apiName)) return apiName;
  return AS_PERSON.has(apiName) || ADDRESS.test(apiName) ? `Person${apiName}` : undefined;
}

/**
 * Makes accounts of persons possible: `IsPersonAccount`, `PersonContactId`, the fields of the contact on the account, record
 * types for both kinds. To be called when the contact has all its fields.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_guidelines_personaccounts.htm
 */
export function addPersonAccounts(drafts: ReadonlyMap<string, ObjectDraft>): void {
  const account = drafts.get('account');
  const contact = drafts.get('contact');
  if (!account || !contact) return;
  const readonly = { createable: false, updateable: false, system: true } as const;
  const isPerson = (): FieldDef =>
    newField({ apiName: 'IsPersonAccount', label: 'Is Person Account', type: 'Checkbox', nillable: false, ...readonly });
  const personContact = newField({
    apiName: 'PersonContactId',
    label: 'Contact ID',
    type: 'Lookup',
    referenceTo: ['Contact'],
    relationshipName: 'PersonContact',
    ...readonly,
  });
  const mirrored = [...contact.fields.values()].flatMap((field) => mirror(field) ?? []);
  addFields(account, [isPerson(), personContact, ...mirrored]);
  addFields(contact, [isPerson()]);
  for (const type of RECORD_TYPES) {
    if (!account.recordTypes.some(({ developerName }) => developerName === type.developerName)) account.recordTypes.push(type);
  }
  // A lead of nobody's company becomes the account of a person.
  const company = drafts.get('lead')?.fields.get('company');
  if (company) drafts.get('lead')!.fields.set('company', { ...company, required: false, nillable: true });
  // https://help.salesforce.com/s/articleView?id=sales.account_person_behavior.htm (organization-wide sharing)
  contact.sharingModel = 'ControlledByParent';
}

/** The field of the account; undefined when the account does not show it, or is said not to: roll-up summaries, geolocations. */
function mirror(field: FieldDef): FieldDef | undefined {
  const apiName = nameOnAccount(field);
  if (apiName === undefined || field.summary !== undefined || field.type === 'Location') return undefined;
  const { childRelationshipName: _children, relationshipName, tracksHistory: _tracked, lookupFilter: _filter, ...rest } = field;
  const relation = relationshipName === undefined ? {} : { relationshipName: parentName(field, relationshipName) };
  const base = { ...rest, ...relation, apiName, required: false, nillable: field.type !== 'Checkbox' };
  if (field.formula !== undefined || field.type === 'AutoNumber') {
    const type = field.type === 'AutoNumber' ? 'Text' : field.type;
    return { ...base, type, formula: `PersonContact.${field.apiName}`, createable: false, updateable: false };
  }
  if (field.referenceTo.length === 0) return base;
  return { ...base, type: 'Lookup', deleteConstraint: 'SetNull' };
}

function parentName({ custom }: FieldDef, name: string): string {
  return custom ? name.replace(/__r$/, '__pr') : `Person${name}`;
}

/** A field of the account and the field of the contact that holds the same. */
export interface PersonField {
  readonly account: FieldDef;
  readonly contact: FieldDef;
}

/** The stored fields that the account of a person and its contact have in common. */
export function personFields(account: SObjectDef, contact: SObjectDef): readonly PersonField[] {
  return [...contact.fields.values()].flatMap((field) => {
    const name = nameOnAccount(field);
    const own = name === undefined ? undefined : account.fields.get(name.toLowerCase());
    return own && isStored(own) && isStored(field) ? [{ account: own, contact: field }] : [];
  });
}
