import { DebugLog, levelsFrom, type CodeObject, type LogLevels } from '../../apex/index.ts';
import type { RunningUser } from '../../apex/runtime/host.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { SetupRows } from '../../security/index.ts';
import { TestLogs } from './test-logs.ts';
import type { RequestStart } from './types.ts';
import { StoreError, type Store, type StoredRecord } from '../../store/index.ts';

/** What a request or job is, as records of logs name it. */
export interface LoggedWork {
  readonly request: string;
  readonly operation: string;
  readonly application: string;
  readonly requestId: string;
}

/** @param operation the work of a job; else that of the request */
export function loggedWork({ id = '', url = '' }: RequestStart, operation?: string): LoggedWork {
  const path = url.split('?')[0]!;
  const isApi = operation !== undefined || path.startsWith('/services/');
  return {
    request: isApi ? 'Api' : 'Application',
    operation: operation ?? path,
    application: isApi ? 'Unknown' : 'Browser',
    requestId: id,
  };
}

export interface DebugLogHost {
  now(): number;
  user(id: string): RunningUser;
  /** A log has been kept. */
  onKept(logId: string, userId: string): void;
  /** A log could not be kept. */
  onLost(reason: string): void;
}

/** Fields of a debug level by the categories they stand for. */
const LEVEL_FIELDS: Readonly<Record<string, string>> = {
  ApexCode: 'APEX_CODE',
  ApexProfiling: 'APEX_PROFILING',
  Callout: 'CALLOUT',
  DataAccess: 'DATA_ACCESS',
  Database: 'DB',
  Nba: 'NBA',
  System: 'SYSTEM',
  Validation: 'VALIDATION',
  Visualforce: 'VISUALFORCE',
  Wave: 'WAVE',
  Workflow: 'WORKFLOW',
};

/** https://help.salesforce.com/s/articleView?id=platform.code_monitoring_debug_logs.htm (how long logs are kept) */
const KEPT_MS = { SystemLog: 24 * 3_600_000, Monitoring: 7 * 24 * 3_600_000 } as const;
type LogLocation = keyof typeof KEPT_MS;

interface TracedLog {
  readonly log: DebugLog;
  readonly location: LogLocation;
}

/** An org that has 1,000 MB of logs takes no more trace flags; the local org drops the oldest logs long before. */
const KEPT_BYTES = 200_000_000;

/**
 * Debug logs of users with an active trace flag.
 * https://developer.salesforce.com/docs/platform/api-tooling/references/tooling-objects/tooling-traceflag.html
 */
export class DebugLogs {
  readonly #store: Store;
  readonly #host: DebugLogHost;
  /** Logs of the running transaction by user. */
  readonly #open = new Map<string, TracedLog>();

  constructor(store: Store, host: DebugLogHost) {
    this.#store = store;
    this.#host = host;
    store.run(
      'CREATE TABLE IF NOT EXISTS "local debug logs" (id TEXT PRIMARY KEY, at INTEGER NOT NULL, bytes INTEGER NOT NULL, body TEXT NOT NULL)',
    );
  }

  /** The log of the user in the running transaction; undefined when nobody traces the user. Needs a transaction. */
  of(userId: string): DebugLog | undefined {
    const open = this.#open.get(userId);
    if (open) return open.log;
    const trace = this.#traceOf(userId);
    if (!trace) return undefined;
    const log = this.create(userId, trace.levels);
    this.#open.set(userId, { log, location: trace.location });
    return log;
  }

  /** Logs for the methods of a test run; undefined when nobody traces the user. Opens transactions of its own. */
  ofTests(userId: string): TestLogs | undefined {
    const trace = this.#store.transaction('read', () => this.#traceOf(userId));
    if (!trace) return undefined;
    return new TestLogs(
      this.#store.transaction('read', () => this.create(userId, trace.levels).tracesCalls),
      () => this.create(userId, trace.levels),
      (log, work) => this.#keep({ log, location: trace.location }, work),
    );
  }

