import 'test/controller';
import cancelAction from '@salesforce/apex/ClientActionController.cancelAction';
import loadOptions from '@salesforce/apex/ClientActionController.loadOptions';
import openSite from '@salesforce/apex/ClientActionController.openSite';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import ActionHost from 'c/actionHost';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, settle, textOf } from 'test/dom';
import { action, workspace } from 'test/workspace';

const ID = 'a00000000000001AAA';
const host = async (of: ActionState): Promise<HTMLElement> => {
  const element = await mount<{ action: ActionState; workspace: Workspace }>('c-action-host', ActionHost, {
    action: of,
    workspace: workspace(),
  });
  await settle();
  return element;
};
const site = action('Order', { link: 'https://shop.example.com', status: 'Requested' });

// jsdom cannot open a page.
window.addEventListener('click', (event) => event.preventDefault());

describe('c-action-host', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    sessionStorage.clear();
    jest.mocked(loadOptions).mockResolvedValue({});
  });

  it('loads the form and hands on what it came to', async () => {
    const element = await host(action('Wallet'));
    const form = one(element, '.form');
    const done = listen<ActionResult>(element, 'done');
    form.dispatchEvent(new CustomEvent('done', { detail: { message: 'Готово' } }));
    expect(done).toEqual([{ message: 'Готово' }]);
    await expectAccessible(element);
  });

  it('says why it cannot be done, and shows no form', async () => {
    const element = await host(action('QURE', { ready: false, reason: 'Возраст не подтверждён' }));
    expect(textOf(one(element, '[role="status"]'))).toBe('Возраст не подтверждён');
    expect(all(element, '.form')).toHaveLength(0);
    await expectAccessible(element);
  });

  it('opens the site by a link and has it noted', async () => {
    jest.mocked(openSite).mockResolvedValue({ message: 'Открыто' });
    const element = await host(site);
    const done = listen<ActionResult>(element, 'done');
    one(element, 'a').click();
    await settle();
    expect(jest.mocked(openSite).mock.calls).toMatchObject([[{ taskId: ID, type: 'Order' }]]);
    expect(done).toEqual([{ message: 'Открыто' }]);
  });

  it('takes back a visit that came to nothing', async () => {
    jest.mocked(cancelAction).mockResolvedValue({ message: 'Отменено' });
    const element = await host(site);
    button(element, 'Не получилось').click();
    await settle();
    expect(cancelAction).toHaveBeenCalledWith({ taskId: ID, type: 'Order' });
  });

  it('shows what went wrong', async () => {
    jest.mocked(openSite).mockRejectedValue({ body: { message: 'Нет связи' } });
    const element = await host(site);
    one(element, 'a').click();
    await settle();
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('Нет связи');
    await expectAccessible(element);
  });
});
