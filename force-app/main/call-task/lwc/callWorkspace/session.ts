import claim from '@salesforce/apex/CallTaskController.claim';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import endAttempt from '@salesforce/apex/CallTaskController.endAttempt';
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import scheduleCallback from '@salesforce/apex/CallTaskController.scheduleCallback';
import setClientZone from '@salesforce/apex/CallTaskController.setClientZone';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import type { ClockView, FinishResult, Workspace } from '@callguide/contract';
import type { WrapUp } from 'c/callWrapUp';
import { format } from 'c/labels';
import type { Move } from 'c/scriptWalk';
import { forgetDraft } from 'c/wrapUpDraft';
import { Conversation, SILENCE } from './conversation';
import type { Talk } from './conversation';
import { takeAside } from 'c/handover';
import { label } from './text';

/** Where an error is shown: in place of the workspace, above it, or at the form that could not be saved. */
type ErrorPlace = 'loadError' | 'actionError' | 'finishError';

/** What the page shows; replaced as a whole with every change. */
export interface SessionState {
  readonly workspace?: Workspace;
  readonly talk: Talk;
  /** Milliseconds to add to this computer's clock to get the server's. */
  readonly skew: number;
  /** A call to the server is under way. */
  readonly busy: boolean;
  /** Why there is no next task. */
  readonly emptyReason: string;
  readonly loadError?: unknown;
  readonly actionError?: unknown;
  readonly finishError?: unknown;
}

export const NOTHING: SessionState = { talk: SILENCE, skew: 0, busy: false, emptyReason: '' };

/** Work on one task after another: what is loaded, what runs, and what went wrong. Knows nothing of the page. */
export class Session {
  private state: SessionState = NOTHING;
  private conversation: Conversation | undefined;
  private wanted: string | undefined;
  /** The end of the call on its way to the server. */
  private ending: Promise<unknown> | undefined;
  private readonly changed: (state: SessionState) => void;

  /** @param changed told about every new state */
  constructor(changed: (state: SessionState) => void) {
    this.changed = changed;
  }

  private get taskId(): string {
    return this.state.workspace?.task?.id ?? '';
  }

  /** Loads a task, unless its workspace came along with the finish of the last one. */
  async open(id: string): Promise<void> {
    this.wanted = id;
    const handed = takeAside(id);
    if (handed) {
      this.show(handed);
      return;
    }
    this.tell({ workspace: undefined });
    const workspace = await this.attempt(() => loadWorkspace({ taskId: id }), 'loadError');
    if (workspace && id === this.wanted) this.show(workspace);
  }

  /** Claims the next task. @returns its workspace, undefined when there is none or it failed */
  async next(): Promise<Workspace | undefined> {
    const workspace = await this.attempt(() => claimNext());
    return workspace && this.take(workspace);
  }

  /** Claims the task on screen. @returns whether it is ours now */
  async claim(): Promise<boolean> {
    const workspace = await this.attempt(() => claim({ taskId: this.taskId }));
    if (workspace) this.show(workspace);
    return Boolean(workspace);
  }

  /** Asks the server to begin an attempt. @returns whether the phone may ring */
  async dial(): Promise<boolean> {
    const started = await this.attempt(() => startAttempt({ taskId: this.taskId }));
    if (!started) return false;
    this.conversation?.dialled(started.startedAt ? Date.parse(started.startedAt) : this.now());
    return true;
  }

  /**
   * The call is over. The server learns of it in the background; should that fail, nothing is lost, for whoever finishes
   * the task tells it again how long the call took.
   */
  hangUp(): void {
    const { taskId } = this;
    const input = this.conversation?.hungUp();
    if (input) this.ending = endAttempt({ taskId, input }).catch(() => undefined);
  }

  move(move: Move): void {
    this.conversation?.move(move);
  }

  /** Saves the answers that wait. */
  async saveAnswers(): Promise<void> {
    await this.conversation?.save();
  }

  /** The window opened, or the pause after the last call is over: ask the server again, without disturbing the talk. */
  async refreshVerdict(): Promise<void> {
    const { taskId } = this;
    const fresh = await this.attempt(() => loadWorkspace({ taskId }));
    if (fresh && this.taskId === taskId) this.merge({ verdict: fresh.verdict, clock: fresh.clock });
  }

