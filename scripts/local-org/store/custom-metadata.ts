import {
  childNodes,
  text,
  type FieldDef,
  type FieldValue,
  type MetadataComponent,
  type SObjectDef,
  type SourceProblem,
  type SourceTree,
  type XmlNode,
} from '../metadata/index.ts';
import { loadDefinitions } from './definitions.ts';
import type { Store, StoredRecord } from './types.ts';

interface Declared {
  readonly object: SObjectDef;
  readonly developerName: string;
  readonly component: MetadataComponent;
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Writes the custom metadata records of the source into their tables. A record keeps its id from one deployment to the
 * next; records the source no longer has are removed. Call it inside a write transaction.
 *
 * @returns problems with file: unknown types, fields and record names. What is sound is loaded.
 */
export function loadCustomMetadata(store: Store, source: SourceTree): SourceProblem[] {
  const problems: SourceProblem[] = [];
  loadDefinitions(store);
  const existing = new Map<SObjectDef, Map<string, string>>();
  for (const object of store.schema.objects.values()) {
    if (object.kind === 'customMetadata') existing.set(object, currentRecords(store, object));
  }
  const declared = (source.components.get('CustomMetadata') ?? []).flatMap((component) => {
    const found = declare(store, component, existing);
    if (typeof found !== 'string') return [found];
    problems.push({ file: component.file, line: 1, message: found });
    return [];
  });
  const ids = new Map(declared.map(({ object, developerName, id }) => [key(object, developerName), id]));
  for (const record of declared) write(store, record, ids, problems);
  for (const [object, names] of existing) {
    const stale = [...names].filter(([name]) => !ids.has(`${object.apiName}.${name}`.toLowerCase()));
    store.delete(
      object,
      stale.map(([, id]) => id),
    );
  }
  return problems;
}

function key(object: SObjectDef, developerName: string): string {
  return `${object.apiName}.${developerName}`.toLowerCase();
}

function currentRecords(store: Store, object: SObjectDef): Map<string, string> {
  const rows = store.all(`SELECT "Id", "DeveloperName" FROM ${store.table(object)}`);
  return new Map(rows.map((row) => [String(row.DeveloperName).toLowerCase(), String(row.Id)]));
}

function declare(
  store: Store,
  component: MetadataComponent,
  existing: ReadonlyMap<SObjectDef, ReadonlyMap<string, string>>,
): Declared | string {
  const [type = '', developerName] = component.fullName.split('.');
  const object = store.schema.object(type.endsWith('__mdt') ? type : `${type}__mdt`);
  if (!object) return `Custom metadata record ${component.fullName}: there is no custom metadata type ${type}__mdt`;
  if (!developerName) return `Custom metadata record ${component.fullName}: the file name must be Type.Record.md-meta.xml`;
  const id = existing.get(object)?.get(developerName.toLowerCase());
  return { object, developerName, component, id: id ?? store.nextId(object), isNew: id === undefined };
}

function write(store: Store, record: Declared, ids: ReadonlyMap<string, string>, problems: SourceProblem[]): void {
  const { object, developerName, component, id, isNew } = record;
  const label = text(component.xml, 'label') ?? developerName;
  const row: StoredRecord = new Map<string, FieldValue>([
    ['DeveloperName', developerName],
    ['MasterLabel', label],
    ['Label', label],
    ['QualifiedApiName', developerName],
    ['Language', 'en_US'],
    ['NamespacePrefix', null],
    ['SystemModstamp', Date.now()],
  ]);
  for (const field of object.fields.values()) if (field.custom && !row.has(field.apiName)) row.set(field.apiName, null);
  for (const entry of childNodes(component.xml, 'values')) {
    const name = text(entry, 'field') ?? '';
    const field = store.schema.field(object, name);
    if (!field) {
      problems.push({
        file: component.file,
        line: 1,
        message: `Custom metadata record ${component.fullName}: ${object.apiName} has no field ${name}`,
      });
      continue;
    }
    const value = readValue(store, field, text(entry, 'value'), { ids, siblings: component.xml });
    if (value === undefined) {
      const message = `Custom metadata record ${component.fullName}: "${text(entry, 'value')}" is no value for the ${field.type} field ${name}`;
      problems.push({ file: component.file, line: 1, message });
    } else {
      row.set(field.apiName, value);
    }
  }
  for (const name of [...row.keys()]) if (!isWritable(object, name)) row.delete(name);
  if (isNew) store.insert(object, [row.set('Id', id)]);
  else store.update(object, id, row);
}

function isWritable(object: SObjectDef, name: string): boolean {
  const field = object.fields.get(name.toLowerCase());
  return field !== undefined && field.formula === undefined && field.type !== 'Location' && field.type !== 'Address';
}

interface Surroundings {
  readonly ids: ReadonlyMap<string, string>;
  /** The record's XML. */
  readonly siblings: XmlNode;
}

/** A field is named with its object, or alone when another value of the record names the object. */
function fieldDefinition(store: Store, name: string, record: XmlNode): string {
  if (name.includes('.')) return name;
  const objects = childNodes(record, 'values').map((entry) => store.schema.object(text(entry, 'value') ?? ''));
  const owner = objects.find((object) => object && store.schema.field(object, name));
  const field = owner && store.schema.field(owner, name);
  return field ? `${owner.apiName}.${field.apiName}` : name;
}

/** The field's value from its text in XML; undefined when the text is not one. */
function readValue(store: Store, field: FieldDef, value: string | undefined, around: Surroundings): FieldValue | undefined {
  if (value === undefined) return null;
  switch (field.type) {
    case 'Checkbox':
      return value === 'true';
    case 'Number':
    case 'Percent':
    case 'Currency':
      return Number.isFinite(Number(value)) ? Number(value) : undefined;
    case 'DateTime': {
      const moment = Date.parse(value);
      return Number.isNaN(moment) ? undefined : moment;
    }
    case 'MetadataRelationship': {
      const [target] = field.referenceTo;
      if (target === 'EntityDefinition') return store.schema.object(value)?.apiName ?? value;
      if (target === 'FieldDefinition' || target === 'EntityParticle') return fieldDefinition(store, value, around.siblings);
      return target === undefined ? value : around.ids.get(`${target}.${value}`.toLowerCase());
    }
    default:
      return value;
  }
}
