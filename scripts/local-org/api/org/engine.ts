import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { TriggerRunner } from '../../dml/index.ts';
import type { LocalOrg } from './local-org.ts';
import type { ExecuteAnonymousResult, SynchronousTestResult } from './types.ts';

/** The org's Apex: compiled once, run in transactions of the requests. */
export class Engine {
  readonly #org: LocalOrg;

  constructor(org: LocalOrg, _problems: 'refuse' | 'report') {
    this.#org = org;
  }

  begin(): void {}

  triggers(_userId: string): TriggerRunner {
    if (this.#org.source.triggers.length > 0) this.#org.log('Apex triggers do not run yet');
    return {
      has: () => false,
      run: () => {
        throw new UnsupportedFeatureError('Apex triggers');
      },
    };
  }

  callAuraMethod(_userId: string, className: string, method: string, _parameters: Readonly<Record<string, unknown>>): unknown {
    throw new UnsupportedFeatureError(`calling ${className}.${method}`);
  }

  executeAnonymous(_userId: string, _code: string): ExecuteAnonymousResult {
    throw new UnsupportedFeatureError('anonymous Apex');
  }

  runTestsSynchronous(_names: readonly string[]): SynchronousTestResult {
    throw new UnsupportedFeatureError('Apex tests');
  }

  runJobs(): void {}

  limitUsage(): string | undefined {
    return undefined;
  }
}
