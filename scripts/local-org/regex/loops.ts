import type { CharTest, QuantifierMode } from './nodes.ts';
import type { Run, Step } from './run.ts';

export interface LoopPlan {
  readonly min: number;
  readonly max: number;
  readonly mode: QuantifierMode;
}

/** A loop over one code unit. */
export function literalLoop(unit: number, plan: LoopPlan, next: Step): Step {
  return unitsLoop((run, at) => (run.read(at) === unit ? at + 1 : -1), plan, next);
}

/** A loop over one character. */
export function charLoop(test: CharTest, plan: LoopPlan, next: Step): Step {
  return unitsLoop(
    (run, at) => {
      const code = run.codePoint(at);
      const after = code > 0xffff ? at + 2 : at + 1;
      if (after > run.to) run.hitEnd = true;
      return after <= run.to && test(code) ? after : -1;
    },
    plan,
    next,
  );
}

/** @param take the place behind the character at a place before the end; -1 when it does not match */
function unitsLoop(take: (run: Run, at: number) => number, { min, max, mode }: LoopPlan, next: Step): Step {
  const one = (run: Run, at: number): number => {
    if (at < run.to) return take(run, at);
    run.hitEnd = true;
    return -1;
  };
  return (run, start) => {
    let at = start;
    let count = 0;
    for (; count < min; count++) if ((at = one(run, at)) < 0) return false;
    if (mode === 'lazy') {
      while (!next(run, at)) {
        if (count++ >= max) return false;
        at = one(run, at);
        if (at < 0) return false;
      }
      return true;
    }
    const least = at;
    for (; count < max; count++) {
      const after = one(run, at);
      if (after < 0) break;
      at = after;
    }
    if (mode === 'possessive') return next(run, at);
    for (;;) {
      if (next(run, at)) return true;
      if (at <= least) return false;
      at -= isPairBefore(run.text, at, least) ? 2 : 1;
    }
  };
}

function isPairBefore(text: string, at: number, from: number): boolean {
  const low = text.charCodeAt(at - 1);
  if (low < 0xdc00 || low > 0xdfff || at - 2 < from) return false;
  const high = text.charCodeAt(at - 2);
  return high >= 0xd800 && high <= 0xdbff;
}

/**
 * A loop over what has one way to match, matched for itself: it leaves its end in `run.last`. An empty turn ends the loop.
 * @param group that captures the last turn; null for none
 */
export function fixedLoop(turn: Step, { min, max, mode }: LoopPlan, next: Step, group: number | null = null): Step {
  const after = group === null ? (run: Run, at: number): boolean => next(run, at) : captured(group, next);
  return (run, start) => {
    let from = start;
    let at = start;
    for (let count = 0; count < min; count++) {
      if (!turn(run, at)) return false;
      from = at;
      at = run.last;
    }
    if (mode === 'lazy') {
      for (let count = min; !after(run, at, from); count++) {
        if (count >= max || !turn(run, at) || run.last === at) return false;
        from = at;
        at = run.last;
      }
      return true;
    }
    const ends = [from, at];
    for (let count = min; count < max && turn(run, at) && run.last !== at; count++) ends.push((at = run.last));
    if (mode === 'possessive') return next(run, at);
    for (let i = ends.length - 1; i > 0; i--) if (after(run, ends[i]!, ends[i - 1]!)) return true;
    return false;
  };
}

/** What follows a loop whose last turn is captured, unless what follows fails. */
function captured(group: number, next: Step): (run: Run, at: number, from: number) => boolean {
  return (run, at, from) => {
    if (at === from) return next(run, at);
    const { groups } = run;
    const [oldFrom, oldTo] = [groups[2 * group]!, groups[2 * group + 1]!];
    groups[2 * group] = from;
    groups[2 * group + 1] = at;
    if (next(run, at)) return true;
    groups[2 * group] = oldFrom;
    groups[2 * group + 1] = oldTo;
    return false;
  };
}

/** Places of a run that a loop over a group counts in. */
interface LoopPlaces extends LoopPlan {
  /** Where the turn that runs began. */
  readonly begin: number;
  readonly count: number;
  /** Where it keeps the places that it failed at; null when it must not. */
  readonly memory: number | null;
}

/**
 * A loop over a group. A turn that matches nothing ends it, with what it has captured: so Java does, unlike JavaScript.
 * @param bodyOf the group, given what comes after a turn
 */
export function anyLoop(bodyOf: (again: Step) => Step, plan: LoopPlaces, next: Step): Step {
  const { min, max, mode, begin, count, memory } = plan;
  // Only called once the body stands.
  const enter: Step = (run, at) => body(run, at);
  const turn = (run: Run, at: number, number: number): boolean => {
    const before = run.locals[count]!;
    run.locals[count] = number;
    const found = enter(run, at);
    if (!found) run.locals[count] = before;
    return found;
  };
  const more = (run: Run, at: number, number: number): boolean => {
    if (memory === null) return turn(run, at, number);
    const failed = run.failures[memory]!;
    if (failed.has(at)) return false;
    if (turn(run, at, number)) return true;
    failed.add(at);
    return false;
  };
  const again: Step = (run, at) => {
    if (at <= run.locals[begin]!) return next(run, at);
    const turns = run.locals[count]!;
    if (turns < min) return turn(run, at, turns + 1);
    if (mode === 'greedy') return (turns < max && more(run, at, turns + 1)) || next(run, at);
    return next(run, at) || (turns < max && turn(run, at, turns + 1));
  };
  const body = bodyOf(again);
  return (run, at) => {
    const outer = run.locals[count]!;
    let found: boolean;
    if (min > 0) found = turn(run, at, 1);
    else if (mode === 'greedy') found = (max > 0 && turn(run, at, 1)) || next(run, at);
    else found = next(run, at) || (max > 0 && turn(run, at, 1));
    run.locals[count] = outer;
    return found;
  };
}
