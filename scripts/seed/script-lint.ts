import type { PlacedStep, Script } from './script-load.ts';
import type { YamlProblem } from './yaml-file.ts';

/** Leads back to the step a card was opened from. */
export const returnKey = 'return';

const mergeFields = new Set([
  'client.firstName',
  'client.name',
  'client.city',
  'expert.firstName',
  'shop.name',
  'shop.address',
  'price.device',
  'voucher.count',
  'voucher.amount',
  'device.model',
  'price.discount',
  'price.reward',
  'brand',
  'site',
]);
/** What conditions may ask: numbers by any comparison, words by equality. The same facts as in Apex (ScriptVocabulary). */
const condition =
  /^(client\.(vouchers|devices) *(=|!=|>=|<=|>|<) *\d+|client\.ageVerification *!?= *AV[01]|client\.email *!?= *(none|known)|client\.(emailVerified|sms) *!?= *(yes|no)|client\.type *!?= *(LAS|LAU|none)|client\.kind *!?= *(Contact|Lead)|shop\.chosen *!?= *(none|known)|shop\.reservation *!?= *(yes|no))$/;

/**
 * Finds what would leave an expert stranded in the middle of a call: steps nobody reaches, dead ends, jumps to nowhere, endings without
 * a result, loops without exit, merge fields nobody fills.
 */
export function lintScript(script: Script): YamlProblem[] {
  const steps = new Map<string, PlacedStep>();
  const problems: YamlProblem[] = [];
  for (const step of script.steps) {
    if (steps.has(step.key)) problems.push(step.problem(['key'], `step ${step.key} of script ${script.key} is defined twice`));
    steps.set(step.key, step);
  }
  if (script.steps[0]?.key !== script.start) problems.push(script.problem(['start'], `start: the first step must be ${script.start}`));
  for (const step of script.steps) problems.push(...lintStep(step, steps));
  if (problems.length > 0) return problems;
  return [...lintReach(script, steps), ...lintEndings(script, steps), ...lintBack(script, steps)];
}

function lintStep(step: PlacedStep, steps: ReadonlyMap<string, PlacedStep>): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const jump = (path: (string | number)[], target: string): void => {
    if (target !== returnKey && !steps.has(target))
      problems.push(step.problem(path, `step ${step.key}: there is no step ${target} to go to`));
  };
  if (step.next) jump(['next'], step.next);
  for (const [index, answer] of step.answers.entries()) {
    jump(['answers', index, 'next'], answer.next);
    if (answer.detour && steps.get(answer.next)?.card === false)
      problems.push(step.problem(['answers', index, 'next'], `step ${step.key}: a detour leads to a card, ${answer.next} is none`));
  }
  if (step.showWhen) problems.push(...lintCondition(step, ['showWhen'], step.showWhen));
  for (const [index, answer] of step.answers.entries())
    if (answer.showWhen) problems.push(...lintCondition(step, ['answers', index, 'showWhen'], answer.showWhen));
  problems.push(...lintShape(step), ...lintText(step));
  return problems;
}

function lintShape(step: PlacedStep): YamlProblem[] {
  const problem = (field: string, message: string): YamlProblem[] => [step.problem([field], `step ${step.key}: ${message}`)];
  if (step.kind === 'End') {
    if (step.next || step.answers.length > 0) return problem('kind', 'an End step has neither answers nor a next step');
    if (!step.result) return problem('kind', 'an End step needs a result');
    if ((step.result === 'Success') !== (step.outcome !== undefined))
      return problem('result', 'an outcome goes with the result Success, and only with it');
    if ((step.result === 'Callback') !== (step.callbackReason !== undefined))
      return problem('result', 'a callback reason goes with the result Callback, and only with it');
    return [];
  }
  if (step.result ?? step.outcome ?? step.callbackReason) return problem('kind', 'only an End step has a result');
  if (step.kind === 'Ask' && step.answers.length === 0) return problem('kind', 'an Ask step needs answers');
  if (step.answers.length === 0 && !step.next) return problem('kind', 'dead end: neither answers nor a next step');
  if (step.answers.length > 0 && step.answers.every((answer) => answer.detour || answer.showWhen))
    return problem('answers', 'dead end: every answer comes back here or may be hidden');
  if (step.showWhen && !step.next) return problem('showWhen', 'a step that may be hidden needs a next step');
  return [];
}

