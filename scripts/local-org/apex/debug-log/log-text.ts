/**
 * Largest log: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm (Debug Log Limits)
 */
export const MAX_LOG_BYTES = 20 * 1024 * 1024;
/** How far a log that has grown too large is cut down, so that it is not cut again at every line. */
const KEPT_BYTES = MAX_LOG_BYTES * 0.9;

/** The lines of one log. When it grows too large older lines go, but not those it begins with. */
export class LogText {
  readonly #head: string[] = [];
  #lines: { readonly text: string; readonly bytes: number }[] = [];
  #bytes = 0;
  #skipped = 0;

  /** A line that stays whatever becomes of the rest. */
  begin(line: string): void {
    this.#head.push(line);
  }

  /** @param line text, which may have several lines */
  add(line: string): void {
    const bytes = Buffer.byteLength(line) + 1;
    this.#lines.push({ text: line, bytes });
    this.#bytes += bytes;
    if (this.#bytes > MAX_LOG_BYTES) this.#shorten();
  }

  toString(): string {
    const skipped = this.#skipped > 0 ? [`*** Skipped ${this.#skipped} bytes of detailed log`] : [];
    return `${[...this.#head, ...skipped, ...this.#lines.map(({ text }) => text)].join('\n')}\n`;
  }

  #shorten(): void {
    let from = 0;
    while (this.#bytes > KEPT_BYTES && from < this.#lines.length - 1) {
      this.#bytes -= this.#lines[from]!.bytes;
      this.#skipped += this.#lines[from]!.bytes;
      from++;
    }
    this.#lines = this.#lines.slice(from);
  }
}
