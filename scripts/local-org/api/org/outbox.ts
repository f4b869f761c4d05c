import type { CalloutRequest, CalloutResponse, OutgoingEmail } from '../../apex/runtime/host.ts';
import type { Store } from '../../store/index.ts';

/** What left the org: an e-mail, or a request to another system. Nothing of an e-mail leaves the machine. */
export type OutboxEntry = OutboxEmail | OutboxCallout;

interface Sent {
  /** Grows with every entry. */
  readonly id: number;
  /** ISO 8601, by the org's clock. */
  readonly at: string;
}

export interface OutboxEmail extends Sent, OutgoingEmail {
  readonly kind: 'email';
}

export interface OutboxCallout extends Sent {
  readonly kind: 'callout';
  readonly method: string;
  readonly url: string;
  /** As text; null when there was none. */
  readonly body: string | null;
  /** HTTP status; null when nothing answered. */
  readonly status: number | null;
  /** The answer as text, or why there is none. */
  readonly answer: string;
}

export interface OutboxFilter {
  readonly kind?: string;
  /** Part of a recipient or URL, any case. */
  readonly to?: string;
  /** Part of subject or body, any case. */
  readonly text?: string;
  /** Only entries with a greater id. */
  readonly after?: number;
  /** Default 100. */
  readonly limit?: number;
}

/** Older entries give way to new ones. */
const KEPT = 10_000;
const DEFAULT_LIMIT = 100;

/**
 * Messages that Apex has sent. E-mails belong to their transaction, as on the platform: they leave when it commits and
 * are forgotten when it is rolled back. Callouts have happened whatever becomes of the transaction.
 */
export class Outbox {
  readonly #store: Store;
  readonly #now: () => number;
  #callouts: Omit<OutboxCallout, 'id'>[] = [];
  /** There may be too many entries now. */
  #written = false;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    store.run('CREATE TABLE IF NOT EXISTS "local outbox" (id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL)');
  }

  /** Needs a transaction that may write. */
  email(message: OutgoingEmail): void {
    this.#write({ kind: 'email', at: this.#time(), ...message });
  }

  /** Remembers a callout until {@link flush}: the running transaction may yet be rolled back. */
  callout(request: CalloutRequest, outcome: CalloutResponse | Error): void {
    const failed = outcome instanceof Error;
    this.#callouts.push({
      kind: 'callout',
      at: this.#time(),
      method: request.method,
      url: request.endpoint,
      body: request.body === null ? null : text(request.body),
      status: failed ? null : outcome.status,
      answer: failed ? outcome.message : text(outcome.body),
    });
  }

  /** Writes the callouts since the last time, and forgets what is too old. Called between transactions. */
  flush(): void {
    const waiting = this.#callouts.splice(0);
    if (waiting.length === 0 && !this.#written) return;
    this.#store.transaction('committed', () => {
      for (const entry of waiting) this.#write(entry);
      this.#store.run('DELETE FROM "local outbox" WHERE id <= (SELECT MAX(id) FROM "local outbox") - ?', [KEPT]);
      this.#written = false;
    });
  }

  /** Newest first. */
  list(filter: OutboxFilter = {}): OutboxEntry[] {
    const rows = this.#store.all('SELECT id, entry FROM "local outbox" WHERE id > ? ORDER BY id DESC', [filter.after ?? 0]);
    return rows
      .map(({ id, entry }) => ({ id, ...(JSON.parse(String(entry)) as object) }) as OutboxEntry)
      .filter((entry) => matches(entry, filter))
      .slice(0, filter.limit ?? DEFAULT_LIMIT);
  }

  /** Forgets everything. Needs a write transaction. */
  clear(): void {
    this.#store.run('DELETE FROM "local outbox"');
  }

  #write(entry: object): void {
    this.#store.run('INSERT INTO "local outbox" (entry) VALUES (?)', [JSON.stringify(entry)]);
    this.#written = true;
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}

function matches(entry: OutboxEntry, { kind, to, text: wanted }: OutboxFilter): boolean {
  const [recipients, words] =
    entry.kind === 'email'
      ? [entry.to.join(' '), `${entry.subject} ${entry.plainTextBody ?? ''} ${entry.htmlBody ?? ''}`]
      : [entry.url, entry.body ?? ''];
  return (kind === undefined || entry.kind === kind) && includes(recipients, to) && includes(words, wanted);
}

function includes(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
