import fc from 'fast-check';
import type { LedgerEntry, ScriptView, StepView } from '@callguide/contract';
import { answerMove, answersOf, backMove, detourMove, restartMove, returnMove, walk } from 'c/scriptWalk';
import type { Move, Walk } from 'c/scriptWalk';

const KEYS = ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7'];
const target = fc.option(fc.constantFrom(...KEYS, 'missing'), { nil: undefined });

/** Any graph at all: loops, dead ends, cards that lead to the main line, several stops. */
const anyScript: fc.Arbitrary<ScriptView> = fc
  .tuple(
    ...KEYS.map((key) =>
      fc.record<StepView>({
        key: fc.constant(key),
        kind: fc.constantFrom('Say', 'Ask', 'Act', 'Note', 'Stop', 'End'),
        stage: fc.constantFrom('A', 'B', 'C', undefined),
        nextStep: target,
        outcome: fc.constantFrom('Other', 'Store Purchase', undefined),
        answers: fc.array(
          fc.record({
            nextStep: target,
            detour: fc.boolean(),
            result: fc.constantFrom('Refused', 'Callback', 'Success', undefined),
            callbackReason: fc.constantFrom('Client Asked', undefined),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  )
  .map((steps) => ({
    startStep: 's0',
    steps: steps.map((each) => ({ ...each, answers: answersOf(each).map((answer, index) => ({ ...answer, key: `a${index}` })) })),
    objections: [
      { key: 'c1', startStep: 's6' },
      { key: 'c2', startStep: 's7' },
    ],
  }));

/** What the guide would offer in a state, by a number. */
function movesOf(state: Walk): Move[] {
  const moves: (Move | undefined)[] = [backMove(state), restartMove(state)];
  if (!state.finished) {
    const answers = answersOf(state.step);
    moves.push(...(answers.length > 0 ? answers.map((answer) => answerMove(state, answer)) : [answerMove(state)]));
    if (!state.stopped) moves.push(detourMove(state, 'c1'), detourMove(state, 'c2'));
    if (state.position.returns.length > 0) moves.push(returnMove(state));
  }
  return moves.filter((move) => move !== undefined);
}

function stroll(view: ScriptView, picks: readonly number[]): { readonly entries: LedgerEntry[]; readonly states: Walk[] } {
  const entries: LedgerEntry[] = [];
  const states = [walk(view, entries)];
  for (const pick of picks) {
    const moves = movesOf(states.at(-1)!);
    if (moves.length === 0) break;
    entries.push({ ...moves[pick % moves.length]!, sequence: entries.length + 1 });
    states.push(walk(view, entries));
  }
  return { entries, states };
}

const picks = fc.array(fc.nat({ max: 1000 }), { maxLength: 25 });
const anyEntry: fc.Arbitrary<LedgerEntry> = fc.record({
  sequence: fc.nat({ max: 50 }),
  kind: fc.constantFrom('Answer', 'Back', 'Detour', 'Return', 'Note'),
  stepKey: fc.option(fc.constantFrom(...KEYS, 'zzz'), { nil: undefined }),
  answerKey: fc.option(fc.constantFrom('a0', 'a1', 'a2', 'c1', 'c2', 'zzz'), { nil: undefined }),
});

describe('walking any script', () => {
  it('never fails and always stands on a step of the script, whatever the ledger holds', () => {
    fc.assert(
      fc.property(anyScript, fc.array(anyEntry, { maxLength: 40 }), (view, entries) => {
        const state = walk(view, entries);
        expect(KEYS).toContain(state.position.stepKey);
        expect(state.step?.key).toBe(state.position.stepKey);
        expect(state.stage).toBeLessThan(Math.max(1, state.stages.length));
      }),
    );
  });

  it('resumes where it was: replaying the saved ledger gives the very same state', () => {
    fc.assert(
      fc.property(anyScript, picks, (view, chosen) => {
        const { entries, states } = stroll(view, chosen);
        const stored = JSON.parse(JSON.stringify(entries)) as LedgerEntry[];
        expect(walk(view, stored.reverse())).toEqual(states.at(-1));
      }),
    );
  });

  it('«back» undoes exactly one move', () => {
    fc.assert(
      fc.property(anyScript, picks, (view, chosen) => {
        const { entries, states } = stroll(view, chosen);
        const state = states.at(-1)!;
        const back = backMove(state);
        fc.pre(back !== undefined);
        const undone = walk(view, [...entries, { ...back, sequence: entries.length + 1 }]);
        expect(undone.path).toEqual(state.path.slice(0, -1));
        expect(undone.position).toEqual(state.path.at(-1)!.position);
      }),
    );
  });

  it('a detour and its return change nothing but the path', () => {
    fc.assert(
      fc.property(anyScript, picks, (view, chosen) => {
        const { entries, states } = stroll(view, chosen);
        const before = states.at(-1)!;
        fc.pre(!before.finished && !before.stopped);
        const there = [...entries, { ...detourMove(before, 'c1'), sequence: entries.length + 1 }];
        const away = walk(view, there);
        // A card that is part of the main line or a stop is no detour.
        fc.pre(away.position.returns.length > before.position.returns.length);
        const again = walk(view, [...there, { ...returnMove(away), sequence: there.length + 1 }]);
        expect(again.position.stepKey).toBe(before.position.stepKey);
      }),
    );
  });

  it('after a stop no objection card waits to be returned from', () => {
    fc.assert(
      fc.property(anyScript, picks, (view, chosen) => {
        const stops = stroll(view, chosen).states.filter((state) => state.step?.kind === 'Stop');
        expect(stops.flatMap((state) => state.position.returns)).toEqual([]);
      }),
    );
  });

  it('an outcome is proposed only together with success, a callback reason only with a callback', () => {
    fc.assert(
      fc.property(anyScript, picks, (view, chosen) => {
        const proposals = stroll(view, chosen).states.map((state) => state.proposal);
        expect(proposals.filter((each) => each.outcome && each.result !== 'Success')).toEqual([]);
        expect(proposals.filter((each) => each.callbackReason && each.result !== 'Callback')).toEqual([]);
      }),
    );
  });
});
