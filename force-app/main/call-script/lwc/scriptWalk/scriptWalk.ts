import type { AnswerView, LedgerEntry, ScriptView, StepView } from '@callguide/contract';

/** Where the conversation is. */
export interface Position {
  readonly stepKey: string;
  /** Steps to come back to from objection cards, innermost last. */
  readonly returns: readonly string[];
  /** The last answer led nowhere further: the conversation is over. */
  readonly ended: boolean;
}

/** One step taken on the path that counts; steps that were taken back are not on it. */
export interface PathItem {
  readonly position: Position;
  readonly step: StepView;
  readonly answer?: AnswerView;
  readonly note?: string;
}

/** What the path says the call came to; the expert may decide otherwise. */
export interface Proposal {
  readonly result?: NonNullable<AnswerView['result']>;
  readonly outcome?: NonNullable<AnswerView['outcome']>;
  readonly callbackReason?: NonNullable<AnswerView['callbackReason']>;
}

/** The state of the guide, wholly derived from script and ledger. */
export interface Walk {
  readonly position: Position;
  /** Undefined only for a script without its start step. */
  readonly step?: StepView;
  readonly path: readonly PathItem[];
  readonly proposal: Proposal;
  /** A hard stop was reached: nothing may be sold any more. */
  readonly stopped: boolean;
  /** The last words of an objection card: from here it goes back to where the card was opened. */
  readonly leadsBack: boolean;
  /** Nothing is left to say: time for the wrap-up. */
  readonly finished: boolean;
  readonly stages: readonly string[];
  /** Index into stages of the last one reached, -1 before any. */
  readonly stage: number;
  readonly lastSequence: number;
}

/** A ledger entry before it got its place in the sequence. */
export type Move = Pick<LedgerEntry, 'kind' | 'stepKey' | 'answerKey' | 'note'>;

interface State {
  position: Position;
  path: PathItem[];
}

/**
 * Replays a ledger over a script. Entries that do not fit (unknown step or answer, given at another step) are skipped, so any
 * ledger gives a usable position.
 * @param script the version the task is pinned to
 * @param ledger all entries of the task, in any order
 */
export function walk(script: ScriptView, ledger: readonly LedgerEntry[]): Walk {
  const all = script.steps ?? [];
  const steps = new Map(all.map((step) => [step.key ?? '', step]));
  const main = mainSteps(script, steps);
  const state: State = { position: at(script.startStep ?? ''), path: [] };
  const ordered = [...ledger].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  for (const entry of ordered) apply(state, entry, script, steps, main);

  const { position, path } = state;
  const step = steps.get(position.stepKey);
  const stages = stagesOf(all.filter((each) => main.has(each.key ?? '')));
  const inCard = position.returns.length > 0;
  // Cards and stops are no stage of their own: the conversation is where it was when they came up.
  const passed = [...path.map((item) => item.step), step].map((each) => stages.indexOf(each?.stage ?? '')).filter((index) => index >= 0);
  return {
    position,
    step,
    path,
    proposal: propose(path, step),
    stopped: step?.kind === 'Stop' || path.some((item) => item.step.kind === 'Stop'),
    leadsBack: !position.ended && inCard && step !== undefined && hasNoNext(step, steps),
    finished: position.ended || !step || (answersOf(step).length === 0 && step.kind === 'End') || (!inCard && hasNoNext(step, steps)),
    stages,
    stage: passed.at(-1) ?? -1,
    lastSequence: ordered.at(-1)?.sequence ?? 0,
  };
}

/** The entry for choosing an answer, or for going on where there is nothing to choose. */
export function answerMove(state: Walk, answer?: AnswerView, note?: string): Move {
  return { kind: answer?.detour ? 'Detour' : 'Answer', stepKey: state.position.stepKey, answerKey: answer?.key, note };
}

/** The entry for opening an objection card; the guide comes back to this step afterwards. */
export function detourMove(state: Walk, cardKey: string): Move {
  return { kind: 'Detour', stepKey: state.position.stepKey, answerKey: cardKey };
}

/** The entry for leaving an objection card. */
export function returnMove(state: Walk): Move {
  return { kind: 'Return', stepKey: state.position.stepKey };
}

/** The entry for taking the last step back, undefined at the start. */
export function backMove(state: Walk): Move | undefined {
  const last = state.path.at(-1);
  return last && { kind: 'Back', stepKey: last.position.stepKey };
}

/** The entry for beginning the conversation anew (a new attempt), undefined at the start. */
export function restartMove(state: Walk): Move | undefined {
  const first = state.path[0];
  return first && { kind: 'Back', stepKey: first.position.stepKey };
}

