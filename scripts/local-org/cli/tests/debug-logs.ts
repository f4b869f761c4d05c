import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLevels, type DebugLog } from '../../apex/index.ts';
import type { OpenedOrg } from '../../api/index.ts';
import type { TestLogOptions } from './messages.ts';

/** Writes the debug log of each test method into a file of a folder, one after the other. */
export class TestLogFiles {
  readonly tracesCalls: boolean;
  readonly #options: TestLogOptions;
  readonly #create: () => DebugLog;
  #last: { readonly name: string; readonly log: DebugLog } | undefined;

  /** @throws LogLevelError */
  constructor(org: OpenedOrg, options: TestLogOptions) {
    this.#options = options;
    this.#create = () => org.debugLogs.create(org.adminId, parseLevels(options.levels));
    this.tracesCalls = org.transaction('read', () => this.#create().tracesCalls);
    mkdirSync(options.folder, { recursive: true });
  }

  of(className: string, method: string): DebugLog {
    this.end();
    const log = this.#create();
    this.#last = { name: `${className}.${method}.log`, log };
    return log;
  }

  /** Writes the log of the last method. */
  end(): void {
    if (this.#last) writeFileSync(join(this.#options.folder, this.#last.name), this.#last.log.finish());
    this.#last = undefined;
  }
}
