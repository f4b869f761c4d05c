import { api, LightningElement } from 'lwc';
import type { ClientView, ClockView, TaskView, Workspace } from '@callguide/contract';
import { format } from 'c/labels';
import { formatDuration, formatMinutes, formatMoment, formatTime } from 'c/zonedTime';
import { callPermission } from './permission';
import { label, zoneSourceLabel } from './text';

/** Where a call is: nobody dialled, the phone rings since, people talk since, or it is over since (server time in epoch milliseconds). */
export interface CallPhase {
  readonly name: 'idle' | 'ringing' | 'talking' | 'over';
  readonly since: number;
  /** How long a call that is over took, in seconds. */
  readonly seconds?: number;
}

const LOOKS = {
  green: { icon: 'utility:success', className: 'verdict verdict_green' },
  amber: { icon: 'utility:warning', className: 'verdict verdict_amber' },
  red: { icon: 'utility:ban', className: 'verdict verdict_red' },
};

/**
 * Who is called, both clocks, whether the call is permitted now, and the dial button.
 * @fires CallHeader#dial  the expert wants to dial; `proceed` dials once the server agreed
 * @fires CallHeader#hangup  the call is over
 * @fires CallHeader#next @fires CallHeader#claim
 * @fires CallHeader#askzone  the client said that the zone is another one
 * @fires CallHeader#expired  the verdict of the server is out of date
 */
export default class CallHeader extends LightningElement {
  @api workspace!: Workspace;
  /** Milliseconds to add to this computer's clock to get the server's. */
  @api skew = 0;
  @api phase: CallPhase = { name: 'idle', since: 0 };
  @api busy = false;
  /** Phone width: only what fits. */
  @api narrow = false;

  protected readonly label = label;
  private current = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;
  private agreed = false;
  private expiredAt: string | undefined;

  override connectedCallback(): void {
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- clocks tick; disconnectedCallback stops them
    this.timer = setInterval(() => this.tick(), 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  /** Dials as if the button was pressed; does nothing when dialling is not permitted. */
  @api requestDial(): void {
    if (this.canDial && !this.busy) this.dispatchEvent(new CustomEvent('dial'));
  }

  /** Follows the phone link: call it when the server has agreed to the attempt. */
  @api proceed(): void {
    this.agreed = true;
    (this.refs?.dial as HTMLElement | undefined)?.click();
    this.agreed = false;
  }

  protected get now(): number {
    return this.current + this.skew;
  }
  protected get task(): TaskView {
    return this.workspace.task ?? {};
  }
  protected get client(): Partial<ClientView> {
    return this.workspace.client ?? {};
  }
  protected get clock(): ClockView {
    return this.workspace.clock ?? {};
  }

  protected get facts(): string {
    const { task, client } = this;
    const parts = [
      client.clientType ?? task.audience,
      client.ageVerification,
      task.callListName,
      task.open ? task.nextAttemptLabel : undefined,
      task.taskNumber,
    ];
    return parts.filter(Boolean).join(' · ');
  }

  protected get verdictClass(): string {
    return this.narrow ? `${this.permission.className} verdict_narrow` : this.permission.className;
  }
  protected get permission(): { readonly text: string; readonly icon: string; readonly className: string; readonly allowed: boolean } {
    const permission = callPermission(this.workspace, this.now);
    const next = permission.level === 'green' ? '' : this.byOwnClock(permission.nextAllowedAt);
    const reason = permission.reason || (permission.level === 'green' ? label.mayCall : label.outsideWindow);
    return { ...LOOKS[permission.level], text: [reason, next].filter(Boolean).join('. '), allowed: permission.level !== 'red' };
  }

  /** The reason tells the time by the client's clock; the expert's is worth saying only where it shows another one. */
  private byOwnClock(at: number | undefined): string {
    const [own, client] = [this.clock.expertTimeZone ?? 'UTC', this.clock.clientTimeZone].map(
      (zone) => at && zone && formatMoment(at, zone),
    );
    return own && own !== client ? format(label.nextAllowed, own) : '';
  }

  protected get clientClock(): string {
    const zone = this.clock.clientTimeZone;
    const place = [this.client.city ?? this.clock.clientZoneLabel, zoneSourceLabel(this.clock.zoneSource)].filter(Boolean).join(', ');
    return zone ? format(label.clientClock, formatTime(this.now, zone), place) : label.zoneUnknown;
  }
  protected get expertClock(): string {
    return format(label.expertClock, formatTime(this.now, this.clock.expertTimeZone ?? 'UTC'));
  }
  protected get openHours(): string {
    return format(label.openHours, formatMinutes(this.clock.windowStartMinutes ?? 0), formatMinutes(this.clock.windowEndMinutes ?? 0));
  }

  protected get canDial(): boolean {
    return Boolean(this.task.open && this.task.heldByMe && this.task.phone) && this.permission.allowed;
  }
  protected get canAsk(): boolean {
    return Boolean(this.task.open && this.task.heldByMe && this.clock.zoneSource !== 'Unknown');
  }
  protected get canClaim(): boolean {
    return this.task.status === 'New';
  }
  /** Someone else leads the task: say who. */
  protected get holder(): string | undefined {
    return this.task.open && !this.task.heldByMe && !this.canClaim ? format(label.heldBy, this.task.ownerName) : undefined;
  }
  protected get phoneLink(): string {
    return `tel:${this.task.phone ?? ''}`;
  }
  /** The button that ends the call takes the place of the one that begins it. */
  protected get dialClass(): string {
    return `slds-button slds-button_neutral dial${this.calling ? ' slds-hide' : ''}`;
  }
  protected get dialTitle(): string {
    return format(label.dial, this.task.phoneDisplay ?? this.task.phone);
  }
  protected get dialLabel(): string {
    return this.narrow ? format(label.dial).trim() : this.dialTitle;
  }

  protected get elapsed(): string | undefined {
    const text = { idle: '', ringing: label.ringing, talking: label.talking, over: label.callOver }[this.phase.name];
    return text && format(text, formatDuration(this.phase.seconds ?? this.seconds));
  }
  protected get calling(): boolean {
    return this.phase.name === 'ringing' || this.phase.name === 'talking';
  }
  /** It has rung long enough. */
  protected get ringsTooLong(): boolean {
    return this.phase.name === 'ringing' && this.seconds >= (this.clock.ringSeconds ?? 30);
  }
  private get seconds(): number {
    return Math.max(0, Math.floor((this.now - this.phase.since) / 1000));
  }

  protected dial(event: Event): void {
    if (this.agreed) return;
    // The phone must not ring before the server agreed to the attempt.
    event.preventDefault();
    this.requestDial();
  }
  protected hangUp(): void {
    this.dispatchEvent(new CustomEvent('hangup'));
  }
  protected next(): void {
    this.dispatchEvent(new CustomEvent('next'));
  }
  protected claim(): void {
    this.dispatchEvent(new CustomEvent('claim'));
  }

  protected ask(): void {
    this.dispatchEvent(new CustomEvent('askzone'));
  }

  private tick(): void {
    this.current = Date.now();
    const at = this.workspace.verdict?.nextAllowedAt;
    if (at && at !== this.expiredAt && this.task.open && Date.parse(at) <= this.now) {
      this.expiredAt = at;
      this.dispatchEvent(new CustomEvent('expired'));
    }
  }
}
