import type { AnswerView, LedgerEntry, ScriptView, StepView } from '@callguide/contract';

import {
  answerMove,
  answersOf,
  detourMove,
  returnMove,
  walk,
  type Move,
  type Walk,
} from '../../force-app/main/call-script/lwc/scriptWalk/scriptWalk.ts';

/** One move of a conversation: an answer given, a step read out, a card opened or left. */
export interface Leg {
  readonly move: Move;
  readonly step: StepView;
  readonly answer?: AnswerView;
  /** What the move visits: `step`, `step/answer`, `card:key`. */
  readonly visits: readonly string[];
}

interface Place {
  readonly ledger: readonly LedgerEntry[];
  readonly state: Walk;
  /** Filled when the place is first left. */
  exits?: readonly { leg: Leg; to: string }[];
}

/**
 * The conversations a guide allows for one client, explored with the guide's own walking code.
 *
 * Objection cards can be opened at any step; here they are opened at one step of the middle, and wherever an answer leads to them.
 */
export class PathPlanner {
  readonly #script: ScriptView;
  readonly #places = new Map<string, Place>();
  readonly #start: string;
  #cardsAt: string | undefined;

  constructor(script: ScriptView) {
    this.#script = script;
    this.#start = this.#place([]);
  }

  /** Everything that can be visited. */
  everything(): Set<string> {
    const found = new Set<string>();
    const open = [this.#start];
    for (const key of open) {
      for (const { leg, to } of this.#exits(key)) {
        leg.visits.forEach((visit) => found.add(visit));
        if (!open.includes(to)) open.push(to);
      }
      const last = this.#places.get(key)!.state.step;
      if (last?.key) found.add(last.key);
    }
    return found;
  }

  /**
   * A conversation from greeting to ending that visits much of what nobody has visited yet; always the nearest of it first.
   * @param visited is added to
   */
  next(visited: Set<string>): Leg[] {
    const legs: Leg[] = [];
    for (let key = this.#start; !this.#places.get(key)!.state.finished;) {
      const route = this.#route(key, ({ leg, to }) => leg.visits.some((visit) => !visited.has(visit)) || this.#isUnseenEnd(to, visited));
      const chosen = route ?? this.#route(key, ({ to }) => this.#places.get(to)!.state.finished);
      if (!chosen) throw new Error(`script ${this.#script.key}: no way to an ending from ${key}`);
      for (const { leg, to } of chosen) {
        legs.push(leg);
        leg.visits.forEach((visit) => visited.add(visit));
        key = to;
      }
      const end = this.#places.get(key)!.state;
      if (end.finished && end.step?.key) visited.add(end.step.key);
    }
    return legs;
  }

  #isUnseenEnd(to: string, visited: ReadonlySet<string>): boolean {
    const { state } = this.#places.get(to)!;
    return state.finished && state.step?.key != null && !visited.has(state.step.key);
  }

  /** The shortest way to an exit that is wanted, that exit included. */
  #route(from: string, wanted: (exit: { leg: Leg; to: string }) => boolean): { leg: Leg; to: string }[] | undefined {
    const cameBy = new Map<string, { before: string; exit: { leg: Leg; to: string } }>();
    const open = [from];
    for (const key of open) {
      for (const exit of this.#exits(key)) {
        if (wanted(exit)) {
          const route = [exit];
          for (let at = key; at !== from; at = cameBy.get(at)!.before) route.unshift(cameBy.get(at)!.exit);
          return route;
        }
        if (exit.to === from || cameBy.has(exit.to)) continue;
        cameBy.set(exit.to, { before: key, exit });
        open.push(exit.to);
      }
    }
    return undefined;
  }

  #exits(key: string): readonly { leg: Leg; to: string }[] {
    const place = this.#places.get(key)!;
    place.exits ??= this.#legs(place.state).map((leg) => ({ leg, to: this.#place([...place.ledger, entry(place.ledger, leg.move)]) }));
    return place.exits;
  }

  #legs(state: Walk): Leg[] {
    const { step } = state;
    if (!step || state.finished) return [];
    const at = step.key ?? '';
    if (state.leadsBack) return [{ move: returnMove(state), step, visits: [at] }];
    const answers = answersOf(step);
    const given = answers.map((answer) => ({
      move: answerMove(state, answer, answer.noteRequired ? 'Записано со слов клиента' : undefined),
      step,
      answer,
      visits: [at, `${at}/${answer.key}`],
    }));
    const plain: Leg[] = answers.length > 0 ? given : [{ move: answerMove(state), step, visits: [at] }];
    return [...plain, ...this.#cards(state, step)];
  }

  #cards(state: Walk, step: StepView): Leg[] {
    if (this.#cardsAt === undefined && state.path.length === 2) this.#cardsAt = step.key ?? '';
    if (state.position.returns.length > 0 || step.key !== this.#cardsAt) return [];
    return (this.#script.objections ?? []).map((card) => ({
      move: detourMove(state, card.key ?? ''),
      step,
      visits: [step.key ?? '', `card:${card.key}`],
    }));
  }

  #place(ledger: readonly LedgerEntry[]): string {
    const state = walk(this.#script, ledger);
    const key = JSON.stringify(state.position);
    if (!this.#places.has(key)) this.#places.set(key, { ledger, state });
    return key;
  }
}

function entry(ledger: readonly LedgerEntry[], move: Move): LedgerEntry {
  return { sequence: ledger.length + 1, ...move };
}

/** The moves as lines of the ledger. */
export function ledgerOf(legs: readonly Leg[]): LedgerEntry[] {
  return legs.map(({ move }, index) => ({ sequence: index + 1, ...move }));
}
