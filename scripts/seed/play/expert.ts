import type { FinishResult, Workspace } from '@callguide/contract';

import { localMoment } from '../local-time.ts';
import { Random } from '../random.ts';
import type { HistorySpec } from '../world-schema.ts';
import { converse, type Conversation } from './behaviour.ts';
import { carryOut, isDeed } from './deeds.ts';
import { RefusedError, type Desk } from './desk.ts';
import { chanceToReach, mood } from './odds.ts';
import { clientZone } from './zone.ts';

/** Somebody who makes calls, and what is needed for it. */
export interface Seat {
  readonly spec: HistorySpec['experts'][number];
  readonly desk: Desk;
  /** A task taken before an interruption and not finished yet. */
  held?: string;
}

/** What one day came to. */
export interface DayReport {
  calls: number;
  talks: number;
  /** What the org refused, in its words. */
  readonly refusals: string[];
}

export interface Surroundings {
  readonly seed: number;
  readonly history: HistorySpec;
  readonly report: DayReport;
  /** Text of the newest e-mail to an address. */
  readonly lastEmail: (address: string) => Promise<string>;
}

/** A time to sit down and call, and how many calls to make. */
export interface Sitting {
  readonly at: number;
  readonly calls: number;
}

const second = 1000;
const minute = 60 * second;
const day = 1440 * minute;

/**
 * An expert's day. Yields each moment (epoch ms) at which the expert goes on; the org's clock must show it before the day is resumed.
 * Every call goes through the methods of the task page.
 */
export async function* expertDay(seat: Seat, sittings: readonly Sitting[], around: Surroundings): AsyncGenerator<number, void> {
  for (const { at, calls } of sittings) {
    yield at;
    let workspace = seat.held === undefined ? await seat.desk.claimNext() : await seat.desk.loadWorkspace(seat.held);
    seat.held = undefined;
    let now = at;
    for (let left = calls; workspace.task && left > 0; left--) {
      const call = new Call(seat, workspace, around, now);
      for await (const moment of call.make(left > 1)) {
        now = moment;
        yield moment;
      }
      workspace = call.next ?? {};
      now += call.random.int(1, 6) * minute;
    }
  }
}

/** One call under one task, from looking at the card to taking the next one. */
class Call {
  readonly random: Random;
  next: Workspace | undefined;
  readonly #seat: Seat;
  readonly #workspace: Workspace;
  readonly #around: Surroundings;
  readonly #task: string;
  #now: number;

  constructor(seat: Seat, workspace: Workspace, around: Surroundings, now: number) {
    const { task } = workspace;
    this.#seat = seat;
    this.#workspace = workspace;
    this.#around = around;
    this.#task = task?.id ?? '';
    this.#now = now;
    this.random = Random.of(around.seed, 'call', task?.taskNumber ?? '', (workspace.timeline ?? []).length);
  }

