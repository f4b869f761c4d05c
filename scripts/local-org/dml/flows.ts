import { fillFormulas, type TriggerStep } from './triggers.ts';
import type { TriggerEvent, TriggerTiming } from './types.ts';
import type { WorkRow } from './work.ts';

/**
 * Runs the flows that the save starts over the rows without errors. Those before the save may change `values`; what fails
 * stays on the rows.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
export function runFlows(step: TriggerStep, timing: TriggerTiming, event: TriggerEvent, rows: readonly WorkRow[]): void {
  const { flows } = step.ctx;
  if (!flows?.has(step.object, timing, event)) return;
  const living = rows.filter((row) => row.errors.length === 0);
  if (living.length === 0) return;
  fillFormulas(step, living);
  flows.run(
    step.object,
    timing,
    event,
    living.map((row) => ({ id: row.id, values: row.values, old: row.old, errors: row.errors })),
  );
}
