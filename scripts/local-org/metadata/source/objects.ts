import { addFields, newDraft, type ObjectDraft } from '../draft.ts';
import { auditFields, idField, isDeletedField, newField, ownerField, recordTypeField } from '../fields.ts';
import { wantedObjects } from '../catalog/wanted.ts';
import { addChangeEvents } from '../change-events.ts';
import { addHistoryObjects } from '../history.ts';
import { addPersonAccounts, PERSON_ACCOUNT } from '../person-accounts.ts';
import { addCatalogDrafts, standardDrafts } from '../standard/drafts.ts';
import type { SourceProblem } from '../source-tree.ts';
import type { FieldDef, MetadataComponent, ObjectKind, Picklist } from '../types.ts';
import { overrideStandardField, readField, readValues } from './field.ts';
import type { OrgFeature } from './org-definition.ts';
import { declareRecordType } from './record-types.ts';
import { child, flag, text } from './xml.ts';

type Components = ReadonlyMap<string, readonly MetadataComponent[]>;

/**
 * The standard objects with everything the source folders add to them, those the source mentions, and the objects it declares.
 *
 * @param words what Apex code mentions, see `wordsOf`
 * @param features what the org has been asked to have
 */
export function readObjects(
  components: Components,
  words: ReadonlySet<string>,
  features: ReadonlySet<OrgFeature>,
  problems: SourceProblem[],
): Map<string, ObjectDraft> {
  const persons = features.has('PersonAccounts');
  const drafts = standardDrafts();
  addCatalogDrafts(drafts, wantedObjects(words, components), words);
  const valueSets = readValueSets(components);
  for (const component of components.get('CustomObject') ?? []) {
    if (!persons || component.fullName !== PERSON_ACCOUNT) declareObject(drafts, component, problems);
  }
  for (const component of components.get('CustomField') ?? []) {
    for (const draft of ownersOf(component, drafts, problems)) declareField(draft, component, valueSets, problems);
  }
  if (persons) addPersonAccounts(drafts);
  const each = (type: string, add: (draft: ObjectDraft, component: MetadataComponent) => void): void => {
    for (const component of components.get(type) ?? []) {
      for (const draft of ownersOf(component, drafts, problems)) add(draft, component);
    }
  };
  each('RecordType', (draft, component) => declareRecordType(draft, component));
  each('ValidationRule', (draft, component) => draft.validationRules.push(readValidationRule(component)));
  each('ListView', (draft, component) => draft.listViews.push(component));
  each('CompactLayout', (draft, component) => draft.compactLayouts.push(component));
  for (const draft of drafts.values()) addOwnership(draft);
  addHistoryObjects(drafts);
  addChangeEvents(drafts, words);
  return drafts;
}

function readValueSets(components: Components): Map<string, Picklist> {
  const sets = new Map<string, Picklist>();
  for (const component of components.get('GlobalValueSet') ?? []) {
    sets.set(component.fullName.toLowerCase(), { restricted: true, values: readValues(component.xml, 'customValue') });
  }
  for (const component of components.get('StandardValueSet') ?? []) {
    sets.set(component.fullName.toLowerCase(), { restricted: false, values: readValues(component.xml, 'standardValue') });
  }
  return sets;
}

const SHARING_MODELS = new Set(['Private', 'Read', 'ReadWrite', 'ReadWriteTransfer', 'ControlledByParent', 'FullAccess']);

function declareObject(drafts: Map<string, ObjectDraft>, component: MetadataComponent, problems: SourceProblem[]): void {
  const { xml, fullName, file } = component;
  if (fullName === 'Activity') return;
  const existing = drafts.get(fullName.toLowerCase());
  const kind = existing?.kind ?? objectKind(fullName, component);
  if (kind === undefined) {
    problems.push({ file, line: 1, message: `There is no standard object ${fullName}; custom objects end in __c, __mdt, __e or __b` });
    return;
  }
  const draft = existing ?? newDraft({ apiName: fullName, kind });
  draft.label = text(xml, 'label') ?? draft.label;
  draft.labelPlural = text(xml, 'pluralLabel') ?? draft.labelPlural;
  draft.description = text(xml, 'description') ?? draft.description;
  draft.activities ||= flag(xml, 'enableActivities');
  draft.tracksHistory ||= flag(xml, 'enableHistory');
  if (flag(xml, 'enableFeeds')) draft.feeds = true;
  const sharing = text(xml, 'sharingModel');
  if (sharing && SHARING_MODELS.has(sharing)) draft.sharingModel = sharing as ObjectDraft['sharingModel'];
  if (existing) return;
  addFields(draft, initialFields(kind, component));
  drafts.set(fullName.toLowerCase(), draft);
}

function objectKind(name: string, component: MetadataComponent): ObjectKind | undefined {
  if (name.endsWith('__mdt')) return 'customMetadata';
  if (name.endsWith('__e')) return 'platformEvent';
  if (name.endsWith('__b')) return 'bigObject';
  if (!name.endsWith('__c')) return undefined;
  return text(component.xml, 'customSettingsType') === undefined ? 'custom' : 'customSetting';
}

