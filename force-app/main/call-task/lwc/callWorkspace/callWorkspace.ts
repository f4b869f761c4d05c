import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import claim from '@salesforce/apex/CallTaskController.claim';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import scheduleCallback from '@salesforce/apex/CallTaskController.scheduleCallback';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import type { CardView, FinishResult, TaskView, Workspace } from '@callguide/contract';
import type CallGuide from 'c/callGuide';
import type CallHeader from 'c/callHeader';
import CallShortcuts from 'c/callShortcuts';
import type CallWrapUp from 'c/callWrapUp';
import type { Zone } from 'c/callTabs';
import type { WrapUp } from 'c/callWrapUp';
import type { Command } from 'c/hotkeys';
import type { Move } from 'c/scriptWalk';
import { Conversation, SILENCE } from './conversation';
import type { Talk } from './conversation';
import { putAside, takeAside } from './handover';
import { listenToPage } from './page';
import { label } from './text';
import { watchWidth } from './width';

/** The workspace of one call list task: on its record page, or on any page as «next task». */
export default class CallWorkspace extends NavigationMixin(LightningElement) {
  protected readonly label = label;
  protected workspace: Workspace | undefined;
  protected talk: Talk = SILENCE;
  protected skew = 0;
  protected busy = false;
  protected offline = false;
  protected narrow = false;
  protected zone: Zone = 'guide';
  protected emptyReason = '';
  protected loadError: unknown;
  protected actionError: unknown;
  protected finishError: unknown;
  private record: string | undefined;
  private conversation: Conversation | undefined;
  private stopListening: (() => void) | undefined;
  private stopWatching: (() => void) | undefined;

  /** The task of the record page; without it the workspace waits for «next». */
  @api get recordId(): string | undefined {
    return this.record;
  }
  set recordId(id: string | undefined) {
    this.record = id;
    if (id && id !== this.task?.id) void this.open(id);
  }

  override connectedCallback(): void {
    this.stopListening = listenToPage(
      (command) => this.run(command),
      (online) => this.connected(online),
    );
  }