function at(stepKey: string, returns: readonly string[] = [], ended = false): Position {
  return { stepKey, returns, ended };
}

/** Answers to choose from at a step, none where there is only one way on. */
export function answersOf(step: StepView | undefined): readonly AnswerView[] {
  return step?.answers ?? [];
}

/** Nothing to choose, and no step of the script comes next. */
function hasNoNext(step: StepView, steps: ReadonlyMap<string, StepView>): boolean {
  return answersOf(step).length === 0 && !steps.has(step.nextStep ?? '');
}

function apply(
  state: State,
  entry: LedgerEntry,
  script: ScriptView,
  steps: ReadonlyMap<string, StepView>,
  main: ReadonlySet<string>,
): void {
  const { position, path } = state;
  if (entry.kind === 'Back') {
    const index = path.map((item) => item.position.stepKey).lastIndexOf(entry.stepKey ?? '');
    if (index < 0) return;
    state.position = path[index]!.position;
    state.path = path.slice(0, index);
    return;
  }
  const step = steps.get(position.stepKey);
  if (!step || position.ended || entry.stepKey !== position.stepKey) return;
  const answer = answersOf(step).find((each) => each.key === entry.answerKey);
  let next: Position | undefined;
  if (entry.kind === 'Detour') {
    const target = answer ? answer.nextStep : script.objections?.find((card) => card.key === entry.answerKey)?.startStep;
    if (target && steps.has(target)) next = at(target, [...position.returns, position.stepKey]);
  } else if (entry.kind === 'Return') {
    if (position.returns.length > 0) next = at(position.returns.at(-1)!, position.returns.slice(0, -1));
  } else if (entry.kind === 'Answer' && (answer !== undefined || answersOf(step).length === 0)) {
    next = follow(position, (answer ? answer.nextStep : undefined) ?? step.nextStep, answer, steps);
  }
  if (!next) return;
  // Back on the main line, or at a hard stop, no objection card waits to be returned from.
  const clears = main.has(next.stepKey) || steps.get(next.stepKey)?.kind === 'Stop';
  state.position = clears && !next.ended ? at(next.stepKey) : next;
  state.path = [...path, { position, step, answer, note: entry.note ?? undefined }];
}

function follow(
  position: Position,
  target: string | null | undefined,
  answer: AnswerView | undefined,
  steps: ReadonlyMap<string, StepView>,
): Position {
  if (target && steps.has(target)) return at(target, position.returns);
  const closes = Boolean(answer?.outcome ?? answer?.result ?? answer?.callbackReason);
  // The last word of an objection card brings back to the step it was opened from.
  if (!closes && position.returns.length > 0) return at(position.returns.at(-1)!, position.returns.slice(0, -1));
  return at(position.stepKey, position.returns, true);
}

/** Stages in the order of the conversation. Closing steps stand wherever their branch ends, so theirs come last. */
function stagesOf(steps: readonly StepView[]): string[] {
  const inOrder = [...steps.filter((step) => step.kind !== 'End'), ...steps];
  return [...new Set(inOrder.map((step) => step.stage ?? ''))].filter(Boolean);
}

/** Steps the conversation can reach without opening an objection card or coming to a hard stop. */
function mainSteps(script: ScriptView, steps: ReadonlyMap<string, StepView>): Set<string> {
  const found = new Set<string>();
  const open = [script.startStep ?? ''];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const step = steps.get(key);
    if (!step || step.kind === 'Stop' || found.has(key)) continue;
    found.add(key);
    for (const target of [
      step.nextStep,
      ...answersOf(step)
        .filter((answer) => !answer.detour)
        .map((answer) => answer.nextStep),
    ])
      if (target) open.push(target);
  }
  return found;
}

function propose(path: readonly PathItem[], step: StepView | undefined): Proposal {
  const sources = path.flatMap((item) => [item.step.kind === 'End' || item.step.kind === 'Stop' ? item.step : {}, item.answer ?? {}]);
  if (step?.kind === 'End' || step?.kind === 'Stop') sources.push(step);
  let proposal: Proposal = {};
  for (const source of sources as readonly Partial<AnswerView>[]) {
    const { result, outcome, callbackReason } = source;
    if (callbackReason) proposal = { result: 'Callback', callbackReason };
    else if (result === 'Callback') proposal = { result, callbackReason: proposal.callbackReason };
    else if (result ?? outcome) proposal = { result: result ?? 'Success', outcome: outcome ?? proposal.outcome };
  }
  // A refusal or a missed call has no outcome, whatever was said before.
  return proposal.result === 'Success' || proposal.result === 'Callback' ? proposal : { result: proposal.result };
}
