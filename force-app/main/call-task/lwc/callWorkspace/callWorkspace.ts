import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import type { ActionResult, TaskView, Workspace } from '@callguide/contract';
import type CallGuide from 'c/callGuide';
import type CallHeader from 'c/callHeader';
import CallShortcuts from 'c/callShortcuts';
import type { Zone } from 'c/callTabs';
import type { ZoneId } from 'c/zoneAsk';
import type CallWrapUp from 'c/callWrapUp';
import type { WrapUp } from 'c/callWrapUp';
import type { Command } from 'c/hotkeys';
import type { Move } from 'c/scriptWalk';
import { focused, raiseAbove } from 'c/docked';
import { putAside } from 'c/handover';
import { listenToPage } from './page';
import { NOTHING, Session } from './session';
import type { SessionState } from './session';
import { label } from './text';
import { sightOf, viewOf } from './view';
import type { PageState, Sight, View } from './view';
import { watchHeight, watchWidth } from './size';

export type { Sight } from './view';

/**
 * The workspace of one call list task: on its record page, or on any page as «next task».
 * Slots: `act` for the action a step asks for, `actions` for all of them.
 * @fires CallWorkspace#sight  detail: Sight, after every change  @fires CallWorkspace#actions  the expert wants to see them
 */
export default class CallWorkspace extends NavigationMixin(LightningElement) implements PageState {
  protected readonly label = label;
  protected state: SessionState = NOTHING;
  protected offline = false;
  narrow = false;
  zone: Zone = 'guide';
  zoneOpen = false;
  reopened = false;
  tall = false;
  private record: string | undefined;
  private stopListening: (() => void) | undefined;
  private stopWatching: (() => void) | undefined;
  private watched: Element | undefined;
  private stopMeasuring: (() => void) | undefined;
  private readonly session = new Session((state) => {
    // Another task, or this one claimed or finished: it begins with the conversation.
    if (state.workspace?.task !== this.task) {
      this.zone = 'guide';
      this.zoneOpen = this.reopened = false;
    }
    this.state = state;
    const detail = sightOf(state);
    if (detail) this.dispatchEvent(new CustomEvent<Sight>('sight', { detail }));
  });

  /** The task of the record page; without it the workspace waits for «next». */
  @api get recordId(): string | undefined {
    return this.record;
  }
  set recordId(id: string | undefined) {
    this.record = id;
    if (id && id !== this.task?.id) void this.session.open(id);
  }

  override connectedCallback(): void {
    this.stopListening = listenToPage(
      (command) => this.run(command),
      (online) => this.connected(online),
    );
  }

  override disconnectedCallback(): void {
    this.stopListening?.();
    this.session.close();
    this.stopWatching?.();
    this.stopWatching = undefined;
    this.measure(undefined);
  }

  override renderedCallback(): void {
    this.stopWatching ??= watchWidth(this.refs!.root!, (narrow) => {
      this.narrow = narrow;
    });
    this.measure(this.refs!.talk);
  }

  protected get workspace(): Workspace | undefined {
    return this.state.workspace;
  }
  protected get task(): TaskView | undefined {
    return this.workspace?.task ?? undefined;
  }
  protected get view(): View {
    return viewOf(this.state, this);
  }

  /** Puts in what an action for the client has changed. */
  @api takeIn({ client, actions, done, timeline, callbackReason }: ActionResult): void {
    this.session.merge({ client, actions, done, timeline });
    if (!callbackReason) return;
    this.reopened = true;
    this.wrapUp?.choose('Callback', callbackReason);
  }

  protected retryLoad(): void {
    if (this.record) void this.session.open(this.record);
    else void this.next();
  }

