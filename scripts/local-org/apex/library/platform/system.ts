import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { hashOf, valuesEqual } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { textOf } from '../../runtime/text/index.ts';
import { ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { currentPage } from '../web/pages.ts';
import { today } from '../time/date.ts';
import { SCHEDULE_BATCH } from '../database/batch.ts';
import { ASSERT_STATICS } from './assert.ts';
import { ASYNC_STATICS } from './async.ts';
import { purgeOldJobs } from './oldJobs.ts';

/** Slot that says whether a test has the org in read-only mode. */
export const READ_ONLY_SLOT = 'readOnly';

function debug(value: unknown): void {
  current().log('DEBUG', textOf(value));
}

/** The first argument of the longer form is a LoggingLevel. */
function debugAt(level: unknown, value: unknown): void {
  current().log((level as ApexEnum).name, textOf(value));
}

const isEntry = (entry: string) => () => (current().entry ?? 'synchronous') === entry;

/** `System.equals`: null-safe equality of any two values. */
const STATICS: Record<string, NativeFn> = {
  'currentTimeMillis(): Long': () => BigInt(current().now()),
  'debug(Object value): void': debug,
  'debug(Object level, Object value): void': debugAt,
  'equals(Object a, Object b): Boolean': (a: unknown, b: unknown) => valuesEqual(a, b),
  'hashCode(Object value): Integer': (value: unknown) => {
    if (value === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
    return hashOf(value);
  },
  'getApplicationReadWriteMode(): System.ApplicationReadWriteMode': () =>
    platformEnum('System.ApplicationReadWriteMode', current().slots.get(READ_ONLY_SLOT) === true ? 'READ_ONLY' : 'DEFAULT'),
  'isBatch(): Boolean': isEntry('batch'),
  'isFuture(): Boolean': isEntry('future'),
  'isQueueable(): Boolean': isEntry('queueable'),
  'isScheduled(): Boolean': isEntry('schedulable'),
  'currentPageReference(): System.PageReference': currentPage,
  'purgeOldAsyncJobs(Date date): Integer': purgeOldJobs,
  'now(): Datetime': () => new ApexDatetime(current().now()),
  'today(): Date': today,
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
const systemType: NativeTypeSpec = {
  name: 'System.System',
  needsArgumentTypes: ['assertequals'],
  statics: { ...STATICS, ...ASSERT_STATICS, ...ASYNC_STATICS, ...SCHEDULE_BATCH },
  refused: [
    'static changeOwnPassword(String oldPassword, String newPassword): void',
    'static movePassword(Id target, Id source): void',
    'static pauseJobById(String id): void',
    'static pauseJobByName(String name): void',
    'static process(List<Id> ids, String action, String comments, String nextApprover): List<Id>',
    'static requestVersion(): System.Version',
    'static resumeJobById(String id): void',
    'static resumeJobByName(String name): void',
    'static setPassword(Id user, String password): void',
    'static submit(List<Id> ids, String comments, String nextApprover): List<Id>',
  ],
  unsupported: ['resetPassword', 'resetPasswordWithEmailTemplate', 'runAs(System.Version)', 'runAs'],
};

/** Interfaces that user classes implement. */
const INTERFACES: readonly NativeTypeSpec[] = [
  { name: 'System.Comparable', kind: 'interface', abstractMethods: ['compareTo(Object other): Integer'] },
  { name: 'System.Comparator', kind: 'interface', typeParams: ['T'], abstractMethods: ['compare(T a, T b): Integer'] },
  { name: 'System.Callable', kind: 'interface', abstractMethods: ['call(String action, Map<String, Object> args): Object'] },
];

/** `System.Collator`: compares text as the user's locale sorts it. */
class Collator extends ApexObject {
  readonly collator = new Intl.Collator(current().user.locale.replaceAll('_', '-'));

  override get typeName(): string {
    return 'Collator';
  }

  compare(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    return this.collator.compare(a, b);
  }
}

const collatorType: NativeTypeSpec = {
  name: 'System.Collator',
  implements: ['System.Comparator<String>'],
  statics: { 'getInstance(): System.Collator': () => new Collator() },
  methods: { 'compare(String a, String b): Integer': (collator: Collator, a: string | null, b: string | null) => collator.compare(a, b) },
};

export const systemTypes: readonly NativeTypeSpec[] = [systemType, ...INTERFACES, collatorType];
