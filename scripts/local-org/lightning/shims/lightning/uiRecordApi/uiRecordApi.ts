import { fieldOf, objectName, qualifiedNames, type FieldId } from '../../data/fields';
import { queryString, uiApi } from '../../data/http';
import { followRecord, forgetRecord, refreshRecords, storeRecord, type RecordNeed } from '../../data/record-store';
import { followResource, invalidateResources } from '../../data/resource-cache';
import type { ObjectInfo, RecordDoc, RecordUi } from '../../data/types';
import { makeAdapter, requires } from '../../data/wire';

/** Wire adapters and functions for records. https://developer.salesforce.com/docs/platform/lwc/guide/reference-lightning-ui-api-record.html */

interface GetRecordConfig {
  readonly recordId: string;
  readonly fields?: FieldId | readonly FieldId[];
  readonly optionalFields?: FieldId | readonly FieldId[];
  readonly layoutTypes?: string | readonly string[];
  readonly modes?: string | readonly string[];
}

type RecordInput = {
  readonly apiName?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly allowSaveOnDuplicate?: boolean;
};

const list = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : [...(typeof value === 'string' ? [value] : value)];

function needOf(config: GetRecordConfig): RecordNeed {
  return {
    fields: qualifiedNames(config.fields),
    optionalFields: qualifiedNames(config.optionalFields),
    layoutTypes: list(config.layoutTypes),
    modes: list(config.modes),
  };
}

/** A `$parameter` that is still undefined shows as a present key without a value: then the wire waits. */
function isReady(config: GetRecordConfig): boolean {
  const asks = config.fields ?? config.optionalFields ?? config.layoutTypes;
  return Boolean(config.recordId) && asks !== undefined && !('fields' in config && config.fields === undefined);
}

export const getRecord = makeAdapter<GetRecordConfig, RecordDoc>(isReady, (config, callback) =>
  followRecord(config.recordId, needOf(config), callback),
);

interface GetRecordsConfig {
  readonly records: readonly { readonly recordIds: readonly string[]; readonly fields?: FieldId[]; readonly optionalFields?: FieldId[] }[];
}

export const getRecords = makeAdapter<GetRecordsConfig, unknown>(requires('records'), (config, callback) => {
  const wanted = config.records.flatMap(({ recordIds, ...need }) => recordIds.map((recordId) => ({ recordId, ...need })));
  const results = new Map<number, { statusCode: number; result: unknown }>();
  const stops = wanted.map((one, index) =>
    followRecord(one.recordId, needOf(one), ({ data, error }) => {
      results.set(
        index,
        data ? { statusCode: 200, result: data } : { statusCode: (error as { status?: number }).status ?? 500, result: error },
      );
      if (results.size < wanted.length) return;
      const ordered = wanted.map((_, at) => results.get(at));
      callback({ data: { hasErrors: ordered.some((entry) => entry?.statusCode !== 200), results: ordered }, error: undefined });
    }),
  );
  return () => stops.forEach((stop) => stop());
});

interface RecordUiConfig {
  readonly recordIds: string | readonly string[];
  readonly layoutTypes: string | readonly string[];
  readonly modes: string | readonly string[];
  readonly optionalFields?: FieldId | readonly FieldId[];
}

export const getRecordUi = makeAdapter<RecordUiConfig, RecordUi>(requires('recordIds', 'layoutTypes', 'modes'), (config, callback) => {
  const query = { layoutTypes: list(config.layoutTypes), modes: list(config.modes), optionalFields: qualifiedNames(config.optionalFields) };
  const path = `/record-ui/${list(config.recordIds).join(',')}${queryString(query)}`;
  const layouts = query.layoutTypes.flatMap((type) => query.modes.map((mode) => `${type}.${mode}`));
  const load = async (): Promise<RecordUi> => {
    const answer = await uiApi<RecordUi>('GET', path);
    for (const record of Object.values(answer.records)) storeRecord(record, layouts);
    return answer;
  };
  return followResource(`record-ui:${path}`, load, callback);
});

