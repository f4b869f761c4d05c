import { randomBytes } from 'node:crypto';
import { recordFromStored, toNeutral, type ApexSObject, type Transaction } from '../apex/index.ts';
import type { DmlError, FlowRunner, TriggerEvent, TriggerRow, TriggerTiming } from '../dml/index.ts';
import type { MetadataComponent, SObjectDef } from '../metadata/index.ts';
import type { FlowDefinition } from './definition.ts';
import { FlowFault } from './errors.ts';
import { beforeSave, Frame, type InterviewContext, type TriggeringRecord } from './frame.ts';
import { runInterviews } from './run.ts';

/** When flows of a trigger type run. */
const TIMINGS: Readonly<Record<string, TriggerTiming>> = {
  RecordBeforeSave: 'before',
  RecordBeforeDelete: 'before',
  RecordAfterSave: 'after',
  PlatformEvent: 'after',
};

const EVENTS: Readonly<Record<string, readonly TriggerEvent[]>> = {
  Create: ['insert'],
  Update: ['update'],
  CreateAndUpdate: ['insert', 'update'],
  Delete: ['delete'],
};

/** Flows that start one another may go as deep as triggers. */
const MAX_DEPTH = 16;

/** Where flows with no order stand among those that have one. https://help.salesforce.com/s/articleView?id=platform.flow_task_trigger_run_order.htm */
const UNORDERED = 1000.5;

const keyOf = (object: string, timing: TriggerTiming, event: TriggerEvent): string => `${object.toLowerCase()} ${timing} ${event}`;

/** The keys of what starts a flow: object, timing and event. */
export function startKeys({ xml }: MetadataComponent): readonly string[] {
  const { start } = xml as { start?: { object?: unknown; recordTriggerType?: unknown; triggerType?: unknown } };
  const { object, recordTriggerType, triggerType } = start ?? {};
  const timing = TIMINGS[String(triggerType)];
  if (timing === undefined || typeof object !== 'string') return [];
  const events = triggerType === 'PlatformEvent' ? EVENTS['Create']! : (EVENTS[String(recordTriggerType)] ?? []);
  return events.map((event) => keyOf(object, timing, event));
}

/** What a transaction needs to know of the flows that records and events start. */
export interface TriggeredFlows {
  /** Sound flows in no order; reads those that have not been read. */
  started(key: string): readonly FlowDefinition[];
  has(key: string): boolean;
  find(name: string): FlowDefinition | undefined;
}

/** Records for which a flow runs at present, by the name of the flow. */
const running = new WeakMap<Transaction, Map<string, Set<string>>>();
const depths = new WeakMap<Transaction, number>();

/** Runs the flows that saves of a transaction start. */
export function flowRunner(flows: TriggeredFlows, current: () => Transaction): FlowRunner {
  return {
    has: (object, timing, event) => flows.has(keyOf(object.apiName, timing, event)),
    run: (object, timing, event, rows) => {
      const transaction = current();
      const depth = depths.get(transaction) ?? 0;
      depths.set(transaction, depth + 1);
      try {
        for (const flow of ordered(flows.started(keyOf(object.apiName, timing, event)))) {
          const living = rows.filter((row) => row.errors.length === 0);
          if (depth >= MAX_DEPTH) for (const row of living) row.errors.push(failed(flow, new FlowFault('Maximum trigger depth exceeded')));
          else runFlow(flow, flows, transaction, { object, timing, rows: living });
        }
      } finally {
        depths.set(transaction, depth);
      }
    },
  };
}

function ordered(flows: readonly FlowDefinition[]): readonly FlowDefinition[] {
  const place = ({ start }: FlowDefinition): number => start.order ?? UNORDERED;
  return [...flows].sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

interface Save {
  readonly object: SObjectDef;
  readonly timing: TriggerTiming;
  readonly rows: readonly TriggerRow[];
}

function runFlow(flow: FlowDefinition, flows: TriggeredFlows, transaction: Transaction, { object, timing, rows }: Save): void {
  const base = {
    transaction,
    sharing: flow.runInMode === 'SystemModeWithSharing',
    isBeforeSave: timing === 'before',
    find: (name: string) => flows.find(name),
  };
  const busy = busyWith(transaction, flow.name);
  const candidates = rows
    .filter(({ id }) => id === null || !busy.has(id))
    .map((row) => ({ row, frame: frameOf(flow, base, triggering(object, row)) }));
  const started = candidates.filter(({ frame }) => meetsConditions(flow, frame));
  if (started.length === 0) return;
  const ids = started.flatMap(({ row }) => row.id ?? []);
  for (const id of ids) busy.add(id);
  try {
    const faults = runInterviews(started.map(({ frame }) => frame));
    started.forEach(({ row, frame }, at) => {
      const fault = faults[at];
      // Nobody waits for what an event starts.
      if (fault && flow.start.triggerType !== 'PlatformEvent') row.errors.push(failed(flow, fault));
      if (timing === 'before') takeBack(frame.context.trigger!.record, row);
    });
  } finally {
    for (const id of ids) busy.delete(id);
  }
}

/**
 * A flow that saves the record that has started it is not started by it once more.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm (recursive saves)
 */
function busyWith(transaction: Transaction, flow: string): Set<string> {
  let flows = running.get(transaction);
  if (!flows) running.set(transaction, (flows = new Map<string, Set<string>>()));
  let ids = flows.get(flow);
  if (!ids) flows.set(flow, (ids = new Set()));
  return ids;
}

function frameOf(flow: FlowDefinition, base: Omit<InterviewContext, 'guid'>, trigger: TriggeringRecord): Frame {
  let guid: string | undefined;
  const context: InterviewContext = {
    ...base,
    trigger,
    get guid() {
      return (guid ??= newGuid());
    },
  };
  return new Frame(flow, context, new Map());
}

const GUID_BYTES = 20;

export function newGuid(): string {
  return randomBytes(GUID_BYTES).toString('hex');
}

function triggering(object: SObjectDef, { values, old, errors }: TriggerRow): TriggeringRecord {
  return {
    record: recordFromStored(object, values),
    prior: old ? recordFromStored(object, old) : null,
    isNew: old === null,
    addError: (message, field) => {
      errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: field === undefined ? [] : [field] });
    },
  };
}

/** With "only when a record is updated to meet the condition requirements" it must not have met them before. */
function meetsConditions({ start }: FlowDefinition, frame: Frame): boolean {
  if (!start.conditions(frame)) return false;
  const before = start.onlyWhenChanged ? beforeSave(frame) : null;
  return before === null || !start.conditions(before);
}

/** Gives the save what a flow before it has put into the record. */
function takeBack(record: ApexSObject, { values }: TriggerRow): void {
  for (const name of record.changed) values.set(name, toNeutral(record.values.get(name)));
}

/** https://help.salesforce.com/s/articleView?id=platform.flow_troubleshoot_error_messages.htm */
function failed({ label }: FlowDefinition, { message }: FlowFault): DmlError {
  return {
    statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
    message: `We can't save this record because the “${label}” process failed. Give your Salesforce admin these details. ${message}`,
    fields: [],
  };
}
