import type { DebugLog, LogLevels, RestAnswer, RestCall, TestReport, TestResult } from '../../apex/index.ts';
import type { RunningUser, ApexHost } from '../../apex/runtime/host.ts';
import type { DmlOptions, DmlRecord, DmlResult, SaveContext } from '../../dml/index.ts';
import type { SObjectDef, SourceTree } from '../../metadata/index.ts';
import type { AccessPolicy, BindValue, QueryContext, QueryResult } from '../../soql/index.ts';
import type { Store } from '../../store/index.ts';
import type { RequestLog } from '../server/messages.ts';
import type { OrgClock } from './clock.ts';
import type { DebugLogs } from './debug-logs.ts';
import type { Outbox } from './outbox.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';

/** What the server tells its workers about signing in. */
export interface OrgAccess {
  /** Exchanged for access tokens by programs that may read the server's 0600 file. */
  readonly localSecret: string;
  /** PEM: assertions of the JWT bearer flow must be signed with its private key. */
  readonly jwtPublicKey: string;
}

/** The org as one worker thread sees it: source, data file and engines put together. */
export interface Org {
  /** 18 characters, `00D…`. */
  readonly id: string;
  readonly source: SourceTree;
  readonly store: Store;
  readonly host: ApexHost;
  /** Id of the administrator the org was created with. */
  readonly adminId: string;
  readonly clock: OrgClock;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  /** What Apex has sent: e-mails and callouts. */
  readonly outbox: Outbox;
  /** Debug logs of traced users. */
  readonly debugLogs: DebugLogs;
  /** Epoch ms of the org's clock, read once per request. */
  now(): number;
  /** A session of that user for the running request. @throws ApiError INVALID_SESSION_ID when there is no such active user. */
  session(userId: string, token?: string): OrgSession;
  /** Id of the active user of that username (any case), or undefined. */
  findUser(username: string): string | undefined;
  isActiveUser(userId: string): boolean;
  /** Runs Apex tests as the user; no names means all, names are `Class` or `Class.method`. Only outside transactions. */
  runTests(userId: string, names: readonly string[], options?: RunTestsOptions): TestReport;
  /** Ends the running Apex transaction: Apex that follows has fresh limits and statics. */
  separateApex(): void;
  /** Queues work of the server itself, which begins when the transaction is committed. See {@link OpenedOrg.onTask}. */
  queueTask(task: string, id: string): void;
  /** Adds a line to the request's debug log. */
  log(line: string): void;
  /** Debug output of the latest requests; only while `GET /local/log` is answered. */
  requestLogs(): readonly RequestLog[];
  /** API requests answered by this worker since it started, and the number the org claims to allow a day. */
  apiRequests(): { readonly used: number; readonly max: number };
  close(): void;
}

export interface RunTestsOptions {
  /** Called after each test. */
  readonly onResult?: (result: TestResult) => void;
  /** Counts executed lines, also in an org that was opened without: in all and of each method. */
  readonly coverage?: boolean;
  /** Gives each method its debug log; `tracesCalls` when one of them has calls. */
  readonly debugLog?: { readonly tracesCalls: boolean; of(className: string, method: string): DebugLog | undefined };
}

/** The org with what only the thread that owns it may call. */
export interface OpenedOrg extends Org {
  beginRequest(request: RequestStart): void;
  /** Runs the request inside one store transaction at one moment of the org's clock; rolls back when it throws. */
  transaction<T>(mode: 'read' | 'write', work: () => T): T;
  /** Has `listener` told what clients may have subscribed to. */
  onEvent(listener: (event: StreamedEvent) => void): void;
  /** Runs some of the jobs that committed transactions have queued, each in a transaction of its own; `more` when others wait. */
  runJobs(): { readonly log: string[]; readonly more: boolean };
  /** Fails the jobs that ran when an earlier server was stopped. Only when no other worker has the org open. */
  closeInterruptedJobs(): void;
  /** Who does the queued work of that name. It runs outside of transactions and opens its own. */
  onTask(task: string, run: (id: string) => void): void;
  /** Milliseconds of the org's clock until the next job is due, 0 when one is; undefined when none waits. */
  nextJobIn(): number | undefined;
  /** Governor limits the request's Apex has used, e.g. `queries=2;dml=1`; undefined when no Apex ran. */
  limitUsage(): string | undefined;
  /** Value of the `Sforce-Limit-Info` header. */
  apiUsage(): string;
  /** The request's debug output so far, which is forgotten here. */
  takeLog(): string[];
}

