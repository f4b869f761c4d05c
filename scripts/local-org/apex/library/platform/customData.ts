import type { SObjectDef } from '../../../metadata/index.ts';
import { ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexSObject, isId, recordFromStored, to18 } from '../../runtime/sobject/index.ts';
import { objectNamed } from '../schema/tokens.ts';

/** Longer texts are cut in what these accessors answer. */
const MAX_TEXT = 255;

/** All records of an object that are not deleted, read past SOQL: these accessors count as no query. */
function records(object: SObjectDef): ApexSObject[] {
  const all = current().host.store.readAll(object);
  return all.filter((record) => record.get('IsDeleted') !== true).map((record) => recordFromStored(object, record));
}

/** Custom metadata cannot change within a transaction, so it is read once. */
export function metadataRecords(object: SObjectDef): ApexSObject[] {
  const { slots } = current();
  const slot = `customMetadata:${object.apiName}`;
  let known = slots.get(slot) as ApexSObject[] | undefined;
  if (!known) {
    known = records(object).map(shortened);
    slots.set(slot, known);
  }
  return known;
}

function shortened(record: ApexSObject): ApexSObject {
  for (const [name, value] of record.values) {
    if (typeof value === 'string' && value.length > MAX_TEXT) record.values.set(name, value.slice(0, MAX_TEXT));
  }
  return record;
}

/**
 * `X__mdt.getAll()` and `X__mdt.getInstance(id or developer name)`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
function customMetadata(object: SObjectDef, method: string, key: string | null): unknown {
  const all = metadataRecords(object);
  if (method === 'getall') {
    const map = new ApexMap<string, ApexSObject>('String', object.apiName);
    for (const record of all) map.put(String(record.values.get('DeveloperName')), copy(record));
    return map;
  }
  if (method !== 'getinstance') throw new TypeError(`${object.apiName} has no method ${method}`);
  if (key === null) return null;
  const id = isId(key) ? to18(key) : null;
  const found = all.find(
    (record) => record.id === id || ['DeveloperName', 'QualifiedApiName'].some((name) => same(record.values.get(name), key)),
  );
  return found ? copy(found) : null;
}

const same = (a: unknown, b: string): boolean => typeof a === 'string' && a.toLowerCase() === b.toLowerCase();

function copy(record: ApexSObject): ApexSObject {
  const result = new ApexSObject(record.def, 'stored');
  for (const [name, value] of record.values) result.values.set(name, value);
  return result;
}

/** Whether a custom setting has one record for each user, profile and the organization. */
function isHierarchy(object: SObjectDef): boolean {
  const component = current()
    .host.source.components.get('CustomObject')
    ?.find((item) => item.fullName === object.apiName);
  return component?.xml.customSettingsType === 'Hierarchy';
}

/**
 * Custom settings: list settings by name; hierarchy settings merged from user, profile and organization.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_settings.htm
 */
function customSetting(object: SObjectDef, method: string, key: string | null | undefined): unknown {
  const all = records(object);
  if (!isHierarchy(object)) return listSetting(object, all, method, key);
  const owned = (owner: string): ApexSObject | undefined => all.find((record) => record.values.get('SetupOwnerId') === owner);
  const { host, user } = current();
  if (method === 'getorgdefaults') return owned(host.organization.id) ?? new ApexSObject(object);
  const owner = key ? to18(key) : user.id;
  if (method === 'getvalues') return owned(owner) ?? null;
  const isProfile = host.source.schema.byKeyPrefix(owner.slice(0, 3))?.apiName === 'Profile';
  const profile = isProfile ? owner : owner === user.id ? user.profileId : owner.startsWith('005') ? host.user(owner).profileId : owner;
  const own = owned(owner);
  const levels = [owned(host.organization.id), owned(profile), isProfile ? undefined : own].filter((level) => level !== undefined);
  return own ? merged(object, levels) : inherited(object, levels, owner);
}

/** Values of the most specific record win, field by field. */
function merged(object: SObjectDef, levels: readonly ApexSObject[]): ApexSObject {
  const result = new ApexSObject(object, 'stored');
  for (const level of levels) {
    for (const [name, value] of level.values) if (value !== null || !result.values.has(name)) result.values.set(name, value);
  }
  return result;
}

/** A new record of an owner that has none, with what holds for it: saving it gives the owner one. */
function inherited(object: SObjectDef, levels: readonly ApexSObject[], owner: string): ApexSObject {
  const result = new ApexSObject(object);
  for (const [name, value] of merged(object, levels).values) {
    const field = object.fields.get(name.toLowerCase());
    if (value !== null && field?.custom) result.setField(name, value);
  }
  result.setField('SetupOwnerId', owner);
  return result;
}

function listSetting(object: SObjectDef, all: readonly ApexSObject[], method: string, key: string | null | undefined): unknown {
  if (method === 'getall') {
    const map = new ApexMap<string, ApexSObject>('String', object.apiName);
    for (const record of all) map.put(String(record.values.get('Name')), record);
    return map;
  }
  return all.find((record) => same(record.values.get('Name'), key ?? '')) ?? null;
}

/** Static accessors of custom metadata types and custom settings; `method` in lower case. */
export function customData(objectName: string, method: string, key?: unknown): unknown {
  const object = objectNamed(objectName);
  const name = (key ?? null) as string | null;
  return object.kind === 'customMetadata' ? customMetadata(object, method, name) : customSetting(object, method, name);
}

/**
 * Accessors as code of API version 21 and before knows them: without data there is no record.
 * https://developer.salesforce.com/docs/atlas.en-us.188.0.apexcode.meta/apexcode/apex_System_HierarchyCustomSetting_instance_methods.htm
 */
export function settingOrNull(objectName: string, method: string, key?: unknown): unknown {
  const found = customData(objectName, method, key);
  const isEmpty = found instanceof ApexSObject && found.id === null && [...found.values.keys()].every((name) => name === 'SetupOwnerId');
  return isEmpty ? null : found;
}
