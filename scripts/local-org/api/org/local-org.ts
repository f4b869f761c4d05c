import { createRequire } from 'node:module';
import type { FlowEngine, TestReport } from '../../apex/index.ts';
import type { ApexHost, CalloutRequest, CalloutResponse } from '../../apex/runtime/host.ts';
import type * as FlowRoom from '../../flow/index.ts';
import type { SourceTree } from '../../metadata/index.ts';
import { accessFor, automatedProcessUser, globalVariable, hasCustomPermission, runningUser, visibleApps } from '../../security/index.ts';
import { openPlatformCache, type PlatformCache, type Store } from '../../store/index.ts';
import { invalidSession } from '../errors.ts';
import type { RequestLog } from '../server/messages.ts';
import { Callouts } from './callouts.ts';
import type { CheckedSource } from './check-source.ts';
import { OrgClock } from './clock.ts';
import type { Deployment } from './deploy.ts';
import { DebugLogs, loggedWork } from './debug-logs.ts';
import { Engine } from './engine.ts';
import { Outbox } from './outbox.ts';
import { Passwords } from './passwords.ts';
import { Session } from './session.ts';
import { Sessions } from './sessions.ts';
import type { OpenedOrg, OrgSession, RequestStart, RunTestsOptions, StreamedEvent } from './types.ts';
import { Users } from './users.ts';

/** API requests a day that the org claims to allow; it limits nothing. */
const DAILY_REQUESTS = 15000;
/** Lines kept of one request's debug log. */
const LOG_LINES = 2000;

/** The org of one thread. */
export class LocalOrg implements OpenedOrg {
  readonly id: string;
  readonly adminId: string;
  readonly source: SourceTree;
  readonly store: Store;
  readonly host: ApexHost;
  readonly clock: OrgClock;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly outbox: Outbox;
  readonly debugLogs: DebugLogs;
  readonly engine: Engine;
  readonly #users: Users;
  readonly #callouts = new Callouts();
  readonly #platformCache: PlatformCache;
  #moment: number | undefined;
  #liveClock = false;
  #log: string[] = [];
  #logs: readonly RequestLog[] = [];
  #requests = 0;
  #session: OrgSession | undefined;
  #request: RequestStart = {};
  #onEvent: (event: StreamedEvent) => void = () => undefined;
  /** Access token of the request that runs. */
  #token: string | undefined;

  constructor(source: SourceTree, store: Store, deployed: Deployment, checked: CheckedSource, dataFile: string) {
    this.id = deployed.organizationId;
    this.adminId = deployed.administratorId;
    this.source = source;
    this.store = store;
    this.clock = new OrgClock(store);
    this.sessions = new Sessions(store, this.id);
    this.passwords = new Passwords(store);
    this.outbox = new Outbox(store, () => this.now());
    this.#users = new Users(store);
    this.#platformCache = openPlatformCache(dataFile, () => this.now());
    this.debugLogs = new DebugLogs(store, {
      now: () => this.now(),
      user: (id) => runningUser(store, id),
      onKept: (logId, userId) => this.#announce(logId, userId),
      onLost: (reason) => this.log(`The debug log could not be kept: ${reason}`),
    });
    this.host = this.#createHost();
    this.engine = new Engine(this, checked);
  }

