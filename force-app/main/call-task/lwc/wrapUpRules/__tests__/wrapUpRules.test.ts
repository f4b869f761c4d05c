import fc from 'fast-check';
import { walk } from 'c/scriptWalk';
import { callbackProblem, commentFromPath, draftProblems, lackingEvidence, outcomesAfter, outcomesFor } from 'c/wrapUpRules';
import { localMinutes } from 'c/zonedTime';
import { action, ledger, NOW, script, workspace } from 'test/workspace';

const options = workspace().outcomes!;
const clock = workspace().clock!;

describe('outcomesAfter', () => {
  const marked = options.map((option) => ({ ...option, hardStop: option.value === 'Non-Nicotine' }));

  it('leaves after a hard stop only what belongs to one', () => {
    expect(outcomesAfter(marked, true).map((option) => option.value)).toEqual(['Non-Nicotine']);
    expect(outcomesAfter(marked, false)).toHaveLength(marked.length);
    expect(outcomesAfter(options, true)).toHaveLength(options.length);
  });
});

describe('lackingEvidence', () => {
  const option = { value: 'Online Purchase', label: 'Покупка онлайн', evidence: ['Order'] } as const;
  const of = (status?: 'Done' | 'Requested' | 'Failed'): string[] =>
    lackingEvidence(
      { ...option, evidence: [...option.evidence] },
      { actions: [action('Order', { label: 'Онлайн-заказ' })], done: status ? [{ type: 'Order', status }] : [] },
    );

  it('names the action that has to stand behind an outcome', () => {
    expect(of()).toEqual(['Онлайн-заказ']);
    expect(of('Failed')).toEqual(['Онлайн-заказ']);
    expect(of('Done')).toEqual([]);
    expect(of('Requested')).toEqual([]);
  });

  it('asks nothing of an outcome without such a rule', () => {
    expect(lackingEvidence(options[0], workspace())).toEqual([]);
    expect(lackingEvidence(undefined, workspace())).toEqual([]);
  });
});

describe('outcomesFor', () => {
  it.each([
    ['LAS', ['Store Purchase', 'LAS No Purchase', 'Non-Nicotine', 'Other']],
    ['LAU', ['Store Purchase', 'LAU Switched', 'Non-Nicotine', 'Other']],
    [undefined, ['Store Purchase', 'LAS No Purchase', 'LAU Switched', 'Non-Nicotine', 'Other']],
  ])('offers to %s what fits', (audience, values) => {
    expect(outcomesFor(options, audience).map((option) => option.value)).toEqual(values);
  });
});

describe('draftProblems', () => {
  it.each([
    ['nothing chosen', { comment: '' }, ['resultMissing']],
    ['success without outcome', { result: 'Success', comment: 'x' }, ['outcomeMissing']],
    ['success with an outcome that is not offered', { result: 'Success', outcome: 'Adverse Event', comment: '' }, ['outcomeMissing']],
    ['an outcome that needs a comment, without one', { result: 'Success', outcome: 'Other', comment: '  ' }, ['commentMissing']],
    ['an outcome that needs a comment, with one', { result: 'Success', outcome: 'Other', comment: 'переехал' }, []],
    ['success with outcome', { result: 'Success', outcome: 'Store Purchase', comment: '' }, []],
    ['a refusal', { result: 'Refused', comment: '' }, []],
    ['no answer', { result: 'No Answer', comment: '' }, []],
    ['a callback', { result: 'Callback', comment: '' }, []],
  ] as const)('%s', (_name, draft, problems) => {
    expect(draftProblems(draft, options)).toEqual(problems);
  });
});

describe('callbackProblem', () => {
  const at = (text: string): ReturnType<typeof callbackProblem> => callbackProblem(Date.parse(text), NOW, clock);

  it('wants a time', () => {
    expect([callbackProblem(undefined, NOW, clock), callbackProblem(NaN, NOW, clock)]).toEqual(['missing', 'missing']);
  });

  it('allows the window by the client’s clock up to its last minute', () => {
    expect(at('2026-11-25T02:00:00Z')).toBeUndefined();
    expect(at('2026-11-25T13:59:00Z')).toBeUndefined();
    expect(at('2026-11-25T01:59:00Z')).toBe('outsideWindow');
    expect(at('2026-11-25T14:00:00Z')).toBe('outsideWindow');
  });

  it('does not go back in time, nor further than the settings allow', () => {
    expect(callbackProblem(NOW, NOW, clock)).toBe('past');
    expect(callbackProblem(NOW + 90 * 86_400_000, NOW, clock)).toBeUndefined();
    expect(callbackProblem(NOW + 90 * 86_400_000 + 1, NOW, clock)).toBe('tooFar');
  });

  it('passes exactly the moments in the window, in the future and within the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2 * 86_400, max: 95 * 86_400 }),
        fc.constantFrom('Europe/Kaliningrad', 'Asia/Kamchatka', 'Asia/Omsk'),
        (seconds, zone) => {
          const moment = NOW + seconds * 1000;
          const minutes = localMinutes(moment, zone);
          const fine = seconds > 0 && seconds <= 90 * 86_400 && minutes >= 540 && minutes < 1260;
          expect(callbackProblem(moment, NOW, { ...clock, clientTimeZone: zone }) === undefined).toBe(fine);
        },
      ),
    );
  });
});

describe('commentFromPath', () => {
  it('tells the answers of the conversation without the greeting', () => {
    expect(commentFromPath(walk(script(), ledger('Answer hello yes', 'Answer record', 'Answer uses yes')).path)).toBe('Ответ yes');
  });

  it('says to which question an answer was given', () => {
    const view = script();
    view.steps![2]!.title = 'Пользуется сейчас?';
    view.steps!.find((each) => each.key === 'price')!.title = 'Дорого';
    const path = walk(
      view,
      ledger('Answer hello yes', 'Answer record', 'Detour uses expensive', 'Answer price convinced', 'Answer uses yes'),
    ).path;
    expect(commentFromPath(path)).toBe('Дорого: Ответ convinced; Пользуется сейчас? Ответ yes');
  });

  it('puts what was noted first', () => {
    const entries = [
      ...ledger('Answer hello yes', 'Answer record'),
      { sequence: 3, kind: 'Answer', stepKey: 'uses', answerKey: 'other', note: 'переехал' } as const,
    ];
    expect(commentFromPath(walk(script(), entries).path)).toBe('переехал');
  });

  it('is empty before anything was said', () => {
    expect(commentFromPath([])).toBe('');
  });
});
