import type { SObjectDef } from '../metadata/index.ts';
import type { TriggerEvent, TriggerRunner, TriggerTiming } from '../dml/index.ts';
import { callAura, type AuraMethod, auraMethod } from './aura/call.ts';
import { compileAnonymous, type CompiledApex } from './compile.ts';
import { createSupport, type SupportState } from './engine/support.ts';
import { Loader, type LoadedUnit } from './engine/loader.ts';
import { Reflection } from './engine/reflection.ts';
import { Typing } from './engine/typing.ts';
import { TURNS } from './emit/index.ts';
import type { ApexProblem } from './syntax/index.ts';
import { runIn } from './runtime/context.ts';
import type { ApexHost } from './runtime/host.ts';
import { ApexException, asApexError, governor } from './runtime/exception.ts';
import { createBridge, transaction } from './transaction/bridge.ts';
import { LoggedTransaction } from './transaction/logged.ts';
import type { ApexTriggers, TransactionServices } from './transaction/services.ts';
import { Transaction, type TransactionOptions } from './transaction/transaction.ts';
import { triggerRunner, type TriggerCode } from './transaction/triggers.ts';

export interface RuntimeOptions {
  /** Receives System.debug lines. */
  readonly log?: (level: string, message: string) => void;
}

export interface AnonymousResult {
  readonly compiled: boolean;
  readonly problems: readonly ApexProblem[];
  /** What the block threw. */
  readonly error: unknown;
}

/**
 * Compiled Apex over one org's data, in one thread. Whoever calls it has opened a store transaction; each `run` is one
 * Apex transaction with fresh statics and limits.
 */
export class ApexRuntime {
  readonly compiled: CompiledApex;
  readonly host: ApexHost;
  readonly loader: Loader;
  readonly #typing: Typing;
  readonly #support: SupportState;
  readonly #services: TransactionServices;
  readonly #triggers = new Map<string, TriggerCode[]>();
  /** Events that triggers of the source subscribe to, by the object of whose changes they tell. */
  readonly #changeEvents = new Map<string, SObjectDef>();
  #scripts: number;

