import type { AnswerInput, LedgerEntry } from '@callguide/contract';
import type { Move } from 'c/scriptWalk';

export type SaveState = 'saved' | 'saving' | 'unsaved';

export interface QueueOptions {
  readonly taskId: string;
  /** Saves entries and gives the last sequence the server has; saving an entry twice must do no harm. */
  readonly send: (entries: AnswerInput[]) => Promise<number>;
  readonly onState: (state: SaveState, error?: unknown) => void;
  /** Survives a closed tab; holds no text anyone typed. */
  readonly lasting?: Storage;
  /** Survives a reload of this tab only; holds typed notes, which may be personal. */
  readonly passing?: Storage;
  /** Server time in epoch milliseconds. */
  readonly now: () => number;
}

const PREFIX = 'callguide.answers.';
const RETRY_SECONDS: readonly number[] = [1, 3, 10, 30];

/**
 * Keeps the answers of one task in order and saves them in the background: one request at a time, retried until it succeeds,
 * kept in the browser until the server confirmed them.
 */
export class AnswerQueue {
  private readonly options: QueueOptions;
  private pending: AnswerInput[] = [];
  private lastSequence = 0;
  private sending: Promise<boolean> | undefined;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(options: QueueOptions) {
    this.options = options;
  }

  /** Merges what the server has with what a lost tab left behind, and goes on saving. @returns the whole ledger, in order */
  open(ledger: readonly LedgerEntry[]): LedgerEntry[] {
    this.lastSequence = Math.max(0, ...ledger.map((entry) => entry.sequence ?? 0));
    this.pending = this.restore().filter((entry) => (entry.sequence ?? 0) > this.lastSequence);
    const whole = [...ledger, ...this.pending];
    this.lastSequence += this.pending.length;
    this.store();
    void this.flush();
    return whole;
  }

  /** Appends one move and starts saving it. @returns the entry with its place and time */
  add(move: Move): LedgerEntry {
    const entry: AnswerInput = { ...move, sequence: ++this.lastSequence, answeredAt: new Date(this.options.now()).toISOString() };
    this.pending = [...this.pending, entry];
    this.store();
    void this.flush();
    return entry;
  }

  /** Saves everything that waits. @returns whether nothing is left unsaved */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.pending.length === 0) return true;
    this.sending ??= Promise.resolve().then(() => this.sendAll());
    return this.sending;
  }

  /** Stops retrying; what is unsaved stays in the browser for the next time. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async sendAll(): Promise<boolean> {
    while (this.pending.length > 0) {
      this.options.onState('saving');
      try {
        // One request after another, so that the ledger on the server never has a hole.
        // eslint-disable-next-line no-await-in-loop
        const saved = await this.options.send(this.pending.map((entry) => ({ ...entry })));
        const left = this.pending.filter((entry) => (entry.sequence ?? 0) > saved);
        if (left.length === this.pending.length) throw new Error(`The server confirmed answers up to ${saved} only`);
        this.pending = left;
        this.failures = 0;
        this.store();
      } catch (error) {
        this.sending = undefined;
        this.options.onState('unsaved', error);
        this.retryLater();
        return false;
      }
    }
    // Given up in the same breath in which nothing was left: whoever adds next starts a new round.
    this.sending = undefined;
    this.options.onState('saved');
    return true;
  }

  private retryLater(): void {
    if (this.closed) return;
    const seconds = RETRY_SECONDS[Math.min(this.failures++, RETRY_SECONDS.length - 1)] ?? 30;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a retry has to wait; close() clears it
    this.timer = setTimeout(() => {
      void this.flush();
    }, seconds * 1000);
  }

  private store(): void {
    const { lasting, passing, taskId } = this.options;
    const notes = this.pending.filter((entry) => entry.note).map((entry) => [entry.sequence, entry.note]);
    try {
      if (this.pending.length > 0)
        lasting?.setItem(PREFIX + taskId, JSON.stringify(this.pending.map((entry) => ({ ...entry, note: undefined }))));
      else lasting?.removeItem(PREFIX + taskId);
      if (notes.length > 0) passing?.setItem(PREFIX + taskId, JSON.stringify(notes));
      else passing?.removeItem(PREFIX + taskId);
    } catch {
      // A full or forbidden storage only costs the safety net: the entries are still in memory and on their way.
    }
  }

  private restore(): AnswerInput[] {
    const { lasting, passing, taskId } = this.options;
    try {
      const notes = new Map(JSON.parse(passing?.getItem(PREFIX + taskId) ?? '[]') as [number, string][]);
      const entries = JSON.parse(lasting?.getItem(PREFIX + taskId) ?? '[]') as AnswerInput[];
      return entries.map((entry) => ({ ...entry, note: notes.get(entry.sequence ?? 0) }));
    } catch {
      // Broken leftovers of another version are worth less than a working guide.
      return [];
    }
  }
}
