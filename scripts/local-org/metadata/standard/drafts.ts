import { newDraft, addFields, type ObjectDraft } from '../draft.ts';
import { activityFields, auditFields, idField, isDeletedField, ownerField, viewedFields } from '../fields.ts';
import type { FieldDef } from '../types.ts';
import type { StandardObject } from './declare.ts';
import { standardObjects } from './index.ts';

/** Fresh drafts of all standard objects, ready for source metadata to be merged in. */
export function standardDrafts(): Map<string, ObjectDraft> {
  return new Map(standardObjects.map((object) => [object.apiName.toLowerCase(), toDraft(object)]));
}

function toDraft(object: StandardObject): ObjectDraft {
  const { apiName, keyPrefix, label, labelPlural, sharingModel, common } = object;
  const draft = newDraft({ apiName, keyPrefix, label, labelPlural, sharingModel, kind: 'standard', activities: common.has('activities') });
  const owner: FieldDef[] = [];
  if (common.has('queueOwner')) owner.push(ownerField(['Group', 'User']));
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
