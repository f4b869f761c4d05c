import type { FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import { DmlErrors, TriggerFailure } from './errors.ts';
import { FormulaRecords, type Subject } from './evaluation.ts';
import { fieldFormula } from './formula/scope.ts';
import type { FlowRunner, SaveContext, TriggerEvent, TriggerTiming } from './types.ts';
import type { WorkRow } from './work.ts';

/** The fields of a step that triggers need. */
export interface TriggerStep {
  readonly object: SObjectDef;
  readonly ctx: SaveContext;
}

/** Whether a save runs triggers or flows. */
export function hasTriggers({ object, ctx }: TriggerStep, event: TriggerEvent): boolean {
  const has = (runner: FlowRunner | undefined): boolean =>
    runner !== undefined && (runner.has(object, 'before', event) || runner.has(object, 'after', event));
  return has(ctx.triggers) || has(ctx.flows);
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

/** The formula fields of an object, and what they read. */
interface Formulas {
  readonly names: readonly string[];
  readonly needs: readonly string[];
}

const formulasOf = new WeakMap<SObjectDef, Formulas>();

function formulaFields(object: SObjectDef, schema: Schema): Formulas {
  let known = formulasOf.get(object);
  if (!known) {
    const fields = [...object.fields.values()].filter((field) => field.formula !== undefined);
    known = { names: fields.map((field) => field.apiName), needs: fields.flatMap((field) => fieldFormula(object, field, schema).needs) };
    formulasOf.set(object, known);
  }
  return known;
}

/** Puts the results of formula fields into the rows: triggers see whole records. */
export function fillFormulas({ object, ctx }: TriggerStep, rows: readonly Subject[]): void {
  const { names, needs } = formulaFields(object, ctx.store.schema);
  if (names.length === 0) return;
  const records = new FormulaRecords(object, ctx);
  records.prefetch(rows, needs);
  for (const row of rows) {
    const { now, prior } = records.inputs(row);
    for (const name of names) {
      (row.values as Map<string, FieldValue>).set(name, now(name));
      if (row.old) (row.old as Map<string, FieldValue>).set(name, prior(name));
    }
  }
}