  /** A log at these levels that is not kept. */
  create(userId: string, levels: LogLevels): DebugLog {
    const ids = new Map<string, string | undefined>();
    return new DebugLog({
      levels,
      user: this.#host.user(userId),
      startedAt: this.#host.now(),
      overrides: this.#overrides(),
      idOf: (object, name) => {
        const key = `${object} ${name.toLowerCase()}`;
        if (!ids.has(key)) ids.set(key, this.#rows().find(object, { Name: name })[0]);
        return ids.get(key);
      },
    });
  }

  /** Ends the logs of the transaction that has just ended, and keeps those that say anything. Called between transactions. */
  keep(work: LoggedWork): void {
    if (this.#open.size === 0) return;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const log of open) this.#keep(log, work);
  }

  /** The text of a log; undefined when there is none of that id. */
  body(id: string): string | undefined {
    const [row] = this.#store.all('SELECT body FROM "local debug logs" WHERE id = ?', [id]);
    return row && String(row.body);
  }

  /** Id of its record; undefined when it says nothing or could not be kept. */
  #keep({ log, location }: TracedLog, work: LoggedWork): string | undefined {
    if (log.isEmpty) return undefined;
    try {
      const id = this.#store.transaction('committed', () => this.#write(log, location, work));
      this.#host.onKept(id, log.userId);
      return id;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#host.onLost(error.message);
      return undefined;
    }
  }

  /** At which levels the user is traced now, and where the logs go. */
  #traceOf(userId: string): { readonly levels: LogLevels; readonly location: LogLocation } | undefined {
    const flag = this.#activeFlags({ TracedEntityId: userId }).find((one) => one.get('LogType') !== 'CLASS_TRACING');
    const levels = flag && this.#levels(flag);
    return levels && { levels, location: flag.get('LogType') === 'DEVELOPER_LOG' ? 'SystemLog' : 'Monitoring' };
  }

  #write(log: DebugLog, location: LogLocation, work: LoggedWork): string {
    const text = log.finish();
    const rows = this.#rows();
    const now = Math.floor(this.#host.now() / 1000) * 1000;
    const bytes = Buffer.byteLength(text);
    const id = rows.insert('ApexLog', {
      LogUserId: log.userId,
      LogLength: bytes,
      Request: work.request,
      Operation: work.operation.slice(0, 255),
      Application: work.application,
      Status: log.status.slice(0, 255),
      DurationMilliseconds: log.durationMs,
      StartTime: Math.floor(log.startedAt / 1000) * 1000,
      Location: location,
      RequestIdentifier: work.requestId,
      LastModifiedDate: now,
      SystemModstamp: now,
    });
    this.#store.run('INSERT INTO "local debug logs" (id, at, bytes, body) VALUES (?, ?, ?, ?)', [id, now, bytes, text]);
    this.#dropOld(rows.object('ApexLog'), now);
    return id;
  }

  /** Forgets logs that are too old, the oldest of those that are too large together, and texts whose record was deleted. */
  #dropOld(object: SObjectDef, now: number): void {
    const table = this.#store.table(object);
    const old = Object.entries(KEPT_MS).flatMap(([location, ms]) =>
      this.#store.all(`SELECT "Id" AS id FROM ${table} WHERE "Location" = ? AND "StartTime" < ?`, [location, now - ms]),
    );
    const large = this.#store.all(
      `SELECT id FROM (SELECT id, SUM(bytes) OVER (ORDER BY at DESC, id DESC) AS total FROM "local debug logs") WHERE total > ?`,
      [KEPT_BYTES],
    );
    const gone = [...old, ...large].map(({ id }) => String(id));
    if (gone.length > 0) this.#store.delete(object, [...new Set(gone)]);
    this.#store.run(`DELETE FROM "local debug logs" WHERE id NOT IN (SELECT "Id" FROM ${table})`);
  }

  /** Levels of single classes and triggers. */
  #overrides(): Map<string, LogLevels> {
    const overrides = new Map<string, LogLevels>();
    for (const flag of this.#activeFlags({ LogType: 'CLASS_TRACING' })) {
      const id = String(flag.get('TracedEntityId'));
      const object: CodeObject = id.startsWith('01q') ? 'ApexTrigger' : 'ApexClass';
      const name = this.#store.read(this.#rows().object(object), [id]).get(id)?.get('Name');
      const levels = this.#levels(flag);
      if (typeof name === 'string' && levels) overrides.set(name.toLowerCase(), levels);
    }
    return overrides;
  }

  #activeFlags(key: Readonly<Record<string, string>>): StoredRecord[] {
    const rows = this.#rows();
    const ids = rows.find('TraceFlag', key);
    if (ids.length === 0) return [];
    const now = this.#host.now();
    return [...this.#store.read(rows.object('TraceFlag'), ids).values()].filter(
      (flag) => Number(flag.get('StartDate') ?? 0) <= now && Number(flag.get('ExpirationDate')) > now,
    );
  }

  #levels(flag: StoredRecord): LogLevels | undefined {
    const id = String(flag.get('DebugLevelId'));
    const record = this.#store.read(this.#rows().object('DebugLevel'), [id]).get(id);
    if (!record) return undefined;
    return levelsFrom(
      Object.entries(LEVEL_FIELDS).map(([field, category]) => {
        const level = String(record.get(field) ?? 'NONE');
        return [category, level === 'INTERNAL' ? 'FINEST' : level];
      }),
    );
  }

  #rows(): SetupRows {
    return new SetupRows(this.#store, this.#host.now());
  }
}