  override disconnectedCallback(): void {
    this.stopListening?.();
    this.conversation?.close();
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  override renderedCallback(): void {
    this.stopWatching ??= watchWidth(this.refs!.root!, (narrow) => {
      this.narrow = narrow;
    });
  }

  protected get task(): TaskView | undefined {
    return this.workspace?.task ?? undefined;
  }
  protected get loading(): boolean {
    return this.busy && !this.workspace;
  }
  protected get welcoming(): boolean {
    return !this.workspace && !this.busy && !this.loadError;
  }
  /** This expert leads the task, so it may be worked on. */
  protected get mine(): boolean {
    return Boolean(this.task?.open && this.task.heldByMe);
  }
  protected get readOnly(): boolean {
    return !this.mine;
  }
  protected get unclaimed(): boolean {
    return this.task?.status === 'New';
  }
  /** How a closed task ended. */
  protected get ending(): string | undefined {
    const { task } = this;
    return task && task.status === 'Completed' ? [label.closed, task.comment].filter(Boolean).join(' ') : undefined;
  }
  protected get rootClass(): string {
    return this.narrow ? 'root root_narrow' : 'root';
  }
  protected get zoneClass(): Readonly<Record<Zone, string>> {
    const of = (zone: Zone): string => `zone zone_${zone}${this.narrow && zone !== this.zone ? ' slds-hide' : ''}`;
    return { guide: of('guide'), client: of('client'), wrap: of('wrap') };
  }
  protected get objections(): readonly CardView[] {
    return this.workspace?.script?.objections ?? [];
  }
  protected get showFooter(): boolean {
    return this.narrow && this.mine && this.zone !== 'wrap';
  }

  protected retryLoad(): void {
    if (this.record) void this.open(this.record);
    else void this.next();
  }

  protected async next(): Promise<void> {
    const workspace = await this.attempt(() => claimNext());
    if (workspace) this.take(workspace);
  }

  protected async claim(): Promise<void> {
    const taskId = this.task?.id ?? '';
    const workspace = await this.attempt(() => claim({ taskId }));
    if (!workspace) return;
    this.show(workspace);
    void notifyRecordUpdateAvailable([{ recordId: taskId }]);
  }

  protected async dial(): Promise<void> {
    const attempt = await this.attempt(() => startAttempt({ taskId: this.task?.id ?? '' }));
    if (!attempt) return;
    this.header?.proceed();
    this.conversation?.dialled(attempt.startedAt ? Date.parse(attempt.startedAt) : this.now());
  }

  protected move(event: CustomEvent<Move>): void {
    this.conversation?.move(event.detail);
  }
  protected saveAnswers(): void {
    void this.conversation?.save();
  }

  /** The window opened, or the pause after the last call is over: ask the server again, without disturbing the talk. */
  protected async refreshVerdict(): Promise<void> {
    const taskId = this.task?.id ?? '';
    const fresh = await this.attempt(() => loadWorkspace({ taskId }));
    if (fresh && this.workspace && this.task?.id === taskId)
      this.workspace = { ...this.workspace, verdict: fresh.verdict, clock: fresh.clock };
  }

  protected noAnswer(): void {
    if (!this.mine) return;
    this.wrapUp?.choose('No Answer');
    this.goToWrapUp();
  }
  protected goToWrapUp(): void {
    this.zone = 'wrap';
    this.wrapUp?.focusSave();
  }

  protected async saveWrapUp(event: CustomEvent<WrapUp>): Promise<void> {
    const { finish: input, callback, takeNext } = event.detail;
    const taskId = this.task?.id ?? '';
    const result = await this.attempt(async (): Promise<FinishResult> => {
      // Answers belong to an open task: they go first.
      if (!(await this.conversation?.save())) throw new Error(label.answersUnsaved);
      return callback ? scheduleCallback({ taskId, callback, takeNext }) : finish({ taskId, input: input!, takeNext });
    }, 'finishError');
    if (!result) return;
    void notifyRecordUpdateAvailable([{ recordId: taskId }]);
    this.dispatchEvent(new ShowToastEvent({ variant: 'success', title: result.message ?? label.saved }));
    if (result.saved) this.show({ ...this.workspace!, task: result.saved, ledger: this.conversation?.entries });
    if (result.next) this.take(result.next);
  }

  protected showHelp(): void {
    void CallShortcuts.open({ label: label.shortcuts, size: 'small' });
  }
  protected pickZone(event: CustomEvent<Zone>): void {
    this.zone = event.detail;
  }

  private now(): number {
    return Date.now() + this.skew;
  }

  private async open(id: string): Promise<void> {
    const handed = takeAside(id);
    if (handed) {
      this.show(handed);
      return;
    }
    this.workspace = undefined;
    const workspace = await this.attempt(() => loadWorkspace({ taskId: id }), 'loadError');
    if (workspace && (!this.record || id === this.record)) this.show(workspace);
  }

  /** Shows the conversation as another tab or device left it. */
  private async catchUp(): Promise<void> {
    if (!this.conversation?.overtaken) return;
    this.conversation.close();
    this.conversation = undefined;
    await this.open(this.task?.id ?? '');
    this.actionError = label.overtaken;
  }

  /** Goes on with another task: shows it at once, and moves the record page there without loading it twice. */
  private take(workspace: Workspace): void {
    if (!workspace.task) {
      this.emptyReason = workspace.emptyReason ?? label.nothingLeft;
      return;
    }
    this.show(workspace);
    const recordId = workspace.task.id ?? '';
    if (!this.record || recordId === this.record) return;
    putAside(workspace);
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
  }

  private show(workspace: Workspace): void {
    this.conversation?.close();
    this.skew = workspace.clock?.now ? Date.parse(workspace.clock.now) - Date.now() : 0;
    this.workspace = workspace;
    this.emptyReason = '';
    this.loadError = this.actionError = this.finishError = undefined;
    this.zone = 'guide';
    this.talk = SILENCE;
    this.conversation = new Conversation(
      workspace,
      () => this.now(),
      (talk) => {
        this.talk = talk;
        if (!this.busy) void this.catchUp();
      },
    );
  }

  /** Runs a call to the server, one at a time; its error is kept where it belongs. */
  private async attempt<T>(
    call: () => Promise<T>,
    place: 'loadError' | 'actionError' | 'finishError' = 'actionError',
  ): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this[place] = undefined;
    try {
      return await call();
    } catch (error) {
      this[place] = error;
      return undefined;
    } finally {
      this.busy = false;
      // Found out while saving; it had to wait for the end of that.
      void this.catchUp();
    }
  }

  private run(command: Command): boolean {
    const root = this.refs?.root;
    // Pages that are kept in the background listen too; only the one in sight may act.
    if (!root || root.checkVisibility?.() === false) return false;
    if (command === 'help') this.showHelp();
    else if (command === 'dial') this.header?.requestDial();
    else if (command === 'noAnswer') this.noAnswer();
    else if (command === 'finish') this.goToWrapUp();
    else (this.refs?.guide as unknown as CallGuide | undefined)?.run(command);
    return true;
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
