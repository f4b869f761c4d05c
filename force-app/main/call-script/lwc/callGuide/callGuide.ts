import { api, LightningElement } from 'lwc';
import type { AnswerView, CardView, PhraseView, StepView } from '@callguide/contract';
import type CallHold from 'c/callHold';
import { format } from 'c/labels';
import { answerMove, answersOf, backMove, detourMove, returnMove } from 'c/scriptWalk';
import type { Move, Walk } from 'c/scriptWalk';
import { kindLabel, label, saveLabel, stageLabel } from './text';

/** A choice as the page shows it, with the key that chooses it. */
interface Choice {
  readonly key: string;
  readonly number: string;
  readonly label: string;
}

/** The first ten have a key each, the tenth is 0. */
const numbered = (choices: readonly Pick<AnswerView, 'key' | 'label'>[]): Choice[] =>
  choices.map(({ key, label: text }, index) => ({ key: key ?? '', label: text ?? '', number: index < 10 ? String((index + 1) % 10) : '' }));

/**
 * Leads through the conversation: the words to say, the answers, objections and the way back. It keeps no state of its own
 * about the conversation: it shows a walk and asks for moves.
 * @fires CallGuide#move  detail: the Move to append to the ledger
 * @fires CallGuide#noanswer @fires CallGuide#finish @fires CallGuide#retry
 */
export default class CallGuide extends LightningElement {
  @api objections: readonly CardView[] = [];
  /** Standing phrases: asking to hold, coming back after a lost line. */
  @api phrases: readonly PhraseView[] | null | undefined;
  /** The conversation goes on after a break: a reconnecting line comes first. */
  @api resumed = false;
  /** The script may be read, but the task is not in this expert's hands. */
  @api readOnly = false;
  /** `saved`, `saving` or `unsaved`. */
  @api saveState: 'saved' | 'saving' | 'unsaved' = 'saved';

  protected readonly label = label;
  protected choosingObjection = false;
  protected noteFor: AnswerView | undefined;
  protected noteMissing = false;
  private current: Walk | undefined;
  private focusWords = false;

  /** The replayed conversation; undefined when the task has no script. */
  @api get walk(): Walk | undefined {
    return this.current;
  }
  set walk(value: Walk | undefined) {
    if (this.current && value?.position.stepKey !== this.current.position.stepKey) this.settle();
    this.current = value;
  }

  override renderedCallback(): void {
    if (!this.focusWords) return;
    this.focusWords = false;
    (this.refs?.words as HTMLElement | undefined)?.focus();
  }

  /** Carries out a command of the keyboard: a digit, `back`, `objection` or `hold`. */
  @api run(command: string): void {
    if (this.readOnly || !this.current || this.noteFor) return;
    if (command === 'back') this.back();
    else if (command === 'objection') this.toggleObjections();
    else if (command === 'hold') this.hold?.toggle();
    else if (/^\d$/.test(command)) this.choose(this.choices[(Number(command) || 10) - 1]?.key);
  }

  protected get noScript(): boolean {
    return !this.step;
  }
  protected get canAnswer(): boolean {
    return !this.readOnly;
  }
  protected get choicesLabel(): string {
    return this.choosingObjection ? label.chooseObjection : label.answers;
  }
  protected get step(): StepView | undefined {
    return this.current?.step;
  }
  protected get kind(): string {
    return kindLabel(this.step?.kind);
  }
  protected get panelClass(): string {
    return `words words_${this.inCard ? 'card' : (this.step?.kind ?? 'none').toLowerCase()}`;
  }
  protected get stages(): readonly { readonly name: string; readonly label: string }[] {
    return this.current?.stages.map((name) => ({ name, label: stageLabel(name) })) ?? [];
  }
  protected get stage(): string {
    return this.current?.stages[this.current.stage] ?? '';
  }
  protected get stageText(): string {
    return this.stage && format(label.progress, stageLabel(this.stage), (this.current?.stage ?? 0) + 1, this.stages.length);
  }
  protected get inCard(): boolean {
    return Boolean(this.current?.position.returns.length);
  }
  protected get finished(): boolean {
    return Boolean(this.current?.finished);
  }
  protected get canObject(): boolean {
    return !this.current?.stopped && !this.finished && this.objections.length > 0;
  }
  protected get cannotGoBack(): boolean {
    return !this.current?.path.length;
  }
  protected get saveText(): string {
    return saveLabel(this.saveState);
  }
  protected get unsaved(): boolean {
    return this.saveState === 'unsaved';
  }
  /** A step that asks for an action for the client: its form stands here. */
  protected get acts(): boolean {
    return this.canAnswer && Boolean(this.step?.action);
  }
  protected get reconnecting(): string {
    return (this.resumed && this.canAnswer && this.phrases?.find((each) => each.key === 'reconnect')?.text) || '';
  }

  /** Answers of the step, or the objection cards, or the one way on. */
  protected get choices(): readonly Choice[] {
    if (this.choosingObjection) return numbered(this.objections.map((card) => ({ key: card.key, label: card.title })));
    const answers = answersOf(this.step);
    if (answers.length > 0) return numbered(answers);
    const onwards = this.current?.leadsBack ? label.backToTalk : this.step?.kind === 'Act' ? label.done : label.goOn;
    return numbered([{ key: '', label: this.finished ? label.toWrapUp : onwards }]);
  }

  protected handleChoice(event: Event): void {
    this.choose((event.currentTarget as HTMLElement).dataset.key);
  }
  protected back(): void {
    if (this.choosingObjection) this.choosingObjection = false;
    else this.move(this.current && backMove(this.current));
  }
  protected toggleObjections(): void {
    this.choosingObjection = this.canObject && !this.choosingObjection;
  }
  protected leaveCard(): void {
    this.move(this.current && returnMove(this.current));
  }
  protected noAnswer(): void {
    this.dispatchEvent(new CustomEvent('noanswer'));
  }
  protected finish(): void {
    this.dispatchEvent(new CustomEvent('finish'));
  }
  protected retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
  protected saveNote(): void {
    const note = (this.refs?.note as unknown as { readonly value?: string }).value?.trim();
    if (note) this.move(answerMove(this.current!, this.noteFor, note));
    else this.noteMissing = true;
  }
  protected get noteError(): string {
    return this.noteMissing ? label.noteRequired : '';
  }
  protected cancelNote(): void {
    this.noteFor = undefined;
  }

  private choose(key: string | undefined): void {
    if (key === undefined || !this.current) return;
    if (this.choosingObjection) {
      this.move(detourMove(this.current, key));
      return;
    }
    const answer = answersOf(this.step).find((each) => each.key === key);
    if (answer?.noteRequired) this.noteFor = answer;
    else if (this.finished && !answer) this.finish();
    else this.move(answerMove(this.current, answer));
  }

  private move(move: Move | undefined): void {
    if (!move) return;
    this.settle();
    this.focusWords = true;
    this.dispatchEvent(new CustomEvent<Move>('move', { detail: move }));
  }

  /** A new step begins without anything half-done from the last one. */
  private settle(): void {
    this.choosingObjection = false;
    this.noteFor = undefined;
    this.noteMissing = false;
    this.hold?.reset();
  }

  private get hold(): CallHold | undefined {
    return this.refs?.hold as unknown as CallHold | undefined;
  }
}
