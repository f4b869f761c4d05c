import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auditFields, camelCaseLabel, idField, isDeletedField, newField, ownerField, viewedFields, activityFields } from '../fields.ts';
import type { StandardObject } from '../standard/declare.ts';
import type { FieldDef, FieldType } from '../types.ts';
import { Archive } from './archive.ts';
import { readFields, type JavaField } from './class-file.ts';
import { described } from './described.ts';
import { KEY_PREFIXES } from './key-prefixes.ts';

/** Stubs of the platform's standard objects that come with the PMD engine: names, fields, relationships. */
const JAR = fileURLToPath(
  new URL('../../../../node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/sobject-types-65.0.0.jar', import.meta.url),
);
const FOLDER = 'com/nawforce/runforce/SObjects/';
const SYSTEM = 'com/nawforce/runforce/System/';

/** Stubs that are no objects with records. */
const NOT_OBJECTS = new Set(['address', 'location', 'name', 'aggregateresult', 'activity']);

/** Fields an org has only with a feature that the local org does not have: currencies, divisions, state and country picklists. */
const FEATURE_FIELDS = /^(?:CurrencyIsoCode|Division|RecordTypeId|\w*(?:State|Country)Code)$/;

interface Stub {
  readonly name: string;
  /** Two base-62 digits and a letter in front: an id prefix of its own where the documented one is not known. */
  readonly index: number;
}

let stubs: { readonly archive: Archive; readonly byName: ReadonlyMap<string, Stub> } | undefined;

function open(): typeof stubs {
  if (stubs || !existsSync(JAR)) return stubs;
  const archive = new Archive(JAR);
  const names = [...archive.names()].flatMap((name) => /^com\/nawforce\/runforce\/SObjects\/(\w+)\.class$/.exec(name)?.[1] ?? []).sort();
  const byName = new Map(names.map((name, index) => [name.toLowerCase(), { name, index }]));
  for (const name of NOT_OBJECTS) byName.delete(name);
  return (stubs = { archive, byName });
}

/** Canonical name of the standard object of that name; undefined when the platform has none, or its stubs are not installed. */
export function catalogName(name: string): string | undefined {
  return open()?.byName.get(name.toLowerCase())?.name;
}

/** The standard object of that name with the fields its stub declares. `name` as {@link catalogName} gives it. */
export function catalogObject(name: string): StandardObject {
  const catalog = open();
  const stub = catalog?.byName.get(name.toLowerCase());
  if (!catalog || !stub) throw new TypeError(`There is no standard object ${name}`);
  const fields = stubFields(catalog.archive, stub.name);
  const details = described.get(stub.name);
  const label = camelCaseLabel(stub.name);
  const children = new Set(fields.flatMap(({ descriptor }) => objectOf(descriptor.replace('[', '')) ?? []));
  return {
    apiName: stub.name,
    keyPrefix: KEY_PREFIXES[stub.name] ?? sparePrefix(stub.index),
    label,
    labelPlural: label.endsWith('s') ? label : `${label}s`,
    sharingModel: fields.some((field) => field.name === 'OwnerId') ? 'ReadWrite' : 'Read',
    common: new Set(children.has('Task') && fields.some(({ name: field }) => field === 'Tasks') ? ['activities'] : []),
    fields: declare(catalog.archive, stub.name, fields).map((field) => details?.get(field.apiName) ?? field),
  };
}

function stubFields(archive: Archive, name: string): JavaField[] {
  const bytes = archive.read(`${FOLDER}${name}.class`);
  return bytes ? readFields(bytes) : [];
}

