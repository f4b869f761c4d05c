import {
  TriggerFailure,
  type DmlError,
  type DmlOperation,
  type TriggerEvent,
  type TriggerRow,
  type TriggerTiming,
} from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import type { CodeUnit } from '../debug-log/index.ts';
import { noteRetry } from '../library/platform/eventDelivery.ts';
import { ApexList, ApexMap } from '../runtime/collections/index.ts';
import { ApexException, asApexError, LimitException } from '../runtime/exception.ts';
import { platformEnum } from '../runtime/platformEnums.ts';
import { recordFromStored, toNeutral, type ApexSObject } from '../runtime/sobject/index.ts';
import type { ApexTriggers } from './services.ts';
import { isCaptured, publishChangesOf } from './changes.ts';
import type { Transaction } from './transaction.ts';

/** A compiled trigger. */
export interface TriggerCode {
  readonly name: string;
  run(): void;
}

/** What `Trigger.…` answers while a trigger runs. */
export interface TriggerFrame {
  /** Name of the trigger. */
  name: string;
  readonly timing: TriggerTiming;
  readonly event: TriggerEvent;
  readonly object: SObjectDef;
  readonly new: ApexList<ApexSObject> | null;
  readonly old: ApexList<ApexSObject> | null;
  readonly newMap: ApexMap<string, ApexSObject> | null;
  readonly oldMap: ApexMap<string, ApexSObject> | null;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm: stack depth of recursive triggers. */
const MAX_DEPTH = 16;

/** Runs the source's triggers for one transaction. */
export function triggerRunner(
  transaction: Transaction,
  find: (object: SObjectDef, timing: TriggerTiming, event: TriggerEvent) => readonly TriggerCode[],
  changeEvent: (object: SObjectDef) => SObjectDef | undefined,
): ApexTriggers {
  const { triggers: running } = transaction;
  const captured = (object: SObjectDef, timing: TriggerTiming): SObjectDef | undefined => {
    const event = timing === 'after' ? changeEvent(object) : undefined;
    return event && isCaptured(transaction, event) ? event : undefined;
  };
  return {
    has: (object, timing, event) => find(object, timing, event).length > 0 || captured(object, timing) !== undefined,
    run: (object, timing, event, rows) => {
      const frame = createFrame(object, timing, event, rows);
      running.push(frame);
      try {
        if (running.length > MAX_DEPTH) throw TriggerFailure.tooDeep(object.apiName, running.map(describeFrame));
        for (const trigger of find(object, timing, event)) {
          frame.name = trigger.name;
          runOne(transaction, trigger, frame);
        }
      } finally {
        running.pop();
      }
      takeBack(frame, rows);
      const told = captured(object, timing);
      if (told) publishChangesOf(transaction, told, event, rows);
    },
    runEvents: (object, records) => {
      const frame = frameOf(object, 'after', 'insert', [...records], null, []);
      running.push(frame);
      try {
        for (const trigger of find(object, 'after', 'insert')) {
          frame.name = trigger.name;
          runOne(transaction, trigger, frame);
        }
      } catch (error) {
        throw error instanceof TriggerFailure ? error.cause : error;
      } finally {
        running.pop();
      }
    },
    rememberLimits: () => transaction.limits.remember(),
  };
}

/**
 * Records that are being updated cannot be updated or deleted by their before-triggers, those that are being deleted not deleted.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables_considerations.htm
 * @returns the error of a record by its id
 */
export function refuseRecursion(running: readonly TriggerFrame[], operation: DmlOperation): (id: string | null) => DmlError | undefined {
  const deletes = operation === 'delete';
  const busy = running.filter(
    ({ timing, event }) => timing === 'before' && (event === 'update' ? operation !== 'undelete' : event === 'delete' && deletes),
  );
  if (busy.length === 0) return () => undefined;
  return (id) => {
    const frame = id === null ? undefined : busy.find(({ oldMap }) => oldMap?.containsKey(id));
    if (!frame || id === null) return undefined;
    const message = `Object (id = ${id.slice(0, 15)}) is currently in trigger ${frame.name}, therefore it cannot recursively ${deletes ? 'delete' : 'update'} itself`;
    return { statusCode: 'SELF_REFERENCE_FROM_TRIGGER', message, fields: [] };
  };
}

function describeFrame({ object, timing, event, new: fresh, old }: TriggerFrame): Parameters<typeof TriggerFailure.tooDeep>[1][number] {
  return { object: object.apiName, timing, event, ids: (fresh ?? old)?.items.map((record) => record.id) ?? [] };
}

function runOne(transaction: Transaction, trigger: TriggerCode, { timing, event, object }: TriggerFrame): void {
  try {
    if (transaction.debugLog) transaction.unit(triggerUnit(trigger.name, object, timing, event), () => trigger.run());
    else trigger.run();
  } catch (raw) {
    const error = asApexError(raw);
    if (!(error instanceof ApexException) || error instanceof LimitException || !error.catchable) throw error;
    noteRetry(error);
    const text = `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}\n\n${error.stackTraceString}`;
    throw TriggerFailure.unhandled(trigger.name, timing, event, text, { cause: error });
  }
}

function triggerUnit(name: string, object: SObjectDef, timing: TriggerTiming, event: TriggerEvent): CodeUnit {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return {
    name: `${name} on ${object.apiName} trigger event ${capital(timing)}${capital(event)}`,
    code: ['ApexTrigger', name],
    typeRef: `__sfdc_trigger/${name}`,
  };
}

function createFrame(object: SObjectDef, timing: TriggerTiming, event: TriggerEvent, rows: readonly TriggerRow[]): TriggerFrame {
  const hasNew = event !== 'delete';
  const hasOld = event === 'update' || event === 'delete';
  const fresh = hasNew ? rows.map((row) => recordFromStored(object, row.values)) : null;
  const old = hasOld ? rows.map((row) => recordFromStored(object, row.old ?? row.values)) : null;
  const isEvent = object.kind === 'platformEvent';
  // The row that the save makes of an event is our own; subscribers get a message, which has no id.
  if (isEvent) for (const record of fresh ?? []) record.values.delete('Id');
  const ids = isEvent ? [] : rows.map((row) => row.id!);
  return frameOf(object, timing, event, fresh, old, ids);
}

/** @param ids of the records, for those that do not know theirs; records without any are not mapped */
function frameOf(
  object: SObjectDef,
  timing: TriggerTiming,
  event: TriggerEvent,
  fresh: ApexSObject[] | null,
  old: ApexSObject[] | null,
  ids: readonly string[],
): TriggerFrame {
  for (const record of old ?? []) record.readOnly = true;
  if (timing === 'after') for (const record of fresh ?? []) record.readOnly = true;
  const mapped = (records: ApexSObject[] | null): ApexMap<string, ApexSObject> | null => {
    if (!records || ids.length === 0) return null;
    const map = new ApexMap<string, ApexSObject>('Id', object.apiName);
    records.forEach((record, i) => map.put(record.id ?? ids[i]!, record));
    return map.freeze();
  };
  const listed = (records: ApexSObject[] | null): ApexList<ApexSObject> | null => records && new ApexList(object.apiName, records).freeze();
  const hasNewIds = !(timing === 'before' && event === 'insert');
  return {
    name: '',
    timing,
    event,
    object,
    new: listed(fresh),
    old: listed(old),
    newMap: hasNewIds ? mapped(fresh) : null,
    oldMap: mapped(old),
  };
}

/** Gives back what before-triggers changed and what errors were added. */
function takeBack(frame: TriggerFrame, rows: readonly TriggerRow[]): void {
  rows.forEach((row, i) => {
    const fresh = frame.new?.items[i];
    const old = frame.old?.items[i];
    if (fresh && frame.timing === 'before') {
      for (const name of fresh.changed) row.values.set(name, toNeutral(fresh.values.get(name)));
    }
    for (const record of [fresh, old]) if (record?.hasErrors()) row.errors.push(...record.errors);
  });
}

const OPERATIONS: Readonly<Record<TriggerTiming, Readonly<Record<TriggerEvent, string>>>> = {
  before: { insert: 'BEFORE_INSERT', update: 'BEFORE_UPDATE', delete: 'BEFORE_DELETE', undelete: 'BEFORE_UNDELETE' },
  after: { insert: 'AFTER_INSERT', update: 'AFTER_UPDATE', delete: 'AFTER_DELETE', undelete: 'AFTER_UNDELETE' },
};

/**
 * `Trigger.<name>`, lower-cased; outside triggers flags are false and the rest is null.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm
 */
export function triggerValue(frame: TriggerFrame | null, name: string): unknown {
  switch (name) {
    case 'isexecuting':
      return frame !== null;
    case 'isbefore':
    case 'isafter':
      return frame?.timing === name.slice(2);
    case 'isinsert':
    case 'isupdate':
    case 'isdelete':
    case 'isundelete':
      return frame?.event === name.slice(2);
    case 'size':
      return frame ? (frame.new ?? frame.old)!.size() : null;
    case 'operationtype':
      return frame && platformEnum('System.TriggerOperation', OPERATIONS[frame.timing][frame.event]);
    case 'new':
      return frame?.new ?? null;
    case 'old':
      return frame?.old ?? null;
    case 'newmap':
      return frame?.newMap ?? null;
    case 'oldmap':
      return frame?.oldMap ?? null;
    default:
      throw new TypeError(`There is no Trigger.${name}`);
  }
}
