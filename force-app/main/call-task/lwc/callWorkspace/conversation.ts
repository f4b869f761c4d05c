import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import type { AttemptInput, LedgerEntry, Workspace } from '@callguide/contract';
import { AnswerQueue } from 'c/answerQueue';
import type { SaveState } from 'c/answerQueue';
import type { CallPhase } from 'c/callHeader';
import { restartMove, walk } from 'c/scriptWalk';
import type { Move, Walk } from 'c/scriptWalk';

/** What the page shows of the running conversation. */
export interface Talk {
  readonly walk?: Walk;
  readonly saveState: SaveState;
  readonly phase: CallPhase;
  /** It was begun before and goes on now: a reconnecting line comes first. */
  readonly resumed: boolean;
}

export const SILENCE: Talk = { saveState: 'saved', phase: { name: 'idle', since: 0 }, resumed: false };

/** The running conversation of one task: keeps the ledger, has it saved, and tells the page after every change. */
export class Conversation {
  private talk: Talk = SILENCE;
  private ledger: readonly LedgerEntry[];
  private readonly workspace: Workspace;
  private readonly now: () => number;
  private readonly changed: (talk: Talk) => void;
  private readonly queue: AnswerQueue | undefined;
  private conflict = false;
  private lost: readonly string[] = [];
  private begun = false;
  private rangAt: number | undefined;
  private took: AttemptInput | undefined;

  /**
   * @param now server time in epoch milliseconds
   * @param changed told about every new state, the first one included
   */
  constructor(workspace: Workspace, now: () => number, changed: (talk: Talk) => void) {
    this.workspace = workspace;
    this.now = now;
    this.changed = changed;
    const { task } = workspace;
    if (task?.open && task.heldByMe) this.queue = this.newQueue(task.id ?? '');
    const saved = workspace.ledger ?? [];
    this.ledger = this.queue?.open(saved) ?? saved;
    this.goOn(workspace.attempt);
    this.begun = this.ledger.length > 0 && !this.calling;
    this.replay();
  }

  /** Everything answered so far, in order. */
  get entries(): LedgerEntry[] {
    return [...this.ledger];
  }

  /** Appends a move; the first word of the client ends the ringing. */
  move(move: Move): void {
    if (!this.queue) return;
    this.ledger = [...this.ledger, this.queue.add(move)];
    this.begun = false;
    if (this.talk.phase.name === 'ringing') this.tell({ phase: { name: 'talking', since: this.now() } });
    this.replay();
  }

  /** The phone rings, since a moment of server time. A conversation that had come to its end begins anew. */
  dialled(since: number): void {
    this.rangAt = since;
    this.took = undefined;
    this.tell({ phase: { name: 'ringing', since } });
    const again = this.talk.walk?.finished ? restartMove(this.talk.walk) : undefined;
    if (!again || !this.queue) return;
    this.ledger = [...this.ledger, this.queue.add(again)];
    this.replay();
  }

  /** The call is over: its times stand still from now on. @returns them; undefined when no call is running here */
  hungUp(): AttemptInput | undefined {
    if (this.took) return undefined;
    this.took = this.duration;
    if (!this.took) return undefined;
    const { ringSeconds, talkSeconds } = this.took;
    this.tell({ phase: { name: 'over', since: this.now(), seconds: talkSeconds || (ringSeconds ?? 0) } });
    return this.took;
  }

  /** How long the call of this page rang and was talked, up to now or its end; undefined when nobody dialled here. */
  get duration(): AttemptInput | undefined {
    if (this.took) return this.took;
    if (this.rangAt === undefined) return undefined;
    const { phase } = this.talk;
    const seconds = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1000));
    const answeredAt = phase.name === 'talking' ? phase.since : undefined;
    return {
      ringSeconds: seconds(this.rangAt, answeredAt ?? this.now()),
      talkSeconds: answeredAt === undefined ? 0 : seconds(answeredAt, this.now()),
    };
  }

  /** Another tab or device went on with this conversation: what is shown here is no longer true. */
  get overtaken(): boolean {
    return this.conflict;
  }

  /** What was typed here but has no place in the conversation any more. */
  get lostWords(): string {
    return this.lost.join('; ');
  }

  /** Saves what waits. @returns whether everything is saved */
  async save(): Promise<boolean> {
    return ((await this.queue?.flush()) ?? true) && !this.conflict;
  }

  /** Ends the work in the background; what is unsaved stays in the browser. */
  close(): void {
    this.queue?.close();
  }

  private get calling(): boolean {
    return this.rangAt !== undefined && !this.took;
  }

  /** The page was opened in the middle of a call, or after it: its times are those the server knows. */
  private goOn(attempt: Workspace['attempt']): void {
    if (!this.queue || !attempt?.startedAt) return;
    const { ringSeconds, talkSeconds } = attempt;
    this.rangAt = Date.parse(attempt.startedAt);
    if (attempt.endedAt) {
      this.took = { ringSeconds, talkSeconds };
      this.talk = { ...this.talk, phase: { name: 'over', since: Date.parse(attempt.endedAt), seconds: talkSeconds || (ringSeconds ?? 0) } };
      return;
    }
    const answers = this.ledger.map(({ answeredAt }) => Date.parse(answeredAt ?? ''));
    const answeredAt = answers.find((at) => at >= this.rangAt!);
    this.talk = { ...this.talk, phase: answeredAt ? { name: 'talking', since: answeredAt } : { name: 'ringing', since: this.rangAt } };
  }

  private replay(): void {
    const { script } = this.workspace;
    const now = script ? walk(script, this.ledger) : undefined;
    this.tell({ walk: now, resumed: this.begun && !now?.finished });
  }

  private tell(change: Partial<Talk>): void {
    this.talk = { ...this.talk, ...change };
    this.changed(this.talk);
  }

  private newQueue(taskId: string): AnswerQueue {
    return new AnswerQueue({
      taskId,
      now: this.now,
      storage: window.localStorage,
      send: async (answers) => {
        const { lastSequence, conflict } = await saveAnswers({ taskId, answers });
        if (!conflict) return lastSequence ?? 0;
        // The server keeps what came first; these answers were given to a conversation that had already gone on elsewhere.
        this.conflict = true;
        this.lost = answers.filter((entry) => (entry.sequence ?? 0) > (lastSequence ?? 0)).flatMap((entry) => entry.note ?? []);
        return Infinity;
      },
      onState: (saveState) => this.tell({ saveState }),
    });
  }
}
