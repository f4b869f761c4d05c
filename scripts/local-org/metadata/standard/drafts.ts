import { newDraft, addFields, type ObjectDraft } from '../draft.ts';
import { activityFields, auditFields, idField, isDeletedField, ownerField, viewedFields } from '../fields.ts';
import type { FieldDef } from '../types.ts';
import { catalogName, catalogObject } from '../catalog/catalog.ts';
import type { StandardObject } from './declare.ts';
import { standardObjects } from './index.ts';

/** Fresh drafts of all standard objects, ready for source metadata to be merged in. */
export function standardDrafts(): Map<string, ObjectDraft> {
  return new Map(standardObjects.map((object) => [object.apiName.toLowerCase(), toDraft(object)]));
}

/**
 * Adds standard objects of the catalogue by their names, as far as there are none of that name yet, and to the objects that
 * are modelled one by one those of their other fields that the source mentions in `words`.
 */
export function addCatalogDrafts(drafts: Map<string, ObjectDraft>, names: readonly string[], words: ReadonlySet<string>): void {
  const mentioned = new Set([...words].map((word) => word.toLowerCase()));
  for (const draft of drafts.values()) {
    if (mentioned.has(draft.apiName.toLowerCase()) && catalogName(draft.apiName)) addFields(draft, mentionedFields(draft, mentioned));
  }
  for (const name of names) if (!drafts.has(name.toLowerCase())) drafts.set(name.toLowerCase(), toDraft(catalogObject(name)));
  for (const draft of drafts.values()) for (const [key, field] of draft.fields) draft.fields.set(key, knownTargets(drafts, field));
}

function mentionedFields(draft: ObjectDraft, words: ReadonlySet<string>): FieldDef[] {
  return catalogObject(draft.apiName).fields.filter((field) => {
    const name = field.apiName.toLowerCase();
    if (field.system || name === 'ownerid' || isOfPersons(draft, field)) return false;
    return words.has(name) || (field.relationshipName !== undefined && words.has(field.relationshipName.toLowerCase()));
  });
}

/** Only an org with person accounts has these: {@link addPersonAccounts}. */
function isOfPersons({ apiName }: ObjectDraft, field: FieldDef): boolean {
  return (
    /person/i.test(field.apiName) || (apiName === 'Account' && /^(?:FirstName|MiddleName|LastName|Suffix|Salutation)$/.test(field.apiName))
  );
}

/** A lookup to an object the org does not have takes any id and leads nowhere. */
function knownTargets(drafts: ReadonlyMap<string, ObjectDraft>, field: FieldDef): FieldDef {
  const isKnown = (target: string): boolean => target.startsWith('*') || drafts.has(target.toLowerCase());
  if (field.referenceTo.length === 0 || field.referenceTo.some(isKnown)) return field;
  const { relationshipName: _relationship, childRelationshipName: _children, ...rest } = field;
  return { ...rest, referenceTo: [] };
}

function toDraft(object: StandardObject): ObjectDraft {
  const { apiName, keyPrefix, label, labelPlural, sharingModel, common } = object;
  const draft = newDraft({ apiName, keyPrefix, label, labelPlural, sharingModel, kind: 'standard', activities: common.has('activities') });
  const owner: FieldDef[] = [];
  if (common.has('queueOwner')) owner.push(ownerField(['Group', 'User']));
  else if (common.has('calendarOwner')) owner.push(ownerField(['Calendar', 'User']));
  else if (common.has('owner')) owner.push(ownerField(['User']));
  addFields(draft, [
    idField(),
    ...(common.has('recycle') ? [isDeletedField()] : []),
    ...object.fields,
    ...owner,
    ...(common.has('audit') ? auditFields() : []),
    ...(common.has('lastActivity') ? activityFields() : []),
    ...(common.has('viewed') ? viewedFields() : []),
  ]);
  return draft;
}
