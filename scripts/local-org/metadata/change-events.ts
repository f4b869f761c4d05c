import { addFields, newDraft, type ObjectDraft } from './draft.ts';
import { newField } from './fields.ts';
import type { FieldDef } from './types.ts';

/** Fields of a record that its change events do not have. */
const LEFT_OUT = new Set(['id', 'isdeleted', 'systemmodstamp', 'lastvieweddate', 'lastreferenceddate', 'lastactivitydate']);

/** API name of the event that tells of changes of an object's records. */
export function changeEventName(object: string): string {
  return object.endsWith('__c') ? object.replace(/__c$/, '__ChangeEvent') : `${object}ChangeEvent`;
}

/**
 * Adds the change events that Apex mentions: those of custom objects, and to those of standard objects, which the catalogue
 * has, the custom fields of their objects.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_message_structure.htm
 */
export function addChangeEvents(drafts: Map<string, ObjectDraft>, words: ReadonlySet<string>): void {
  const mentioned = new Set([...words].filter((word) => /ChangeEvent$/i.test(word)).map((word) => word.toLowerCase()));
  if (mentioned.size === 0) return;
  for (const parent of [...drafts.values()]) {
    const name = changeEventName(parent.apiName);
    const key = name.toLowerCase();
    const known = drafts.get(key);
    if (!mentioned.has(key) || (parent.kind !== 'custom' && !known)) continue;
    drafts.set(key, changeEventOf(parent, known?.apiName ?? name, known));
  }
}

function changeEventOf(parent: ObjectDraft, apiName: string, known: ObjectDraft | undefined): ObjectDraft {
  const label = `${parent.label} Change Event`;
  const draft = newDraft({ apiName, kind: 'platformEvent', label, labelPlural: `${label}s`, keyPrefix: known?.keyPrefix ?? '' });
  draft.changeEventOf = parent.apiName;
  const readonly = { createable: false, updateable: false, system: true } as const;
  addFields(draft, [
    newField({ apiName: 'ReplayId', label: 'Replay ID', type: 'Text', length: 1333, ...readonly }),
    newField({ apiName: 'ChangeEventHeader', label: 'Change Event Header', type: 'Text', ...readonly }),
    ...[...parent.fields.values()]
      .filter((field) => isCopied(field) && (!known || field.custom || known.fields.has(field.apiName.toLowerCase())))
      .map(copy),
  ]);
  return draft;
}

function isCopied(field: FieldDef): boolean {
  return field.formula === undefined && !LEFT_OUT.has(field.apiName.toLowerCase());
}

/** An event is nobody's child, leads nowhere and needs no value. */
function copy(field: FieldDef): FieldDef {
  const { childRelationshipName: _children, relationshipName: _parent, summary: _summary, ...rest } = field;
  return {
    ...rest,
    referenceTo: [],
    required: false,
    nillable: true,
    unique: false,
    externalId: false,
    nameField: false,
    createable: false,
    updateable: false,
  };
}
