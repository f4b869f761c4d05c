import { api, LightningElement } from 'lwc';
import type { PhraseView } from '@callguide/contract';
import hold from '@salesforce/label/c.Ui_Hold';
import holdAgain from '@salesforce/label/c.Ui_HoldAgain';
import holdBack from '@salesforce/label/c.Ui_HoldBack';
import holdThanks from '@salesforce/label/c.Ui_HoldThanks';
import holdWords from '@salesforce/label/c.Ui_HoldWords';
import { formatDuration } from 'c/zonedTime';

/** After this long the expert comes back to a client who was asked to hold. */
const HOLD_SECONDS = 30;

type Phase = 'off' | 'waiting' | 'again' | 'thanks';

const OWN_WORDS: Readonly<Record<Phase, string>> = { off: '', waiting: holdWords, again: holdAgain, thanks: holdThanks };
const PHRASES: Readonly<Record<Phase, string>> = { off: '', waiting: 'hold', again: 'holdAgain', thanks: 'holdThanks' };

/** Asks the client to hold with a polite phrase, counts the half minute, and thanks for waiting. */
export default class CallHold extends LightningElement {
  /** Standing phrases of the call; words of our own stand in for missing ones. */
  @api phrases: readonly PhraseView[] | null | undefined;

  protected phase: Phase = 'off';
  protected seconds = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  /** Asks to hold; the next time, thanks for it. */
  @api toggle(): void {
    const waited = this.waiting;
    this.reset();
    this.phase = waited ? 'thanks' : 'waiting';
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a clock of half a minute; reset() and disconnectedCallback() stop it
    if (!waited) this.timer = setInterval(() => this.tick(), 1000);
  }

  /** Forgets the waiting, e.g. when the talk goes on. */
  @api reset(): void {
    clearInterval(this.timer);
    this.seconds = 0;
    this.phase = 'off';
  }

  protected get waiting(): boolean {
    return this.phase === 'waiting' || this.phase === 'again';
  }
  protected get buttonLabel(): string {
    return this.waiting ? holdBack : hold;
  }
  protected get words(): string {
    const key = PHRASES[this.phase];
    const phrase = this.phrases?.find((each) => each.key === key)?.text;
    return phrase ?? OWN_WORDS[this.phase];
  }
  protected get clock(): string {
    return this.waiting ? formatDuration(this.seconds) : '';
  }

  private tick(): void {
    this.seconds += 1;
    if (this.seconds >= HOLD_SECONDS) this.phase = 'again';
  }
}
