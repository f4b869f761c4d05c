import type { PromiseView } from '@callguide/contract';
import PromiseList from 'c/promiseList';
import { expectAccessible } from 'test/accessible';
import { all, mount, textOf } from 'test/dom';

const list = (promises?: PromiseView[] | null): Promise<HTMLElement> =>
  mount<{ promises: PromiseView[] | null | undefined; timeZone: string }>('c-promise-list', PromiseList, {
    promises,
    timeZone: 'Europe/Moscow',
  });

describe('c-promise-list', () => {
  it('lists what was promised with its deadline, and what is late', async () => {
    const element = await list([
      { kind: 'Action', text: 'Замена устройства', dueAt: '2026-11-24T15:00:00.000Z', overdue: true },
      { kind: 'Callback', text: 'Перезвонить' },
    ]);
    expect(all(element, 'li').map(textOf)).toEqual(['Замена устройствапросроченодо вт, 24 нояб., 18:00', 'Перезвонить']);
    await expectAccessible(element);
  });

  it.each([[[]], [null], [undefined]])('takes no room when nothing was promised: %p', async (promises) => {
    expect(all(await list(promises), 'section')).toHaveLength(0);
  });
});
