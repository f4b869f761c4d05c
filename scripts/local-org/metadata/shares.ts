import { addFields, newDraft, type ObjectDraft } from './draft.ts';
import { auditFields, idField, isDeletedField, newField } from './fields.ts';
import type { FieldDef, Schema, SObjectDef } from './types.ts';

/** Key prefixes of the share objects of standard objects. */
const STANDARD_SHARES: Readonly<Record<string, string>> = {
  Account: '00r',
  Contact: '03s',
  Case: '01n',
  Lead: '01o',
  Opportunity: '00t',
};

/** All shares of custom objects have one prefix on the platform, too. */
const CUSTOM_SHARE_PREFIX = '02c';

/**
 * Adds the share objects: of custom objects whose records are not open to all, and of standard objects.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
export function addShareObjects(drafts: Map<string, ObjectDraft>): void {
  for (const draft of [...drafts.values()]) {
    if (!draft.fields.has('ownerid')) continue;
    const isOpen = draft.sharingModel !== 'Private' && draft.sharingModel !== 'Read';
    const share = draft.kind === 'custom' ? (isOpen ? undefined : customShare(draft)) : standardShare(draft);
    if (share) drafts.set(share.apiName.toLowerCase(), share);
  }
}

/** The lookup of a share object to the record that is shared; undefined for other objects. */
export function shareParent(object: Pick<SObjectDef, 'apiName' | 'fields'>): FieldDef | undefined {
  if (!object.fields.has('rowcause')) return undefined;
  return object.fields.get('parentid') ?? object.fields.get(object.apiName.replace(/Share$/, 'Id').toLowerCase());
}

/** The object that holds the shares of an object; undefined where sharing has nothing to add. */
export function shareObject(schema: Schema, object: Pick<SObjectDef, 'apiName'>): SObjectDef | undefined {
  return schema.object(shareName(object));
}

function shareName({ apiName }: Pick<SObjectDef, 'apiName'>): string {
  return apiName.endsWith('__c') ? apiName.replace(/__c$/, '__Share') : `${apiName}Share`;
}

function customShare(parent: ObjectDraft): ObjectDraft {
  return shareDraft(parent, CUSTOM_SHARE_PREFIX, 'Parent', ['AccessLevel']);
}

function standardShare(parent: ObjectDraft): ObjectDraft | undefined {
  const prefix = STANDARD_SHARES[parent.apiName];
  if (!prefix) return undefined;
  const levels = parent.apiName === 'Account' ? ['Account', 'Opportunity', 'Case', 'Contact'] : [parent.apiName];
  return shareDraft(
    parent,
    prefix,
    parent.apiName,
    levels.map((name) => `${name}AccessLevel`),
  );
}

function shareDraft(parent: ObjectDraft, keyPrefix: string, lookup: string, levels: readonly string[]): ObjectDraft {
  const label = `${parent.label} Share`;
  const draft = newDraft({ apiName: shareName(parent), label, labelPlural: label, kind: 'standard', keyPrefix, sharingModel: 'Read' });
  addFields(draft, [
    idField(),
    isDeletedField(),
    reference(`${lookup}Id`, [parent.apiName], lookup, 'Shares'),
    reference('UserOrGroupId', ['User', 'Group'], 'UserOrGroup'),
    ...levels.map((name) => picklist(name, ['Read', 'Edit', 'All'])),
    picklist('RowCause', ['Owner', 'Manual', 'Rule', 'ImplicitChild', 'ImplicitParent', 'Team']),
    ...auditFields().filter(({ apiName: name }) => name.startsWith('LastModified')),
  ]);
  return draft;
}

function reference(apiName: string, referenceTo: readonly string[], relationshipName: string, children?: string): FieldDef {
  return newField({
    apiName,
    label: `${relationshipName} ID`,
    type: 'Lookup',
    referenceTo,
    relationshipName,
    ...(children ? { childRelationshipName: children } : {}),
    deleteConstraint: 'Cascade',
    required: true,
    updateable: false,
  });
}

function picklist(apiName: string, values: readonly string[]): FieldDef {
  return newField({
    apiName,
    label: apiName,
    type: 'Picklist',
    required: true,
    picklist: {
      restricted: false,
      values: values.map((value) => ({ apiName: value, label: value, isDefault: false, isActive: true })),
    },
  });
}
