import { api, LightningElement } from 'lwc';
import type { CallbackInput, FinishInput, OutcomeOption, Workspace } from '@callguide/contract';
import type CallCallback from 'c/callCallback';
import { focused, raiseAbove } from 'c/docked';
import { format } from 'c/labels';
import type { Proposal, Walk } from 'c/scriptWalk';
import { draftOf, keepDraft } from 'c/wrapUpDraft';
import type { Chosen } from 'c/wrapUpDraft';
import { commentFromPath, draftProblems, lackingEvidence, outcomesAfter, outcomesFor } from 'c/wrapUpRules';
import type { CallResult, Draft, DraftProblem, Outcome } from 'c/wrapUpRules';
import { label, problemText, resultLabels } from './text';

/** What the expert decided; exactly one of `finish` and `callback` is there. */
export interface WrapUp {
  readonly finish?: FinishInput;
  readonly callback?: CallbackInput;
  readonly takeNext: boolean;
}

/**
 * Result, outcome, callback and comment in one form. The path through the script proposes; whatever the expert changes by hand
 * stays as it is until the task is saved.
 * @fires CallWrapUp#wrapup  detail: WrapUp, complete as far as the page can tell
 */
export default class CallWrapUp extends LightningElement {
  @api walk: Walk | undefined;
  @api skew = 0;
  @api busy = false;
  /** Phone width: the results stand one below the other. */
  @api narrow = false;
  /** What the server had against the last try. */
  @api error: unknown;

  protected readonly label = label;
  private shown: Workspace = {};
  private chosen: Chosen = {};
  private problems: readonly DraftProblem[] = [];
  /** The expert chose a result; the fields that it asks for are about to be shown. */
  private unfolding = false;

  @api get workspace(): Workspace {
    return this.shown;
  }
  set workspace(value: Workspace) {
    // Another task, or this one saved or loaded anew: what a reload left behind is all there is.
    if (value.task !== this.shown.task) {
      this.chosen = draftOf(value.task?.id ?? '');
      this.problems = [];
    }
    this.shown = value;
  }

  override renderedCallback(): void {
    if (!this.unfolding) return;
    this.unfolding = false;
    // What unfolds is there to be filled in, so it is shown whole.
    const { callback, buttons } = this.refs ?? {};
    if (callback) raiseAbove(buttons, callback);
  }

  /** Chooses a result from outside, e.g. when the phone is not answered. */
  @api choose(result: CallResult, callbackReason?: Chosen['callbackReason']): void {
    this.change({ result, callbackReason });
    this.problems = [];
  }

  /** Saves as if the button was pressed. */
  @api save(takeNext: boolean): void {
    const detail = this.complete(takeNext);
    if (detail) this.dispatchEvent(new CustomEvent<WrapUp>('wrapup', { detail }));
  }

  /** Puts the focus on the button that saves. */
  @api focusSave(): void {
    (this.refs?.save as HTMLElement | undefined)?.focus();
  }

  protected get results(): readonly { readonly value: string; readonly label: string }[] {
    return resultLabels;
  }
  protected get resultsType(): string {
    return this.narrow ? 'radio' : 'button';
  }
  protected get draft(): Draft {
    const result = this.chosen.result ?? this.proposal.result;
    const outcome =
      this.chosen.outcome ?? (this.options.some((each) => each.value === this.proposal.outcome) ? this.proposal.outcome : undefined);
    return { result, outcome, comment: this.chosen.comment ?? (result === 'No Answer' ? '' : commentFromPath(this.walk?.path ?? [])) };
  }
  protected get options(): OutcomeOption[] {
    const fitting = outcomesFor(this.shown.outcomes ?? [], this.shown.task?.audience ?? this.shown.client?.clientType);
    return outcomesAfter(fitting, Boolean(this.walk?.stopped));
  }
  /** What has to be done before the chosen outcome is true. */
  protected get evidenceHint(): string {
    const lacking = lackingEvidence(this.option, this.shown);
    return lacking.length > 0 ? format(label.evidence, lacking.join(', ')) : '';
  }
  protected get isSuccess(): boolean {
    return this.draft.result === 'Success';
  }
  protected get isCallback(): boolean {
    return this.draft.result === 'Callback';
  }
  /** What the strategy will do about a client who does not answer. */
  protected get nextAttempt(): string | undefined {
    return this.draft.result === 'No Answer' && this.attempt < this.maxAttempts ? label.noAnswerHint : undefined;
  }
  protected get proposed(): boolean {
    return Boolean(this.proposal.result) && !this.chosen.result;
  }
  protected get callbackReason(): string | undefined {
    return this.chosen.callbackReason ?? this.proposal.callbackReason;
  }
  /** What the server writes about an unanswered call by itself; the comment only adds to it. */
  protected get commentHint(): string {
    if (this.draft.result !== 'No Answer') return '';
    return format(this.attempt >= this.maxAttempts ? label.noAnswerLast : label.noAnswerRetry, this.attempt);
  }
  protected get commentRequired(): boolean {
    return this.isSuccess && Boolean(this.option?.commentRequired);
  }
  protected get resultError(): string {
    return problemText(this.problems, 'resultMissing');
  }
  protected get outcomeError(): string {
    return problemText(this.problems, 'outcomeMissing');
  }
  protected get commentError(): string {
    return problemText(this.problems, 'commentMissing');
  }

  /** The footer is docked: it must not cover what is being typed into. */
  protected raise(event: FocusEvent): void {
    raiseAbove(this.refs?.buttons, focused(event));
  }
  protected changeResult(event: CustomEvent<{ value: CallResult }>): void {
    this.choose(event.detail.value);
    this.unfolding = true;
  }
  protected changeOutcome(event: CustomEvent<{ value: Outcome }>): void {
    this.change({ outcome: event.detail.value });
    this.problems = [];
  }
  protected changeComment(event: CustomEvent<{ value: string }>): void {
    this.change({ comment: event.detail.value });
    this.problems = this.problems.filter((problem) => problem !== 'commentMissing');
  }
  protected saveAndNext(): void {
    this.save(true);
  }
  protected saveOnly(): void {
    this.save(false);
  }

  private get option(): OutcomeOption | undefined {
    return this.options.find((each) => each.value === this.draft.outcome);
  }
  private get proposal(): Proposal {
    return this.walk?.proposal ?? {};
  }

  /** Number of the attempt that is being made now. */
  private get attempt(): number {
    return (this.shown.task?.attemptCount ?? 0) + 1;
  }
  private get maxAttempts(): number {
    return this.shown.task?.maxAttempts ?? 3;
  }

  private change(more: Chosen): void {
    this.chosen = { ...this.chosen, ...more };
    keepDraft(this.shown.task?.id ?? '', this.chosen);
  }

  /** The decision as it would be saved; undefined after showing what it lacks. */
  private complete(takeNext: boolean): WrapUp | undefined {
    const { draft } = this;
    this.problems = draftProblems(draft, this.options);
    if (this.problems.length > 0) return undefined;
    const comment = draft.comment.trim();
    const { result } = draft;
    if (result && result !== 'Callback')
      return { finish: { result, outcome: this.isSuccess ? draft.outcome : undefined, comment }, takeNext };
    const agreed = (this.refs?.callback as unknown as CallCallback).read();
    return agreed && { callback: { ...agreed, comment }, takeNext };
  }
}
