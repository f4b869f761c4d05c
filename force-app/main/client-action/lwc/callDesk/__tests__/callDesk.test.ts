import { ID, open as openWorkspace, press } from 'test/workspacePage';
import type { Workspace } from '@callguide/contract';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import CallDesk from 'c/callDesk';
import { expectAccessible } from 'test/accessible';
import { all, mount, one, settle, textOf } from 'test/dom';
import { action, ledger, workspace } from 'test/workspace';

const ACT = ['Answer hello yes', 'Answer record', 'Answer uses yes'];
const desk = async (lines: string[] = [], more = {}): Promise<HTMLElement> => {
  const actions = [action('Wallet'), action('QURE')];
  jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger(...lines), actions, ...more }));
  const element = await mount<{ recordId: string }>('c-call-desk', CallDesk, { recordId: ID });
  await settle();
  return element;
};
const acts = (element: HTMLElement): HTMLElement[] => all(element, 'c-action-host[slot="act"]');

describe('c-call-desk', () => {
  it('shows the actions of the client beside the talk', async () => {
    const element = await desk();
    expect(all(one(element, 'c-action-panel'), '.tile')).toHaveLength(2);
    expect(acts(element)).toHaveLength(0);
    await expectAccessible(element);
  });

  it('opens the action at the step that asks for it', async () => {
    const element = await desk(ACT);
    expect(acts(element).map((act) => (act as HTMLElement & { action: { type: string } }).action.type)).toEqual(['Wallet']);
    await expectAccessible(element);
  });

  it('forbids at once, after a hard stop, everything but what belongs to it', async () => {
    const actions = [action('Wallet'), action('Live Chat', { afterHardStop: true })];
    const element = await desk(['Answer hello yes', 'Answer record', 'Answer uses quit'], { actions });
    const { workspace: seen } = one<HTMLElement & { workspace: Workspace }>(element, 'c-action-panel');
    expect(seen.actions!.map(({ ready, reason }) => [ready, reason])).toEqual([
      [false, 'Стоп: ничего не предлагаем'],
      [true, undefined],
    ]);
  });

  it('opens nothing for a colleague who only looks', async () => {
    const element = await desk(ACT, { task: { ...workspace().task, heldByMe: false } });
    expect(acts(element)).toHaveLength(0);
    expect(one<HTMLElement & { readOnly: boolean }>(element, 'c-action-panel').readOnly).toBe(true);
  });

  it('puts in what an action came to, and asks for the callback it needs', async () => {
    const element = await desk();
    const detail = { actions: [action('Wallet', { status: 'Done' })], callbackReason: 'Age Verification' };
    one(element, 'c-action-panel').dispatchEvent(new CustomEvent('done', { detail }));
    await settle();
    expect(all(one(element, 'c-action-panel'), '.tile').map(textOf)).toEqual(['Действие Walletготово']);
    const wrapUp = one(one(element, 'c-call-workspace'), 'c-call-wrap-up');
    expect(one<HTMLElement & { value: string }>(wrapUp, 'lightning-radio-group').value).toBe('Callback');
    expect(one<HTMLElement & { reason: string }>(wrapUp, 'c-call-callback').reason).toBe('Age Verification');
  });

  it('goes to the actions by a key', async () => {
    const element = await desk();
    await press('KeyA');
    expect(element.shadowRoot!.activeElement).toBe(one(element, 'c-action-panel'));
  });

  it('leaves the workspace usable without them', async () => {
    expect(textOf((await openWorkspace(ID)).shadowRoot)).not.toContain('Действия');
  });
});
