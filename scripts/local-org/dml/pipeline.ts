import { saveAlong } from './effects.ts';
import { deriveActivityAccounts } from './activity-accounts.ts';
import { attempt } from './attempts.ts';
import { applyDefaults } from './defaults.ts';
import { runFlows } from './flows.ts';
import { recordHistory } from './history.ts';
import { checkLookupFilters } from './lookup-filter.ts';
import { checkAccess } from './permissions.ts';
import { prepareRows } from './prepare.ts';
import { derivePrices } from './prices.ts';
import { checkReferences } from './references.ts';
import { dropManualShares } from './shares.ts';
import { updateSummaries } from './rollup.ts';
import { requireParents } from './required-parents.ts';
import { checkValidationRules } from './rules.ts';
import { clearPersonDefaults, settlePersons, tellPersons } from './person-accounts.ts';
import { refusePersonParents, saveAsAccounts } from './person-contacts.ts';
import { deriveFromStatus } from './statuses.ts';
import { checkTraceFlags } from './trace-flags.ts';
import { hasTriggers, runTriggers } from './triggers.ts';
import { checkUnique } from './unique.ts';
import { checkGivenPicklists, validateFields } from './validate.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';
import { assignIds, insertRows, joinNames, updateRows } from './write.ts';

/**
 * Inserts or updates at most 200 records of one object. Errors end up on the rows.
 *
 * With `allOrNone` the first error ends it, and the caller rolls back. Otherwise records with errors are set
 * aside and, where triggers ran, the others are saved anew from the beginning.
 */
export function saveChunk(step: SaveStep, rows: readonly WorkRow[]): void {
  const own = saveAsAccounts(step, rows, saveChunk);
  prepareRows(step, own);
  tellPersons(step, own);
  checkAccess(step, own);
  if (step.event === 'insert') {
    applyDefaults(step, alive(own));
    clearPersonDefaults(step, alive(own));
  }
  attempt(step.ctx, step.options.allOrNone, own, (living) => runOnce(step, living));
}

/** @returns false when the attempt must be undone because some records have errors */
function runOnce(step: SaveStep, rows: readonly WorkRow[]): boolean {
  const { object, event, ctx } = step;
  checkReferences(step, rows);
  checkGivenPicklists(step, alive(rows));
  runFlows(step, 'before', event, rows);
  runTriggers(step, 'before', event, rows);
  joinNames(object, rows);
  settlePersons(step, rows);
  derivePrices(step, rows);
  deriveFromStatus(step, rows);
  deriveActivityAccounts(step, rows);
  for (const row of alive(rows)) validateFields(step, row);
  requireParents(step, rows);
  checkReferences(step, rows);
  refusePersonParents(step, rows);
  if (event === 'insert') assignIds(step, alive(rows));
  checkUnique(step, rows);
  checkTraceFlags(step, rows);
  checkLookupFilters(step, rows);
  checkValidationRules(step, rows);
  const failed = rows.some((row) => row.errors.length > 0);
  if (failed && (step.options.allOrNone || hasTriggers(step, event))) return false;

  const saved = alive(rows);
  if (event === 'insert') insertRows(step, saved);
  else {
    updateRows(step, saved);
    dropManualShares(step, saved);
  }
  saveAlong(step, saved);
  recordHistory(step, saved);
  runTriggers(step, 'after', event, saved);
  if (saved.some((row) => row.errors.length > 0)) return false;
  runFlows(step, 'after', event, saved);
  if (saved.some((row) => row.errors.length > 0)) return false;
  updateSummaries(ctx, object, saved);
  return saved.every((row) => row.errors.length === 0);
}
