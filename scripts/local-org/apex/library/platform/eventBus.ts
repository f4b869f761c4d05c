import { randomUUID } from 'node:crypto';
import type { DmlError } from '../../../dml/index.ts';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList, callMethod, hasMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DmlResultInfo } from '../database/results.ts';
import { saveRecords } from '../database/save.ts';

const PENDING_SLOT = 'publishedEvents';

/** Lists of events published in this test; those delivered are empty. */
function pending(): ApexList<ApexSObject>[] {
  const { slots } = current();
  let events = slots.get(PENDING_SLOT) as ApexList<ApexSObject>[] | undefined;
  if (!events) slots.set(PENDING_SLOT, (events = []));
  return events;
}

/** Takes the events out of their list and runs the subscribed triggers, events of one kind together. */
export function deliver(list: ApexSObject[]): void {
  const events = list.splice(0);
  const kinds = new Set(events.map((event) => event.def));
  for (const kind of kinds) {
    const records = events.filter((event) => event.def === kind);
    saveRecords('insert', records, { allOrNone: true, userMode: false, sharing: false });
  }
  if (events.length > 0) callBack(false);
}

/** An event that lacks a required field is refused in its result; nothing is thrown. */
function missingFields({ def, values }: ApexSObject): DmlError[] {
  const missing = [...def.fields.values()].filter((field) => field.required && (values.get(field.apiName) ?? null) === null);
  if (missing.length === 0) return [];
  const fields = missing.map((field) => field.apiName);
  return [{ statusCode: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${fields.join(', ')}]`, fields }];
}

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
  const list = pending();
  for (const event of events) {
    if (event === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
    if (event.def.kind !== 'platformEvent') throwApex('System.TypeException', `${event.def.apiName} is no platform event`);
  }
  // A call counts once, against the limit of its kind of event.
  for (const immediate of new Set(events.map((event) => isImmediate(event!)))) {
    current().limits.spend(immediate ? 'publishImmediateDML' : 'dmlStatements');
  }
  const errors = (events as readonly ApexSObject[]).map(missingFields);
  const accepted = (events as readonly ApexSObject[]).filter((_, row) => errors[row]!.length === 0).map((event) => event.clone());
  if (accepted.length > 0) {
    // A list of its own in a test: its broker may deliver before the test stops.
    const target = new ApexList('SObject', accepted);
    if (current().isTest) list.push(target);
    current().enqueue({ kind: 'event', className: 'EventBus', methodName: null, target });
  }
  return errors.map((found) => {
    const success = found.length === 0;
    return new DmlResultInfo('SaveResult', { id: null, success, created: success, errors: found });
  });
}

/** `EventBus.TestBroker`: delivers at once what a test has published. */
class TestBroker extends ApexObject {
  override get typeName(): string {
    return 'EventBus.TestBroker';
  }
}

function deliverPending(): void {
  const { host, test } = current();
  for (const list of pending().splice(0)) test.runAs(host.automatedProcessUser(), () => deliver(list.items));
}

export function testBroker(): ApexObject {
  if (!current().isTest) throwApex('System.UnexpectedException', 'Method not allowed outside of a test: Test.getEventBus');
  return new TestBroker();
}

/** What a publish callback learns of: `EventBus.SuccessResult` and `EventBus.FailureResult`. */
class PublishOutcome extends ApexObject {
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

function waiting(): Waiting[] {
  const { slots } = current();
  let list = slots.get(CALLBACK_SLOT) as Waiting[] | undefined;
  if (!list) slots.set(CALLBACK_SLOT, (list = []));
  return list;
}

/** Only tests can say when a callback is due; elsewhere the result of an asynchronous publish never comes. */
function publishWithCallback(events: readonly (ApexSObject | null)[], callback: ApexObject | null): DmlResultInfo[] {
  if (!current().isTest) throw new UnsupportedFeatureError('EventBus publish callbacks outside of tests');
  const results = publish(events);
  const uuids = events.map((event) => (event?.values.get('EventUuid') as string | undefined) ?? randomUUID());
  if (callback) waiting().push({ callback, uuids });
  return results;
}

function callBack(failed: boolean): void {
  for (const { callback, uuids } of waiting().splice(0)) {
    const method = failed ? 'onFailure' : 'onSuccess';
    if (hasMethod(callback, method, 1)) callMethod(callback, method, [new PublishOutcome(failed, uuids)]);
  }
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
    },
    unsupported: ['getOperationId'],
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
  { name: 'EventBus.RetryableException', kind: 'exception' },
];
