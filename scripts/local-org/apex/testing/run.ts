import type { MethodSymbol } from '../check/index.ts';
import { staticKey } from '../emit/index.ts';
import type { ApexRuntime } from '../runtime.ts';
import { ApexException, asApexError } from '../runtime/exception.ts';
import type { ApexProblem } from '../syntax/index.ts';
import { measureCoverage, type Coverage } from './coverage.ts';
import { findBrokenTests, findTests, testFilter, type TestClass } from './discover.ts';

export interface TestResult {
  readonly class: string;
  readonly method: string;
  /** `Unsupported`: the test met a platform feature that the local org names as not supported. */
  readonly outcome: 'Pass' | 'Fail' | 'Unsupported';
  readonly message: string | null;
  readonly stack: string | null;
  readonly ms: number;
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
  onResult?(result: TestResult): void;
}

let started = 0;

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
  const results: TestResult[] = [];
  const add = (result: TestResult): void => {
    results.push(result);
    options.onResult?.(result);
  };
  for (const { className, method, message } of findBrokenTests(compiled, host.source, filter)) {
    const outcome = /unsupported platform feature/i.test(message) ? 'Unsupported' : 'Fail';
    add({ class: className, method, outcome, message, stack: null, ms: 0 });
  }
  for (const test of findTests(compiled, filter)) runClass(runtime, test, options.userId, add);
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
    coverage: compiled.options.coverage ? measureCoverage(compiled, runtime.loader) : null,
  };
}

function runClass(runtime: ApexRuntime, test: TestClass, userId: string, add: (result: TestResult) => void): void {
  const { store } = runtime.host;
  try {
    store.transaction('write', () => {
      started = performance.now();
      const failed = attempt(() => test.setups.forEach((method) => call(runtime, method, userId)));
      for (const method of test.tests) {
        const start = performance.now();
        const error = failed ?? isolated(runtime, () => attempt(() => call(runtime, method, userId)));
        add(report(test, method, error, performance.now() - start));
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

let lastMoment = 0;

/** Tests run one after the other: each begins later than the one before, though they share one store transaction. */
function testClock(runtime: ApexRuntime): number {
  lastMoment = Math.max(lastMoment + 1, runtime.host.now() + Math.floor(performance.now() - started));
  return lastMoment;
}

function call(runtime: ApexRuntime, method: MethodSymbol, userId: string): void {
  runtime.run(
    userId,
    () => {
      const holder = runtime.loader.holderOf(method.cls);
      holder.init();
      holder.st[staticKey(method)]!();
    },
    { isTest: true, now: testClock(runtime) },
  );
}

function report(test: TestClass, method: MethodSymbol, failure: Failure | undefined, ms: number): TestResult {
  const base = { class: test.name, method: method.name, ms: Math.round(ms * 10) / 10 };
  if (!failure) return { ...base, outcome: 'Pass', message: null, stack: null };
  const { error } = failure;
  if (error instanceof ApexException) {
    const message = `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
    return { ...base, outcome: 'Fail', message, stack: error.stackTraceString };
  }
  const unsupported = error instanceof Error && 'code' in error && error.code === 'UNSUPPORTED_FEATURE';
  const message = error instanceof Error ? error.message : String(error);
  return { ...base, outcome: unsupported ? 'Unsupported' : 'Fail', message, stack: error instanceof Error ? (error.stack ?? null) : null };
}
