import CallTabs from 'c/callTabs';
import type { Zone } from 'c/callTabs';
import { expectAccessible } from 'test/accessible';
import { all, listen, mount, textOf } from 'test/dom';

const tabs = (zone: Zone): Promise<HTMLElement> => mount('c-call-tabs', CallTabs, { zone });
const selected = (element: HTMLElement): string[] =>
  all(element, '[role="tab"]').map((tab) => `${textOf(tab)} ${tab.ariaSelected} ${tab.tabIndex}`);

describe('c-call-tabs', () => {
  it('shows which part is in sight; only that tab is in the tab order', async () => {
    const element = await tabs('client');
    expect(selected(element)).toEqual(['Разговор false -1', 'Клиент true 0', 'Итог false -1']);
    await expectAccessible(element);
  });

  it('asks for the part that was clicked', async () => {
    const element = await tabs('guide');
    const picked = listen<Zone>(element, 'pick');
    all(element, '[role="tab"]')[2]!.click();
    expect(picked).toEqual(['wrap']);
  });

  it.each([
    ['guide', 'ArrowRight', 'client'],
    ['guide', 'ArrowLeft', 'wrap'],
    ['wrap', 'ArrowRight', 'guide'],
  ] as const)('walks from %s by %s to %s', async (from, key, to) => {
    const element = await tabs(from);
    const picked = listen<Zone>(element, 'pick');
    all(element, '[tabindex="0"]')[0]!.dispatchEvent(new KeyboardEvent('keydown', { key }));
    expect(picked).toEqual([to]);
    expect((element.shadowRoot!.activeElement as HTMLElement).dataset.zone).toBe(to);
  });

  it('ignores other keys', async () => {
    const element = await tabs('guide');
    const picked = listen<Zone>(element, 'pick');
    all(element, '[role="tab"]')[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    expect(picked).toEqual([]);
  });
});
