import 'test/controller';
import confirmVerification from '@salesforce/apex/ClientActionController.confirmVerification';
import loadOptions from '@salesforce/apex/ClientActionController.loadOptions';
import sendVouchers from '@salesforce/apex/ClientActionController.sendVouchers';
import startVerification from '@salesforce/apex/ClientActionController.startVerification';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import ActionForm from 'c/actionForm';
import { expectAccessible } from 'test/accessible';
import { all, button, change, listen, mount, one, settle, textOf } from 'test/dom';
import { action, workspace } from 'test/workspace';

interface Form {
  action: ActionState;
  workspace: Workspace;
  focus(): void;
}
const ID = 'a00000000000001AAA';
const VOUCHERS = action('Vouchers', { channels: ['Email', 'SMS'] });
const sent: ActionResult = { action: { type: 'Vouchers', status: 'Done' }, message: 'Коды ушли на elena@example.com' };
const form = (of: ActionState = VOUCHERS): Promise<HTMLElement & Form> =>
  mount<Form>('c-action-form', ActionForm, { action: of, workspace: workspace() });
const field = (element: HTMLElement, name: string): HTMLElement & { value?: string } => one(element, `[data-name="${name}"]`);
const message = (element: HTMLElement): string => textOf(one(element, '.message'));
const keys = (): string[] => jest.mocked(sendVouchers).mock.calls.map(([call]) => call.requestKey);

describe('c-action-form', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    sessionStorage.clear();
    jest.mocked(loadOptions).mockResolvedValue({});
    jest.mocked(sendVouchers).mockResolvedValue(sent);
  });

  it('offers the permitted channels, the preferred one first, and tells what happened', async () => {
    const element = await form();
    const done = listen<ActionResult>(element, 'done');
    expect(field(element, 'channel').value).toBe('Email');
    await expectAccessible(element);
    change(field(element, 'channel'), 'SMS');
    button(element, 'Отправить').click();
    await settle();
    expect(jest.mocked(sendVouchers).mock.calls).toMatchObject([[{ taskId: ID, channel: 'SMS' }]]);
    expect(message(element)).toBe('Коды ушли на elena@example.com');
    expect(done).toEqual([sent]);
    await expectAccessible(element);
  });

  it('sends once, however often the button is pressed', async () => {
    let answer: (result: ActionResult) => void = () => undefined;
    jest.mocked(sendVouchers).mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const element = await form();
    button(element, 'Отправить').click();
    await settle();
    expect(button(element, 'Отправить').disabled).toBe(true);
    button(element, 'Отправить').click();
    expect(sendVouchers).toHaveBeenCalledTimes(1);
    answer(sent);
    await settle();
    expect(all(element, '.message')).toHaveLength(1);
  });

  it('means the same after an error, and something new after success', async () => {
    jest.mocked(sendVouchers).mockRejectedValueOnce({ body: { message: 'Почта не отвечает' } });
    const element = await form();
    button(element, 'Отправить').click();
    await settle();
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('Почта не отвечает');
    await expectAccessible(element);
    button(element, 'Отправить').click();
    await settle();
    button(element, 'Ещё раз').click();
    await settle();
    button(element, 'Отправить').click();
    await settle();
    const [first, second, third] = keys();
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('keeps the key of a delivery that failed, so that trying again is the same intent', async () => {
    jest.mocked(sendVouchers).mockResolvedValue({ action: { type: 'Vouchers', status: 'Failed' }, message: 'Не доставлено' });
    const element = await form();
    button(element, 'Отправить').click();
    await settle();
    expect(one(element, '.message').className).toContain('message_failed');
    button(element, 'Ещё раз').click();
    await settle();
    button(element, 'Отправить').click();
    await settle();
    expect(keys()[0]).toBe(keys()[1]);
  });

  it('asks for the code that was sent, until it is right', async () => {
    jest.mocked(startVerification).mockResolvedValue({ action: { status: 'Requested' }, message: 'Код отправлен' });
    jest
      .mocked(confirmVerification)
      .mockResolvedValueOnce({ confirmed: false, message: 'Код не подходит' })
      .mockResolvedValueOnce({ confirmed: true, action: { status: 'Done' }, message: 'Спасибо! Ваша эл. почта подтверждена' });
    const element = await form(action('Email Verified'));
    const done = listen(element, 'done');
    expect(field(element, 'value').value).toBe('elena@example.com');
    button(element, 'Отправить код').click();
    await settle();
    expect(message(element)).toBe('Код отправлен');
    change(field(element, 'code'), '1111');
    button(element, 'Проверить код').click();
    await settle();
    expect(message(element)).toBe('Код не подходит');
    change(field(element, 'code'), '4321');
    button(element, 'Проверить код').click();
    await settle();
    expect(jest.mocked(confirmVerification).mock.calls.at(-1)).toEqual([{ taskId: ID, channel: 'Email', code: '4321' }]);
    expect(message(element)).toBe('Спасибо! Ваша эл. почта подтверждена');
    expect(done).toHaveLength(2);
  });

  it('does not send what is incomplete', async () => {
    const element = await form();
    Object.assign(field(element, 'channel'), { reportValidity: () => false });
    button(element, 'Отправить').click();
    await settle();
    expect(sendVouchers).not.toHaveBeenCalled();
  });

  it('takes Enter for the button, but not in a longer text', async () => {
    const element = await form();
    const press = (target: HTMLElement): boolean => target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    press(field(element, 'channel'));
    await settle();
    expect(sendVouchers).toHaveBeenCalledTimes(1);
  });

  it('has words for the client when it takes long', async () => {
    jest.useFakeTimers();
    jest.mocked(sendVouchers).mockReturnValue(new Promise(() => undefined));
    const element = await form();
    button(element, 'Отправить').click();
    await jest.advanceTimersByTimeAsync(9_000);
    expect(all(element, '.hold')).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(textOf(one(element, '.hold'))).toContain('Одну минуту, пожалуйста');
    jest.useRealTimers();
  });

  it('shows that it is loading, and why it cannot', async () => {
    jest.mocked(loadOptions).mockReturnValueOnce(new Promise(() => undefined));
    expect(all(await form(action('QURE')), '[aria-busy="true"]')).toHaveLength(1);
    jest.mocked(loadOptions).mockRejectedValueOnce({ body: { message: 'Нет доступа' } });
    const element = await form(action('QURE'));
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('Нет доступа');
  });

  it('names an action it has no form for', async () => {
    const element = await form({ type: 'Magic' } as unknown as ActionState);
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('There is no form for the action Magic');
  });

  it('gives the page to open next', async () => {
    jest.mocked(sendVouchers).mockResolvedValue({ ...sent, link: 'https://chat.example.com' });
    const element = await form();
    button(element, 'Отправить').click();
    await settle();
    expect(one(element, 'a').getAttribute('href')).toBe('https://chat.example.com');
  });
});
