import type { RequestLog } from './messages.ts';

/** Requests whose debug output is kept, and lines kept of each. */
const MAX_REQUESTS = 200;
const MAX_LINES = 1000;

/** The debug output of the latest requests that wrote any. */
export class LogRing {
  readonly #logs: RequestLog[] = [];

  add(log: RequestLog): void {
    if (log.lines.length === 0) return;
    this.#logs.push({ ...log, lines: log.lines.slice(0, MAX_LINES) });
    if (this.#logs.length > MAX_REQUESTS) this.#logs.shift();
  }

  /** Adds lines written after the answer of a request. */
  append(id: string, lines: readonly string[]): void {
    const index = this.#logs.findIndex((log) => log.id === id);
    const known = this.#logs[index];
    if (!known) this.add({ id, method: 'ASYNC', url: '', at: Date.now(), lines });
    else this.#logs[index] = { ...known, lines: [...known.lines, ...lines].slice(0, MAX_LINES) };
  }

  /** Oldest first. */
  all(): readonly RequestLog[] {
    return this.#logs;
  }
}