export const getRecordCreateDefaults = makeAdapter<
  { objectApiName: string | { objectApiName: string }; recordTypeId?: string; formFactor?: string },
  unknown
>(requires('objectApiName'), ({ objectApiName, recordTypeId, formFactor }, callback) => {
  const path = `/record-defaults/create/${objectName(objectApiName)}${queryString({ recordTypeId, formFactor })}`;
  return followResource(`defaults:${path}`, () => uiApi('GET', path), callback);
});

/** The value of a field; undefined when the record does not carry the field. */
export function getFieldValue(record: RecordDoc | null | undefined, field: FieldId): unknown {
  return fieldOf(record, field)?.value;
}

/** The value as the user reads it (locale, picklist label); null when the field has no display value. */
export function getFieldDisplayValue(record: RecordDoc | null | undefined, field: FieldId): unknown {
  return fieldOf(record, field)?.displayValue;
}

/** Creates a record. Rejects with the platform's error: `error.body.message`, `error.body.output`. */
export async function createRecord(input: RecordInput): Promise<RecordDoc> {
  const record = await uiApi<RecordDoc>('POST', '/records', input);
  storeRecord(record);
  await invalidateLists();
  return record;
}

/** Changes the fields of the record whose id is in `fields.Id`. Every wire of that record gets the new values. */
export async function updateRecord(input: RecordInput, clientOptions: { ifUnmodifiedSince?: string } = {}): Promise<RecordDoc> {
  const { Id: id, ...fields } = input.fields as { Id: string };
  const record = await uiApi<RecordDoc>('PATCH', `/records/${id}`, { ...input, fields, ...clientOptions });
  storeRecord(record);
  await Promise.all([refreshRecords([id]), invalidateLists()]);
  return record;
}

export async function deleteRecord(recordId: string): Promise<void> {
  await uiApi('DELETE', `/records/${recordId}`);
  forgetRecord(recordId);
  await invalidateLists();
}

/** Tells the cache that records changed on the server by other means, e.g. by Apex. */
export async function notifyRecordUpdateAvailable(items: readonly { recordId: string }[]): Promise<void> {
  await Promise.all([refreshRecords(items.map(({ recordId }) => recordId)), invalidateLists()]);
}

/** The older name of {@link notifyRecordUpdateAvailable}, without a promise. */
export function getRecordNotifyChange(items: readonly { recordId: string }[]): void {
  void notifyRecordUpdateAvailable(items);
}

/** Fields of a defaults or clone record that the user may set, ready for {@link createRecord}. */
export function generateRecordInputForCreate(record: RecordDoc, objectInfo?: ObjectInfo): RecordInput {
  return { apiName: record.apiName, fields: writable(record, objectInfo, 'createable') };
}

export function generateRecordInputForUpdate(record: RecordDoc, objectInfo?: ObjectInfo): RecordInput {
  return { fields: { Id: record.id, ...writable(record, objectInfo, 'updateable') } };
}

/** Keeps what differs from the original record, and the id. */
export function createRecordInputFilteredByEditedFields(input: RecordInput, original: RecordDoc): RecordInput {
  const changed = Object.entries(input.fields).filter(([name, value]) => name === 'Id' || original.fields[name]?.value !== value);
  return { ...input, fields: Object.fromEntries(changed) };
}

function writable(record: RecordDoc, info: ObjectInfo | undefined, right: 'createable' | 'updateable'): Record<string, unknown> {
  const fields = Object.entries(record.fields).filter(
    ([name, { value }]) => (info ? info.fields[name]?.[right] : true) && typeof value !== 'object',
  );
  return Object.fromEntries(fields.map(([name, { value }]) => [name, value]));
}

async function invalidateLists(): Promise<void> {
  await Promise.all(['list-', 'related-'].map(invalidateResources));
}
