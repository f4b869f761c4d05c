import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import load from '@salesforce/apex/MyDayController.load';
import setShift from '@salesforce/apex/MyDayController.setShift';
import type { CurrentTask, MyDay as Day } from '@callguide/contract';
import { putAside } from 'c/handover';
import { commandOf } from 'c/hotkeys';
import { format } from 'c/labels';
import { rowOf } from './rows';
import type { Row } from './rows';
import { label } from './text';

/** The list is asked for again this often while it is in sight. */
const REFRESH_SECONDS = 60;
/** More than this nobody reads; the rest is a number. */
const SHOWN = 8;

/** What is waiting, whose turn it is and why, what has to wait, and how the day goes. */
export default class MyDay extends NavigationMixin(LightningElement) {
  protected readonly label = label;
  protected day: Day | undefined;
  protected busy = false;
  protected error: unknown;
  protected notice = '';
  protected passedOpen = false;
  private pointed = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.inSight || commandOf(event) !== 'next') return;
    event.preventDefault();
    void this.next();
  };

  override connectedCallback(): void {
    void this.refresh();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- why it is somebody's turn changes by the minute; disconnectedCallback stops it
    this.timer = setInterval(() => {
      // Nothing may move under the pointer.
      if (this.inSight && !this.pointed) void this.refresh();
    }, REFRESH_SECONDS * 1000);
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    window.removeEventListener('keydown', this.onKey);
  }

  protected get loading(): boolean {
    return !this.day && !this.error;
  }
  protected get counters(): readonly { readonly key: string; readonly name: string; readonly value: number }[] {
    const counters = this.day?.counters;
    return [
      { key: 'due', name: label.due, value: counters?.callbacksDue ?? 0 },
      { key: 'calls', name: label.calls, value: counters?.calls ?? 0 },
      { key: 'talks', name: label.talks, value: counters?.talks ?? 0 },
      { key: 'finished', name: label.finished, value: counters?.finished ?? 0 },
    ];
  }
  protected get current(): CurrentTask | undefined {
    return this.day?.current ?? undefined;
  }
  protected get currentText(): string {
    return format(label.current, [this.current?.clientName, this.current?.callListName].filter(Boolean).join(' · '));
  }
  private get now(): number {
    return this.day?.now ? Date.parse(this.day.now) : Date.now();
  }
  protected get rows(): Row[] {
    return (this.day?.rows ?? []).slice(0, SHOWN).map((row) => rowOf(row, this.now));
  }
  protected get more(): string {
    const hidden = (this.day?.rows?.length ?? 0) - SHOWN;
    return hidden > 0 ? format(label.more, hidden) : '';
  }
  /** Why nothing is to be called, unless the notice says it already. */
  protected get nobody(): string {
    if (!this.day || this.rows.length > 0 || this.notice) return '';
    return this.passedText ? label.notNow : label.empty;
  }
  protected get passed(): Row[] {
    return this.passedOpen ? (this.day?.passedOver ?? []).map((row) => rowOf(row, this.now)) : [];
  }
  protected get passedText(): string {
    const count = this.day?.passedOver?.length ?? 0;
    return count > 0 ? `${label.passed} · ${count}` : '';
  }
  protected get passedIcon(): string {
    return this.passedOpen ? 'utility:chevrondown' : 'utility:chevronright';
  }
  protected get passedExpanded(): string {
    return String(this.passedOpen);
  }

  protected point(): void {
    this.pointed = true;
  }
  protected leave(): void {
    this.pointed = false;
  }
  protected togglePassed(): void {
    this.passedOpen = !this.passedOpen;
  }
  protected open(event: Event): void {
    this.goTo((event.currentTarget as HTMLElement).dataset.id ?? '');
  }
  protected goOn(): void {
    this.goTo(this.current?.taskId ?? '');
  }

  protected get offShift(): boolean {
    return Boolean(this.day?.offShift);
  }
  protected get shiftLabel(): string {
    return this.offShift ? label.backOnShift : label.endShift;
  }
  protected async changeShift(): Promise<void> {
    const offShift = !this.offShift;
    this.take(await this.attempt(() => setShift({ offShift })));
  }

  protected async refresh(): Promise<void> {
    this.take(await this.attempt(() => load()));
  }

  /** Takes the next task and moves to its page, with everything that page needs. */
  protected async next(): Promise<void> {
    const workspace = await this.attempt(() => claimNext());
    if (!workspace) return;
    this.notice = workspace.task ? '' : (workspace.emptyReason ?? label.empty);
    if (!workspace.task?.id) return;
    putAside(workspace);
    this.goTo(workspace.task.id);
  }

  private take(day: Day | undefined): void {
    if (day) this.day = day;
  }

  private async attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.error = undefined;
    try {
      return await call();
    } catch (error) {
      this.error = error;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private goTo(recordId: string): void {
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
  }

  /** Pages that are kept in the background hear keys and clocks, too. */
  private get inSight(): boolean {
    const root = this.refs?.root;
    return Boolean(root && root.checkVisibility?.() !== false && document.visibilityState !== 'hidden');
  }
}
