import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { ApexList, ApexMap, ApexSet } from '../runtime/collections/index.ts';
import { ApexEnum, type ClassInfo } from '../runtime/object.ts';
import { ApexSObject } from '../runtime/sobject/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../runtime/values/index.ts';

/**
 * An Apex value as a component receives it: of objects only their `@AuraEnabled` members, dates as ISO text.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex-result-caching.html
 */
export function writeJson(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDate) return value.iso();
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexTime) return value.ms;
  if (value instanceof ApexBlob) return value.base64();
  if (value instanceof ApexEnum) return value.name;
  if (value instanceof ApexList) return value.items.map(writeJson);
  if (value instanceof ApexSet) return [...value.elements()].map(writeJson);
  if (value instanceof ApexMap) return Object.fromEntries([...value.entries()].map(([key, item]) => [keyText(key), writeJson(item)]));
  if (value instanceof ApexSObject) return writeRecord(value);
  const info = (value as { $class?: ClassInfo }).$class;
  if (info) return writeObject(value as Record<string, unknown>, info);
  throw new UnsupportedFeatureError(`returning a ${(value as { typeName?: string }).typeName ?? typeof value} to a component`);
}

function keyText(key: unknown): string {
  const written = writeJson(key);
  return typeof written === 'string' ? written : String(written);
}

function writeRecord(record: ApexSObject): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  // Fields without a value are left out, as the platform does.
  for (const [name, value] of record.values) if (value !== null) json[name] = writeJson(value);
  for (const [name, parent] of record.parents) if (parent) json[name] = writeRecord(parent);
  for (const [name, records] of record.children) if (records.size() > 0) json[name] = records.items.map(writeRecord);
  return json;
}

function writeObject(value: Record<string, unknown>, info: ClassInfo): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const member of info.members) {
    if (!member.auraEnabled) continue;
    const item = member.slot ? value[member.slot] : member.get?.(value);
    // Members without a value are left out: a component reads undefined.
    if (item !== null && item !== undefined) json[member.name] = writeJson(item);
  }
  return json;
}
