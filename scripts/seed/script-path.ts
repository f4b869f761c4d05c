import type { Random } from './random.ts';
import { returnKey } from './script-lint.ts';
import type { PlacedStep, Script } from './script-load.ts';

export interface PathEntry {
  readonly step: PlacedStep;
  readonly answerKey: string | null;
  readonly kind: 'Answer' | 'Detour' | 'Return';
}

/** One way through a script, from its start to an ending. */
export interface ScriptPath {
  readonly entries: readonly PathEntry[];
  readonly end: PlacedStep;
}

const longest = 60;

/**
 * Walks a script as a client might answer. Steps with a condition are walked as if it held.
 * @returns a path; walks that go round in circles are tried again with other answers
 */
export function walkScript(script: Script, random: Random): ScriptPath {
  const steps = new Map(script.steps.map((step) => [step.key, step]));
  for (;;) {
    const path = tryWalk(script, steps, random);
    if (path) return path;
  }
}

function tryWalk(script: Script, steps: ReadonlyMap<string, PlacedStep>, random: Random): ScriptPath | undefined {
  const entries: PathEntry[] = [];
  const callers: PlacedStep[] = [];
  let step = steps.get(script.start);
  while (step && step.kind !== 'End' && entries.length < longest) {
    // the first answer is the friendliest one: most calls follow it
    const answer = step.answers.length === 0 ? undefined : random.chance(0.45) ? step.answers[0] : random.pick(step.answers);
    const next: string | undefined = answer?.next ?? step.next;
    const kind: PathEntry['kind'] = next === returnKey ? 'Return' : answer?.detour ? 'Detour' : 'Answer';
    entries.push({ step, answerKey: answer?.key ?? null, kind });
    if (kind === 'Detour') callers.push(step);
    step = kind === 'Return' ? callers.pop() : steps.get(next ?? '');
  }
  return step?.kind === 'End' ? { entries, end: step } : undefined;
}
