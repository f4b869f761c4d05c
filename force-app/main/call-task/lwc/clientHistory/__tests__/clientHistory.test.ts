import type { HistoryItem } from '@callguide/contract';
import ClientHistory from 'c/clientHistory';
import { expectAccessible } from 'test/accessible';
import { all, mount, textOf } from 'test/dom';

const history = (items?: HistoryItem[] | null): Promise<HTMLElement> =>
  mount<{ items: HistoryItem[] | null | undefined; timeZone: string }>('c-client-history', ClientHistory, {
    items,
    timeZone: 'Europe/Moscow',
  });

describe('c-client-history', () => {
  it('tells list, outcome or result, words, expert and time of earlier contacts', async () => {
    const element = await history([
      { taskId: '1', callListName: 'HCC Day 2', result: 'Success', outcomeLabel: 'Другое', comment: 'Просила прислать коды', expertName: 'Анна', at: '2026-11-20T09:00:00.000Z' }, // prettier-ignore
      { taskId: '2', callListName: 'E-com 30–90', result: 'No Answer' },
    ]);
    expect(all(element, 'li').map(textOf)).toEqual([
      'HCC Day 2 · Другоепт, 20 нояб., 12:00Просила прислать коды · Анна',
      'E-com 30–90 · Недозвон',
    ]);
    await expectAccessible(element);
  });

  it.each([[[]], [null], [undefined]])('takes no room without history: %p', async (items) => {
    expect(textOf((await history(items)).shadowRoot)).toBe('');
  });
});
