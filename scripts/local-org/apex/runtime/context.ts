import type { SObjectDef } from '../../metadata/index.ts';
import type {
  DmlError,
  DmlOperation,
  DmlResult,
  GlobalContext,
  LeadConversion,
  LeadConversionResult,
  MergeResult,
} from '../../dml/index.ts';
import type { CodeUnit, DebugLog } from '../debug-log/debug-log.ts';
import type { ApexList } from './collections/list.ts';
import type { ApexHost, RunningUser } from './host.ts';
import type { ClassInfo } from './object.ts';

/**
 * The running Apex transaction as the standard library and generated code see it. The language side
 * (`apex/transaction`) implements it; the library only uses it through {@link current}.
 */
export interface ApexTransaction {
  readonly host: ApexHost;
  readonly limits: LimitMeter;
  /** Changes inside `System.runAs`. */
  readonly user: RunningUser;
  /** True from the first line of a test method to its end. */
  readonly isTest: boolean;
  /** What an org would have done by now that the local org has not, by the names of the features. */
  readonly missed: { readonly features: readonly string[] };
  /** False in tests, unless they say `@IsTest(SeeAllData=true)`. */
  readonly seesAllData: boolean;
  /** Epoch ms: the transaction's moment (tests may not move it; the org's clock may differ by an offset). */
  now(): number;
  /**
   * Runs SOQL. `binds` gives the Apex value of a bind name (dynamic) or index (static).
   * Returns neutral rows; `runtime/sobject` turns them into SObjects. Spends query and row limits.
   */
  query(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): unknown[];
  countQuery(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): number;
  /** Runs SOSL; one list of records per object after RETURNING. Spends the limit of searches. */
  search(sosl: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): ApexList;
  /** Saves SObjects (`ApexSObject`s), sets ids on them, fires triggers. Spends DML limits. */
  save(operation: DmlOperation, records: readonly unknown[], options: SaveOptions): DmlResult[];
  /** Counts a change of setup by a library method as a save of this object; gives why the transaction may not save it. */
  saveSetup(object: string): DmlError | undefined;
  /** Merges records into a master. Spends DML limits. */
  merge(master: unknown, losers: readonly unknown[], options: SaveOptions): MergeResult;
  convertLeads(conversions: readonly LeadConversion[], options: SaveOptions): LeadConversionResult[];
  /** Removes records from the recycle bin; gives the ids that were in it. */
  emptyRecycleBin(ids: readonly string[]): ReadonlySet<string>;
  /** What global variables of formulas are read from. */
  formulaGlobals(): GlobalContext;
  savepoint(): string;
  /** Back to a savepoint before which so many DML statements were still to be committed. */
  rollback(savepoint: string, pending: number): void;
  releaseSavepoint(savepoint: string): void;
  /**
   * Queues work to run after the transaction commits (or at Test.stopTest). Returns the 18-character id of its AsyncApexJob,
   * or of its CronTrigger for a schedule.
   */
  /** Runs the triggers of an event over events that are not kept. */
  runEventTriggers(event: SObjectDef, records: readonly unknown[]): void;
  enqueue(job: AsyncJob): string;
  /** Takes a queued job or a schedule back, by the id that {@link enqueue} gave. */
  abortJob(id: string): void;
  /** Message of System.debug. */
  log(level: string, message: string): void;
  /** Who logs what happens; undefined when nobody wants to know. */
  readonly debugLog?: DebugLog | undefined;
  /** Runs what the debug log, if there is one, shows as a code unit. */
  unit<T>(unit: CodeUnit, work: () => T): T;
  /** Test services: runAs, startTest, stopTest, mocks, pages. Throws outside tests. */
  readonly test: TestContext;
  /** How the transaction was entered, for System.isBatch and the like; `synchronous` covers requests, tests and triggers. */
  readonly entry?: 'synchronous' | 'queueable' | 'future' | 'finalizer' | 'batch' | 'schedulable' | 'event';
  /** Why nothing that runs now may call out; null when it may. */
  readonly calloutRefusal?: string | null;
  /** Named slots the library keeps for the length of the transaction (e.g. the callout mock). */
  readonly slots: Map<string, unknown>;
  /** Runtime type of a user or native class by name, for `Type.forName`, JSON and enums; undefined when unknown. */
  findType(name: string): RuntimeType | undefined;
  /** Calls an instance method of a user-defined object by name, for library code calling back (compareTo, execute, handle …). */
  invoke(target: unknown, method: string, args: readonly unknown[]): unknown;
}

