import type { ApexSObject, Transaction } from '../apex/index.ts';
import type { FlowDefinition, ResourceType } from './definition.ts';
import { convert } from './values.ts';

/** The record whose save started a flow. */
export interface TriggeringRecord {
  readonly record: ApexSObject;
  readonly prior: ApexSObject | null;
  readonly isNew: boolean;
  /** Puts an error on the record, or on one of its fields: the save fails. */
  readonly addError: (message: string, field?: string) => void;
}

/** What all frames of an interview share. */
export interface InterviewContext {
  readonly transaction: Transaction;
  /** Sharing of the running user is enforced for what the flow reads and saves. */
  readonly sharing: boolean;
  readonly trigger?: TriggeringRecord;
  /** The save before which the flow runs: its record is changed, nothing else. */
  readonly isBeforeSave?: boolean;
  /** `$Flow.InterviewGuid` */
  readonly guid: string;
  readonly find: (flowName: string) => FlowDefinition | undefined;
}

/** Apex name of the elements of a collection. */
export function elementTypeOf({ dataType, of }: ResourceType): string {
  switch (dataType) {
    case 'sobject':
    case 'apex':
      return of ?? 'SObject';
    case 'number':
    case 'currency':
      return 'Decimal';
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'Datetime';
    case 'time':
      return 'Time';
    default:
      return 'String';
  }
}

/** A flow that runs: its variables, where it is, and the flow that it is a subflow of. */
export class Frame {
  readonly flow: FlowDefinition;
  readonly context: InterviewContext;
  readonly caller: Frame | null;
  /** Variables and what elements have left behind, by lower-cased name. */
  readonly values = new Map<string, unknown>();
  /** Names of the elements that have run. */
  readonly visited = new Set<string>();
  /** The element to run next. */
  at: string | null;
  faultMessage: string | null = null;

  constructor(flow: FlowDefinition, context: InterviewContext, inputs: ReadonlyMap<string, unknown>, caller: Frame | null = null) {
    this.flow = flow;
    this.context = context;
    this.caller = caller;
    this.at = flow.start.next;
    for (const [key, variable] of flow.variables) {
      this.values.set(key, variable.initial?.(this) ?? null);
    }
    for (const [name, value] of inputs) {
      const key = name.toLowerCase();
      const variable = flow.variables.get(key);
      if (variable) this.values.set(key, convert(value, variable));
    }
  }

  /** Remembers what an element leaves behind. */
  leave(element: string, value: unknown): void {
    this.values.set(element.toLowerCase(), value);
  }
}

/** The same frame with the record as it was before the save, for conditions that it must not have met; null for a new record. */
export function beforeSave(frame: Frame): Frame | null {
  const { trigger } = frame.context;
  if (!trigger?.prior) return null;
  const context: InterviewContext = { ...frame.context, trigger: { ...trigger, record: trigger.prior, prior: null } };
  const before = new Frame(frame.flow, context, new Map());
  for (const [key, value] of frame.values) before.values.set(key, value);
  return before;
}
