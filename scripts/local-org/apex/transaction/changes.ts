import { randomUUID } from 'node:crypto';
import type { TriggerEvent, TriggerRow } from '../../dml/index.ts';
import { text, type FieldValue, type SObjectDef } from '../../metadata/index.ts';
import { DataObject } from '../library/dataClass.ts';
import { publishByPlatform } from '../library/platform/eventBus.ts';
import { CHANGES_ENABLED_SLOT } from '../library/platform/changeEvent.ts';
import { ApexList } from '../runtime/collections/index.ts';
import { recordFromStored, type ApexSObject } from '../runtime/sobject/index.ts';
import type { Transaction } from './transaction.ts';

/** What a change is called in its event, by the trigger event it comes with. */
const CHANGE_TYPES: Readonly<Record<TriggerEvent, string>> = { insert: 'CREATE', update: 'UPDATE', delete: 'DELETE', undelete: 'UNDELETE' };
const KEY_SLOT = 'changeTransaction';

interface ChangeTransaction {
  readonly key: string;
  sequence: number;
}

/**
 * Whether changes of an object are captured: outside of tests what members of a channel select, in tests everything once
 * the test has asked for it.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_trigger_test.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_platformeventchannelmember.htm
 */
export function isCaptured({ isTest, slots, host }: Transaction, event: SObjectDef): boolean {
  if (isTest) return slots.has(CHANGES_ENABLED_SLOT);
  const members = host.source.components.get('PlatformEventChannelMember') ?? [];
  return members.some(({ xml }) => text(xml, 'selectedEntity')?.toLowerCase() === event.apiName.toLowerCase());
}

/**
 * Publishes an event for each changed record without errors.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
export function publishChangesOf(running: Transaction, eventDef: SObjectDef, kind: TriggerEvent, rows: readonly TriggerRow[]): void {
  const events = rows.filter((row) => row.errors.length === 0).map((row) => changeEvent(running, eventDef, kind, row));
  publishByPlatform(events);
}

function changeEvent(running: Transaction, eventDef: SObjectDef, kind: TriggerEvent, row: TriggerRow): ApexSObject {
  const changed = kind === 'update' ? changedFields(eventDef, row) : [];
  const shown = new Map<string, FieldValue>();
  for (const { apiName } of kind === 'delete' ? [] : eventDef.fields.values()) {
    const value = row.values.get(apiName) ?? null;
    if (value !== null && (kind !== 'update' || changed.includes(apiName))) shown.set(apiName, value);
  }
  const event = recordFromStored(eventDef, shown);
  event.values.set('ChangeEventHeader', header(running, eventDef, kind, row, changed));
  return event;
}

function header(running: Transaction, eventDef: SObjectDef, kind: TriggerEvent, row: TriggerRow, changed: readonly string[]): DataObject {
  const transaction = changeTransaction(running);
  const created = new DataObject('EventBus.ChangeEventHeader');
  const list = (items: readonly string[]) => new ApexList('String', [...items]);
  const values: Record<string, unknown> = {
    EntityName: eventDef.changeEventOf,
    RecordIds: list([row.id ?? '']),
    ChangeType: CHANGE_TYPES[kind],
    ChangedFields: list(changed),
    NulledFields: list(changed.filter((name) => (row.values.get(name) ?? null) === null)),
    DiffFields: list([]),
    ChangeOrigin: '',
    CommitUser: running.user.id,
    CommitTimestamp: BigInt(running.now()),
    CommitNumber: BigInt(running.now()) * 1000n,
    TransactionKey: transaction.key,
    SequenceNumber: ++transaction.sequence,
  };
  for (const [name, value] of Object.entries(values)) created.values.set(name, value);
  return created;
}

function changeTransaction({ slots }: Transaction): ChangeTransaction {
  let transaction = slots.get(KEY_SLOT) as ChangeTransaction | undefined;
  if (!transaction) slots.set(KEY_SLOT, (transaction = { key: randomUUID(), sequence: 0 }));
  return transaction;
}

/** Fields of the event whose values differ; the stamp of the change is always one of them. */
function changedFields(eventDef: SObjectDef, { values, old }: TriggerRow): string[] {
  return [...eventDef.fields.values()]
    .map(({ apiName }) => apiName)
    .filter((name) => name === 'LastModifiedDate' || (values.get(name) ?? null) !== (old?.get(name) ?? null));
}
