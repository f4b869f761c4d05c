import type {
  DmlError,
  DmlOperation,
  DmlResult,
  GlobalContext,
  LeadConversion,
  LeadConversionResult,
  MergeResult,
  SaveContext,
} from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import type { QueryContext } from '../../soql/index.ts';
import { asLevel, type CodeUnit, type DebugLog } from '../debug-log/index.ts';
import type { ApexTransaction, AsyncJob, DataMode, RuntimeType, SaveOptions, TestContext } from '../runtime/context.ts';
import type { ApexHost, RunningUser } from '../runtime/host.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';
import type { ApexList } from '../runtime/collections/index.ts';
import { callInterface } from '../engine/support.ts';
import { FINALIZER_SLOT } from '../library/platform/async.ts';
import type { ApexObject } from '../runtime/object.ts';
import { queryContext, saveContext } from './contexts.ts';
import { JobRecords } from './async/records.ts';
import { convert, mergeRecords, purge, saveRecords } from './dml.ts';
import { futureTarget, Jobs } from './jobs.ts';
import { Limits } from './limits.ts';
import { Missed } from './missed.ts';
import { MixedDml } from './mixedDml.ts';
import { isCounted, runApexQuery } from './queries.ts';
import { search } from './search.ts';
import type { FormerUser, TransactionServices } from './services.ts';
import type { TriggerFrame } from './triggers.ts';

export type Entry = NonNullable<ApexTransaction['entry']>;

export interface TransactionOptions {
  readonly isTest?: boolean;
  /** A test with `@IsTest(SeeAllData=true)`. */
  readonly seesAllData?: boolean;
  readonly entry?: Entry;
  /** Is told what happens. */
  readonly debugLog?: DebugLog | undefined;
  /** Epoch ms at each call. Without it the transaction has one moment, read from the org's clock when it begins. */
  readonly clock?: () => number;
}

/** Jobs that say whether they call out. */
const CALLING_OUT_ON_REQUEST: ReadonlySet<Entry> = new Set(['future', 'queueable', 'batch']);

/** Triggers of platform events have the limits of synchronous Apex. */
function limitsOf(entry: Entry, store: ApexHost['store']): Limits {
  const isSynchronous = entry === 'synchronous' || entry === 'event';
  const kind = entry === 'finalizer' ? entry : isSynchronous ? 'synchronous' : 'asynchronous';
  return new Limits(kind, store, entry !== 'batch' && entry !== 'future');
}

/** One Apex transaction. The store transaction around it belongs to whoever starts it. */
export class Transaction implements ApexTransaction {
  readonly host: ApexHost;
  readonly isTest: boolean;
  readonly seesAllData: boolean;
  readonly debugLog: DebugLog | undefined;
  readonly missed = new Missed();
  /** In a test, that of the job which runs at its end. */
  entry: Entry;
  readonly slots = new Map<string, unknown>();
  readonly jobs: Jobs;
  readonly records: JobRecords;
  readonly test: TestContext;
  limits: Limits;
  user: RunningUser;
  /** Setup objects are not saved together with others. */
  mixedDml = new MixedDml();
  /** The triggers that run now, outermost first. */
  readonly triggers: TriggerFrame[] = [];
  /** The running job is one that may call out. */
  mayCallOut = false;
  /** The next call of a future method runs it instead of queueing it. */
  #runsFuture = false;
  readonly #services: TransactionServices;
  readonly #clock: () => number;

  constructor(services: TransactionServices, userId: string, options: TransactionOptions = {}) {
    this.#services = services;
    this.host = services.host;
    this.user = services.host.user(userId);
    this.isTest = options.isTest ?? false;
    this.seesAllData = options.seesAllData ?? !this.isTest;
    this.debugLog = options.debugLog;
    this.entry = options.entry ?? 'synchronous';
    this.limits = limitsOf(this.entry, this.host.store);
    const moment = services.host.now();
    this.#clock = options.clock ?? (() => moment);
    this.records = new JobRecords(this.host.store);
    this.jobs = new Jobs(this);
    this.test = this.jobs.testContext();
  }

  now(): number {
    return this.#clock();
  }

  log(level: string, message: string): void {
    this.#services.log(level, message);
    this.debugLog?.debug(asLevel(level), message);
  }

  /** Runs a code unit; without a debug log just the work. */
  unit<T>(unit: CodeUnit, work: () => T): T {
    return this.debugLog ? this.debugLog.unit(unit, () => this.limits, work) : work();
  }

  findType(name: string): RuntimeType | undefined {
    return this.#services.findType(name);
  }

  invoke(target: unknown, method: string, args: readonly unknown[]): unknown {
    return callInterface(target, method, args);
  }

  enqueue(job: AsyncJob): string {
    return this.jobs.add(job);
  }

  runEventTriggers(event: SObjectDef, records: readonly ApexSObject[]): void {
    this.#services.triggers(this).runEvents(event, records);
  }

