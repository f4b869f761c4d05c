import { annotationValue, type MethodSymbol } from '../check/index.ts';
import type { CodeUnit, DebugLog } from '../debug-log/index.ts';
import { staticKey } from '../emit/index.ts';
import type { ApexRuntime } from '../runtime.ts';
import { current } from '../runtime/context.ts';
import { ApexException, asApexError } from '../runtime/exception.ts';
import type { ApexProblem } from '../syntax/index.ts';
import { measureCoverage, MethodCounter, type Coverage } from './coverage.ts';
import { findBrokenTests, findTests, testFilter, type TestClass } from './discover.ts';
import { hideOrgData } from './org-data.ts';

export interface TestResult {
  readonly class: string;
  readonly method: string;
  /** `Unsupported`: the test met a platform feature that the local org names as not supported. */
  readonly outcome: 'Pass' | 'Fail' | 'Unsupported';
  readonly message: string | null;
  readonly stack: string | null;
  readonly ms: number;
  /** Id of the record of its debug log, where one is kept. */
  readonly logId?: string;
}

/** What `org -- test --json` prints. */
export interface TestReport {
  readonly summary: {
    readonly files: number;
    readonly filesCompiled: number;
    readonly tests: number;
    readonly passed: number;
    readonly failed: number;
    readonly unsupported: number;
    readonly compileMs: number;
    readonly runMs: number;
  };
  readonly compileErrors: readonly ApexProblem[];
  readonly tests: readonly TestResult[];
  readonly coverage: Coverage | null;
}

export interface TestOptions {
  /** The user who runs the tests. */
  readonly userId: string;
  /** `Class` or `Class.method`; none means all. */
  readonly tests?: readonly string[];
  readonly compileMs?: number;
  /** Whether coverage is told of each method too. Only where code counts lines. */
  readonly coverageOfMethods?: boolean;
  onResult?(result: TestResult): void;
  /** The debug log of a method about to run; undefined for none. */
  debugLog?(className: string, method: string): DebugLog | undefined;
}

/** Carries what a test leaves uncaught through the rollback. */
class RolledBack extends Error {}

/**
 * Runs Apex tests. Every test sees the data its class's `@TestSetup` made and nothing of other tests; all of it is rolled
 * back. Opens its own store transactions: the caller must not be in one.
 */
