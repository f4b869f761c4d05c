import type { TimelineItem } from '@callguide/contract';
import CallTimeline from 'c/callTimeline';
import { expectAccessible } from 'test/accessible';
import { all, mount, textOf } from 'test/dom';

const timeline = (items: TimelineItem[]): Promise<HTMLElement> =>
  mount('c-call-timeline', CallTimeline, { items, timeZone: 'Europe/Moscow' });

describe('c-call-timeline', () => {
  it('shows what happened, with the time on the expert’s clock', async () => {
    const element = await timeline([
      { kind: 'attempt', title: '1-я попытка', detail: 'Не взял трубку', at: '2026-11-23T08:00:00.000Z' },
      { kind: 'claim', title: 'Взята в работу' },
    ]);
    expect(all(element, 'li').map(textOf)).toEqual(['1-я попыткаНе взял трубкупн, 23 нояб., 11:00', 'Взята в работу']);
    expect(all<HTMLElement & { iconName: string }>(element, 'lightning-icon').map((icon) => icon.iconName)).toEqual([
      'utility:call',
      'utility:user',
    ]);
    await expectAccessible(element);
  });

  it('says that nothing has happened yet', async () => {
    const element = await timeline([]);
    expect(textOf(element.shadowRoot)).toContain('Пока ничего не было.');
    await expectAccessible(element);
  });
});
