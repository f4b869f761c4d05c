import type { RunningUser, ApexHost } from '../../apex/runtime/context.ts';
import type { DmlOptions, DmlRecord, DmlResult, SaveContext } from '../../dml/index.ts';
import type { SObjectDef, SourceTree } from '../../metadata/index.ts';
import type { AccessPolicy, BindValue, QueryContext, QueryResult } from '../../soql/index.ts';
import type { Store } from '../../store/index.ts';

/** The org as one worker thread sees it: source, data file and engines put together. */
export interface Org {
  /** 18 characters, `00D…`. */
  readonly id: string;
  readonly source: SourceTree;
  readonly store: Store;
  readonly host: ApexHost;
  /** Id of the administrator the org was created with. */
  readonly adminId: string;
  /** Epoch ms of the org's clock, read once per request. */
  now(): number;
  /** A session of that user for the running request. @throws ApiError INVALID_SESSION_ID when there is no such active user. */
  session(userId: string): OrgSession;
  close(): void;
}

export interface QueryOptions {
  /** Ignores object and field permissions and sharing. Default false: the user's rights hold, as in the REST and UI APIs. */
  readonly system?: boolean;
  /** Includes deleted records, as `queryAll` does. */
  readonly allRows?: boolean;
  readonly binds?: ReadonlyMap<string, BindValue>;
}

/** What one user can do in the org during one request. Everything is synchronous and inside the request's transaction. */
export interface OrgSession {
  readonly org: Org;
  readonly user: RunningUser;
  readonly access: AccessPolicy;
  /** Language the user reads, e.g. `ru`. */
  readonly language: string;
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
   * @throws ApexCallError shaped for the UI, ApiError when the class or method is not callable.
   */
  callApex(className: string, method: string, parameters: Readonly<Record<string, unknown>>): unknown;
}
