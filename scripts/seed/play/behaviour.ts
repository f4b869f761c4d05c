import type { AnswerView, ScriptView, StepView, Workspace } from '@callguide/contract';

import {
  answerMove,
  answersOf,
  returnMove,
  walk,
  type Move,
  type Proposal,
} from '../../../force-app/main/call-script/lwc/scriptWalk/scriptWalk.ts';
import type { Random } from '../random.ts';
import { isDeed } from './deeds.ts';

/** How a client takes to the call. */
export interface Mood {
  /** From 0, against everything, to 1, glad of everything. */
  readonly interest: number;
  /** What clients say where the script asks for a note. */
  readonly notes: readonly string[];
}

/** One step of a conversation. */
export interface Turn {
  readonly move: Move;
  readonly step: StepView;
  readonly answer?: AnswerView;
}

export interface Conversation {
  readonly turns: readonly Turn[];
  readonly proposal: Proposal;
  /** Where it ended. */
  readonly end: StepView;
}

/** Outcomes the programme hopes for, and those of people who lost interest; the rest is neither. */
const glad = new Set<unknown>(['Store Purchase', 'Online Purchase', 'Replacement Arranged', 'LAS Is LAU']);
const sorry = new Set<unknown>(['LAS No Purchase', 'LAU Switched', 'LAU Is LAS']);
const longest = 40;

/**
 * A conversation along the task's script: a client in this mood answers, and the guide decides what comes next, as on the screen.
 * Answers which say that something was done are given only where it can be done.
 * @throws RangeError when the task has no script
 */
export function converse(workspace: Workspace, mood: Mood, random: Random): Conversation {
  const { script } = workspace;
  if (!script) throw new RangeError(`task ${workspace.task?.taskNumber} has no script`);
  const turns: Turn[] = [];
  for (;;) {
    const state = walk(
      script,
      turns.map(({ move }, index) => ({ sequence: index + 1, ...move })),
    );
    if (state.finished && state.step) return { turns, proposal: state.proposal, end: state.step };
    const { step } = state;
    if (!step) throw new RangeError(`script ${script.key} has no start`);
    if (state.leadsBack) turns.push({ move: returnMove(state), step });
    else {
      const answer = choose(step, { script, workspace, mood, random, turns });
      const note = answer?.noteRequired ? random.pick(mood.notes) : undefined;
      turns.push({ move: answerMove(state, answer, note), step, answer });
    }
  }
}

interface Talk {
  readonly script: ScriptView;
  readonly workspace: Workspace;
  readonly mood: Mood;
  readonly random: Random;
  readonly turns: readonly Turn[];
}

function choose(step: StepView, talk: Talk): AnswerView | undefined {
  const answers = answersOf(step).filter((answer) => isPossible(step, answer, talk));
  if (answers.length === 0) return undefined;
  return talk.random.weighted(answers.map((answer, index) => ({ answer, weight: weight(answer, index === 0, talk) }))).answer;
}

/** A question that comes up again gets another answer; what cannot be done now is not said to be done. */
function isPossible(step: StepView, answer: AnswerView, { workspace, turns }: Talk): boolean {
  const saidBefore = turns.some((turn) => turn.step.key === step.key && turn.answer?.key === answer.key);
  if (saidBefore && turns.length < longest && (step.answers ?? []).length > 1) return false;
  return !isDeed(step, answer) || workspace.actions?.find((action) => action.type === step.action)?.ready === true;
}

function weight(answer: AnswerView, isFirst: boolean, { script, mood, turns }: Talk): number {
  const target = script.steps?.find((step) => step.key === answer.nextStep);
  if (target?.kind === 'Stop') return 0.03;
  // after many detours people come to the point
  if (answer.detour) return turns.length > 12 ? 0.05 : 0.3;
  if (target?.kind === 'End') {
    if (target.result === 'Callback') return 0.14;
    if (target.result === 'Refused') return 0.12;
    if (glad.has(target.outcome)) return 1.6 * mood.interest;
    if (sorry.has(target.outcome)) return 1 - mood.interest;
    return 0.4;
  }
  return isFirst ? 0.4 + 0.8 * mood.interest : 0.45;
}