function initialFields(kind: ObjectKind, component: MetadataComponent): FieldDef[] {
  const readonly = { createable: false, updateable: false, system: true } as const;
  if (kind === 'customMetadata') {
    return [
      idField(),
      newField({
        apiName: 'DeveloperName',
        label: 'Custom Metadata Record Name',
        type: 'Text',
        length: 40,
        required: true,
        nameField: true,
      }),
      newField({ apiName: 'MasterLabel', label: 'Label', type: 'Text', length: 40, required: true }),
      newField({ apiName: 'Label', label: 'Label', type: 'Text', length: 40, ...readonly }),
      newField({ apiName: 'Language', label: 'Master Language', type: 'Text', length: 10 }),
      newField({ apiName: 'NamespacePrefix', label: 'Namespace Prefix', type: 'Text', length: 15, ...readonly }),
      newField({ apiName: 'QualifiedApiName', label: 'Qualified API Name', type: 'Text', length: 85, ...readonly }),
      ...auditFields().filter((field) => field.apiName === 'SystemModstamp'),
    ];
  }
  if (kind === 'platformEvent') {
    return [
      newField({ apiName: 'ReplayId', label: 'Replay ID', type: 'Text', length: 1333, ...readonly }),
      newField({ apiName: 'EventUuid', label: 'Event UUID', type: 'Text', length: 36, ...readonly }),
      ...auditFields().filter((field) => field.apiName.startsWith('Created')),
    ];
  }
  // https://developer.salesforce.com/docs/atlas.en-us.bigobjects.meta/bigobjects/big_object_define.htm
  if (kind === 'bigObject') return [idField()];
  return [idField(), isDeletedField(), nameField(kind, component)];
}

function nameField(kind: ObjectKind, component: MetadataComponent): FieldDef {
  const declared = child(component.xml, 'nameField');
  const label = (declared && text(declared, 'label')) ?? 'Name';
  const base = { apiName: 'Name', label, custom: false, nameField: true, length: 80 };
  if (declared && text(declared, 'type') === 'AutoNumber') {
    return newField({ ...base, type: 'AutoNumber', nillable: false, displayFormat: text(declared, 'displayFormat') ?? '{0}' });
  }
  // The record name of custom objects without auto number is optional: it becomes the record's id.
  return newField({ ...base, type: 'Text', required: kind === 'customSetting' });
}

function declareField(
  draft: ObjectDraft,
  component: MetadataComponent,
  valueSets: ReadonlyMap<string, Picklist>,
  problems: SourceProblem[],
): void {
  const apiName = text(component.xml, 'fullName') ?? component.fullName.split('.').at(-1) ?? '';
  const standard = draft.fields.get(apiName.toLowerCase());
  if (standard && !standard.custom) {
    draft.fields.set(apiName.toLowerCase(), overrideStandardField(standard, component, valueSets));
    return;
  }
  // Standard fields the local org does not model may be mentioned in source; nothing depends on them.
  if (!apiName.endsWith('__c')) return;
  const field = readField(component, valueSets);
  if (typeof field === 'string') {
    problems.push({ file: component.file, line: 1, message: field });
    return;
  }
  if (standard) {
    problems.push({ file: component.file, line: 1, message: `Field ${component.fullName} is declared twice, also in ${standard.file}` });
    return;
  }
  draft.fields.set(apiName.toLowerCase(), field);
  if (field.type === 'Location') addFields(draft, locationParts(field));
}

/** A geolocation is stored as two numbers: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/compound_fields_geolocation.htm */
function locationParts(field: FieldDef): FieldDef[] {
  const base = field.apiName.replace(/__c$/, '');
  return ['Latitude', 'Longitude'].map((part) =>
    newField({
      apiName: `${base}__${part}__s`,
      label: `${field.label} (${part})`,
      type: 'Number',
      custom: true,
      precision: 18,
      scale: field.scale ?? 15,
      ...(field.file ? { file: field.file } : {}),
    }),
  );
}

function addOwnership(draft: ObjectDraft): void {
  if (draft.kind === 'custom' || draft.kind === 'customSetting') {
    const isDetail = [...draft.fields.values()].some((field) => field.type === 'MasterDetail');
    if (isDetail) draft.sharingModel = 'ControlledByParent';
    else if (draft.kind === 'custom') addFields(draft, [ownerField(['Group', 'User'])]);
    else addFields(draft, [setupOwnerField()]);
    addFields(draft, auditFields());
  }
  if (draft.recordTypes.length > 0) addFields(draft, [recordTypeField()]);
}

function setupOwnerField(): FieldDef {
  return newField({
    apiName: 'SetupOwnerId',
    label: 'Location',
    type: 'Lookup',
    referenceTo: ['Organization', 'Profile', 'User'],
    relationshipName: 'SetupOwner',
    deleteConstraint: 'Cascade',
  });
}

/** The object a component belongs to. What metadata declares on Activity belongs to tasks and events alike. */
function ownersOf(component: MetadataComponent, drafts: ReadonlyMap<string, ObjectDraft>, problems: SourceProblem[]): ObjectDraft[] {
  const object = component.fullName.split('.')[0] ?? '';
  const owners = draftsCalled(object, drafts);
  if (owners.length === 0) {
    problems.push({ file: component.file, line: 1, message: `${component.type} ${component.fullName}: there is no object ${object}` });
  }
  return owners;
}

function draftsCalled(object: string, drafts: ReadonlyMap<string, ObjectDraft>): ObjectDraft[] {
  const name = object.toLowerCase();
  if (name === 'activity') return ['task', 'event'].flatMap((kind) => drafts.get(kind) ?? []);
  const account = drafts.get('account');
  const found = object === PERSON_ACCOUNT && account?.fields.has('ispersonaccount') ? account : drafts.get(name);
  return found ? [found] : [];
}

function readValidationRule(component: MetadataComponent): ObjectDraft['validationRules'][number] {
  const { xml, file } = component;
  const errorField = text(xml, 'errorDisplayField');
  return {
    name: text(xml, 'fullName') ?? component.fullName.split('.').at(-1) ?? '',
    active: flag(xml, 'active'),
    formula: text(xml, 'errorConditionFormula') ?? '',
    message: text(xml, 'errorMessage') ?? '',
    ...(errorField ? { errorField } : {}),
    file,
  };
}