function lintText(step: PlacedStep): YamlProblem[] {
  const texts: [string, string][] = [];
  for (const field of ['title', 'text', 'hint'] as const) {
    for (const language of ['ru', 'en'] as const) if (step[field]) texts.push([`${field}.${language}`, step[field][language]]);
  }
  for (const [index, answer] of step.answers.entries())
    for (const language of ['ru', 'en'] as const) texts.push([`answers.${index}.label.${language}`, answer.label[language]]);
  const blank = texts
    .filter(([, text]) => text.trim() === '')
    .map(([path]) => step.problem(path.split('.'), `step ${step.key}: a text or its translation is missing`));
  const unknown = texts.flatMap(([path, text]) =>
    [...text.matchAll(/\{([^}]*)\}/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !mergeFields.has(name) && !/^expert\.gender\|[^|]+\|[^|]+$/.test(name))
      .map((name) => step.problem(path.split('.'), `step ${step.key}: unknown merge field {${name}}`)),
  );
  return [...blank, ...unknown];
}

function lintCondition(step: PlacedStep, path: (string | number)[], text: string): YamlProblem[] {
  const bad = text.split(/ (?:and|or) /).find((part) => !condition.test(part.trim()));
  return bad === undefined ? [] : [step.problem(path, `step ${step.key}: cannot read the condition "${bad}"`)];
}

/** Where the conversation goes on; a detour comes back to the step. */
function targets(step: PlacedStep, withDetours: boolean): string[] {
  const answers = step.answers.filter((answer) => withDetours || !answer.detour).map((answer) => answer.next);
  return step.next ? [step.next, ...answers] : answers;
}

function reached(entrances: readonly string[], steps: ReadonlyMap<string, PlacedStep>, withDetours: boolean): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...entrances];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const step = steps.get(key);
    if (!step || reached.has(key)) continue;
    reached.add(key);
    open.push(...targets(step, withDetours));
  }
  return reached;
}

function lintReach(script: Script, steps: ReadonlyMap<string, PlacedStep>): YamlProblem[] {
  const cards = script.steps.filter((step) => step.card).map((step) => step.key);
  const known = reached([script.start, ...cards], steps, true);
  // steps of shared files serve several scripts: an ending one script never uses is no mistake
  const own = script.steps.filter((step) => !known.has(step.key) && step.kind !== 'End');
  return own.map((step) => step.problem(['key'], `step ${step.key} of script ${script.key} can never be reached`));
}

/** Steps from which no ending can be reached any more: loops without exit. `return` counts as an exit inside cards. */
function lintEndings(script: Script, steps: ReadonlyMap<string, PlacedStep>): YamlProblem[] {
  const ends = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const step of script.steps) {
      if (ends.has(step.key)) continue;
      const returns = step.next === returnKey || step.answers.some((answer) => answer.next === returnKey);
      if (step.kind === 'End' || returns || targets(step, false).some((key) => ends.has(key))) {
        ends.add(step.key);
        grown = true;
      }
    }
  }
  return [...steps.values()]
    .filter((step) => !ends.has(step.key))
    .map((step) => step.problem(['key'], `step ${step.key}: loop without exit`));
}

/** A conversation that goes back without having come from anywhere is over, and nobody knows with what result. */
function lintBack(script: Script, steps: ReadonlyMap<string, PlacedStep>): YamlProblem[] {
  const onTheWay = reached([script.start], steps, false);
  return script.steps
    .filter((step) => onTheWay.has(step.key) && targets(step, false).includes(returnKey))
    .map((step) => step.problem(['key'], `step ${step.key}: goes back where no card was opened`));
}
