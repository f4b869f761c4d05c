import type { TaskView } from '@callguide/contract';
import type { CallResult, Outcome } from 'c/wrapUpRules';

/** What the expert chose or typed so far; what is missing comes from the path of the conversation. */
export interface Chosen {
  readonly result?: CallResult;
  readonly outcome?: Outcome;
  readonly comment?: string;
  /** Why to call back, when an action asked for it. */
  readonly callbackReason?: NonNullable<TaskView['callbackReason']>;
}

const PREFIX = 'callguide.wrapup.';
const DAY = 86_400_000;

/**
 * Keeps what was chosen for a task in the browser until the task is saved.
 * @param now epoch milliseconds
 */
export function keepDraft(taskId: string, chosen: Chosen, now = Date.now()): void {
  try {
    localStorage.setItem(PREFIX + taskId, JSON.stringify({ ...chosen, at: now }));
  } catch {
    // A full or forbidden storage only costs the safety net: the form still holds the words.
  }
}

/** What a reload or a closed tab left behind for a task, nothing when it is older than a day. */
export function draftOf(taskId: string, now = Date.now()): Chosen {
  try {
    const { at, ...chosen } = JSON.parse(localStorage.getItem(PREFIX + taskId) ?? '{}') as Chosen & { readonly at?: number };
    if (at !== undefined && at > now - DAY) return chosen;
  } catch {
    // Broken leftovers of another version are worth less than a working form.
  }
  forgetDraft(taskId);
  return {};
}

/** The task is saved: nothing is left to keep. */
export function forgetDraft(taskId: string): void {
  try {
    localStorage.removeItem(PREFIX + taskId);
  } catch {
    // Forbidden storage keeps nothing either.
  }
}
