import CallShortcuts from 'c/callShortcuts';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, textOf } from 'test/dom';

describe('c-call-shortcuts', () => {
  it('lists every key with its meaning', async () => {
    const element = await mount('c-call-shortcuts', CallShortcuts, {});
    expect(all(element, 'dt').map(textOf)).toEqual(['D', '1 … 9, 0', '←', 'O', 'P', 'A', 'N', 'F', 'S', '?']);
    expect(all(element, 'dd').map(textOf)).not.toContain('');
    await expectAccessible(element);
  });

  it('closes', async () => {
    const element = await mount('c-call-shortcuts', CallShortcuts, {});
    const closed = listen(element, 'closed');
    button(element, 'Закрыть').click();
    expect(closed).toHaveLength(1);
  });
});
