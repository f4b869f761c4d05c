import type { LedgerEntry, ScriptView } from '@callguide/contract';
import { answerMove, backMove, detourMove, restartMove, returnMove, walk } from 'c/scriptWalk';
import type { Move, Walk } from 'c/scriptWalk';
import { answer, ledger, script, step } from 'test/workspace';

/** Walks by moves, each made from the state before it. */
function play(view: ScriptView, ...moves: readonly ((state: Walk) => Move | undefined)[]): Walk {
  const entries: LedgerEntry[] = [];
  let state = walk(view, entries);
  for (const make of moves) {
    const move = make(state);
    if (move) entries.push({ ...move, sequence: entries.length + 1 });
    state = walk(view, entries);
  }
  return state;
}

const choose =
  (key: string, note?: string) =>
  (state: Walk): Move =>
    answerMove(
      state,
      state.step?.answers?.find((each) => each.key === key),
      note,
    );
const onwards = (state: Walk): Move => answerMove(state);

describe('walking a script', () => {
  it('starts at the first step with nothing proposed', () => {
    const state = walk(script(), []);
    expect(state.step?.key).toBe('hello');
    expect(state).toMatchObject({ path: [], proposal: {}, stopped: false, finished: false, lastSequence: 0, stage: 0 });
  });

  it('shows the stages of the main line in order, without objection cards and stops', () => {
    expect(walk(script(), []).stages).toEqual(['Приветствие', 'Запись', 'Использование', 'Услуги', 'Прощание']);
  });

  it('follows answers and steps without answers', () => {
    const state = play(script(), choose('yes'), onwards, choose('yes'), onwards);
    expect(state.path.map((item) => [item.step.key, item.answer?.key])).toEqual([
      ['hello', 'yes'],
      ['record', undefined],
      ['uses', 'yes'],
      ['offer', undefined],
    ]);
    expect(state).toMatchObject({ finished: true, stage: 4, proposal: { result: 'Success', outcome: 'Store Purchase' } });
  });

  it('replays a stored ledger in any order to the same place', () => {
    const stored = ledger('Answer hello yes', 'Answer record', 'Answer uses yes');
    expect(walk(script(), [...stored].reverse()).position).toEqual(walk(script(), stored).position);
    expect(walk(script(), stored).step?.key).toBe('offer');
  });

  it('goes back step by step and forgets what was taken back', () => {
    const state = play(script(), choose('yes'), onwards, choose('yes'), backMove, backMove);
    expect(state.step?.key).toBe('record');
    expect(state.path.map((item) => item.step.key)).toEqual(['hello']);
    expect(state.lastSequence).toBe(5);
  });

  it('has nowhere to go back to at the start', () => {
    expect(backMove(walk(script(), []))).toBeUndefined();
    expect(restartMove(walk(script(), []))).toBeUndefined();
  });

  it('begins anew for another attempt', () => {
    const state = play(script(), choose('later'), restartMove, choose('yes'));
    expect(state.path.map((item) => item.answer?.key)).toEqual(['yes']);
    expect(state.proposal).toEqual({});
  });
});

describe('objection cards', () => {
  it('come back to the step they were opened from', () => {
    const state = play(script(), choose('yes'), (s) => detourMove(s, 'think'), returnMove);
    expect(state.step?.key).toBe('record');
    expect(state.position.returns).toEqual([]);
  });

  it('come back by themselves after their last word', () => {
    expect(play(script(), choose('yes'), (s) => detourMove(s, 'expensive'), choose('convinced')).step?.key).toBe('record');
    expect(play(script(), choose('yes'), (s) => detourMove(s, 'expensive'), choose('more'), onwards).step?.key).toBe('record');
  });

  it('open by an answer, too, and leave the stage where it was', () => {
    const state = play(script(), choose('yes'), onwards, choose('no'));
    expect(state.step?.key).toBe('price');
    expect(state.stages[state.stage]).toBe('Использование');
    expect(play(script(), choose('yes'), onwards, choose('no'), choose('convinced')).step?.key).toBe('uses');
  });

  it('open within one another and come back one by one', () => {
    const state = play(
      script(),
      (s) => detourMove(s, 'expensive'),
      (s) => detourMove(s, 'think'),
    );
    expect(state.position.returns).toEqual(['hello', 'price']);
    expect(
      play(
        script(),
        (s) => detourMove(s, 'expensive'),
        (s) => detourMove(s, 'think'),
        returnMove,
        returnMove,
      ).step?.key,
    ).toBe('hello');
  });

  it('are taken back into by «back» where they were left', () => {
    const state = play(script(), (s) => detourMove(s, 'expensive'), choose('more'), returnMove, backMove);
    expect(state.position).toEqual({ stepKey: 'price2', returns: ['hello'], ended: false });
  });

  it('are not returned to once the main line goes on', () => {
    const view = script();
    view.steps!.find((each) => each.key === 'price')!.answers!.push(answer('buys', 'offer'));
    const state = play(view, (s) => detourMove(s, 'expensive'), choose('buys'));
    expect(state.position).toEqual({ stepKey: 'offer', returns: [], ended: false });
  });
});

