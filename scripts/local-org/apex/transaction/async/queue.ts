import type { Store } from '../../../store/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import type { AsyncJob } from '../../runtime/context.ts';
import { freeze, thaw } from './frozen.ts';

/** A job in the database, as plain data. */
export interface WaitingJob {
  /** Id of its AsyncApexJob; for events something of their own. */
  readonly id: string;
  readonly userId: string;
  readonly job: Omit<AsyncJob, 'target'>;
  /** The target, {@link freeze frozen}. */
  readonly target: string;
  /** Work of the server itself instead of Apex: its name. */
  readonly task?: string;
  /** Batch jobs: number of scopes and the next one; absent before `start`. */
  readonly batch?: { readonly scopes: number; readonly next: number };
}

/**
 * Jobs that wait in the database for their turn. Queueing is part of the transaction: what is rolled back was never
 * queued, and a job outlives the server.
 */
export class JobQueue {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param due epoch ms of the org's clock before which the job does not run */
  put(waiting: WaitingJob, due: number): void {
    const { id, userId, ...body } = waiting;
    this.#store.run('INSERT INTO "local job" (id, user, due, body) VALUES (?, ?, ?, ?)', [id, userId, due, JSON.stringify(body)]);
  }

  /** Takes the next job that is due out of the queue; nobody else can have it, or abort it, before the transaction ends. */
  take(now: number): WaitingJob | undefined {
    const row = this.#store.lockRead(
      () => this.#store.get('SELECT seq, id, user, body FROM "local job" WHERE due <= ? ORDER BY due, seq LIMIT 1', [now]),
      (found) => (found ? [String(found.id)] : []),
    );
    if (!row) return undefined;
    const { changes } = this.#store.run('DELETE FROM "local job" WHERE seq = ?', [row.seq ?? null]);
    if (changes === 0) return undefined;
    return { id: String(row.id), userId: String(row.user), ...(JSON.parse(String(row.body)) as Omit<WaitingJob, 'id' | 'userId'>) };
  }

  /** True when a job of that signature waits. */
  hasSignature(signature: string): boolean {
    return this.#store.get(`SELECT 1 FROM "local job" WHERE body ->> '$.job.signature' = ? LIMIT 1`, [signature]) !== undefined;
  }

  /** When the next job is due, epoch ms of the org's clock; undefined when none waits. */
  nextDue(): number | undefined {
    const due = this.#store.get('SELECT MIN(due) AS due FROM "local job"')?.due ?? null;
    return due === null ? undefined : Number(due);
  }

  /** Takes a job out of the queue, with what is left of a batch. */
  remove(id: string): void {
    this.#store.run('DELETE FROM "local job" WHERE id = ?', [id]);
    this.#store.run('DELETE FROM "local job part" WHERE id = ?', [id]);
  }

  /** Keeps the scopes of a batch job. Needs the running Apex transaction. @returns their number */
  putScopes(id: string, elementType: string, items: readonly unknown[], size: number): number {
    let part = 0;
    for (let from = 0; from < items.length; from += size) {
      const body = freeze(new ApexList(elementType, items.slice(from, from + size)));
      this.#store.run('INSERT INTO "local job part" (id, part, body) VALUES (?, ?, ?)', [id, part++, body]);
    }
    return part;
  }

  /** One scope of a batch job. Needs the running Apex transaction. */
  scope(id: string, part: number): ApexList {
    const row = this.#store.get('SELECT body FROM "local job part" WHERE id = ? AND part = ?', [id, part]);
    return thaw(String(row?.body)) as ApexList;
  }
}
