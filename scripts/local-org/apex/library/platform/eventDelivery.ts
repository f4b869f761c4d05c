import type { ApexList } from '../../runtime/collections/index.ts';
import { callMethod, hasMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import { saveRecords } from '../database/save.ts';
import { noteDelivered, noteRefused } from './eventSubscribers.ts';

const PENDING_SLOT = 'publishedEvents';

/** Lists of events published in this test; those delivered are empty. */
export function pending(): ApexList<ApexSObject>[] {
  const { slots } = current();
  let events = slots.get(PENDING_SLOT) as ApexList<ApexSObject>[] | undefined;
  if (!events) slots.set(PENDING_SLOT, (events = []));
  return events;
}

/** What the triggers of the events being delivered learn of earlier attempts, and whether they ask for another one. */
interface Attempt {
  readonly retries: number;
  readonly lastError: string | null;
  /** Message of the EventBus.RetryableException that a trigger has thrown. */
  again?: string | null;
  /** Places in the stream of the events that are delivered. */
  readonly places: readonly string[];
  /** Place of the last event that a trigger says it has worked through. */
  checkpoint?: string;
}

const ATTEMPT_SLOT = 'eventAttempt';
const FIRST: Readonly<Attempt> = { retries: 0, lastError: null, places: [] };

/** https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_refire.htm */
const MAX_RETRIES = 9;

/** The attempt that the next delivery of an event is, when triggers have asked for one. */
const nextAttempt = new WeakMap<ApexSObject, Attempt>();

/** The last list of events that wait for their first delivery; none when it has begun. */
export function undelivered(): ApexList<ApexSObject> | undefined {
  const last = pending().at(-1);
  const first = last?.items[0];
  return first && !nextAttempt.has(first) ? last : undefined;
}

function currentAttempt(): Readonly<Attempt> {
  return (current().slots.get(ATTEMPT_SLOT) as Attempt | undefined) ?? FIRST;
}

/** `EventBus.TriggerContext`: the delivery that runs now. */
export class TriggerContext extends ApexObject {
  readonly retries: number;
  readonly lastError: string | null;

  constructor() {
    super();
    ({ retries: this.retries, lastError: this.lastError } = currentAttempt());
  }

  override get typeName(): string {
    return 'EventBus.TriggerContext';
  }
}

/**
 * The events after this one are delivered anew when the triggers are done.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TriggerContext.htm
 * Throws EventBus.InvalidReplayIdException for an event that is not delivered now.
 */
export function setCheckpoint(replayId: string | null): void {
  const running = current().slots.get(ATTEMPT_SLOT) as Attempt | undefined;
  if (!running || replayId === null || !running.places.includes(replayId)) {
    throwApex('EventBus.InvalidReplayIdException', `The replay ID is not one of this batch of events: ${replayId}`);
  }
  running.checkpoint = replayId;
}

export function checkpoint(): string | null {
  return currentAttempt().checkpoint ?? null;
}

/** A trigger has thrown: its events come again when it was an EventBus.RetryableException. */
export function noteRetry(error: ApexException): void {
  const running = current().slots.get(ATTEMPT_SLOT) as Attempt | undefined;
  if (running && error.typeName === 'EventBus.RetryableException') running.again = error.apexMessage;
}

/**
 * Takes the events out of their list and runs the subscribed triggers, events of one kind together. Events whose triggers
 * ask for it are delivered again: in tests when the broker delivers the next time, otherwise at once.
 */
export function deliver(list: ApexSObject[]): void {
  const any = list.length > 0;
  do {
    const events = list.splice(0);
    const kinds = new Set(events.map((event) => event.def));
    for (const kind of kinds) list.push(...attempt(events.filter((event) => event.def === kind)));
  } while (list.length > 0 && !current().isTest);
  if (any) callBack(false);
}

/** Runs the triggers of events of one kind; gives those to deliver again. What the triggers had saved by then is undone. */
function attempt(events: readonly ApexSObject[]): readonly ApexSObject[] {
  const { slots } = current();
  const outer = slots.get(ATTEMPT_SLOT);
  const places = events.map((event) => String(event.values.get('ReplayId')));
  const running: Attempt = { ...(nextAttempt.get(events[0]!) ?? FIRST), places };
  slots.set(ATTEMPT_SLOT, running);
  try {
    runTriggers(events);
    const done = running.checkpoint === undefined ? events.length : places.lastIndexOf(running.checkpoint) + 1;
    noteDelivered(events[0]!.def, events.slice(0, done));
    const rest = events.slice(done);
    // They have an id by now, as if they had been saved.
    for (const event of rest) event.values.delete('Id');
    return rest;
  } catch (error) {
    if (running.again === undefined || !(error instanceof ApexException)) throw error;
    if (running.retries >= MAX_RETRIES) return [];
    const next = { ...FIRST, retries: running.retries + 1, lastError: running.again };
    for (const event of events) nextAttempt.set(event, next);
    noteRefused(events[0]!.def, events, next);
    return events;
  } finally {
    slots.set(ATTEMPT_SLOT, outer);
  }
}

/** Events that the platform itself fires are records of nothing; those of the source pass the rules of a save. */
function runTriggers(events: readonly ApexSObject[]): void {
  const [{ def }] = events as readonly [ApexSObject];
  if (def.kind === 'platformEvent' && def.changeEventOf === undefined) {
    saveRecords('insert', events, { allOrNone: true, userMode: false, sharing: false });
    return;
  }
  const { store } = current().host;
  const savepoint = store.savepoint();
  try {
    current().runEventTriggers(def, events);
  } catch (error) {
    store.rollbackTo(savepoint);
    throw error;
  } finally {
    store.release(savepoint);
  }
}

/** `Test.getEventBus().deliver()` */
export function deliverPending(): void {
  const { host, test } = current();
  const lists = pending().splice(0);
  for (const list of lists) test.runAs(host.automatedProcessUser(), () => deliver(list.items));
  pending().push(...lists.filter((list) => list.items.length > 0));
}

/** What a publish callback learns of: `EventBus.SuccessResult` and `EventBus.FailureResult`. */
export class PublishOutcome extends ApexObject {
  readonly failed: boolean;
  readonly uuids: readonly string[];

  constructor(failed: boolean, uuids: readonly string[]) {
    super();
    this.failed = failed;
    this.uuids = uuids;
  }

  override get typeName(): string {
    return this.failed ? 'EventBus.FailureResult' : 'EventBus.SuccessResult';
  }
}

const CALLBACK_SLOT = 'publishCallbacks';

interface Waiting {
  readonly callback: ApexObject;
  readonly uuids: readonly string[];
}

export function waiting(): Waiting[] {
  const { slots } = current();
  let list = slots.get(CALLBACK_SLOT) as Waiting[] | undefined;
  if (!list) slots.set(CALLBACK_SLOT, (list = []));
  return list;
}

/** Tells the callbacks what became of the events they were given with. */
export function callBack(failed: boolean): void {
  for (const { callback, uuids } of waiting().splice(0)) {
    const method = failed ? 'onFailure' : 'onSuccess';
    if (hasMethod(callback, method, 1)) callMethod(callback, method, [new PublishOutcome(failed, uuids)]);
  }
}
