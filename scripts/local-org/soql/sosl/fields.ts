import { isStored, type FieldDef, type FieldType, type SObjectDef } from '../../metadata/index.ts';
import type { SearchGroup } from './ast.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_in.htm */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  account: ['website', 'site'],
  asset: ['serialnumber'],
  case: ['suppliedname', 'suppliedcompany', 'subject'],
  contact: ['firstname', 'lastname', 'assistantname'],
  event: ['subject'],
  lead: ['firstname', 'lastname', 'company'],
  note: ['title'],
  permissionset: ['label'],
  report: ['description'],
  task: ['subject'],
  user: ['firstname', 'lastname', 'communitynickname'],
};

/** The clause does not apply to these: all their fields are searched. */
const ALWAYS_WHOLE = new Set(['contentversion', 'document', 'feedcomment', 'feeditem', 'product2', 'solution']);

/** They are searched only when RETURNING names them. */
const ONLY_WHEN_NAMED = ALWAYS_WHOLE;

/** Any of several words is enough: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
const ANY_WORD = new Set(['document', 'solution']);

/** How the words of a search side by side are joined when the object is searched. */
export function wordsTogether({ apiName }: SObjectDef): 'and' | 'or' {
  return ANY_WORD.has(apiName.toLowerCase()) || apiName.endsWith('__kav') ? 'or' : 'and';
}

const TEXTS: ReadonlySet<FieldType> = new Set(['Text', 'TextArea', 'LongTextArea', 'Html', 'Email', 'Phone', 'Url', 'AutoNumber']);

/** Fields whose text is searched: numbers, dates, picklists and lookups are not. */
export function searchableFields(object: SObjectDef): FieldDef[] {
  return [...object.fields.values()].filter((field) => TEXTS.has(field.type) && isStored(field) && !isTechnical(object, field));
}

/** Whether a search without RETURNING looks at the object. */
export function isSearchable(object: SObjectDef): boolean {
  const hasRecords = object.kind === 'custom' || (object.kind === 'standard' && object.fields.has('ownerid'));
  return (
    hasRecords && object.apiName !== 'Name' && !ONLY_WHEN_NAMED.has(object.apiName.toLowerCase()) && searchableFields(object).length > 0
  );
}

/** Which of an object's searchable fields belong to the group after IN. */
export function inGroup(object: SObjectDef, field: FieldDef, group: SearchGroup): boolean {
  const key = object.apiName.toLowerCase();
  if (group === 'ALL' || ALWAYS_WHOLE.has(key)) return true;
  const isName = field.nameField || (NAMES[key]?.includes(field.apiName.toLowerCase()) ?? false);
  switch (group) {
    case 'NAME':
      return isName;
    case 'EMAIL':
      return field.type === 'Email';
    case 'PHONE':
      return field.type === 'Phone';
    case 'SIDEBAR':
      return isName || field.type === 'Email' || field.type === 'Phone' || field.externalId || field.type === 'AutoNumber';
  }
}

function isTechnical({ kind }: SObjectDef, { system, nameField }: FieldDef): boolean {
  return kind === 'custom' && system && !nameField;
}
