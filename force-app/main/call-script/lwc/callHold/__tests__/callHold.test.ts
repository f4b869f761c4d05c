import type { PhraseView } from '@callguide/contract';
import CallHold from 'c/callHold';
import { expectAccessible } from 'test/accessible';
import { all, button, mount, one, settle, textOf } from 'test/dom';

interface Hold {
  phrases: readonly PhraseView[];
  toggle(): void;
  reset(): void;
}
const hold = (phrases: readonly PhraseView[] = []): Promise<HTMLElement & Hold> => mount<Hold>('c-call-hold', CallHold, { phrases });
const words = (element: HTMLElement): string => textOf(one(element, '[role="status"]'));

describe('c-call-hold', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks to hold, reminds to come back after half a minute, and thanks', async () => {
    const element = await hold();
    button(element, 'Пауза').click();
    await settle();
    expect(words(element)).toContain('Одну минуту, пожалуйста');
    jest.advanceTimersByTime(29_000);
    await settle();
    expect(textOf(one(element, '.clock'))).toBe('0:29');
    expect(words(element)).toContain('Одну минуту, пожалуйста');
    jest.advanceTimersByTime(1000);
    await settle();
    expect(words(element)).toContain('вернитесь к клиенту');
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(textOf(one(element, '.clock'))).toBe('1:30');
    button(element, 'Я на линии').click();
    await settle();
    expect(words(element)).toBe('«Спасибо, что подождали!»');
  });

  it('says the phrases of the script where there are any', async () => {
    const element = await hold([{ key: 'hold', text: 'Подождёте минутку?' }]);
    element.toggle();
    await settle();
    expect(words(element)).toBe('Подождёте минутку?');
    element.toggle();
    await settle();
    expect(words(element)).toBe('«Спасибо, что подождали!»');
  });

  it('forgets the waiting when the talk goes on', async () => {
    const element = await hold();
    element.toggle();
    element.reset();
    await settle();
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(all(element, '.hold')).toHaveLength(0);
  });

  it('is accessible while waiting', async () => {
    const element = await hold();
    element.toggle();
    await settle();
    jest.useRealTimers();
    expect(words(element)).not.toBe('');
    await expectAccessible(element);
  });
});
