import { api, LightningElement } from 'lwc';
import type { CallbackInput, CallbackSlot, ClockView } from '@callguide/contract';
import { format } from 'c/labels';
import { callbackProblem } from 'c/wrapUpRules';
import { formatMinutes, formatMoment, localDate, localMinutes, toInstant } from 'c/zonedTime';
import { label } from './text';

const FALLBACK_ZONE = 'Europe/Moscow';

/** Agrees a callback: quick slots or an exact date and time by the client's clock, checked against window and limit at once. */
export default class CallCallback extends LightningElement {
  @api slots: readonly CallbackSlot[] = [];
  @api clock: ClockView = {};
  /** Milliseconds to add to this computer's clock to get the server's. */
  @api skew = 0;
  @api reason: CallbackInput['reason'];

  protected readonly label = label;
  protected date = '';
  protected time = '';
  protected audience: CallbackInput['audience'] = 'Mine';
  private slotKey: string | undefined;
  private reported = false;

  /** What was agreed, or undefined after showing what is wrong with it. The comment is the caller's. */
  @api read(): Omit<CallbackInput, 'comment'> | undefined {
    this.reported = true;
    if (this.problem) return undefined;
    return { callbackAt: new Date(this.at!).toISOString(), reason: this.reason ?? 'Client Asked', audience: this.audience };
  }

  protected get quickSlots(): readonly {
    readonly key: string;
    readonly label: string;
    readonly variant: string;
    readonly pressed: string;
  }[] {
    return this.slots.map((slot) => {
      const chosen = slot.key === this.slotKey;
      return { key: slot.key ?? '', label: slot.label ?? '', variant: chosen ? 'brand' : 'neutral', pressed: String(chosen) };
    });
  }
  protected get audiences(): readonly { readonly value: string; readonly label: string }[] {
    return [
      { value: 'Mine', label: label.mine },
      { value: 'Anyone', label: label.anyone },
    ];
  }
  protected get today(): string {
    return localDate(this.now, this.zone);
  }
  /** The agreed moment on both clocks. */
  protected get bothClocks(): string {
    const at = this.at;
    if (at === undefined || Number.isNaN(at)) return '';
    return format(label.bothClocks, formatMoment(at, this.zone), formatMoment(at, this.clock.expertTimeZone ?? FALLBACK_ZONE));
  }
  protected get problemText(): string {
    const problem = this.problem;
    if (!problem || (problem === 'missing' && !this.reported)) return '';
    const from = formatMinutes(this.clock.windowStartMinutes ?? 0);
    const to = formatMinutes(this.clock.windowEndMinutes ?? 0);
    return {
      missing: label.missing,
      past: label.past,
      tooFar: format(label.tooFar, this.clock.maxDaysAhead),
      outsideWindow: format(label.outside, from, to),
    }[problem];
  }

  protected pickSlot(event: Event): void {
    this.slotKey = (event.currentTarget as HTMLElement).dataset.key;
    const at = this.at ?? this.now;
    this.date = localDate(at, this.zone);
    this.time = formatMinutes(localMinutes(at, this.zone)).padStart(5, '0');
  }
  protected pickDate(event: CustomEvent<{ value: string }>): void {
    this.date = event.detail.value ?? '';
    this.slotKey = undefined;
  }
  protected pickTime(event: CustomEvent<{ value: string }>): void {
    this.time = event.detail.value ?? '';
    this.date ||= this.today;
    this.slotKey = undefined;
  }
  protected pickAudience(event: CustomEvent<{ value: CallbackInput['audience'] }>): void {
    this.audience = event.detail.value;
  }

  private get zone(): string {
    return this.clock.clientTimeZone ?? FALLBACK_ZONE;
  }
  private get now(): number {
    return Date.now() + this.skew;
  }
  private get at(): number | undefined {
    const slot = this.slots.find((each) => each.key === this.slotKey);
    if (slot?.at) return Date.parse(slot.at);
    return this.date && this.time ? toInstant(this.date, this.time, this.zone) : undefined;
  }
  private get problem(): ReturnType<typeof callbackProblem> {
    return callbackProblem(this.at, this.now, this.clock);
  }
}