  protected async next(): Promise<void> {
    this.goOn(await this.session.next());
  }
  protected async claim(): Promise<void> {
    if (await this.session.claim()) this.recordChanged();
  }
  protected async dial(): Promise<void> {
    if (await this.session.dial()) this.header?.proceed();
  }
  protected hangUp(): void {
    this.session.hangUp();
    this.goToWrapUp();
  }
  protected move(event: CustomEvent<Move>): void {
    this.session.move(event.detail);
  }
  protected saveAnswers(): void {
    void this.session.saveAnswers();
  }
  protected refreshVerdict(): void {
    void this.session.refreshVerdict();
  }
  protected toggleZone(): void {
    this.zoneOpen = !this.zoneOpen;
  }
  protected async storeZone(event: CustomEvent<ZoneId>): Promise<void> {
    if (await this.session.storeZone(event.detail)) this.zoneOpen = false;
  }
  protected noAnswer(): void {
    this.wrapUp?.choose('No Answer');
    this.goToWrapUp();
  }
  protected goToActions(): void {
    this.zone = 'client';
    this.refs?.actions?.scrollIntoView?.({ block: 'nearest' });
    this.dispatchEvent(new CustomEvent('actions'));
  }
  protected goToWrapUp(): void {
    this.zone = 'wrap';
    this.reopened = true;
    // once it is in sight
    void Promise.resolve().then(() => this.wrapUp?.focusSave());
  }

  protected async saveWrapUp(event: CustomEvent<WrapUp>): Promise<void> {
    const taskId = this.task?.id ?? '';
    const done = await this.session.wrapUp(event.detail);
    if (!done) return;
    this.recordChanged(taskId);
    this.dispatchEvent(new ShowToastEvent({ variant: 'success', title: done.result.message ?? label.saved }));
    this.goOn(done.next);
  }

  /** On a phone the footer is docked: it must not cover what has the focus. */
  protected raise(event: FocusEvent): void {
    raiseAbove(this.refs?.footer, focused(event));
  }

  protected showHelp(): void {
    void CallShortcuts.open({ label: label.shortcuts, size: 'small' });
  }
  protected pickZone(event: CustomEvent<Zone>): void {
    this.zone = event.detail;
  }

  /** The talk comes and goes with the task. */
  private measure(talk: Element | undefined): void {
    if (talk === this.watched) return;
    this.stopMeasuring?.();
    this.watched = talk;
    this.stopMeasuring =
      talk &&
      watchHeight(talk, (tall) => {
        this.tall = tall;
      });
  }

  private recordChanged(recordId = this.task?.id ?? ''): void {
    void notifyRecordUpdateAvailable([{ recordId }]);
  }

  /** The next task is on screen already; a record page moves to its record without loading it twice. */
  private goOn(next: Workspace | undefined): void {
    const recordId = next?.task?.id;
    if (!recordId || !this.record || recordId === this.record) return;
    putAside(next);
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
  }

  private run(command: Command): boolean {
    const root = this.refs?.root;
    // Pages that are kept in the background listen too; only the one in sight may act.
    if (!root || root.checkVisibility?.() === false) return false;
    if (command === 'help') this.showHelp();
    else if (command === 'dial') this.header?.requestDial();
    else if (command === 'noAnswer') this.noAnswerByKey();
    else if (command === 'finish') this.goToWrapUp();
    else if (command === 'actions') this.goToActions();
    else if (command === 'next') void this.next();
    else (this.refs?.guide as unknown as CallGuide | undefined)?.run(command);
    return true;
  }

  /** While it rings the key can mean nothing else, so that one press is enough. */
  private noAnswerByKey(): void {
    this.noAnswer();
    if (this.state.talk.phase.name === 'ringing') this.wrapUp?.save(true);
  }

  private connected(online: boolean): void {
    this.offline = !online;
    if (online) this.saveAnswers();
  }

  private get header(): CallHeader | undefined {
    return this.refs?.header as unknown as CallHeader | undefined;
  }
  private get wrapUp(): CallWrapUp | undefined {
    return this.refs?.wrapUp as unknown as CallWrapUp | undefined;
  }
}
