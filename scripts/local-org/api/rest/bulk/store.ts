import { randomInt } from 'node:crypto';
import { toId18, type Store } from '../../../store/index.ts';
import { ApiError, notFound } from '../../errors.ts';

export type BulkState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

/** A job of Bulk API 2.0, as it is kept. */
export interface BulkJob {
  readonly id: string;
  readonly kind: 'ingest' | 'query';
  readonly operation: string;
  readonly object: string;
  readonly userId: string;
  /** Epoch ms. */
  readonly created: number;
  readonly lineEnding: 'LF' | 'CRLF';
  readonly columnDelimiter: string;
  readonly externalIdFieldName?: string | undefined;
  readonly query?: string;
  readonly apiVersion: string;
  modified: number;
  state: BulkState;
  /** Column names of the data. */
  header?: readonly string[];
  /** Rows as uploaded, or found. */
  rows: number;
  processed: number;
  failed: number;
  /** Parts of the data that are done. */
  partsDone: number;
  parts: number;
  errorMessage?: string;
  startedMs?: number;
  processingMs: number;
}

/** Rows in one part of a job's data. */
export const PART_ROWS = 2000;

type PartKind = 'data' | 'result';

/** Jobs and their data, in parts, in the org's data file. */
export class BulkStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  newId(): string {
    return toId18(`750Lo0${Array.from({ length: 9 }, () => '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'[randomInt(36)]).join('')}`);
  }

  save(job: BulkJob): void {
    this.#store.setSetting(`bulk ${job.id}`, JSON.stringify(job));
  }

  /** @throws ApiError NOT_FOUND (404) */
  load(id: string, kind?: BulkJob['kind']): BulkJob {
    const text = this.#store.getSetting(`bulk ${toId18(id)}`);
    const job = text === undefined ? undefined : (JSON.parse(text) as BulkJob);
    if (!job || (kind && job.kind !== kind)) throw notFound();
    return job;
  }

  /** All jobs of a kind, the newest first. */
  list(kind: BulkJob['kind']): BulkJob[] {
    const rows = this.#store.all(`SELECT value FROM "local setting" WHERE key LIKE 'user bulk 750%'`);
    return rows
      .map((row) => JSON.parse(String(row.value)) as BulkJob)
      .filter((job) => job.kind === kind)
      .sort((a, b) => b.created - a.created);
  }

  putPart(id: string, kind: PartKind, part: number, rows: unknown): void {
    this.#store.run('INSERT OR REPLACE INTO "local job part" (id, part, body) VALUES (?, ?, ?)', [
      `${id} ${kind}`,
      part,
      JSON.stringify(rows),
    ]);
  }

  part<T>(id: string, kind: PartKind, part: number): T[] {
    const row = this.#store.get('SELECT body FROM "local job part" WHERE id = ? AND part = ?', [`${id} ${kind}`, part]);
    return row ? (JSON.parse(String(row.body)) as T[]) : [];
  }

  delete(job: BulkJob): void {
    if (job.state === 'UploadComplete' || job.state === 'InProgress') {
      throw new ApiError(400, 'INVALIDJOBSTATE', `A job in the state ${job.state} cannot be deleted`);
    }
    for (const kind of ['data', 'result']) this.#store.run('DELETE FROM "local job part" WHERE id = ?', [`${job.id} ${kind}`]);
    this.#store.run('DELETE FROM "local setting" WHERE key = ?', [`user bulk ${job.id}`]);
  }
}
