import {
  ApexException,
  callRest,
  findResource,
  RestCallError,
  type RestAnswer,
  type RestCall,
  ApexRuntime,
  countingLines,
  loggingCalls,
  validationLog,
  runTests,
  type CompiledApex,
  type DebugLog,
  type TestReport,
  type Transaction,
} from '../../apex/index.ts';
import type { TransactionOptions } from '../../apex/transaction/transaction.ts';
import type { FlowRunner, TriggerRunner, ValidationObserver } from '../../dml/index.ts';
import { hasApexClassAccess } from '../../security/index.ts';
import { ApiError } from '../errors.ts';
import { anonymousResult, failureText } from './anonymous-result.ts';
import { auraError, classAccessError } from './aura-errors.ts';
import type { CheckedSource } from './check-source.ts';
import { JobRunner } from './jobs.ts';
import { limitUsage } from './limit-usage.ts';
import type { LocalOrg } from './local-org.ts';
import type { EndedInterview, ExecuteAnonymousOptions, ExecuteAnonymousResult, RunTestsOptions } from './types.ts';

/** An Apex transaction and the code that runs in it. */
export interface Running {
  readonly runtime: ApexRuntime;
  readonly transaction: Transaction;
}

/** The org's Apex: compiled once, run in the transactions of its requests. */
export class Engine {
  readonly #org: LocalOrg;
  readonly #runtime: ApexRuntime;
  /** The same with code that logs calls; made when a log first wants them. */
  #logging: ApexRuntime | undefined;
  readonly jobs: JobRunner;
  readonly #compileMs: number;
  /** Apex transactions of the running request, the current one last. */
  #transactions: Running[] = [];
  /** The current transaction has been closed: the next Apex starts another one. */
  #closed = true;

  constructor(org: LocalOrg, { compiled, compileMs }: Pick<CheckedSource, 'compiled' | 'compileMs'>) {
    this.#org = org;
    this.#compileMs = compileMs;
    this.#runtime = this.#start(compiled);
    this.jobs = new JobRunner(org, (userId, entry) => this.#begin(userId, { entry }));
  }

  #start(compiled: CompiledApex): ApexRuntime {
    const org = this.#org;
    return new ApexRuntime(compiled, org.host, { log: (level, message) => org.log(`${level}|${message}`) });
  }

  /** Starts a request. */
  beginRequest(): void {
    this.#transactions = [];
    this.#closed = true;
  }

  /** Ends the current Apex transaction; Apex that follows in the same request has fresh limits and statics. */
  separate(): void {
    this.#closed = true;
  }

