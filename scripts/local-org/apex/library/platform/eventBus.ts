import { ApexList } from '../../runtime/collections/index.ts';
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

/** Runs the subscribed triggers, events of one kind together. */
export function deliver(events: readonly ApexSObject[]): void {
  const kinds = new Set(events.map((event) => event.def));
  for (const kind of kinds) {
    const records = events.filter((event) => event.def === kind);
    saveRecords('insert', records, { allOrNone: true, userMode: false, sharing: false });
  }
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
  current().limits.spend('dmlStatements');
  const accepted = (events as readonly ApexSObject[]).map((event) => event.clone());
  if (accepted.length > 0) {
    // A list of its own in a test: its broker may deliver before the test stops.
    const target = new ApexList('SObject', accepted);
    if (current().isTest) list.push(target);
    current().enqueue({ kind: 'event', className: 'EventBus', methodName: null, target });
  }
  return accepted.map(() => new DmlResultInfo('SaveResult', { id: null, success: true, created: true, errors: [] }));
}

/** `EventBus.TestBroker`: delivers at once what a test has published. */
class TestBroker extends ApexObject {
  override get typeName(): string {
    return 'EventBus.TestBroker';
  }
}

function deliverPending(): void {
  for (const list of pending().splice(0)) deliver(list.items.splice(0));
}

export function testBroker(): ApexObject {
  if (!current().isTest) throwApex('System.UnexpectedException', 'Method not allowed outside of a test: Test.getEventBus');
  return new TestBroker();
}

export const eventBusTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.EventBus',
    statics: {
      'publish(List<SObject> events): List<Database.SaveResult>': (events: ApexList<ApexSObject>) =>
        new ApexList('Database.SaveResult', publish(events.items)),
      'publish(SObject event): Database.SaveResult': (event: ApexSObject) => publish([event])[0],
    },
    unsupported: ['getOperationId', 'publish(List<SObject>,Object)', 'publish(SObject,Object)'],
  },
  { name: 'EventBus.TestBroker', methods: { 'deliver(): void': deliverPending }, unsupported: ['fail'] },
  { name: 'EventBus.RetryableException', kind: 'exception' },
];
