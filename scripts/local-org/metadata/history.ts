import { catalogName, catalogObject } from './catalog/catalog.ts';
import { newDraft, addFields, type ObjectDraft } from './draft.ts';
import { auditFields, idField, isDeletedField, newField } from './fields.ts';
import type { FieldDef } from './types.ts';

/** All history objects have one prefix on the platform. */
const PREFIX = '017';

/** Standard objects whose history every org has, tracked or not: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_associated_objects_history.htm */
const ALWAYS = ['Account', 'Asset', 'Case', 'Contact', 'Lead', 'Opportunity', 'Order', 'Product2'];

/** API name of the object that holds the history of an object's fields. */
export function historyName(object: string): string {
  if (object === 'Opportunity') return 'OpportunityFieldHistory';
  return object.endsWith('__c') ? object.replace(/__c$/, '__History') : `${object}History`;
}

/**
 * Adds the history objects: of the custom objects whose history is tracked, and of standard objects. Those that the source
 * mentions may be there already, as the catalogue has them.
 */
export function addHistoryObjects(drafts: Map<string, ObjectDraft>): void {
  for (const parent of [...drafts.values()]) {
    const name = historyName(parent.apiName);
    const known = drafts.get(name.toLowerCase());
    const wanted = parent.tracksHistory || known !== undefined || ALWAYS.includes(parent.apiName);
    const isPossible = parent.kind === 'custom' || (parent.kind === 'standard' && catalogName(name) !== undefined);
    if (wanted && isPossible) drafts.set(name.toLowerCase(), historyOf(parent, name));
  }
}

function historyOf(parent: ObjectDraft, apiName: string): ObjectDraft {
  const label = `${parent.label} History`;
  const draft = newDraft({ apiName, kind: 'standard', label, labelPlural: label, keyPrefix: PREFIX, sharingModel: 'ControlledByParent' });
  draft.historyOf = parent.apiName;
  const custom = parent.kind === 'custom';
  const lookup = custom ? 'ParentId' : `${parent.apiName}Id`;
  const declared = custom ? [] : catalogObject(apiName).fields;
  addFields(draft, [
    idField(),
    isDeletedField(),
    parentField(parent, lookup),
    ...auditFields().filter(({ apiName: name }) => name.startsWith('Created')),
    newField({ apiName: 'Field', label: 'Changed Field', type: 'Text', length: 255, required: true, updateable: false }),
    ...['DataType', 'OldValue', 'NewValue'].map((name) => readonlyText(name)),
    ...declared.filter((field) => field.apiName !== lookup),
  ]);
  return draft;
}

/** A history follows its record: who may see it, and its deletion. */
function parentField(parent: ObjectDraft, apiName: string): FieldDef {
  return newField({
    apiName,
    label: `${parent.label} ID`,
    type: 'MasterDetail',
    custom: false,
    referenceTo: [parent.apiName],
    relationshipName: apiName.slice(0, -'Id'.length),
    childRelationshipName: 'Histories',
    deleteConstraint: 'Cascade',
    required: true,
    updateable: false,
  });
}

function readonlyText(apiName: string): FieldDef {
  const label = apiName.replace(/(?=[A-Z][a-z]+$)/, ' ').trim();
  return newField({ apiName, label, type: 'Text', length: 255, createable: false, updateable: false });
}