  /** Triggers for a save of that user. */
  triggers(userId: string): TriggerRunner {
    if (this.#org.source.triggers.length === 0) return NO_TRIGGERS;
    const runner = () => {
      const { runtime, transaction } = this.#current(userId);
      return runtime.triggers(transaction);
    };
    return {
      has: (object, timing, event) => runner().has(object, timing, event),
      run: (object, timing, event, rows) => runner().run(object, timing, event, rows),
    };
  }

  /** Flows that a save of that user starts. */
  flows(userId: string): FlowRunner | undefined {
    const flows = this.#org.host.flows?.runner(() => this.#current(userId).transaction);
    if (!flows) return undefined;
    return {
      has: (object, timing, event) => flows.has(object, timing, event),
      run: (object, timing, event, rows) => {
        const { runtime, transaction } = this.#current(userId);
        runtime.runWith(transaction, () => flows.run(object, timing, event, rows));
      },
    };
  }

  /** Starts the autolaunched flow of that name; undefined when there is none. */
  startFlow(userId: string, name: string, inputs: readonly ReadonlyMap<string, unknown>[]): EndedInterview[] | undefined {
    const { flows } = this.#org.host;
    const interviews = inputs.flatMap((given) => flows?.interview(name, given) ?? []);
    if (!flows || interviews.length < inputs.length) return undefined;
    const { runtime, transaction } = this.#current(userId);
    const faults = runtime.runWith(transaction, () => flows.start(interviews, false));
    return interviews.map((interview, at) => ({ fault: faults[at] ?? null, outputs: interview.outputs() }));
  }

  /** @throws ApiError with the body that components read as `error.body` */
  callAuraMethod(
    userId: string,
    className: string,
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    cacheable: boolean,
  ): unknown {
    const { store, source } = this.#org;
    if (!hasApexClassAccess(store, source, userId, className)) throw classAccessError(className);
    try {
      const { runtime, transaction } = this.#current(userId);
      const declared = runtime.auraMethod(className, method);
      if (cacheable && declared && !declared.cacheable) {
        throw new ApexException(
          'System.HandledException',
          'Apex methods that are to be cached must be marked as @AuraEnabled(cacheable=true)',
        );
      }
      const result = runtime.callAura(transaction, className, method, parameters);
      if (declared?.cacheable && transaction.limits.used('dmlStatements') > 0) {
        throw new ApexException('System.LimitException', `Too many DML statements: ${transaction.limits.used('dmlStatements')}`);
      }
      return result;
    } catch (error) {
      this.#logFailure(error);
      throw auraError(error);
    }
  }

  /**
   * Calls Apex REST.
   * @throws ApiError 403 without access to the class; RestCallError when there is no such resource or method; what the method throws
   */
  callRest(userId: string, call: RestCall): RestAnswer {
    const { store, source } = this.#org;
    const resource = findResource(this.#runtime.compiled.program.universe, call.path);
    if (!resource) throw new RestCallError('NOT_FOUND', `Could not find a match for URL ${call.path}`);
    const { name } = resource.cls;
    if (!hasApexClassAccess(store, source, userId, name)) {
      throw new ApiError(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${name}`);
    }
    const { runtime, transaction } = this.#current(userId);
    try {
      return runtime.runWith(transaction, () => callRest(runtime, transaction, resource, call));
    } catch (error) {
      this.#logFailure(error);
      throw error;
    }
  }

  executeAnonymous(userId: string, code: string, { levels }: ExecuteAnonymousOptions = {}): ExecuteAnonymousResult {
    const { store, debugLogs } = this.#org;
    this.separate();
    const savepoint = store.savepoint();
    // Trace flags come before what the request says.
    const debugLog = debugLogs.of(userId) ?? (levels && debugLogs.create(userId, levels));
    const { runtime, transaction } = this.#current(userId, debugLog);
    const { compiled, problems, error } = runtime.executeAnonymous(transaction, code);
    const success = compiled && error === undefined;
    if (success) store.release(savepoint);
    else {
      store.rollbackTo(savepoint);
      this.separate();
    }
    if (error !== undefined) this.#logFailure(error);
    return { ...anonymousResult(compiled, problems, error), ...(levels && debugLog ? { debugLog: debugLog.finish() } : {}) };
  }

  /** The debug log of the user in the running transaction of the org, if there is to be one, for what is no Apex. */
  validations(userId: string): ValidationObserver | undefined {
    const log = this.#org.debugLogs.of(userId);
    return log && validationLog(log);
  }

  /**
   * Runs tests as the user; all data they make is rolled back, but the logs of a traced user are kept. Must not be called
   * inside a transaction.
   */
  runTests(userId: string, names: readonly string[], options: RunTestsOptions = {}): TestReport {
    const logs = options.debugLog ? undefined : this.#org.debugLogs.ofTests(userId);
    const report = this.#runTests(userId, names, logs ? { ...options, debugLog: logs } : options);
    return logs ? logs.keep(report) : report;
  }

  #runTests(userId: string, tests: readonly string[], { onResult, coverage, debugLog }: RunTestsOptions): TestReport {
    const options = {
      userId,
      tests,
      compileMs: this.#compileMs,
      onResult,
      debugLog: debugLog && ((...method: [string, string]) => debugLog.of(...method)),
    };
    const runtime = debugLog?.tracesCalls === true ? this.#loggingRuntime() : this.#runtime;
    if (coverage !== true) return runTests(runtime, options);
    // Code that counts is slower, so it lives no longer than the run.
    const counting = this.#start(countingLines(runtime.compiled));
    try {
      return runTests(counting, { ...options, coverageOfMethods: true });
    } finally {
      counting.close();
    }
  }

  /** Forgets the code. */
  close(): void {
    this.#runtime.close();
    this.#logging?.close();
  }

  /** Runs some of the jobs that are due. True when more are. */
  runJobs(): boolean {
    return this.jobs.runSome();
  }

  /** Milliseconds until the next job is due, 0 when one is; undefined when none waits. */
  nextJobIn(): number | undefined {
    return this.jobs.nextIn();
  }

  /** Sum over the request's Apex transactions; undefined when no Apex ran. */
  limitUsage(): string | undefined {
    return this.#transactions.length === 0 ? undefined : limitUsage(this.#transactions.map(({ transaction }) => transaction));
  }

  #current(userId: string, debugLog?: DebugLog): Running {
    const last = this.#transactions.at(-1);
    if (last && !this.#closed && last.transaction.user.id === userId) return last;
    const next = this.#begin(userId, { debugLog });
    this.#transactions.push(next);
    this.#closed = false;
    return next;
  }

  /** A new Apex transaction, with a debug log when the user is traced, and the code that fits it. */
  #begin(userId: string, options: TransactionOptions): Running {
    const debugLog = options.debugLog ?? this.#org.debugLogs.of(userId);
    const runtime = debugLog?.tracesCalls === true ? this.#loggingRuntime() : this.#runtime;
    return { runtime, transaction: runtime.begin(userId, { ...options, debugLog }) };
  }

  #loggingRuntime(): ApexRuntime {
    return (this.#logging ??= this.#start(loggingCalls(this.#runtime.compiled)));
  }

  /** The trace goes to the debug log; users never see it. */
  #logFailure(error: unknown): void {
    if (error instanceof ApexException) this.#org.log(`FATAL_ERROR|${failureText(error)}\n\n${error.stackTraceString}`);
    else this.#org.log(`FATAL_ERROR|${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

const NO_TRIGGERS: TriggerRunner = {
  has: () => false,
  run: () => undefined,
};
