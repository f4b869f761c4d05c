import { isRelationship, nameFieldOf, type FieldDef, type FieldType, type FieldValue } from '../metadata/index.ts';
import type { StoredRecord } from '../store/index.ts';
import { wholeSeconds } from './values.ts';
import { isChanged, valueOf, type SaveStep, type WorkRow } from './work.ts';

/** Longer values are not kept. */
const MAX_VALUE = 255;

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_accounthistory.htm (DataType) */
const DATA_TYPES: Partial<Record<FieldType, string>> = {
  Checkbox: 'Boolean',
  Currency: 'Currency',
  Date: 'DateOnly',
  DateTime: 'DateTime',
  Email: 'Email',
  Html: 'HtmlStringPlusClob',
  LongTextArea: 'StringPlusClob',
  MultiselectPicklist: 'MultiEnum',
  Number: 'Double',
  Percent: 'Percent',
  Phone: 'Phone',
  Picklist: 'DynamicEnum',
  TextArea: 'MultiLineText',
  Time: 'TimeOnly',
  Url: 'Url',
};

/** Of these only that they changed is kept. */
const WITHOUT_VALUES: ReadonlySet<FieldType> = new Set(['LongTextArea', 'Html', 'MultiselectPicklist', 'EncryptedText']);

interface Change {
  readonly field: string;
  readonly type: string;
  readonly old: string | null;
  readonly new: string | null;
}

/**
 * Keeps what happened to tracked fields: that a record was created, and each change of a field with its old and new value. Of a
 * lookup there are two rows, one with the names and one with the ids of the records. Tests keep no history.
 * https://help.salesforce.com/s/articleView?id=platform.tracking_field_history.htm
 */
export function recordHistory(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  if (object.history === undefined || !ctx.keepsHistory) return;
  const history = ctx.store.schema.object(object.history);
  const tracked = [...object.fields.values()].filter((field) => field.tracksHistory);
  const parent = history && [...history.fields.values()].find(({ type }) => type === 'MasterDetail');
  if (!history || !parent || rows.length === 0) return;
  const names = step.event === 'update' ? readNames(step, tracked.filter(isRelationship), rows) : new Map<string, string>();
  const records = rows.flatMap((row) => {
    const changes = step.event === 'insert' ? [CREATED] : tracked.flatMap((field) => changesOf(row, field, names));
    return changes.map((change): StoredRecord => {
      return new Map<string, FieldValue>([
        ['Id', ctx.store.nextId(history)],
        ['IsDeleted', false],
        [parent.apiName, row.id],
        ['Field', change.field],
        ['DataType', change.type],
        ['OldValue', change.old],
        ['NewValue', change.new],
        ['CreatedById', ctx.userId],
        ['CreatedDate', wholeSeconds(ctx.now)],
      ]);
    });
  });
  if (records.length > 0) ctx.store.insert(history, records);
}

const CREATED: Change = { field: 'created', type: 'Text', old: null, new: null };

function changesOf(row: WorkRow, field: FieldDef, names: ReadonlyMap<string, string>): Change[] {
  if (!isChanged(row, field)) return [];
  const [before, after] = [row.old?.get(field.apiName) ?? null, valueOf(row, field)].map((value) => asText(field, value));
  if (!isRelationship(field)) return [change(field.apiName, DATA_TYPES[field.type] ?? 'Text', field, before, after)];
  const name = field.custom ? field.apiName : field.apiName.replace(/Id$/, '');
  const named = (id: string | null | undefined): string | null => (id ? (names.get(id) ?? null) : null);
  return [change(name, 'Text', field, named(before), named(after)), change(name, 'EntityId', field, before, after)];
}

function change(
  field: string,
  type: string,
  { type: fieldType }: FieldDef,
  before: string | null = null,
  after: string | null = null,
): Change {
  const isKept = !WITHOUT_VALUES.has(fieldType) && [before, after].every((value) => (value?.length ?? 0) <= MAX_VALUE);
  return { field, type, old: isKept ? before : null, new: isKept ? after : null };
}

function asText(field: FieldDef, value: FieldValue): string | null {
  if (value === null) return null;
  return field.type === 'DateTime' ? new Date(Number(value)).toISOString() : String(value);
}

/** Names of the records that changed lookups led and lead to, by id; one statement an object. */
function readNames({ ctx }: SaveStep, lookups: readonly FieldDef[], rows: readonly WorkRow[]): Map<string, string> {
  const ids = new Set<string>();
  for (const field of lookups) {
    for (const row of rows) {
      if (!isChanged(row, field)) continue;
      for (const id of [row.old?.get(field.apiName), valueOf(row, field)]) if (typeof id === 'string') ids.add(id);
    }
  }
  const names = new Map<string, string>();
  for (const [prefix, group] of Map.groupBy(ids, (id) => id.slice(0, 3))) {
    const object = ctx.store.schema.byKeyPrefix(prefix);
    const field = object && nameFieldOf(object);
    if (!object || !field) continue;
    for (const [id, record] of ctx.store.read(object, group)) names.set(id, String(record.get(field.apiName) ?? ''));
  }
  return names;
}
