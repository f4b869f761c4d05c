import type { Connection } from 'jsforce';

import { NAMED_LOOKUPS, type Batch, type SeedRecord } from './batch.ts';
import { SeedError } from './errors.ts';

/** What happened to the records of one batch. */
export interface BatchReport {
  readonly object: string;
  readonly created: number;
  readonly updated: number;
  readonly untouched: number;
  readonly seconds: number;
}

interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { message: string; statusCode?: string; fields?: readonly string[] }[];
}

/** The most the collections resource takes in one request. */
const chunkSize = 200;
const parallel = 2;

/**
 * Writes one batch by its external id and checks every row.
 * @param owners username or queue name → id, for fields of NAMED_LOOKUPS
 * @throws SeedError WRITE_FAILED naming the records, the fields and the reasons; what was written stays, a re-run goes on from there
 */
export async function writeBatch(connection: Connection, batch: Batch, owners: ReadonlyMap<string, string>): Promise<BatchReport> {
  const started = performance.now();
  const existing = batch.mode === 'upsert' ? undefined : await existingKeys(connection, batch);
  const records = batch.records.filter((record) => {
    const status = existing?.get(key(batch, record));
    if (batch.mode === 'create') return status === undefined;
    return batch.mode === 'upsert' || status === 'Draft';
  });
  const ready = records.map((record) => withOwners(record, owners));
  const chunks: SeedRecord[][] = [];
  for (let start = 0; start < ready.length; start += chunkSize) chunks.push(ready.slice(start, start + chunkSize));
  let created = 0;
  const work = chunks.entries();
  const worker = async (): Promise<void> => {
    for (const [, chunk] of work) {
      const added = await writeChunk(connection, batch, chunk);
      created += added;
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return {
    object: batch.object,
    created,
    updated: ready.length - created,
    untouched: batch.records.length - ready.length,
    seconds: (performance.now() - started) / 1000,
  };
}

async function writeChunk(connection: Connection, batch: Batch, chunk: readonly SeedRecord[]): Promise<number> {
  const results = await connection.request<RowResult[]>({
    method: 'PATCH',
    url: `/services/data/v${connection.version}/composite/sobjects/${batch.object}/${batch.externalId}`,
    body: JSON.stringify({ allOrNone: false, records: chunk.map((record) => ({ attributes: { type: batch.object }, ...record })) }),
    headers: { 'content-type': 'application/json' },
  });
  const failures = results.flatMap((result, index) => {
    if (result.success) return [];
    const reasons = result.errors.map((error) => `${error.fields?.length ? `${error.fields.join(', ')}: ` : ''}${error.message}`);
    return [`  ${batch.object} ${key(batch, chunk[index]!)}: ${reasons.join('; ')}`];
  });
  if (failures.length > 0) {
    const more = failures.length > 10 ? `\n  … and ${failures.length - 10} more` : '';
    throw new SeedError(
      'WRITE_FAILED',
      `${failures.length} of ${chunk.length} records were refused:\n${failures.slice(0, 10).join('\n')}${more}`,
    );
  }
  return results.filter((result) => result.created).length;
}

/** External keys that are there already, with their status where the object has a life of drafts. */
async function existingKeys(connection: Connection, batch: Batch): Promise<Map<string, string>> {
  const field = batch.mode === 'publish' ? 'Status__c' : 'Id';
  const found = new Map<string, string>();
  const keys = batch.records.map((record) => key(batch, record));
  for (let start = 0; start < keys.length; start += chunkSize) {
    const list = keys
      .slice(start, start + chunkSize)
      .map(quote)
      .join(',');
    const soql = `SELECT ${batch.externalId}, ${field} FROM ${batch.object} WHERE ${batch.externalId} IN (${list})`;
    const { records } = await connection.query<Record<string, string>>(soql, { autoFetch: true, maxFetch: chunkSize });
    for (const record of records) found.set(record[batch.externalId] ?? '', record[field] ?? '');
  }
  return found;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (char) => `\\${char}`)}'`;
}

function key(batch: Batch, record: SeedRecord): string {
  return String(record[batch.externalId]);
}

/** Names in the world are ids in the org. */
function withOwners(record: SeedRecord, owners: ReadonlyMap<string, string>): SeedRecord {
  const fields = Object.entries(record).map(([field, value]): [string, unknown] => {
    const lookup = NAMED_LOOKUPS[field];
    if (lookup === undefined || typeof value !== 'string') return [field, value];
    const found = owners.get(value);
    if (!found) throw new SeedError('MISSING_METADATA', `There is no user or queue "${value}" in the org. Deploy the package first.`);
    return [lookup, found];
  });
  return Object.fromEntries(fields.filter(([field, value]) => value !== undefined && !(field in NAMED_LOOKUPS)));
}
