import { DmlErrors } from './errors.ts';
import type { SaveContext } from './types.ts';
import { alive, type WorkRow } from './work.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm */
const ATTEMPTS = 3;

/**
 * Runs one operation over the rows without errors.
 *
 * With `allOrNone` it runs once, and only when no row has an error: the caller rolls back. Otherwise an attempt that answers
 * false is undone and repeated, from the rows as they were, with those that have no error; after the third the rest fails too.
 */
export function attempt(ctx: SaveContext, allOrNone: boolean, rows: readonly WorkRow[], run: (living: WorkRow[]) => boolean): void {
  if (allOrNone) {
    if (rows.every((row) => row.errors.length === 0)) run([...rows]);
    return;
  }
  // Further attempts begin with the limits of the first.
  const resetLimits = ctx.triggers.rememberLimits?.();
  for (let count = 1; count <= ATTEMPTS; count++) {
    if (count > 1) resetLimits?.();
    const living = alive(rows);
    if (living.length === 0) return;
    const starts = living.map((row) => ({ row, id: row.id, old: row.old, values: new Map(row.values) }));
    const savepoint = ctx.store.savepoint();
    let done = false;
    try {
      done = run(living);
      if (!done) ctx.store.rollbackTo(savepoint);
    } finally {
      ctx.store.release(savepoint);
    }
    if (done) return;
    if (count === ATTEMPTS) for (const row of alive(rows)) row.errors.push(DmlErrors.tooManyRetries());
    for (const { row, ...start } of starts) Object.assign(row, start);
  }
}