/** `Account` of `Lcom/nawforce/runforce/SObjects/Account;`. */
function objectOf(descriptor: string): string | undefined {
  return /^Lcom\/nawforce\/runforce\/SObjects\/(\w+);$/.exec(descriptor)?.[1];
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function sparePrefix(index: number): string {
  const size = DIGITS.length;
  return `${index < size * size ? 'Y' : 'Z'}${DIGITS[Math.floor(index / size) % size]}${DIGITS[index % size]}`;
}

const SYSTEM_FIELDS: ReadonlyMap<string, FieldDef> = new Map(
  [idField(), isDeletedField(), ...auditFields(), ...viewedFields(), ...activityFields()].map((field) => [field.apiName, field]),
);

function declare(archive: Archive, object: string, stub: readonly JavaField[]): FieldDef[] {
  const byName = new Map(stub.map((field) => [field.name, field]));
  const hasName = byName.has('Name');
  const isEvent = object.endsWith('ChangeEvent');
  return stub.flatMap((field): FieldDef[] => {
    const { name, descriptor } = field;
    if (descriptor.startsWith('[') || FEATURE_FIELDS.test(name)) return [];
    if (isEvent && name === 'Id') return [idField()];
    const system = SYSTEM_FIELDS.get(name);
    if (system) return [system];
    if (name === 'OwnerId') return [ownerField(objectOf(byName.get('Owner')?.descriptor ?? '') === 'User' ? ['User'] : ['Group', 'User'])];
    if (descriptor === `L${SYSTEM}Id;`) return [lookup(archive, object, name, byName)];
    const parent = byName.get(name.replace(/Id$/, ''));
    // Definitions are referred to by name, not by id.
    const definition = name.endsWith('Id') && parent ? objectOf(parent.descriptor) : undefined;
    if (definition ?? UNDECLARED[`${object}.${name}`]) return [lookup(archive, object, name, byName)];
    const type = typeOf(name, descriptor);
    if (!type) return [];
    const nameField = name === 'Name' || (!hasName && name === 'DeveloperName');
    return [newField({ apiName: name, label: camelCaseLabel(name), custom: false, nameField, ...type })];
  });
}

/** A lookup with the relationship its stub has next to it; one to objects that are not known takes any id. */
function lookup(archive: Archive, object: string, name: string, byName: ReadonlyMap<string, JavaField>): FieldDef {
  const relationshipName = name.replace(/Id$/, '');
  const target = UNDECLARED[`${object}.${name}`] ?? objectOf(byName.get(relationshipName)?.descriptor ?? '');
  const known = POLYMORPHIC[`${object}.${name}`] ?? (target === 'Name' || target === 'SObject' ? ['*any'] : target ? [target] : []);
  const parent = POLYMORPHIC[`${object}.${name}`]?.[0] ?? target;
  const child = parent && parent !== 'Name' ? childName(archive, parent, object) : undefined;
  return newField({
    apiName: name,
    label: camelCaseLabel(name),
    type: 'Lookup',
    custom: false,
    referenceTo: known,
    deleteConstraint: 'SetNull',
    ...(known.length > 0 ? { relationshipName } : {}),
    ...(child ? { childRelationshipName: child } : {}),
  });
}

/** Objects a lookup may lead to, from the object reference. */
const POLYMORPHIC: Readonly<Record<string, readonly string[]>> = {
  'ContactPointAddress.ParentId': ['Account', 'Individual'],
  'ContactPointEmail.ParentId': ['Account', 'Individual'],
  'ContactPointPhone.ParentId': ['Account', 'Individual'],
  'ListEmail.RelatedToId': ['Case', 'Contact', 'Lead', 'Opportunity', 'Product2', 'User'],
  'ContactRequest.WhoId': ['Contact', 'Lead', 'User'],
};

/** Targets of lookups whose relationship the stubs leave out. */
const UNDECLARED: Readonly<Record<string, string>> = {
  'EntityParticle.EntityDefinitionId': 'EntityDefinition',
  'FlowDefinitionView.TriggerObjectOrEventId': 'EntityDefinition',
  'IconDefinition.TabDefinitionId': 'TabDefinition',
};

/** Name of the children of `object` on `parent`, when the parent has just one such relationship. */
function childName(archive: Archive, parent: string, object: string): string | undefined {
  if (object === 'FieldDefinition' && parent === 'EntityDefinition') return 'Fields';
  const lists = stubFields(archive, parent).filter(
    ({ descriptor }) => objectOf(descriptor.slice(1)) === object && descriptor.startsWith('['),
  );
  return lists.length === 1 ? lists[0]?.name : undefined;
}

type FieldKind = Pick<FieldDef, 'type'> & Partial<FieldDef>;

const LONG_TEXT = /^(?:Description|HtmlBody|TextBody|Body|Message|Metadata)$/;

function typeOf(name: string, descriptor: string): FieldKind | undefined {
  if (descriptor === `L${FOLDER}Address;`) return { type: 'Address', createable: false, updateable: false };
  if (descriptor === 'Ljava/lang/Object;') return { type: 'Text', length: 255 };
  const simple = descriptor.startsWith(`L${SYSTEM}`) ? descriptor.slice(SYSTEM.length + 1, -1) : '';
  return simple === 'String' ? textType(name) : VALUE_TYPES[simple];
}

const VALUE_TYPES: Readonly<Record<string, FieldKind>> = {
  Boolean: { type: 'Checkbox' },
  Integer: { type: 'Number', precision: 9, scale: 0 },
  Long: { type: 'Number', precision: 18, scale: 0 },
  Decimal: { type: 'Number', precision: 18, scale: 2 },
  Double: { type: 'Number', precision: 18, scale: 2 },
  Date: { type: 'Date' },
  Datetime: { type: 'DateTime' },
  Time: { type: 'Time' },
  Blob: { type: 'Base64' },
};

function textType(name: string): FieldKind {
  if (LONG_TEXT.test(name)) return { type: 'LongTextArea', length: 32_000 };
  const type: FieldType = name.endsWith('Email') || name === 'EmailAddress' ? 'Email' : name.endsWith('Url') ? 'Url' : 'Text';
  return { type, length: 255 };
}