  now(): number {
    if (this.#liveClock) return this.clock.now();
    return (this.#moment ??= this.clock.now());
  }

  beginRequest(request: RequestStart): void {
    this.#requests++;
    this.#token = undefined;
    this.#logs = request.logs ?? [];
    this.#request = request;
    this.#log = [];
  }

  /** @param operation what debug logs call it; a request when it is not given */
  transaction<T>(mode: 'read' | 'write', work: () => T, operation?: string): T {
    this.engine.beginRequest();
    // Who only reads never waits for those who write: the lock is taken by the first write.
    try {
      return this.store.transaction(mode === 'write' ? 'committed' : 'read', () => {
        // One moment for the whole transaction.
        this.#moment = undefined;
        this.#session = undefined;
        return work();
      });
    } finally {
      this.outbox.flush();
      this.debugLogs.keep(loggedWork(this.#request, operation));
    }
  }

  onEvent(listener: (event: StreamedEvent) => void): void {
    this.#onEvent = listener;
  }

  session(userId: string, token?: string): OrgSession {
    if (token !== undefined) this.#token = token;
    if (this.#session?.user.id === userId) return this.#session;
    if (!this.isActiveUser(userId)) throw invalidSession();
    return (this.#session = new Session(this, runningUser(this.store, userId)));
  }

  findUser(username: string): string | undefined {
    return this.#users.findActive(username);
  }

  isActiveUser(userId: string): boolean {
    return this.#users.isActive(userId);
  }

  runTests(userId: string, names: readonly string[], options?: RunTestsOptions): TestReport {
    // Every test method is a moment of its own: tests may measure time.
    this.#liveClock = true;
    try {
      return this.engine.runTests(userId, names, options);
    } finally {
      this.#liveClock = false;
    }
  }

  runJobs(): { readonly log: string[]; readonly more: boolean } {
    this.#log = [];
    const more = this.engine.runJobs();
    return { log: this.takeLog(), more };
  }

  limitUsage(): string | undefined {
    return this.engine.limitUsage();
  }

  apiRequests(): { readonly used: number; readonly max: number } {
    return { used: this.#requests, max: DAILY_REQUESTS };
  }

  apiUsage(): string {
    return `api-usage=${this.#requests}/${DAILY_REQUESTS}`;
  }

  nextJobIn(): number | undefined {
    return this.engine.nextJobIn();
  }

  closeInterruptedJobs(): void {
    this.engine.jobs.closeInterrupted();
  }

  queueTask(task: string, id: string): void {
    this.engine.jobs.queueTask(task, id);
  }

  onTask(task: string, run: (id: string) => void): void {
    this.engine.jobs.onTask(task, run);
  }

  separateApex(): void {
    this.engine.separate();
  }

  log(line: string): void {
    if (this.#log.length < LOG_LINES) this.#log.push(line);
  }

  takeLog(): string[] {
    const lines = this.#log;
    this.#log = [];
    return lines;
  }

  requestLogs(): readonly RequestLog[] {
    return this.#logs;
  }

  close(): void {
    this.#callouts.close();
    this.engine.close();
    this.#platformCache.close();
    this.store.close();
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexlog.htm (system topic) */
  #announce(logId: string, userId: string): void {
    const event = { type: 'created', createdDate: new Date(this.clock.now()).toISOString() };
    this.#onEvent({ channel: '/systemTopic/Logging', userId, data: { event, sobject: { Id: logId } } });
  }

  #createHost(): ApexHost {
    const organization = this.store.transaction('read', () => this.#organizationName());
    const { source, store } = this;
    return {
      source,
      store,
      flows: flowsOf(source),
      platformCache: this.#platformCache,
      now: () => this.now(),
      user: (id) => runningUser(store, id),
      accessFor: (userId, permissionSetId) => accessFor(userId, store, source, permissionSetId),
      visibleApps: (userId) => visibleApps(userId, store, source),
      hasCustomPermission: (userId, name) => hasCustomPermission(store, source, userId, name),
      globalVariable: (userId, path) => globalVariable(store, source, userId, path),
      organization: { id: this.id, name: organization },
      automatedProcessUser: () => automatedProcessUser(store),
      sessionId: (userId) => this.#token ?? this.sessions.createRestricted(userId),
      callout: (request: CalloutRequest) => this.#callOut(request),
      sendEmail: (message) => this.outbox.email(message),
    };
  }

  #callOut(request: CalloutRequest): CalloutResponse {
    // A callout gives the rows of FOR UPDATE back:
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
    this.store.standAside();
    try {
      const response = this.#callouts.send(request);
      this.outbox.callout(request, response);
      return response;
    } catch (error) {
      this.outbox.callout(request, error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  #organizationName(): string {
    const object = this.store.schema.object('Organization');
    const record = object && this.store.read(object, [this.id]).get(this.id);
    return String(record?.get('Name') ?? 'Local Org');
  }
}

/** The room of flows is loaded for a source that has any. */
function flowsOf(source: SourceTree): FlowEngine | undefined {
  if (!source.components.has('Flow')) return undefined;
  const { Flows } = createRequire(import.meta.url)('../../flow/index.ts') as typeof FlowRoom;
  return new Flows(source);
}
