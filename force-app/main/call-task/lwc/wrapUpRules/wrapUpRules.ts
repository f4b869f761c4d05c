import type { ClockView, OutcomeOption, TaskView, Workspace } from '@callguide/contract';
import type { PathItem } from 'c/scriptWalk';
import { localMinutes } from 'c/zonedTime';

/** `Callback` keeps the task in work, the others finish it. */
export type CallResult = NonNullable<TaskView['result']>;
export type Outcome = NonNullable<OutcomeOption['value']>;

export interface Draft {
  readonly result?: CallResult;
  readonly outcome?: Outcome;
  readonly comment: string;
}

export type DraftProblem = 'resultMissing' | 'outcomeMissing' | 'commentMissing';
export type CallbackProblem = 'missing' | 'past' | 'tooFar' | 'outsideWindow';

const DAY = 86_400_000;
const COMMENT_ANSWERS = 5;

/** Outcomes that fit the client: those for everyone and those for prospects (LAS) or device users (LAU). */
export function outcomesFor(options: readonly OutcomeOption[], audience: string | null | undefined): OutcomeOption[] {
  return options.filter((option) => !audience || !option.audience || option.audience === 'Both' || option.audience === audience);
}

/**
 * Outcomes that fit the path: after a hard stop only those that belong to one, where there are any.
 * @param stopped a hard stop was reached: nothing may be sold any more
 */
export function outcomesAfter(options: OutcomeOption[], stopped: boolean): OutcomeOption[] {
  const permitted = options.filter((option) => option.hardStop);
  return stopped && permitted.length > 0 ? permitted : options;
}

/**
 * The actions of which one must stand behind an outcome and none does yet.
 * @returns their names; empty when nothing is lacking
 */
export function lackingEvidence(option: OutcomeOption | undefined, { actions, done }: Workspace): string[] {
  const wanted = option?.evidence ?? [];
  if (wanted.length === 0 || done?.some((each) => each.type && each.status !== 'Failed' && wanted.includes(each.type))) return [];
  return wanted.map((type) => actions?.find((each) => each.type === type)?.label ?? type);
}

/** What is missing in a wrap-up before it is worth asking the server. */
export function draftProblems(draft: Draft, options: readonly OutcomeOption[]): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (!draft.result) problems.push('resultMissing');
  if (draft.result !== 'Success') return problems;
  const option = options.find((each) => each.value === draft.outcome);
  if (!option) problems.push('outcomeMissing');
  else if (option.commentRequired && draft.comment.trim() === '') problems.push('commentMissing');
  return problems;
}

/**
 * Why a callback cannot be agreed for an instant, undefined when it can: it must lie ahead, within the days the settings allow, and inside the
 * calling window by the client's clock (its last minute is the one before the end).
 * @param at epoch milliseconds; undefined or NaN when nothing sensible was chosen
 * @param now server time in epoch milliseconds
 */
export function callbackProblem(at: number | undefined, now: number, clock: ClockView): CallbackProblem | undefined {
  if (at === undefined || Number.isNaN(at)) return 'missing';
  if (at <= now) return 'past';
  if (at > now + (clock.maxDaysAhead ?? 90) * DAY) return 'tooFar';
  const minutes = localMinutes(at, clock.clientTimeZone ?? 'Europe/Moscow');
  return minutes < (clock.windowStartMinutes ?? 0) || minutes >= (clock.windowEndMinutes ?? 1440) ? 'outsideWindow' : undefined;
}

/**
 * A first comment from the path: what was noted, then what the client answered to the questions of the conversation (the first
 * stage, greeting, tells nothing).
 */
export function commentFromPath(path: readonly PathItem[]): string {
  const greeting = path[0]?.step.stage;
  const notes = path.map((item) => item.note).filter(Boolean);
  const asked = path.filter((item) => item.step.kind === 'Ask' && item.step.stage !== greeting && item.answer && !item.note);
  return [...notes, ...asked.slice(-COMMENT_ANSWERS).map(questionAndAnswer)].join('; ');
}

function questionAndAnswer({ step, answer }: PathItem): string {
  const title = step.title ?? '';
  return [title && !title.endsWith('?') ? `${title}:` : title, answer?.label].filter(Boolean).join(' ');
}