  /** Stores the zone the client named, which may change whether and when they can be called. @returns whether it worked */
  async storeZone(zoneId: NonNullable<ClockView['clientTimeZone']>): Promise<boolean> {
    const { taskId } = this;
    const fresh = await this.attempt(() => setClientZone({ taskId, zoneId }));
    if (fresh && this.taskId === taskId) this.merge({ verdict: fresh.verdict, clock: fresh.clock, slots: fresh.slots });
    return Boolean(fresh);
  }

  /** Puts in what has changed; what the news say nothing about stays. */
  merge(news: Partial<Workspace>): void {
    const told = Object.fromEntries(Object.entries(news).filter(([, value]) => value != null));
    if (this.state.workspace) this.tell({ workspace: { ...this.state.workspace, ...told } });
  }

  /** Finishes the task or agrees a callback, after the answers: they belong to an open task. */
  async wrapUp({
    finish: input,
    callback,
    takeNext,
  }: WrapUp): Promise<{ readonly result: FinishResult; readonly next?: Workspace } | undefined> {
    const { taskId } = this;
    const result = await this.attempt(async (): Promise<FinishResult> => {
      if (!(await this.conversation?.save())) throw new Error(label.answersUnsaved);
      await this.ending;
      const attempt = this.conversation?.duration;
      return callback
        ? scheduleCallback({ taskId, callback: { ...callback, attempt }, takeNext })
        : finish({ taskId, input: { ...input, attempt }, takeNext });
    }, 'finishError');
    if (!result) return undefined;
    forgetDraft(taskId);
    if (result.saved) this.show({ ...this.state.workspace!, task: result.saved, ledger: this.conversation?.entries, attempt: undefined });
    const next = result.next ? this.take(result.next) : undefined;
    if (!next) await this.lookAgain();
    return { result, next };
  }

  /** Ends the work in the background. */
  close(): void {
    this.conversation?.close();
  }

  /** The task stays on screen after it was saved: whether and when it may be called next is the server's to say. */
  private async lookAgain(): Promise<void> {
    const { taskId } = this;
    const fresh = await this.attempt(() => loadWorkspace({ taskId }));
    if (fresh && this.taskId === taskId) this.merge(fresh);
  }

  private now(): number {
    return Date.now() + this.state.skew;
  }

  private take(workspace: Workspace): Workspace | undefined {
    if (!workspace.task) {
      this.tell({ emptyReason: workspace.emptyReason ?? label.nothingLeft });
      return undefined;
    }
    this.wanted = workspace.task.id ?? undefined;
    this.show(workspace);
    return workspace;
  }

  private show(workspace: Workspace): void {
    this.conversation?.close();
    const skew = workspace.clock?.now ? Date.parse(workspace.clock.now) - Date.now() : 0;
    this.tell({ ...NOTHING, busy: this.state.busy, workspace, skew, loadError: undefined, actionError: undefined, finishError: undefined });
    this.conversation = new Conversation(
      workspace,
      () => this.now(),
      (talk) => {
        this.tell({ talk });
        if (!this.state.busy) void this.catchUp();
      },
    );
  }

  /** Shows the conversation as another tab or device left it. */
  private async catchUp(): Promise<void> {
    if (!this.conversation?.overtaken) return;
    const { lostWords } = this.conversation;
    this.conversation.close();
    this.conversation = undefined;
    await this.open(this.taskId);
    this.tell({ actionError: [label.overtaken, lostWords && format(label.lostWords, lostWords)].filter(Boolean).join(' ') });
  }

  /** Runs a call to the server, one at a time; its error is kept where it belongs. */
  private async attempt<T>(call: () => Promise<T>, place: ErrorPlace = 'actionError'): Promise<T | undefined> {
    if (this.state.busy) return undefined;
    this.tell({ busy: true, [place]: undefined });
    try {
      return await call();
    } catch (error) {
      this.tell({ [place]: error });
      return undefined;
    } finally {
      this.tell({ busy: false });
      // Found out while saving; it had to wait for the end of that.
      void this.catchUp();
    }
  }

  private tell(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}
