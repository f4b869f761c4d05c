import type { FieldDef, MetadataComponent, ObjectKind, RecordTypeDef, SObjectDef, ValidationRule } from './types.ts';

/** An object while it is being put together from the standard set and several source folders. */
export interface ObjectDraft {
  readonly apiName: string;
  label: string;
  labelPlural: string;
  readonly kind: ObjectKind;
  keyPrefix: string;
  sharingModel: SObjectDef['sharingModel'];
  /** Lower-cased API name → field. */
  readonly fields: Map<string, FieldDef>;
  readonly recordTypes: RecordTypeDef[];
  readonly validationRules: ValidationRule[];
  readonly listViews: MetadataComponent[];
  readonly compactLayouts: MetadataComponent[];
  description?: string;
  /** May be the parent of tasks and events. */
  activities: boolean;
  /** Changes of its tracked fields are kept. */
  tracksHistory: boolean;
  historyOf?: string;
  changeEventOf?: string;
  feeds?: boolean;
}

export function newDraft(seed: Pick<ObjectDraft, 'apiName' | 'kind'> & Partial<ObjectDraft>): ObjectDraft {
  return {
    label: seed.apiName,
    labelPlural: seed.label ?? seed.apiName,
    keyPrefix: '',
    sharingModel: 'ReadWrite',
    fields: new Map(),
    recordTypes: [],
    validationRules: [],
    listViews: [],
    compactLayouts: [],
    activities: false,
    tracksHistory: false,
    ...seed,
  };
}

/** Adds fields the draft does not have yet. */
export function addFields(draft: ObjectDraft, fields: readonly FieldDef[]): void {
  for (const field of fields) {
    const key = field.apiName.toLowerCase();
    if (!draft.fields.has(key)) draft.fields.set(key, field);
  }
}