export interface DataMode {
  /** USER_MODE: object and field permissions and sharing. */
  readonly userMode: boolean;
  /** In user mode: a permission set whose object and field permissions count along with the user's. */
  readonly permissionSetId?: string;
  /** Sharing of the calling class, when not in user mode. */
  readonly sharing: boolean;
  /** The rows go to a Database.QueryLocator, which has a limit of its own, and none in a batch job. */
  readonly locator?: boolean;
  /** Whoever asks counts the query and its rows. */
  readonly uncounted?: boolean;
}

export interface SaveOptions extends DataMode {
  readonly allOrNone: boolean;
  readonly externalIdField?: string;
}

export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'queryLocatorRows'
  | 'aggregateQueries'
  | 'soslQueries'
  | 'dmlStatements'
  | 'dmlRows'
  | 'callouts'
  | 'emailInvocations'
  | 'futureCalls'
  | 'queueableJobs'
  | 'publishImmediateDML'
  | 'cpuTime'
  | 'heapSize';

export interface LimitMeter {
  used(name: LimitName): number;
  max(name: LimitName): number;
  /** Adds to a counter; throws the uncatchable LimitException when it passes its maximum. */
  spend(name: LimitName, amount?: number): void;
  /** DML statements whose work is still to be committed. */
  readonly pendingStatements: number;
}

export interface AsyncJob {
  readonly kind: 'queueable' | 'future' | 'batch' | 'schedulable' | 'event';
  readonly className: string;
  readonly methodName: string | null;
  /** The object whose method runs; a list of the arguments of a future method, or of the published events. */
  readonly target: unknown;
  /** Future methods: the generated method, among methods of one name. */
  readonly generated?: string;
  /** Batch jobs: records of one `execute`. */
  readonly scope?: number;
  /** Minutes the job waits at least. */
  readonly delayMinutes?: number;
  /** Queueable jobs: no second job of that signature waits. */
  readonly signature?: string;
  /** Queueable jobs: the place among those that queue each other. */
  readonly stack?: QueueStack;
  /** Future methods that may call out. */
  readonly callouts?: boolean;
  /** Scheduled jobs; `next` is the next time it fires, epoch ms. */
  readonly schedule?: { readonly name: string; readonly cron: string; readonly next: number };
}

/** The place of a queueable among those that queue each other. */
export interface QueueStack {
  /** 1 for one that no other has queued. */
  readonly depth: number;
  /** The greatest depth that is allowed. */
  readonly most?: number;
  /** Minutes it waits at least. */
  readonly delay?: number;
  /** How many before it failed in a row and were queued again by their finalizers. */
  readonly failures?: number;
}

export interface TestContext {
  start(): void;
  stop(): void;
  runAs(userId: string, work: () => void): void;
}

/** Reflection over a type, for System.Type, JSON and describe. */
export interface RuntimeType {
  readonly name: string;
  /** The object of an SObject type. A class of the same name hides it, so ask this, not the schema. */
  readonly object?: SObjectDef;
  /** Creates an instance with the no-argument constructor. */
  newInstance(): unknown;
  isAssignableFrom(other: RuntimeType): boolean;
  /** Private classes of a class: its outermost class, outside of which nothing finds them by name. */
  readonly privateOf?: string;
  /** User-defined classes: their members, for JSON. */
  readonly classInfo?: ClassInfo;
  /** User-defined classes: an instance on which no constructor ran, for JSON.deserialize. */
  allocate?(): unknown;
  /** User-defined classes: an instance whose methods ask `handle`, for Test.createStub. */
  stub?(handle: StubHandler): unknown;
  /** Classes with an `@InvocableMethod`: calls it with sets of parameters; gives the output values of each. */
  invocable?(inputs: readonly ReadonlyMap<string, unknown>[]): ReadonlyMap<string, unknown>[];
  /** Enums: the value of that name, ignoring case. */
  enumValue?(name: string): unknown;
}

/** Answers for a method of a stub. Types are canonical names; `void` for no result. */
export type StubHandler = (
  stub: unknown,
  method: string,
  returnType: string,
  paramTypes: readonly string[],
  paramNames: readonly string[],
  args: readonly unknown[],
) => unknown;

let running: ApexTransaction | undefined;

/** The transaction of the running thread. Throws when no Apex is running. */
export function current(): ApexTransaction {
  if (!running) throw new Error('No Apex transaction is running');
  return running;
}

/** Makes `transaction` the running one for the length of `work`. */
export function runIn<T>(transaction: ApexTransaction, work: () => T): T {
  const outer = running;
  running = transaction;
  try {
    return work();
  } finally {
    running = outer;
  }
}