describe('hard stops', () => {
  it('end the selling and leave nothing to return to', () => {
    const view = script();
    view.steps!.find((each) => each.key === 'price')!.answers!.push(answer('quit', 'stop'));
    const state = play(view, (s) => detourMove(s, 'expensive'), choose('quit'));
    expect(state).toMatchObject({ stopped: true, position: { stepKey: 'stop', returns: [] } });
  });

  it('leave the progress where the conversation was', () => {
    const state = play(script(), choose('yes'), onwards, choose('quit'));
    expect(state.stages[state.stage]).toBe('Использование');
  });

  it('stay in force after them', () => {
    const state = play(script(), choose('yes'), onwards, choose('quit'), onwards);
    expect(state).toMatchObject({ stopped: true, finished: true, proposal: { result: 'Success', outcome: 'Non-Nicotine' } });
  });

  it('are lifted only by going back before them', () => {
    expect(play(script(), choose('yes'), onwards, choose('quit'), backMove).stopped).toBe(false);
  });
});

describe('the proposal', () => {
  it('is a callback with its reason when the client asked for one', () => {
    const view = script();
    view.steps!.find((each) => each.key === 'hello')!.answers![1]!.nextStep = undefined;
    expect(play(view, choose('later'))).toMatchObject({ finished: true, proposal: { result: 'Callback', callbackReason: 'Client Asked' } });
  });

  it('is a refusal without outcome when the client will not talk', () => {
    const view = script();
    view.steps!.find((each) => each.key === 'bye')!.outcome = undefined;
    expect(play(view, choose('refuse')).proposal).toEqual({ result: 'Refused' });
  });

  it('changes with the path', () => {
    const sold = play(script(), choose('yes'), onwards, choose('yes'), onwards, backMove, backMove, choose('quit'), onwards);
    expect(sold.proposal.outcome).toBe('Non-Nicotine');
  });

  it('keeps what was noted', () => {
    const state = play(script(), choose('yes'), onwards, choose('other', 'переехал'));
    expect(state.path.at(-1)?.note).toBe('переехал');
  });
});

describe('broken input', () => {
  it.each([
    ['an answer given at another step', 'Answer uses yes'],
    ['an unknown answer', 'Answer hello maybe'],
    ['no answer where one is needed', 'Answer hello'],
    ['an unknown card', 'Detour hello nothing'],
    ['a return from nowhere', 'Return hello'],
    ['a way back that was never gone', 'Back offer'],
    ['a note, which moves nothing', 'Note hello'],
  ])('is skipped: %s', (_name, line) => {
    expect(walk(script(), ledger(line, 'Answer hello yes')).step?.key).toBe('record');
  });

  it('ends the conversation at a step that leads nowhere known', () => {
    const view: ScriptView = { startStep: 'a', steps: [step('a', { nextStep: 'missing' })] };
    expect(play(view, onwards)).toMatchObject({ finished: true, position: { stepKey: 'a', ended: true } });
  });

  it('does not fail on a script without steps', () => {
    expect(walk({}, ledger('Answer a b'))).toMatchObject({ step: undefined, finished: true, stages: [], stage: -1 });
  });
});
