import { TriggerFailure, type TriggerEvent, type TriggerRow, type TriggerRunner, type TriggerTiming } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { ApexList, ApexMap } from '../runtime/collections/index.ts';
import { ApexException, asApexError, LimitException } from '../runtime/exception.ts';
import { platformEnum } from '../runtime/platformEnums.ts';
import { recordFromStored, toNeutral, type ApexSObject } from '../runtime/sobject/index.ts';
import type { Transaction } from './transaction.ts';

/** A compiled trigger. */
export interface TriggerCode {
  readonly name: string;
  run(): void;
}

/** What `Trigger.…` answers while a trigger runs. */
export interface TriggerFrame {
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
  depth: { value: number },
): TriggerRunner {
  return {
    has: (object, timing, event) => find(object, timing, event).length > 0,
    run: (object, timing, event, rows) => {
      const frame = createFrame(object, timing, event, rows);
      const outer = transaction.trigger;
      transaction.trigger = frame;
      if (++depth.value > MAX_DEPTH) throw new LimitException(`Maximum trigger depth exceeded`);
      try {
        for (const trigger of find(object, timing, event)) runOne(trigger, timing, event);
      } finally {
        depth.value--;
        transaction.trigger = outer;
      }
      takeBack(frame, rows);
    },
  };
}

function runOne(trigger: TriggerCode, timing: TriggerTiming, event: TriggerEvent): void {
  try {
    trigger.run();
  } catch (raw) {
    const error = asApexError(raw);
    if (!(error instanceof ApexException) || error instanceof LimitException || !error.catchable) throw error;
    const text = `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}\n\n${error.stackTraceString}`;
    throw new TriggerFailure(trigger.name, timing, event, text, { cause: error });
  }
}

function createFrame(object: SObjectDef, timing: TriggerTiming, event: TriggerEvent, rows: readonly TriggerRow[]): TriggerFrame {
  const hasNew = event !== 'delete';
  const hasOld = event === 'update' || event === 'delete';
  const fresh = hasNew ? rows.map((row) => recordFromStored(object, row.values)) : null;
  const old = hasOld ? rows.map((row) => recordFromStored(object, row.old ?? row.values)) : null;
  for (const record of old ?? []) record.readOnly = true;
  if (timing === 'after') for (const record of fresh ?? []) record.readOnly = true;
  const mapped = (records: ApexSObject[] | null): ApexMap<string, ApexSObject> | null => {
    if (!records) return null;
    const map = new ApexMap<string, ApexSObject>('Id', object.apiName);
    records.forEach((record, i) => map.put(record.id ?? rows[i]!.id!, record));
    return map.freeze();
  };
  const listed = (records: ApexSObject[] | null): ApexList<ApexSObject> | null => records && new ApexList(object.apiName, records).freeze();
  const hasNewIds = hasNew && !(timing === 'before' && event === 'insert');
  return { timing, event, object, new: listed(fresh), old: listed(old), newMap: hasNewIds ? mapped(fresh) : null, oldMap: mapped(old) };
}

/** Gives back what before-triggers changed and what errors were added. */
function takeBack(frame: TriggerFrame, rows: readonly TriggerRow[]): void {
  rows.forEach((row, i) => {
    const fresh = frame.new?.items[i];
    const old = frame.old?.items[i];
    if (fresh && frame.timing === 'before') {
      for (const name of fresh.changed) row.values.set(name, toNeutral(fresh.values.get(name)));
    }
    for (const record of [fresh, old]) if (record) row.errors.push(...record.errors);
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
