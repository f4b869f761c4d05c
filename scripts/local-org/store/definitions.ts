import type { FieldDef, FieldType, FieldValue, SObjectDef } from '../metadata/index.ts';
import type { Store, StoredRecord } from './types.ts';

/**
 * Writes the records of EntityDefinition, FieldDefinition and EntityParticle, which describe the schema itself, for orgs whose source reads
 * them. Their id is their durable id, which is what other records refer to. Call it inside a write transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entitydefinition.htm
 */
export function loadDefinitions(store: Store): void {
  const objects = [...store.schema.objects.values()];
  const entities = store.schema.object('EntityDefinition');
  if (entities) {
    replaceAll(
      store,
      entities,
      objects.map((object) => entityRow(object)),
    );
  }
  for (const name of ['FieldDefinition', 'EntityParticle']) {
    const fields = store.schema.object(name);
    if (!fields) continue;
    const row = name === 'EntityParticle' ? particleRow : fieldRow;
    replaceAll(
      store,
      fields,
      objects.flatMap((object) => [...object.fields.values()].map((field) => row(object, field))),
    );
  }
}

function replaceAll(store: Store, object: SObjectDef, rows: readonly Readonly<Record<string, FieldValue>>[]): void {
  const before = store.all(`SELECT "Id" FROM ${store.table(object)}`).map((row) => String(row.Id));
  store.delete(object, before);
  store.insert(
    object,
    rows.map((row): StoredRecord => {
      const known = Object.entries(row).filter(([name]) => object.fields.has(name.toLowerCase()));
      return new Map<string, FieldValue>([['Id', row.DurableId ?? null], ...known]);
    }),
  );
}

const isCustomName = (name: string): boolean => /__\w+$/.test(name);
const developerName = (name: string): string => name.replace(/__\w+$/, '');

function entityRow(object: SObjectDef): Record<string, FieldValue> {
  const isData = object.kind === 'standard' || object.kind === 'custom';
  return {
    DurableId: object.apiName,
    QualifiedApiName: object.apiName,
    DeveloperName: developerName(object.apiName),
    MasterLabel: object.label,
    Label: object.label,
    PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix || null,
    InternalSharingModel: object.sharingModel,
    ExternalSharingModel: 'Private',
    IsCustomizable: isData || isCustomName(object.apiName),
    IsCustomSetting: object.kind === 'customSetting',
    IsQueryable: object.kind !== 'platformEvent',
    IsTriggerable: isData || object.kind === 'platformEvent',
    IsApexTriggerable: isData || object.kind === 'platformEvent',
    IsRetrieveable: object.kind !== 'platformEvent',
    IsLayoutable: isData,
    IsSearchable: isData,
    IsWorkflowEnabled: isData,
    IsIdEnabled: true,
  };
}

const DATA_TYPES: Partial<Record<FieldType, string>> = {
  AutoNumber: 'Auto Number',
  Base64: 'File',
  Checkbox: 'Checkbox',
  DateTime: 'Date/Time',
  Html: 'Rich Text Area',
  MultiselectPicklist: 'Picklist (Multi-Select)',
  Url: 'URL',
};

/** As Setup shows a field's type, e.g. `Text(255)`, `Number(16, 2)`, `Formula (Text)`, `Lookup(Account)`. */
function dataType(field: FieldDef): string {
  const name = DATA_TYPES[field.type] ?? field.type;
  if (field.formula !== undefined) return `Formula (${name})`;
  if (field.referenceTo.length > 0) return `${field.type === 'MasterDetail' ? 'Master-Detail' : 'Lookup'}(${field.referenceTo.join(',')})`;
  if (field.type === 'Text' || field.type === 'TextArea') return `${name}(${field.length ?? 255})`;
  if (field.type === 'LongTextArea') return `Long Text Area(${field.length ?? 32_768})`;
  const isNumber = field.type === 'Number' || field.type === 'Currency' || field.type === 'Percent';
  return isNumber ? `${name}(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})` : name;
}

function fieldRow(object: SObjectDef, field: FieldDef): Record<string, FieldValue> {
  return {
    DurableId: `${object.apiName}.${field.apiName}`,
    EntityDefinitionId: object.apiName,
    QualifiedApiName: field.apiName,
    DeveloperName: developerName(field.apiName),
    MasterLabel: field.label,
    Label: field.label,
    DataType: dataType(field),
    Description: field.description ?? null,
    Length: field.length ?? 0,
    Precision: field.precision ?? 0,
    Scale: field.scale ?? 0,
    RelationshipName: field.relationshipName ?? null,
    IsCalculated: field.formula !== undefined,
    IsNillable: field.nillable,
    IsIndexed: field.unique || field.externalId || field.referenceTo.length > 0,
    IsNameField: field.nameField,
    IsPolymorphicForeignKey: field.referenceTo.length > 1,
    IsHtmlFormatted: field.type === 'Html',
    IsCompound: field.type === 'Address' || field.type === 'Location',
  };
}

/**
 * A field as a part of records, where the parts of compound fields stand by themselves.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entityparticle.htm
 */
function particleRow(object: SObjectDef, field: FieldDef): Record<string, FieldValue> {
  const { DataType: _shownInSetup, ...row } = fieldRow(object, field);
  return {
    ...row,
    Name: field.apiName,
    FieldDefinitionId: `${object.apiName}.${field.apiName}`,
    IsAutonumber: field.type === 'AutoNumber',
    IsCreatable: field.createable,
    IsUpdatable: field.updateable,
    IsUnique: field.unique,
    ReferenceTo: field.referenceTo.join(',') || null,
  };
}
