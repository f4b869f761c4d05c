import type { AnswerInput, LedgerEntry } from '@callguide/contract';
import type { Move } from 'c/scriptWalk';
import { uniqueKey } from 'c/uniqueKey';

export type SaveState = 'saved' | 'saving' | 'unsaved';

export interface QueueOptions {
  readonly taskId: string;
  /** Saves entries and gives the last sequence the server has; saving an entry twice must do no harm. */
  readonly send: (entries: AnswerInput[]) => Promise<number>;
  readonly onState: (state: SaveState, error?: unknown) => void;
  /** Survives a closed tab. An entry leaves it as soon as the server has it, a forgotten one after a day. */
  readonly storage?: Storage;
  /** Server time in epoch milliseconds. */
  readonly now: () => number;
}

const PREFIX = 'callguide.answers.';
const DAY = 86_400_000;
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
  private readonly shelf: string;
  private readonly place: string;

  constructor(options: QueueOptions) {
    this.options = options;
    this.shelf = `${PREFIX}${options.taskId}.`;
    // Each tab has a place of its own, so that two tabs on one task cannot overwrite each other's words.
    this.place = this.shelf + uniqueKey();
  }

  /** Merges what the server has with what a lost tab left behind, and goes on saving. @returns the whole ledger, in order */
  open(ledger: readonly LedgerEntry[]): LedgerEntry[] {
    this.lastSequence = Math.max(0, ...ledger.map((entry) => entry.sequence ?? 0));
    // Without a hole: an answer whose predecessor is lost has nothing to follow.
    this.pending = this.restore()
      .filter((entry) => (entry.sequence ?? 0) > this.lastSequence)
      .filter((entry, index) => entry.sequence === this.lastSequence + index + 1);
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
        // eslint-disable-next-line no-await-in-loop -- one request after another: the ledger on the server never has a hole
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
    const { storage } = this.options;
    try {
      if (this.pending.length > 0) storage?.setItem(this.place, JSON.stringify(this.pending));
      else storage?.removeItem(this.place);
    } catch {
      // A full or forbidden storage only costs the safety net: the entries are still in memory and on their way.
    }
  }

  /** Takes over what other tabs, closed or not, could not save; of two entries with one number the earlier counts. */
  private restore(): AnswerInput[] {
    const { storage, now } = this.options;
    if (!storage) return [];
    const found = new Map<number, AnswerInput>();
    const places = Array.from({ length: storage.length }, (_each, index) => storage.key(index) ?? '');
    for (const place of places.filter((each) => each.startsWith(this.shelf))) {
      for (const entry of entriesIn(storage, place).filter((each) => Date.parse(each.answeredAt ?? '') > now() - DAY)) {
        const other = found.get(entry.sequence ?? 0);
        if (!other || (entry.answeredAt ?? '') < (other.answeredAt ?? '')) found.set(entry.sequence ?? 0, entry);
      }
      storage.removeItem(place);
    }
    return [...found.values()].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  }
}

function entriesIn(storage: Storage, place: string): AnswerInput[] {
  try {
    return JSON.parse(storage.getItem(place) ?? '[]') as AnswerInput[];
  } catch {
    // Broken leftovers of another version are worth less than a working guide.
    return [];
  }
}
