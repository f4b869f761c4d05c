import { isReadOnly, nameFieldOf, type FieldValue, type SObjectDef } from '../metadata/index.ts';
import { attempt } from './attempts.ts';
import { collectDoomed, readCascaded, spare } from './cascade.ts';
import { DmlErrors } from './errors.ts';
import { runFlows } from './flows.ts';
import { objectLabel } from './permissions.ts';
import { loadOriginals } from './prepare.ts';
import { refuseDeletedPersons } from './person-contacts.ts';
import { detachLookups, moveToBin, rootsInBin, takeFromBin } from './recycle.ts';
import { updateSummaries } from './rollup.ts';
import { hasTriggers, runTriggers } from './triggers.ts';
import type { DmlOptions, SaveContext } from './types.ts';
import { refuseClosed } from './visible.ts';
import { alive, type WorkRow } from './work.ts';

export interface RemoveStep {
  readonly object: SObjectDef;
  readonly options: DmlOptions;
  readonly ctx: SaveContext;
}

/**
 * Deletes at most 200 records: before-triggers, restricting lookups, cascade, recycle bin, after-triggers, roll-ups.
 * Children deleted by cascade do not fire triggers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_ignoring_operations.htm
 */
export function removeChunk(step: RemoveStep, rows: readonly WorkRow[]): void {
  loadOriginals(step, rows);
  checkDeletable(step, rows);
  attempt(step.ctx, step.options.allOrNone, rows, (living) => removeOnce(step, living));
}

export function checkDeletable(step: RemoveStep, rows: readonly WorkRow[]): void {
  const { object, options, ctx } = step;
  refuseDeletedPersons(
    object,
    rows.map((row) => row.id),
    ctx,
  );
  // Users are deactivated, never deleted: https://help.salesforce.com/s/articleView?id=platform.deactivating_users.htm
  // Histories go with their records.
  const isKept = object.apiName === 'User' || object.historyOf !== undefined || isReadOnly(object);
  if (isKept || (options.enforcePermissions && !ctx.access.canDelete(object))) {
    rows.forEach((row) => row.errors.push(DmlErrors.entityType('deleted', objectLabel(step))));
  }
  if (!options.enforceSharing) return;
  const living = alive(rows);
  const deletable = ctx.access.deletableRows(
    object,
    living.map((row) => row.id as string),
  );
  refuseClosed(
    step,
    living.filter((row) => !deletable.has(row.id as string)),
  );
}

function removeOnce(step: RemoveStep, rows: readonly WorkRow[]): boolean {
  const { object, ctx } = step;
  runFlows(step, 'before', 'delete', rows);
  runTriggers(step, 'before', 'delete', rows);
  const ids = alive(rows).map((row) => row.id as string);
  const { doomed, restricted } = ctx.store.lockRead(
    () => collectDoomed(ctx, object, ids),
    (found) => [...found.doomed.values()].flatMap((going) => [...going.keys()]),
  );
  for (const { root, child, ids: children } of restricted) {
    const childLabel = ctx.translations.objectLabel(child.apiName, ctx.language, true);
    const names = [...ctx.store.read(child, children).values()].map((record) => recordName(child, record));
    for (const row of alive(rows)) {
      if (row.id === root) row.errors.push(DmlErrors.deleteRestricted(recordName(object, row.values), childLabel, names));
    }
  }
  const failed = rows.filter((row) => row.errors.length > 0);
  if (failed.length > 0 && (step.options.allOrNone || hasTriggers(step, 'delete'))) return false;
  spare(doomed, new Set(failed.map((row) => row.id as string)));

  const removed = alive(rows);
  const cascaded = readCascaded(ctx, object, doomed);
  detachLookups(ctx, doomed);
  moveToBin(ctx, doomed);
  runTriggers(step, 'after', 'delete', removed);
  if (removed.some((row) => row.errors.length > 0)) return false;
  updateSummaries(ctx, object, removed);
  for (const [child, children] of cascaded) updateSummaries(ctx, child, children);
  return removed.every((row) => row.errors.length === 0);
}

/** What messages call a record: its name, or its id when it has none. */
function recordName(object: SObjectDef, values: ReadonlyMap<string, FieldValue>): string {
  const field = nameFieldOf(object);
  return String((field && values.get(field.apiName)) ?? String(values.get('Id') ?? '').slice(0, 15));
}

/**
 * Restores records from the recycle bin with the children that went along; only after-triggers exist.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_undelete.htm
 */
export function restoreChunk(step: RemoveStep, rows: readonly WorkRow[]): void {
  const { object, options, ctx } = step;
  loadOriginals(step, rows, true);
  const known = rootsInBin(
    ctx,
    alive(rows).map((row) => row.id as string),
  );
  if (options.enforcePermissions && !ctx.access.canCreate(object)) {
    rows.forEach((row) => row.errors.push(DmlErrors.entityType('undeleted', objectLabel(step))));
  }
  for (const row of alive(rows)) if (!known.has(row.id as string)) row.errors.push(DmlErrors.notInRecycleBin());
  attempt(ctx, options.allOrNone, rows, (living) => {
    const restored = takeFromBin(
      ctx,
      living.map((row) => row.id as string),
    );
    for (const row of living) {
      row.values.set('IsDeleted', false);
      row.old = null;
    }
    runTriggers(step, 'after', 'undelete', living);
    if (living.some((row) => row.errors.length > 0)) return false;
    for (const child of restored.keys()) {
      const records = [...ctx.store.read(child, restored.get(child) ?? []).values()];
      updateSummaries(
        ctx,
        child,
        records.map((values) => ({ values, old: null, errors: living[0]?.errors ?? [] })),
      );
    }
    return living.every((row) => row.errors.length === 0);
  });
}
