import { UnsupportedFeatureError, type FieldValue, type SObjectDef } from '../metadata/index.ts';
import { StoreError } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import { saveChunk } from './pipeline.ts';
import { removeChunk, restoreChunk } from './remove.ts';
import type { DmlError, DmlOptions, DmlRecord, DmlResult, SaveContext } from './types.ts';
import { resolveParents, resolveUpsert } from './upsert.ts';
import { lockRecords, newRow, type SaveStep, type WorkRow } from './work.ts';

/** Records a trigger sees at once. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm */
const CHUNK = 200;
/** Events that one sees at once. https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm */
const EVENT_CHUNK = 2000;

/**
 * Saves records as the platform does: defaults, permissions, system validation, triggers, validation rules, unique
 * fields, auto numbers, roll-up summaries, cascades. Must run inside a store transaction.
 *
 * @returns one result per record, in order. With `allOrNone` nothing is written when one record has an error; the others
 * then carry `ALL_OR_NONE_OPERATION_ROLLED_BACK`. When others keep one of the records, or one that has to be saved along with
 * them, for more than 10 seconds, nothing is written either, and every record has `UNABLE_TO_LOCK_ROW`.
 * @throws whatever a trigger throws other than {@link TriggerFailure}; the store is then as before the call
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
export function save(records: readonly DmlRecord[], options: DmlOptions, ctx: SaveContext): DmlResult[] {
  const rows = records.map(newRow);
  const start = ctx.store.savepoint();
  try {
    // Before anything is read: what is kept by others may be about to change.
    lockRecords(
      ctx.store,
      records.map((record) => record.id),
    );
    for (const chunk of chunksOf(rows)) {
      ctx.store.giveWay();
      runChunk(chunk, options, ctx);
      if (options.allOrNone && chunk.some((row) => row.errors.length > 0)) {
        ctx.store.rollbackTo(start);
        rollBackResults(rows);
        break;
      }
    }
  } catch (error) {
    ctx.store.rollbackTo(start);
    if (!(error instanceof StoreError) || error.code !== 'LOCK_TIMEOUT') throw error;
    const refusal = DmlErrors.unableToLock(records.flatMap((record) => record.id ?? []));
    return records.map((record) => ({ id: record.id, success: false, created: false, errors: [refusal] }));
  } finally {
    ctx.store.release(start);
  }
  return rows.map(toResult);
}

/** Runs of one object, cut into chunks. */
function* chunksOf(rows: readonly WorkRow[]): Generator<WorkRow[]> {
  let chunk: WorkRow[] = [];
  for (const row of rows) {
    const first = chunk[0];
    const most = first?.record.object.kind === 'platformEvent' ? EVENT_CHUNK : CHUNK;
    if (first && (first.record.object !== row.record.object || chunk.length === most)) {
      yield chunk;
      chunk = [];
    }
    chunk.push(row);
  }
  if (chunk.length > 0) yield chunk;
}

function runChunk(rows: readonly WorkRow[], options: DmlOptions, ctx: SaveContext): void {
  const object = (rows[0] as WorkRow).record.object;
  if (object.kind === 'bigObject') throw new UnsupportedFeatureError(`rows of the big object ${object.apiName}`);
  const step = (event: 'insert' | 'update'): SaveStep => ({ object, event, options, ctx, internal: false });
  switch (options.operation) {
    case 'insert':
    case 'update':
      resolveParents(object, rows, ctx);
      return saveResolved(step(options.operation), rows);
    case 'upsert': {
      resolveParents(object, rows, ctx);
      const { inserts, updates } = resolveUpsert(object, rows, options.externalIdField, ctx);
      if (inserts.length > 0) saveResolved(step('insert'), inserts);
      lockRecords(
        ctx.store,
        updates.map((row) => row.record.id),
      );
      if (updates.length > 0 && !(options.allOrNone && inserts.some((row) => row.errors.length > 0))) saveResolved(step('update'), updates);
      return;
    }
    case 'delete':
      return removeChunk({ object, options, ctx }, rows);
    case 'undelete':
      return restoreChunk({ object, options, ctx }, rows);
  }
}

/** Records already refused keep their error; the platform does not look at them again. */
function saveResolved(step: SaveStep, rows: readonly WorkRow[]): void {
  const refused = rows.some((row) => row.errors.length > 0);
  if (refused && step.options.allOrNone) return;
  saveChunk(
    step,
    rows.filter((row) => row.errors.length === 0),
  );
}

function rollBackResults(rows: readonly WorkRow[]): void {
  for (const row of rows) if (row.errors.length === 0) row.errors.push(DmlErrors.rolledBack());
}

function toResult(row: WorkRow): DmlResult {
  const success = row.errors.length === 0;
  const id = success ? row.id : row.record.id;
  return { id, success, created: success && row.created, errors: [...row.errors] };
}

/**
 * Updates fields only the platform writes (roll-up summaries), with triggers and validation rules of the record.
 * @returns the errors by id of the records that could not be saved
 */
export function saveInternally(
  ctx: SaveContext,
  object: SObjectDef,
  changes: ReadonlyMap<string, Map<string, FieldValue>>,
): Map<string, readonly DmlError[]> {
  const options: DmlOptions = { operation: 'update', allOrNone: false, enforcePermissions: false, enforceSharing: false };
  const rows = [...changes].map(([id, values], index) => newRow({ object, id, values }, index));
  const failed = new Map<string, readonly DmlError[]>();
  for (const chunk of chunksOf(rows)) {
    saveChunk({ object, event: 'update', options, ctx, internal: true }, chunk);
    for (const row of chunk) if (row.errors.length > 0 && row.record.id) failed.set(row.record.id, row.errors);
  }
  return failed;
}