  abortJob(id: string): void {
    this.jobs.abort(id);
  }

  /** Limits of a transaction of this entry that begins now. */
  freshLimits(): void {
    this.mixedDml = new MixedDml();
    this.limits = limitsOf(this.entry, this.host.store);
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts.htm */
  get calloutRefusal(): string | null {
    if (this.triggers.length > 0) return 'Callout from triggers are currently not supported.';
    if (this.entry === 'schedulable') return 'Callout from scheduled Apex not supported.';
    if (this.mayCallOut || !CALLING_OUT_ON_REQUEST.has(this.entry)) return null;
    return 'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';
  }

  /** A future method has been called: queues it, or runs it when its time has come. */
  future(className: string, methodName: string, run: () => void, args: readonly unknown[], generated: string, callouts: boolean): void {
    if (!this.#runsFuture) this.enqueue({ kind: 'future', className, methodName, target: futureTarget(args), generated, callouts });
    else {
      this.#runsFuture = false;
      run();
    }
  }

  callFuture(className: string, generated: string, args: readonly unknown[]): void {
    this.#runsFuture = true;
    this.#services.callStatic(className, generated, args);
  }

  /** The finalizer that the running queueable has attached; taken once. */
  takeFinalizer(): ApexObject | null {
    const finalizer = (this.slots.get(FINALIZER_SLOT) as ApexObject | undefined) ?? null;
    this.slots.delete(FINALIZER_SLOT);
    return finalizer;
  }

  query(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): unknown[] {
    if (mode.uncounted) return this.rows(soql, binds, mode);
    if (isCounted(soql, this.host.source.schema)) this.limits.spend('queries');
    const result = runApexQuery(this, soql, binds, mode, true);
    if (result.rows.length === 0) this.missed.foundNothing(result.object);
    if (mode.locator === true) {
      if (this.entry !== 'batch') this.limits.spend('queryLocatorRows', result.rows.length);
    } else this.limits.spend('queryRows', result.scanned);
    return result.rows;
  }

  /** Rows of a query that spends no limit of its own. */
  rows(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): unknown[] {
    return runApexQuery(this, soql, binds, mode).rows;
  }

  search(sosl: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): ApexList {
    return search(this, sosl, binds, mode);
  }

  countQuery(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): number {
    if (isCounted(soql, this.host.source.schema)) this.limits.spend('queries');
    this.limits.spend('queryRows');
    return runApexQuery(this, soql, binds, mode).totalSize;
  }

  save(operation: DmlOperation, records: readonly unknown[], options: SaveOptions): DmlResult[] {
    return saveRecords(this, operation, records as readonly ApexSObject[], options);
  }

  saveSetup(object: string): DmlError | undefined {
    this.limits.spend('dmlStatements');
    return this.mixedDml.beginSetup(object);
  }

  merge(master: unknown, losers: readonly unknown[], options: SaveOptions): MergeResult {
    return mergeRecords(this, master as ApexSObject, losers as readonly ApexSObject[], options);
  }

  convertLeads(conversions: readonly LeadConversion[], options: SaveOptions): LeadConversionResult[] {
    return convert(this, conversions, options);
  }

  emptyRecycleBin(ids: readonly string[]): ReadonlySet<string> {
    return purge(this, ids);
  }

  savepoint(): string {
    this.#countApart();
    return this.host.store.savepoint();
  }

  /** A DML statement that leaves nothing to be committed. */
  #countApart(): void {
    const pending = this.limits.pendingStatements;
    this.limits.spend('dmlStatements');
    this.limits.settle(pending);
  }

  /** Back to a savepoint before which so many DML statements were still to be committed. */
  rollback(savepoint: string, pending: number): void {
    this.limits.spend('dmlStatements');
    this.host.store.rollbackTo(savepoint);
    this.limits.settle(pending);
  }

  releaseSavepoint(savepoint: string): void {
    this.#countApart();
    this.host.store.release(savepoint);
  }

  queryContext(mode: DataMode): QueryContext {
    return queryContext(this, mode);
  }

  saveContext(mode?: Pick<DataMode, 'permissionSetId'>): SaveContext {
    return saveContext(this, this.#services.triggers(this), mode);
  }

  formulaGlobals(): GlobalContext {
    return this.saveContext();
  }

  /**
   * Becomes another user, who may save setup objects and others together; the answer goes to {@link leaveUser}.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects_test_methods.htm
   */
  enterUser(userId: string): FormerUser {
    const { user, mixedDml } = this;
    this.user = this.host.user(userId);
    this.mixedDml = new MixedDml(true);
    return { user, mixedDml };
  }

  leaveUser(former: FormerUser): void {
    Object.assign(this, former);
  }

  /** Runs `work` as another user; the former one comes back whatever happens. */
  runAs<T>(userId: string, work: () => T): T {
    const before = this.enterUser(userId);
    try {
      return work();
    } finally {
      this.leaveUser(before);
    }
  }
}
