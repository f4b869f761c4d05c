import { DmlErrors } from './errors.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * Trace flags last a day at most, and no two of one type trace the same at the same time.
 * https://developer.salesforce.com/docs/platform/api-tooling/references/tooling-objects/tooling-traceflag.html
 */
export function checkTraceFlags(step: SaveStep, rows: readonly WorkRow[]): void {
  if (step.object.apiName !== 'TraceFlag') return;
  for (const row of alive(rows)) {
    const start = Number(row.values.get('StartDate') ?? step.ctx.now);
    const end = Number(row.values.get('ExpirationDate'));
    if (end <= start) row.errors.push(DmlErrors.traceFlagExpired());
    else if (end - start > LONGEST_MS) row.errors.push(DmlErrors.traceFlagTooLong());
    else if (overlaps(step, row, start, end)) row.errors.push(DmlErrors.traceFlagOverlaps());
  }
}

function overlaps({ object, ctx: { store, now } }: SaveStep, row: WorkRow, start: number, end: number): boolean {
  const found = store.all(
    `SELECT 1 FROM ${store.table(object)} WHERE "TracedEntityId" = ? AND "LogType" = ? AND "Id" <> ? AND coalesce("StartDate", ?) < ? AND "ExpirationDate" > ?`,
    [String(row.values.get('TracedEntityId')), String(row.values.get('LogType')), row.id ?? '', now, end, start],
  );
  return found.length > 0;
}
