import type { Layout, ObjectInfo, RecordDoc, RecordUi } from '../../shims/data/types';
import { plainText } from '../../shims/data/text';

export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** What one `record-ui` answer says about one record. */
export interface RecordView {
  readonly record: RecordDoc;
  readonly info: ObjectInfo;
  readonly full: Layout | undefined;
  readonly compact: Layout | undefined;
}

/** The parts of a `record-ui` answer for a record; undefined while there is no answer. */
export function recordView(answer: RecordUi | undefined, recordId: string | undefined): RecordView | undefined {
  const record = answer && recordId ? answer.records[recordId] : undefined;
  const info = record && answer?.objectInfos[record.apiName];
  if (!record || !info) return undefined;
  const layouts = answer?.layouts[record.apiName]?.[record.recordTypeId ?? MASTER_RECORD_TYPE];
  return { record, info, full: layouts?.Full?.View, compact: layouts?.Compact?.View };
}

/** API names of the fields on a layout, in order. */
export function layoutFields(layout: Layout | undefined): string[] {
  const items = (layout?.sections ?? []).flatMap(({ layoutRows }) => layoutRows).flatMap(({ layoutItems }) => layoutItems);
  return items
    .flatMap(({ layoutComponents }) => layoutComponents)
    .flatMap(({ apiName, componentType }) => (componentType === 'Field' && apiName ? [apiName] : []));
}

/** The record's name as shown; its id when the user may not see the name. */
export function recordName(record: RecordDoc, info: ObjectInfo): string {
  const names = info.nameFields.includes('Name') ? ['Name'] : info.nameFields;
  const parts = names
    .map((name) => record.fields[name]?.displayValue ?? record.fields[name]?.value)
    .filter((part) => part !== null && part !== undefined);
  return parts.length ? parts.map(plainText).join(' ') : record.id;
}

/** Icon of an object's records: its tab's, else a standard object's own, else a neutral one. */
export function objectIcon(apiName: string): string {
  return globalThis.__org.objectIcon(apiName);
}
