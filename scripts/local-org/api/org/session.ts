import type { RestAnswer, RestCall } from '../../apex/index.ts';
import type { RunningUser } from '../../apex/runtime/host.ts';
import { formulaColumn, save, type DmlOptions, type DmlRecord, type DmlResult, type SaveContext } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import { accessFor, type UserAccess } from '../../security/index.ts';
import { parseSoql, runQuery, type QueryContext, type QueryResult } from '../../soql/index.ts';
import { notFound } from '../errors.ts';
import type { LocalOrg } from './local-org.ts';
import type { EndedInterview, ExecuteAnonymousOptions, ExecuteAnonymousResult, OrgSession, QueryOptions } from './types.ts';

/** One user during one request. */
export class Session implements OrgSession {
  readonly org: LocalOrg;
  readonly user: RunningUser;

  constructor(org: LocalOrg, user: RunningUser) {
    this.org = org;
    this.user = user;
  }

  /** Looked up each time: an earlier part of the same request may have changed the user's rights. */
  get access(): UserAccess {
    return accessFor(this.user.id, this.org.store, this.org.source);
  }

  get language(): string {
    return this.user.language;
  }

  get isAdmin(): boolean {
    return this.access.grants.permissions.has('ModifyAllData');
  }

  queryContext(options: Pick<QueryOptions, 'system'> = {}): QueryContext {
    const enforce = options.system !== true;
    const { store, source } = this.org;
    const context: QueryContext = {
      store,
      user: { id: this.user.id, timeZone: this.user.timeZone, language: this.language },
      now: this.org.now(),
      enforcePermissions: enforce,
      enforceSharing: enforce,
      access: this.access,
      picklistLabel: (object, field, value) => source.translations.picklistLabel(object.apiName, field.apiName, value, this.language),
      formula: (object, field) => formulaColumn(object, field, this.saveContext()),
    };
    return context;
  }

  saveContext(): SaveContext {
    const { org, user } = this;
    return {
      store: org.store,
      get validations() {
        return org.engine.validations(user.id);
      },
      translations: org.source.translations,
      query: this.queryContext({ system: true }),
      access: this.access,
      triggers: org.engine.triggers(user.id),
      flows: org.engine.flows(user.id),
      userId: user.id,
      language: this.language,
      keepsHistory: true,
      now: org.now(),
      globalVariable: (path) => org.host.globalVariable(user.id, path),
    };
  }

  query(soql: string, options: QueryOptions = {}): QueryResult {
    const query = options.allRows === true ? { ...parseSoql(soql), allRows: true } : soql;
    return runQuery(query, this.queryContext(options), options.binds);
  }

  save(records: DmlRecord[], options: Pick<DmlOptions, 'operation'> & Partial<DmlOptions>): DmlResult[] {
    return save(records, { allOrNone: true, enforcePermissions: true, enforceSharing: true, ...options }, this.saveContext());
  }

  object(apiName: string): SObjectDef {
    const object = this.org.source.schema.object(apiName);
    if (!object || !this.access.canRead(object)) throw notFound();
    return object;
  }

  callApex(
    className: string,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    { cacheable = false }: { readonly cacheable?: boolean } = {},
  ): unknown {
    return this.org.engine.callAuraMethod(this.user.id, className, method, parameters, cacheable);
  }

  startFlow(name: string, inputs: readonly ReadonlyMap<string, unknown>[]): EndedInterview[] {
    const ended = this.org.engine.startFlow(this.user.id, name, inputs);
    if (!ended) throw notFound();
    return ended;
  }

  callRest(call: RestCall): RestAnswer {
    return this.org.engine.callRest(this.user.id, call);
  }

  executeAnonymous(code: string, options?: ExecuteAnonymousOptions): ExecuteAnonymousResult {
    return this.org.engine.executeAnonymous(this.user.id, code, options);
  }
}