  constructor(compiled: CompiledApex, host: ApexHost, options: RuntimeOptions = {}) {
    this.compiled = compiled;
    this.host = host;
    const { universe } = compiled.program;
    this.#typing = new Typing(universe);
    const bridge = createBridge((typeName, name) => this.#services.findType(typeName)?.enumValue?.(name));
    this.#support = createSupport(this.#typing, bridge, { turns: () => this.#turns(), tick: () => this.#tick() });
    this.loader = new Loader(universe, this.#support);
    for (const unit of compiled.units) this.loader.add(unit);
    this.#scripts = compiled.units.reduce((last, unit) => Math.max(last, ...unit.classes.map((cls) => cls.id)), 0) + 1;
    const reflection = new Reflection(this.loader, this.#typing);
    this.#services = {
      host,
      findType: (name) => reflection.find(name),
      triggers: (running) => this.#runner(running),
      callStatic: (className, generated, args) => {
        const holder = this.loader.holder(className);
        if (!holder) throw new TypeError(`There is no class ${className} any more`);
        holder.init();
        const method = holder.st[generated];
        if (!method) throw new TypeError(`Class ${className} has no method ${generated} any more`);
        method(...args);
      },
      log: options.log ?? (() => {}),
    };
    this.#registerTriggers();
  }

  /**
   * Runs `work` in a transaction of its own with fresh statics. Throws what Apex leaves uncaught as ApexException
   * (LimitException for limits); anything else is a defect or an UnsupportedFeatureError.
   */
  run<T>(userId: string, work: (transaction: Transaction) => T, options: TransactionOptions = {}): T {
    return this.runWith(this.begin(userId, options), work);
  }

  /** A new transaction: statics of the former one are forgotten. Use with {@link runWith} where one request runs several pieces. */
  begin(userId: string, options: TransactionOptions = {}): Transaction {
    this.loader.resetStatics();
    governor.dead = false;
    this.#support.sharing = false;
    this.loader.ticks.n = TURNS;
    const { debugLog } = options;
    return debugLog ? new LoggedTransaction(this.#services, userId, debugLog, options) : new Transaction(this.#services, userId, options);
  }

  runWith<T>(running: Transaction, work: (transaction: Transaction) => T): T {
    try {
      return runIn(running, () => work(running));
    } catch (error) {
      throw asApexError(error);
    }
  }

  /** Calls a static method for a component. See {@link callAura}. */
  callAura(running: Transaction, className: string, method: string, parameters: Readonly<Record<string, unknown>>): unknown {
    const unit = { name: `apex://${className}/ACTION$${method}` };
    return this.runWith(running, () => running.unit(unit, () => callAura(this, className, method, parameters)));
  }

  /** Declared facts of an `@AuraEnabled` method; undefined when there is none of that name. */
  auraMethod(className: string, method: string): AuraMethod | undefined {
    return auraMethod(this.compiled.program.universe, className, method);
  }

  setSharing(sharing: boolean): void {
    this.#support.sharing = sharing;
  }

  /** Compiles and runs an anonymous block as the transaction's user. */
  executeAnonymous(running: Transaction, body: string): AnonymousResult {
    const { unit, problems } = compileAnonymous(this.compiled, body, this.#scripts);
    if (!unit) return { compiled: false, problems, error: undefined };
    this.#scripts += unit.classes.length;
    this.loader.add(unit);
    this.#typing.script = unit.classes.find((cls) => cls.outer === null) ?? null;
    try {
      running.debugLog?.showScript(body);
      this.runWith(running, () => running.unit({ name: 'execute_anonymous_apex' }, () => this.#runScript(this.loader.load(unit))));
      return { compiled: true, problems: [], error: undefined };
    } catch (error) {
      // The trace is read while the block's code is still known.
      if (error instanceof ApexException) void error.frames;
      return { compiled: true, problems: [], error };
    } finally {
      this.#typing.script = null;
      this.loader.forget(unit);
    }
  }

  /** Forgets the loaded code. Nothing may run afterwards, and traces through it must have been read. */
  close(): void {
    this.loader.close();
  }

  /** Triggers for saves of that transaction, also those that do not come from Apex. */
  triggers(running: Transaction): TriggerRunner {
    const runner = this.#runner(running);
    return {
      has: (object, timing, event) => runner.has(object, timing, event),
      run: (object, timing, event, rows) => this.runWith(running, () => runner.run(object, timing, event, rows)),
      rememberLimits: () => running.limits.remember(),
    };
  }

  #runner(running: Transaction): ApexTriggers {
    return triggerRunner(
      running,
      (object, timing, event) => this.#find(object, timing, event),
      (object) => this.#changeEvents.get(object.apiName),
    );
  }

  #find(object: SObjectDef, timing: TriggerTiming, event: TriggerEvent): readonly TriggerCode[] {
    return this.#triggers.get(`${object.apiName} ${timing} ${event}`) ?? [];
  }

  #registerTriggers(): void {
    const { units, universe } = this.compiled.program;
    for (const checked of units) {
      if (!checked.trigger) continue;
      const emitted = this.compiled.units.find((unit) => unit.classes.includes(checked.top))!;
      const object = universe.schema.object(checked.trigger.object)!;
      const code: TriggerCode = { name: checked.top.name, run: () => this.#runScript(this.loader.load(emitted)) };
      if (object.changeEventOf !== undefined) this.#changeEvents.set(object.changeEventOf, object);
      for (const { timing, event } of checked.trigger.events) {
        const key = `${object.apiName} ${timing} ${event}`;
        this.#triggers.set(key, [...(this.#triggers.get(key) ?? []), code]);
      }
    }
  }

  /** Triggers and anonymous blocks run in system mode. */
  #runScript(unit: LoadedUnit): void {
    const outer = this.#support.sharing;
    this.#support.sharing = false;
    try {
      unit.script!();
    } finally {
      this.#support.sharing = outer;
    }
  }

  /** Counts the turns a loop makes without a look at the shared counter. @returns how many of the next ones are left */
  #turns(): number {
    const { ticks } = this.loader;
    ticks.n -= TURNS;
    if (ticks.n < 0) this.#tick();
    return TURNS - 1;
  }

  #tick(): void {
    this.loader.ticks.n = TURNS;
    const running = transaction();
    running.limits.check();
    running.host.store.giveWay();
  }
}
