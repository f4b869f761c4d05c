import { randomUUID } from 'node:crypto';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DmlResultInfo } from '../database/results.ts';
import type { PublishOutcome } from './eventDelivery.ts';
import { callBack, checkpoint, deliverPending, pending, setCheckpoint, TriggerContext, undelivered, waiting } from './eventDelivery.ts';
import { asPublished, isStandardEvent, refusals } from './eventMessage.ts';

/** Events are published at once, not with the transaction: `<publishBehavior>` of their object. */
function isImmediate(event: ApexSObject): boolean {
  const objects = current().host.source.components.get('CustomObject') ?? [];
  return objects.find(({ fullName }) => fullName === event.def.apiName)?.xml.publishBehavior === 'PublishImmediately';
}

/**
 * Publishes platform events: their triggers run after the transaction, in tests when the test stops or its broker delivers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_publish.htm
 */
function publish(events: readonly (ApexSObject | null)[]): DmlResultInfo[] {
  for (const event of events) {
    if (event === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
    if ((event.def.kind !== 'platformEvent' && !isStandardEvent(event)) || event.def.changeEventOf !== undefined)
      throwApex('System.TypeException', `${event.def.apiName} is no platform event`);
  }
  // A call counts once, against the limit of its kind of event.
  for (const immediate of new Set(events.map((event) => isImmediate(event!)))) {
    current().limits.spend(immediate ? 'publishImmediateDML' : 'dmlStatements');
  }
  const errors = (events as readonly ApexSObject[]).map(refusals);
  const accepted = (events as readonly ApexSObject[]).filter((_, row) => errors[row]!.length === 0).map(asPublished);
  if (accepted.length > 0) send(accepted);
  const messages = accepted.values();
  return errors.map((found) => {
    const success = found.length === 0;
    const result = new DmlResultInfo('SaveResult', { id: null, success, created: success, errors: found });
    if (success) operations.set(result, (messages.next().value?.values.get('EventUuid') as string | undefined) ?? randomUUID());
    return result;
  });
}

/** The id of the message that a publish has queued, by the result of the publish; none where it was refused. */
const operations = new WeakMap<object, string>();

/**
 * Tells subscribers after the transaction. What a test publishes before its broker delivers arrives together, as one batch.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test_deliver.htm
 */
function send(events: ApexSObject[]): void {
  if (current().isTest) {
    const waiting = undelivered();
    if (waiting) return void waiting.items.push(...events);
  }
  const target = new ApexList('SObject', events);
  if (current().isTest) pending().push(target);
  current().enqueue({ kind: 'event', className: 'EventBus', methodName: null, target });
}

/** Publishes what the platform itself tells of, such as change events; no limit counts it. */
export function publishByPlatform(events: readonly ApexSObject[]): void {
  if (events.length > 0) send(events.map(asPublished));
}

/** `EventBus.TestBroker`: delivers at once what a test has published. */
class TestBroker extends ApexObject {
  override get typeName(): string {
    return 'EventBus.TestBroker';
  }
}

export function testBroker(): ApexObject {
  if (!current().isTest) throwApex('System.UnexpectedException', 'Method not allowed outside of a test: Test.getEventBus');
  return new TestBroker();
}

/** Only tests can say when a callback is due; elsewhere the result of an asynchronous publish never comes. */
function publishWithCallback(events: readonly (ApexSObject | null)[], callback: ApexObject | null): DmlResultInfo[] {
  if (!current().isTest) throw new UnsupportedFeatureError('EventBus publish callbacks outside of tests');
  const results = publish(events);
  const uuids = events.map((event) => (event?.values.get('EventUuid') as string | undefined) ?? randomUUID());
  if (callback) waiting().push({ callback, uuids });
  return results;
}

/** `Test.getEventBus().fail()`: the events do not arrive. */
function failPending(): void {
  for (const list of pending().splice(0)) list.items.splice(0);
  callBack(true);
}

const OUTCOME = {
  kind: 'interface' as const,
  methods: { 'getEventUuids(): List<String>': (outcome: PublishOutcome) => new ApexList('String', [...outcome.uuids]) },
};

export const eventBusTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.EventBus',
    statics: {
      'publish(List<SObject> events): List<Database.SaveResult>': (events: ApexList<ApexSObject>) =>
        new ApexList('Database.SaveResult', publish(events.items)),
      'publish(SObject event): Database.SaveResult': (event: ApexSObject) => publish([event])[0],
      'publish(List<SObject> events, Object callback): List<Database.SaveResult>': (events: ApexList<ApexSObject>, callback: ApexObject) =>
        new ApexList('Database.SaveResult', publishWithCallback(events.items, callback)),
      'publish(SObject event, Object callback): Database.SaveResult': (event: ApexSObject, callback: ApexObject) =>
        publishWithCallback([event], callback)[0],
      'getOperationId(Object result): String': (result: unknown) => operations.get(result as object) ?? null,
    },
  },
  { name: 'EventBus.TestBroker', methods: { 'deliver(): void': deliverPending, 'fail(): void': failPending } },
  { name: 'EventBus.SuccessResult', ...OUTCOME },
  { name: 'EventBus.FailureResult', ...OUTCOME },
  {
    name: 'EventBus.EventPublishSuccessCallback',
    kind: 'interface',
    abstractMethods: ['onSuccess(EventBus.SuccessResult result): void'],
  },
  {
    name: 'EventBus.EventPublishFailureCallback',
    kind: 'interface',
    abstractMethods: ['onFailure(EventBus.FailureResult result): void'],
  },
  { name: 'EventBus.InvalidReplayIdException', kind: 'exception' },
  { name: 'EventBus.RetryableException', kind: 'exception' },
  {
    // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TriggerContext.htm
    name: 'EventBus.TriggerContext',
    statics: { 'currentContext(): EventBus.TriggerContext': () => new TriggerContext() },
    properties: {
      'lastError: String': { get: (context: TriggerContext) => context.lastError },
      'retries: Integer': { get: (context: TriggerContext) => context.retries },
    },
    methods: {
      'getResumeCheckpoint(): String': () => checkpoint(),
      'setResumeCheckpoint(String replayId): void': (_: unknown, id: string) => setCheckpoint(id),
    },
  },
];
