import { UnsupportedFeatureError, type Schema, type SObjectDef, type SourceProblem, type ValidationRule } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { FormulaRecords } from './evaluation.ts';
import { compileFormula, FormulaError } from './formula/index.ts';
import type { CompiledFormula } from './types.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

/**
 * Custom validation rules: every active rule is evaluated, every failing one adds its translated message.
 * https://help.salesforce.com/s/articleView?id=platform.fields_about_field_validation.htm
 */
export function checkValidationRules(step: SaveStep, rows: readonly WorkRow[]): void {
  const { ctx, object } = step;
  const living = alive(rows);
  if (object.validationRules.length === 0 || living.length === 0) return;
  const { active, needs } = rulesOf(object, ctx.store.schema);
  if (active.length === 0) return;
  const records = new FormulaRecords(object, ctx);
  records.prefetch(living, needs);
  const { validations } = ctx;
  for (const row of living) {
    const input = records.input(row);
    const check = (): void =>
      active.forEach(({ rule, formula }) => {
        const failed = formula.evaluate(input) === true;
        validations?.rule(rule.name, rule.formula, () => formula.needs.map((path) => [path, input(path)]), failed);
        if (!failed) return;
        row.errors.push(DmlErrors.validationRule(messageOf(step, rule), rule.errorField ? [errorField(object, rule.errorField)] : []));
      });
    if (validations) validations.record(object.apiName, step.event === 'insert' ? null : row.id, check);
    else check();
  }
}

/** The active rules of an object, compiled, and what they read. */
interface Rules {
  readonly active: readonly { readonly rule: ValidationRule; readonly formula: CompiledFormula }[];
  readonly needs: readonly string[];
}

const compiledRules = new WeakMap<SObjectDef, Rules>();

function rulesOf(object: SObjectDef, schema: Schema): Rules {
  let known = compiledRules.get(object);
  if (!known) {
    const active = object.validationRules
      .filter((rule) => rule.active)
      .map((rule) => ({ rule, formula: compileFormula(rule.formula, object, schema) }));
    known = { active, needs: active.flatMap(({ formula }) => formula.needs) };
    compiledRules.set(object, known);
  }
  return known;
}

function messageOf(step: SaveStep, rule: ValidationRule): string {
  return step.ctx.translations.validationMessage(step.object.apiName, rule.name, step.ctx.language);
}

function errorField(object: SObjectDef, name: string): string {
  return object.fields.get(name.toLowerCase())?.apiName ?? name;
}

/**
 * Compiles every formula of the source, so that what cannot work is known when it is deployed.
 * @returns one problem per formula that the platform would refuse or the local org does not support
 */
export function checkFormulas(schema: Schema): SourceProblem[] {
  const problems: SourceProblem[] = [];
  const check = (object: SObjectDef, what: string, file: string | undefined, formula: string): void => {
    try {
      compileFormula(formula, object, schema);
    } catch (error) {
      if (!(error instanceof FormulaError) && !(error instanceof UnsupportedFeatureError)) throw error;
      const unsupported = error instanceof UnsupportedFeatureError;
      problems.push({ file: file ?? object.apiName, message: `${what}: ${error.message}`, ...(unsupported ? { unsupported } : {}) });
    }
  };
  for (const object of schema.objects.values()) {
    for (const rule of object.validationRules) {
      if (rule.active) check(object, `Validation rule ${object.apiName}.${rule.name}`, rule.file, rule.formula);
    }
    for (const field of object.fields.values()) {
      const name = `Field ${object.apiName}.${field.apiName}`;
      if (field.formula !== undefined) check(object, name, field.file, field.formula);
      if (field.defaultValue !== undefined) check(object, `${name} (default value)`, field.file, field.defaultValue);
    }
  }
  return problems;
}
