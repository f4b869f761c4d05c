import type { SObjectDef } from '../metadata/index.ts';
import { DmlErrors, TriggerFailure } from './errors.ts';
import { FormulaRecords, type Subject } from './evaluation.ts';
import { fieldFormula } from './formula/scope.ts';
import type { SaveContext, TriggerEvent, TriggerTiming } from './types.ts';
import type { WorkRow } from './work.ts';

/** The fields of a step that triggers need. */
export interface TriggerStep {
  readonly object: SObjectDef;
  readonly ctx: SaveContext;
}

export function hasTriggers({ object, ctx }: TriggerStep, event: TriggerEvent): boolean {
  return ctx.triggers.has(object, 'before', event) || ctx.triggers.has(object, 'after', event);
}

/**
 * Runs the triggers over the rows without errors. A before-trigger may change `values`; errors it adds stay on the rows.
 * An unhandled exception fails all of them.
 */
export function runTriggers(step: TriggerStep, timing: TriggerTiming, event: TriggerEvent, rows: readonly WorkRow[]): void {
  const living = rows.filter((row) => row.errors.length === 0);
  if (living.length === 0 || !step.ctx.triggers.has(step.object, timing, event)) return;
  fillFormulas(step, living);
  try {
    step.ctx.triggers.run(
      step.object,
      timing,
      event,
      living.map((row) => ({ id: row.id, values: row.values, old: row.old, errors: row.errors })),
    );
  } catch (error) {
    if (!(error instanceof TriggerFailure)) throw error;
    for (const row of living) row.errors.push(DmlErrors.triggerFailed(error));
  }
}

/** Puts the results of formula fields into the rows: triggers see whole records. */
export function fillFormulas({ object, ctx }: TriggerStep, rows: readonly Subject[]): void {
  const formulas = [...object.fields.values()].filter((field) => field.formula !== undefined);
  if (formulas.length === 0) return;
  const records = new FormulaRecords(object, ctx);
  const { schema } = ctx.store;
  records.prefetch(
    rows,
    formulas.flatMap((field) => fieldFormula(object, field, schema).needs),
  );
  for (const row of rows) {
    const input = records.input(row);
    for (const field of formulas) {
      (row.values as Map<string, ReturnType<typeof input>>).set(field.apiName, input(field.apiName));
      if (row.old) (row.old as Map<string, ReturnType<typeof input>>).set(field.apiName, input(`$Prior.${field.apiName}`));
    }
  }
}