export function runTests(runtime: ApexRuntime, options: TestOptions): TestReport {
  const { compiled, host } = runtime;
  const filter = testFilter(options.tests ?? []);
  const began = performance.now();
  const clock = new TestClock(host.now());
  const results: TestResult[] = [];
  const add = (result: TestResult): void => {
    results.push(result);
    options.onResult?.(result);
  };
  for (const { className, method, message } of findBrokenTests(compiled, host.source, filter)) {
    const outcome = /unsupported platform feature/i.test(message) ? 'Unsupported' : 'Fail';
    add({ class: className, method, outcome, message, stack: null, ms: 0 });
  }
  const counter = options.coverageOfMethods && compiled.options.coverage ? new MethodCounter(compiled, runtime.loader) : undefined;
  for (const test of findTests(compiled, filter)) runClass(runtime, test, options, clock, add, counter);
  const count = (outcome: TestResult['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  return {
    summary: {
      files: compiled.files,
      filesCompiled: compiled.filesCompiled,
      tests: results.length,
      passed: count('Pass'),
      failed: count('Fail'),
      unsupported: count('Unsupported'),
      compileMs: Math.round(options.compileMs ?? 0),
      runMs: Math.round(performance.now() - began),
    },
    compileErrors: compiled.problems,
    tests: results,
    coverage: compiled.options.coverage
      ? { ...measureCoverage(compiled, runtime.loader), ...(counter ? { methods: counter.methods } : {}) }
      : null,
  };
}

function runClass(
  runtime: ApexRuntime,
  test: TestClass,
  options: TestOptions,
  clock: TestClock,
  add: (result: TestResult) => void,
  counter: MethodCounter | undefined,
): void {
  const { store } = runtime.host;
  const run = (method: MethodSymbol, missed: string[]): void => {
    counter?.begin();
    try {
      call(runtime, method, options, clock, missed);
    } finally {
      counter?.end(test.name, method.name);
    }
  };
  try {
    store.transaction('write', () => {
      // A class that sees the org's data makes none in set-up methods.
      const sees = new Set(test.tests.filter(seesAllData));
      if (sees.size === 0) hideOrgData(store);
      const missedInSetup: string[] = [];
      const failed = attempt(() => test.setups.forEach((method) => run(method, missedInSetup)));
      for (const method of test.tests) {
        const start = performance.now();
        const missed = [...missedInSetup];
        const error =
          failed ??
          isolated(runtime, () => {
            if (sees.size > 0 && !sees.has(method)) hideOrgData(store);
            return attempt(() => run(method, missed));
          });
        add(report(test, method, error, performance.now() - start, missed));
      }
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}

/** Runs `work` and undoes what it did to the data. */
function isolated<T>(runtime: ApexRuntime, work: () => T): T {
  const { store } = runtime.host;
  const savepoint = store.savepoint();
  try {
    return work();
  } finally {
    store.rollbackTo(savepoint);
    store.release(savepoint);
  }
}

interface Failure {
  readonly error: unknown;
}

function attempt(work: () => void): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error: asApexError(error) };
  }
}

/**
 * The clock of a test run. It goes with the machine's pace, although all tests of a class share a store transaction with
 * one moment, and each test begins later than the one before.
 */
class TestClock {
  readonly #offset: number;
  #last = 0;

  constructor(now: number) {
    this.#offset = now - performance.now();
  }

  now(): number {
    this.#last = Math.max(this.#last, Math.floor(this.#offset + performance.now()));
    return this.#last;
  }

  /** Moves on by at least a millisecond. */
  next(): void {
    this.#last = this.now() + 1;
  }
}

/** Runs a method; adds to `missed` what an org would have done and the local org has not. */
function call(runtime: ApexRuntime, method: MethodSymbol, options: TestOptions, clock: TestClock, missed: string[]): void {
  clock.next();
  const { cls, name } = method;
  const unit: CodeUnit = { name: `${cls.name}.${name}()`, code: ['ApexClass', cls.top.name] };
  runtime.run(
    options.userId,
    () => {
      const running = current();
      const holder = runtime.loader.holderOf(cls);
      try {
        running.unit(unit, () => {
          holder.init();
          holder.st[staticKey(method)]!();
        });
      } finally {
        missed.push(...running.missed.features);
      }
    },
    { isTest: true, seesAllData: seesAllData(method), clock: () => clock.now(), debugLog: options.debugLog?.(cls.name, name) },
  );
}

/** `@IsTest(SeeAllData=true)` on the method or its class. */
function seesAllData({ cls, decl }: MethodSymbol): boolean {
  return [decl.modifiers, cls.decl.modifiers].some((modifiers) => annotationValue(modifiers, 'istest', 'seealldata') === true);
}

function report(test: TestClass, method: MethodSymbol, failure: Failure | undefined, ms: number, missed: readonly string[]): TestResult {
  const base = { class: test.name, method: method.name, ms: Math.round(ms * 10) / 10 };
  if (!failure) return { ...base, outcome: 'Pass', message: null, stack: null };
  const { error } = failure;
  if (error instanceof ApexException) {
    const message = `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
    const stack = error.stackTraceString;
    if (missed.length === 0) return { ...base, outcome: 'Fail', message, stack };
    // An org would have done more before this line, so the failure says nothing about the code.
    return { ...base, outcome: 'Unsupported', message: `Not supported by the local org: ${missed.join(', ')}\n${message}`, stack };
  }
  const unsupported = error instanceof Error && 'code' in error && error.code === 'UNSUPPORTED_FEATURE';
  const message = error instanceof Error ? error.message : String(error);
  return { ...base, outcome: unsupported ? 'Unsupported' : 'Fail', message, stack: error instanceof Error ? (error.stack ?? null) : null };
}
