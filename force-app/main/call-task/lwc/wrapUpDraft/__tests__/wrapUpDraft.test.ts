import { draftOf, forgetDraft, keepDraft } from 'c/wrapUpDraft';

const TASK = 'a00000000000001AAA';
const DAY = 86_400_000;

describe('wrapUpDraft', () => {
  beforeEach(() => localStorage.clear());

  it('gives back what was kept, for that task only', () => {
    keepDraft(TASK, { result: 'Success', comment: 'Ждёт курьера' });
    expect(draftOf(TASK)).toEqual({ result: 'Success', comment: 'Ждёт курьера' });
    expect(draftOf('a00000000000002AAA')).toEqual({});
  });

  it('forgets when the task is saved', () => {
    keepDraft(TASK, { comment: 'x' });
    forgetDraft(TASK);
    expect(draftOf(TASK)).toEqual({});
    expect(localStorage).toHaveLength(0);
  });

  it('throws away what is older than a day', () => {
    keepDraft(TASK, { comment: 'вчера' }, 0);
    expect(draftOf(TASK, DAY - 1)).toEqual({ comment: 'вчера' });
    expect(draftOf(TASK, DAY + 1)).toEqual({});
    expect(localStorage).toHaveLength(0);
  });

  it('reads broken leftovers as nothing', () => {
    localStorage.setItem(`callguide.wrapup.${TASK}`, '{broken');
    expect(draftOf(TASK)).toEqual({});
  });

  it('works where storage is full or forbidden', () => {
    const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    expect(() => keepDraft(TASK, { comment: 'x' })).not.toThrow();
    refuse.mockRestore();
  });
});
