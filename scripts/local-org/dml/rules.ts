import type { SObjectDef, ValidationRule } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { FormulaRecords } from './evaluation.ts';
import { compileFormula } from './formula/index.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

/**
 * Custom validation rules: every active rule is evaluated, every failing one adds its translated message.
 * https://help.salesforce.com/s/articleView?id=platform.fields_about_field_validation.htm
 */
export function checkValidationRules(step: SaveStep, rows: readonly WorkRow[]): void {
  const active = step.object.validationRules.filter((rule) => rule.active);
  const living = alive(rows);
  if (active.length === 0 || living.length === 0) return;
  const { ctx, object } = step;
  const formulas = active.map((rule) => compileFormula(rule.formula, object, ctx.store.schema));
  const records = new FormulaRecords(object, ctx);
  records.prefetch(
    living,
    formulas.flatMap((formula) => formula.needs),
  );
  for (const row of living) {
    const input = records.input(row);
    active.forEach((rule, i) => {
      if (formulas[i]?.evaluate(input) !== true) return;
      row.errors.push(DmlErrors.validationRule(messageOf(step, rule), rule.errorField ? [errorField(object, rule.errorField)] : []));
    });
  }
}

function messageOf(step: SaveStep, rule: ValidationRule): string {
  return step.ctx.translations.validationMessage(step.object.apiName, rule.name, step.ctx.language);
}

function errorField(object: SObjectDef, name: string): string {
  return object.fields.get(name.toLowerCase())?.apiName ?? name;
}

/**
 * Compiles every formula of an object, so that what cannot work is refused when it is deployed.
 * @throws {FormulaError | UnsupportedFeatureError} of the first formula that does not compile
 */
export function checkFormulas(object: SObjectDef, schema: Parameters<typeof compileFormula>[2]): void {
  for (const rule of object.validationRules) if (rule.active) compileFormula(rule.formula, object, schema);
  for (const field of object.fields.values()) {
    if (field.formula !== undefined) compileFormula(field.formula, object, schema, { blanks: 'zero' });
    if (field.defaultValue !== undefined) compileFormula(field.defaultValue, object, schema);
  }
}