/** Something that clients of the Streaming API are told of, once it is in the database. */
export interface StreamedEvent {
  /** `/systemTopic/Logging` */
  readonly channel: string;
  /** Whose subscriptions it is for. */
  readonly userId: string;
  readonly data: unknown;
}

export interface RequestStart {
  readonly id?: string;
  readonly url?: string;
  readonly logs?: readonly RequestLog[];
}

export interface QueryOptions {
  /** Ignores object and field permissions and sharing. Default false: the user's rights hold, as in the REST and UI APIs. */
  readonly system?: boolean;
  /** Includes deleted records, as `queryAll` does. */
  readonly allRows?: boolean;
  readonly binds?: ReadonlyMap<string, BindValue>;
}

/** An interview of a flow that has come to its end, or to a fault that the flow did not handle. */
export interface EndedInterview {
  readonly fault: Error | null;
  /** Output variables by their names, as Apex holds them. */
  readonly outputs: ReadonlyMap<string, unknown>;
}

/** What one user can do in the org during one request. Everything is synchronous and inside the request's transaction. */
export interface OrgSession {
  readonly org: Org;
  readonly user: RunningUser;
  readonly access: AccessPolicy;
  /** Language the user reads, e.g. `ru`. */
  readonly language: string;
  /** The user may modify all data. */
  readonly isAdmin: boolean;
  queryContext(options?: Pick<QueryOptions, 'system'>): QueryContext;
  saveContext(): SaveContext;
  /** @throws SoqlError. */
  query(soql: string, options?: QueryOptions): QueryResult;
  /** Saves through the whole pipeline, triggers included. Permissions and sharing are enforced unless the options say otherwise. */
  save(records: DmlRecord[], options: Pick<DmlOptions, 'operation'> & Partial<DmlOptions>): DmlResult[];
  /** The object of that name that the user may read. @throws ApiError NOT_FOUND (404). */
  object(apiName: string): SObjectDef;
  /**
   * Calls an `@AuraEnabled` method with named parameters and gives its result as plain JSON.
   * `cacheable` refuses methods that are not declared so.
   * @throws ApiError whose body is what components read as `error.body`: `{message, exceptionType, isUserDefinedException}`
   */
  callApex(
    className: string,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    options?: { readonly cacheable?: boolean },
  ): unknown;
  /** Runs an autolaunched flow, with one interview for each set of inputs. @throws ApiError NOT_FOUND (404) when there is none. */
  startFlow(name: string, inputs: readonly ReadonlyMap<string, unknown>[]): EndedInterview[];
  /** Calls Apex REST. @throws ApiError, RestCallError, and what the method leaves uncaught */
  callRest(call: RestCall): RestAnswer;
  /** Compiles and runs Apex as an anonymous block; failures are in the result. */
  executeAnonymous(code: string, options?: ExecuteAnonymousOptions): ExecuteAnonymousResult;
}

export interface ExecuteAnonymousOptions {
  /** Levels of the debug log that the result is to have, unless the user is traced at others. */
  readonly levels?: LogLevels;
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm (executeAnonymous) */
export interface ExecuteAnonymousResult {
  readonly line: number;
  readonly column: number;
  readonly compiled: boolean;
  readonly success: boolean;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
  /** Only when it was asked for. */
  readonly debugLog?: string;
}
