import 'test/controller';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import ActionPanel from 'c/actionPanel';
import { expectAccessible } from 'test/accessible';
import { all, listen, mount, one, settle, textOf } from 'test/dom';
import { action, workspace } from 'test/workspace';

interface Panel {
  workspace: Workspace;
  readOnly: boolean;
  focus(): void;
}
const ACTIONS: ActionState[] = [
  action('Vouchers', { label: 'Промокоды', status: 'Done', doneAt: '2026-11-24T07:20:00.000Z' }),
  action('QURE', { label: 'QURE', ready: false, reason: 'Возраст не подтверждён' }),
  action('Email Verified', { status: 'Requested', doneAt: '2026-11-24T07:25:00.000Z' }),
  action('Wallet', { label: 'Wallet', status: 'Failed' }),
];
const panel = (more: Partial<Panel> = {}, actions: ActionState[] | null = ACTIONS): Promise<HTMLElement & Panel> =>
  mount<Panel>('c-action-panel', ActionPanel, { workspace: workspace({ actions }), ...more });
const tiles = (element: HTMLElement): HTMLElement[] => all(element, '.tile');

describe('c-action-panel', () => {
  it('tells of each action how it stands, or why it cannot be done', async () => {
    const element = await panel();
    expect(tiles(element).map(textOf)).toEqual([
      'Промокодыготово 10:20',
      'QUREВозраст не подтверждён',
      'Подтвердить эл. почтуначато 10:25',
      'WalletНе получилось, попробуйте ещё раз',
    ]);
    await expectAccessible(element);
  });

  it('puts the chosen action in the place of the list, and the list back', async () => {
    const element = await panel();
    tiles(element)[1]!.click();
    await settle();
    expect(tiles(element)).toHaveLength(0);
    expect(textOf(one(element, 'h3'))).toBe('QURE');
    await expectAccessible(element);
    one(element, '.back').click();
    await settle();
    expect(tiles(element)).toHaveLength(4);
    expect(element.shadowRoot!.activeElement).toBe(tiles(element)[1]);
  });

  it('closes by Escape', async () => {
    const element = await panel();
    tiles(element)[0]!.click();
    await settle();
    one(element, '.back').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(tiles(element)).toHaveLength(4);
  });

  it('hands on what an action came to, and closes with another task', async () => {
    const element = await panel();
    const done = listen<ActionResult>(element, 'done');
    tiles(element)[0]!.click();
    await settle();
    one(element, 'c-action-host').dispatchEvent(new CustomEvent('done', { detail: { message: 'Готово' } }));
    expect(done).toEqual([{ message: 'Готово' }]);
    element.workspace = workspace({ actions: ACTIONS, task: { ...workspace().task, id: 'a00000000000002AAA' } });
    await settle();
    expect(tiles(element)).toHaveLength(4);
  });

  it('only shows when the task is not in the expert’s hands', async () => {
    const element = await panel({ readOnly: true });
    expect(tiles(element)[0]!.getAttribute('aria-disabled')).toBe('true');
    tiles(element)[0]!.click();
    await settle();
    expect(tiles(element)).toHaveLength(4);
  });

  it.each([[[]], [null]])('says that nothing can be done: %p', async (actions) => {
    const element = await panel({}, actions);
    expect(textOf(element.shadowRoot)).toContain('Для этого клиента действий нет.');
    await expectAccessible(element);
  });

  it('takes the focus', async () => {
    const element = await panel();
    element.focus();
    expect(element.shadowRoot!.activeElement).toBe(tiles(element)[0]);
  });
});