  async *make(takeNext: boolean): AsyncGenerator<number, void> {
    const { desk } = this.#seat;
    yield (this.#now += this.random.int(30, 120) * second);
    if (!(await this.#allowed(() => desk.startAttempt(this.#task)))) {
      // the window closed, or the client was called under another task meanwhile
      this.#take(await this.#callBack('Outside Window', 0, 0, takeNext));
      return;
    }
    this.#around.report.calls++;
    if (!this.random.chance(chanceToReach(this.#around.history, this.#workspace, this.#now))) {
      yield (this.#now += 30 * second);
      const missed = { result: 'No Answer' as const, attempt: { ringSeconds: 30, talkSeconds: 0 } };
      this.#take(await desk.finish(this.#task, missed, takeNext));
      return;
    }
    const talk = converse(this.#workspace, mood(this.#around.history, this.#workspace, this.#seat.spec, this.random), this.random);
    const ring = this.random.int(4, 24);
    const words = Math.round(talk.turns.length * this.random.int(25, 55) * this.#seat.spec.talk);
    const answered = this.#now + ring * second;
    yield (this.#now = answered + words * second);
    await this.#record(talk, answered, words);
    this.#take(await this.#conclude(talk, ring, words, takeNext));
  }

  /** What was said and done. */
  async #record({ turns }: Conversation, answered: number, words: number): Promise<void> {
    const { desk } = this.#seat;
    for (const { step, answer, move } of turns) {
      if (move.kind === 'Return' || !isDeed(step, answer)) continue;
      const key = `${this.#workspace.task?.taskNumber ?? ''}-${this.#workspace.task?.attemptCount ?? 0}`;
      const { lastEmail } = this.#around;
      await this.#allowed(() => carryOut(step, answer, { desk, workspace: this.#workspace, now: this.#now, key, lastEmail }));
    }
    const before = this.#workspace.ledger?.at(-1)?.sequence ?? 0;
    const [first] = turns;
    // a second talk begins anew: the guide goes back to its start
    const restart = before > 0 && first ? [{ kind: 'Back' as const, stepKey: first.step.key }] : [];
    const lines = [...restart, ...turns.map(({ move }) => move)];
    const answers = lines.map((line, index) => ({
      ...line,
      sequence: before + index + 1,
      answeredAt: new Date(answered + Math.round((words * second * index) / lines.length)).toISOString(),
    }));
    await desk.saveAnswers(this.#task, answers);
  }

  async #conclude(talk: Conversation, ring: number, words: number, takeNext: boolean): Promise<FinishResult> {
    const { result, outcome, callbackReason } = talk.proposal;
    if (result === 'Callback') {
      return this.#callBack(callbackReason === 'Age Verification' ? callbackReason : 'Client Asked', ring, words, takeNext);
    }
    if (result !== 'Refused') this.#around.report.talks++;
    const notes = talk.turns.flatMap(({ move }) => move.note ?? []);
    const input = {
      result: result === 'Refused' ? result : ('Success' as const),
      outcome: result === 'Refused' ? undefined : outcome,
      comment: [talk.end.title, ...notes].join('. '),
      attempt: { ringSeconds: ring, talkSeconds: words },
    };
    try {
      return await this.#seat.desk.finish(this.#task, input, takeNext);
    } catch (error) {
      this.#refused(error);
      return this.#callBack('Client Asked', ring, words, takeNext);
    }
  }

  #callBack(
    reason: 'Client Asked' | 'Age Verification' | 'Outside Window',
    ring: number,
    words: number,
    takeNext: boolean,
  ): Promise<FinishResult> {
    const soonest = this.#now + (reason === 'Age Verification' ? day : 20 * minute);
    const offered = (this.#workspace.slots ?? []).map((slot) => Date.parse(slot.at ?? '')).filter((at) => at > soonest);
    const at = offered.length > 0 ? this.random.pick(offered) : this.#nextNoon();
    const callback = {
      callbackAt: new Date(at).toISOString(),
      reason,
      audience: this.random.chance(0.75) ? ('Mine' as const) : ('Anyone' as const),
      comment: reason === 'Outside Window' ? null : 'Договорились о звонке',
      attempt: { ringSeconds: ring, talkSeconds: words },
    };
    return this.#seat.desk.scheduleCallback(this.#task, callback, takeNext);
  }

  /** Noon of the day after tomorrow by the client's clock. */
  #nextNoon(): number {
    return localMoment(clientZone(this.#workspace), this.#now, 2, 12, 0);
  }

  #take(result: FinishResult): void {
    this.next = result.next ?? undefined;
  }

  async #allowed(deed: () => Promise<unknown>): Promise<boolean> {
    try {
      await deed();
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    }
  }

  /** Refusals are part of a working day; anything else ends it. */
  #refused(error: unknown): void {
    if (!(error instanceof RefusedError)) throw error;
    this.#around.report.refusals.push(`${this.#workspace.task?.taskNumber}: ${error.message}`);
  }
}
