import type { ClockView } from '@callguide/contract';
import ZoneAsk from 'c/zoneAsk';
import type { ZoneId } from 'c/zoneAsk';
import { expectAccessible } from 'test/accessible';
import { all, change, listen, mount, one, textOf } from 'test/dom';
import { NOW, workspace } from 'test/workspace';

type Box = HTMLElement & { options: { value: string; label: string }[]; value?: string };
const ask = (clock: ClockView): Promise<HTMLElement> =>
  mount<{ clock: ClockView; skew: number }>('c-zone-ask', ZoneAsk, { clock, skew: NOW - Date.now() });
const box = (element: HTMLElement): Box => one<Box>(element, 'lightning-combobox');

describe('c-zone-ask', () => {
  it('asks for the time, an hour apart from Kaliningrad to Kamchatka', async () => {
    const element = await ask({ zoneSource: 'Unknown' });
    expect(box(element).options.map((option) => option.label.slice(0, 5))).toEqual([
      '09:20', '10:20', '11:20', '12:20', '13:20', '14:20', '15:20', '16:20', '17:20', '18:20', '19:20',
    ]); // prettier-ignore
    expect(box(element).options[1]!.label).toMatch(/Москва/);
    expect(textOf(one(element, '.hint'))).toContain('Часовой пояс неизвестен');
    await expectAccessible(element);
  });

  it('begins with the zone that is known, without urging', async () => {
    const element = await ask(workspace().clock!);
    expect(box(element).value).toBe('Asia/Krasnoyarsk');
    expect(all(element, '.hint')).toHaveLength(0);
  });

  it('tells the zone', async () => {
    const element = await ask({ zoneSource: 'Unknown' });
    const told = listen<ZoneId>(element, 'zone');
    change(box(element), 'Asia/Omsk');
    expect(told).toEqual(['Asia/Omsk']);
  });
});
