import claim from '@salesforce/apex/CallTaskController.claim';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import scheduleCallback from '@salesforce/apex/CallTaskController.scheduleCallback';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import type { Workspace } from '@callguide/contract';
import CallShortcuts from 'c/callShortcuts';
import CallWorkspace from 'c/callWorkspace';
import type { WrapUp } from 'c/callWrapUp';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, settle, textOf } from 'test/dom';
import { ledger, NOW, workspace } from 'test/workspace';

jest.mock('@salesforce/apex/CallTaskController.claim', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.claimNext', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.finish', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.loadWorkspace', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.saveAnswers', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.scheduleCallback', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CallTaskController.startAttempt', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  const mixin = (Base: new () => object): new () => object =>
    class extends Base {
      [Navigate](page: unknown): void {
        mockNavigate(page);
      }
    };
  return { NavigationMixin: Object.assign(mixin, { Navigate }) };
});

const ID = 'a00000000000001AAA';
const OTHER = 'a00000000000002AAA';
const refusal = (message: string): unknown => ({ body: { message } });
const withTask = (more: Partial<NonNullable<Workspace['task']>>): Workspace => workspace({ task: { ...workspace().task, ...more } });

const open = (recordId?: string): Promise<HTMLElement & { recordId?: string }> =>
  mount<{ recordId?: string }>('c-call-workspace', CallWorkspace, { recordId });
const zone = (element: HTMLElement, tag: string): HTMLElement => one(element, tag);
const answers = (element: HTMLElement): HTMLElement[] => all(zone(element, 'c-call-guide'), '.answer');
const words = (element: HTMLElement): string => textOf(one(zone(element, 'c-call-guide'), '.say'));
const alerts = (element: HTMLElement): string => all(element, 'c-error-panel').map((panel) => textOf(panel.shadowRoot!.querySelector('[role="alert"]'))).join(''); // prettier-ignore
const press = async (code: string, key = ''): Promise<void> => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, composed: true }));
  await settle();
};
const wrapUp = async (element: HTMLElement, detail: WrapUp): Promise<void> => {
  zone(element, 'c-call-wrap-up').dispatchEvent(new CustomEvent('wrapup', { detail }));
  await settle();
  await settle();
};

// jsdom cannot follow a phone link.
window.addEventListener('click', (event) => event.preventDefault());

describe('c-call-workspace', () => {
  beforeEach(() => {
    jest.clearAllMocks();
    localStorage.clear();
    sessionStorage.clear();
    jest.mocked(loadWorkspace).mockResolvedValue(workspace());
    jest.mocked(saveAnswers).mockImplementation(({ answers: sent }) => Promise.resolve({ lastSequence: sent.at(-1)?.sequence }));
    jest.mocked(startAttempt).mockResolvedValue({ attemptNumber: 2, startedAt: new Date(NOW).toISOString() });
  });

  it('loads everything by one call', async () => {
    const element = await open(ID);
    expect(jest.mocked(loadWorkspace).mock.calls).toEqual([[{ taskId: ID }]]);
    expect(textOf(one(zone(element, 'c-call-header'), 'h2'))).toBe('Елена Г.');
    expect(words(element)).toBe('Слова hello');
    await expectAccessible(element);
  });

  it('shows that it is loading', async () => {
    jest.mocked(loadWorkspace).mockReturnValue(new Promise(() => undefined));
    const element = await open(ID);
    expect(all(element, '[aria-busy="true"]')).toHaveLength(1);
    await expectAccessible(element);
  });

  it('says why it could not load, and tries again', async () => {
    jest.mocked(loadWorkspace).mockRejectedValueOnce(refusal('Нет доступа к задаче'));
    const element = await open(ID);
    expect(alerts(element)).toBe('Нет доступа к задаче');
    await expectAccessible(element);
    button(one(element, 'c-error-panel'), 'Повторить').click();
    await settle();
    expect(alerts(element)).toBe('');
    expect(words(element)).toBe('Слова hello');
  });

  it('waits for «next» on a page without a record and stays there', async () => {
    jest.mocked(claimNext).mockResolvedValue(workspace());
    const element = await open();
    expect(loadWorkspace).not.toHaveBeenCalled();
    button(element, 'Следующая').click();
    await settle();
    expect(words(element)).toBe('Слова hello');
    expect(mockNavigate).not.toHaveBeenCalled();
  });

  it('says why there is no next task', async () => {
    jest.mocked(claimNext).mockResolvedValue({ emptyReason: 'Все окна закрыты до 09:00' });
    const element = await open();
    button(element, 'Следующая').click();
    await settle();
    expect(textOf(one(element, '[role="status"]'))).toBe('Все окна закрыты до 09:00');
    await expectAccessible(element);
  });

  it('takes a new task and lets the page know that the record changed', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(withTask({ status: 'New', heldByMe: false, ownerName: 'Очередь' }));
    jest.mocked(claim).mockResolvedValue(workspace());
    const element = await open(ID);
    expect(all(element, 'c-call-wrap-up')).toHaveLength(0);
    expect(answers(element)).toHaveLength(0);
    button(zone(element, 'c-call-header'), 'Взять задачу').click();
    await settle();
    expect(answers(element)).toHaveLength(3);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: ID }]);
  });

  it('shows who was faster, and leaves the task readable', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(withTask({ status: 'New', heldByMe: false }));
    jest.mocked(claim).mockRejectedValue(refusal('Задачу ведёт Анна К.'));
    const element = await open(ID);
    button(zone(element, 'c-call-header'), 'Взять задачу').click();
    await settle();
    expect(alerts(element)).toBe('Задачу ведёт Анна К.');
    expect(words(element)).toBe('Слова hello');
  });

  it('walks the script and saves every answer in the background', async () => {
    const element = await open(ID);
    answers(element)[0]!.click();
    await settle();
    expect(words(element)).toBe('Слова record');
    answers(element)[0]!.click();
    await settle();
    expect(words(element)).toBe('Слова uses');
    const sent = jest
      .mocked(saveAnswers)
      .mock.calls.flatMap(([call]) => call.answers.map((each) => [call.taskId, each.sequence, each.stepKey]));
    expect(sent).toEqual([
      [ID, 1, 'hello'],
      [ID, 2, 'record'],
    ]);
  });

  it('resumes where the conversation was', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello yes', 'Detour record expensive') }));
    expect(words(await open(ID))).toBe('Слова price');
  });

  it('rings only after the server agreed, and talks from the first answer on', async () => {
    const element = await open(ID);
    const header = zone(element, 'c-call-header') as HTMLElement & { phase: { name: string } };
    await press('KeyD');
    await settle();
    expect(startAttempt).toHaveBeenCalledWith({ taskId: ID });
    expect(header.phase.name).toBe('ringing');
    await press('Digit1');
    expect(header.phase.name).toBe('talking');
    expect(words(element)).toBe('Слова record');
  });

  it('does not ring when the server refuses', async () => {
    jest.mocked(startAttempt).mockRejectedValue(refusal('Сейчас звонить нельзя'));
    const element = await open(ID);
    await press('KeyD');
    await settle();
    expect(alerts(element)).toBe('Сейчас звонить нельзя');
    expect((zone(element, 'c-call-header') as HTMLElement & { phase: { name: string } }).phase.name).toBe('idle');
  });

  it('begins the conversation anew when the last attempt had come to its end', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello later') }));
    const element = await open(ID);
    await press('KeyD');
    await settle();
    expect(words(element)).toBe('Слова hello');
    expect(jest.mocked(saveAnswers).mock.calls[0]![0].answers).toMatchObject([{ sequence: 2, kind: 'Back', stepKey: 'hello' }]);
  });

  it('is worked by keys, but not while someone types', async () => {
    const element = await open(ID);
    await press('Digit1');
    await press('Digit1');
    expect(words(element)).toBe('Слова uses');
    await press('ArrowLeft');
    expect(words(element)).toBe('Слова record');
    await press('KeyN');
    expect((one(zone(element, 'c-call-wrap-up'), 'lightning-radio-group') as HTMLElement & { value: string }).value).toBe('No Answer');
    const input = document.createElement('input');
    document.body.append(input);
    input.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit1', key: '1', bubbles: true, composed: true }));
    await settle();
    expect(words(element)).toBe('Слова record');
    await press('Slash', '?');
    expect(CallShortcuts.open).toHaveBeenCalledWith({ label: 'Горячие клавиши', size: 'small' });
  });

  it('finishes and goes on with the next task without loading it', async () => {
    const next = withTask({ id: OTHER, taskNumber: 'CLT-0000002' });
    jest.mocked(finish).mockResolvedValue({ saved: { ...workspace().task, open: false, status: 'Completed' }, next, message: 'Сохранено' });
    const element = await open(ID);
    const toasts = listen(element, 'lightning__showtoast');
    await press('Digit1');
    const input = { result: 'Success', outcome: 'Store Purchase', comment: 'x' } as const;
    await wrapUp(element, { finish: input, takeNext: true });
    expect(finish).toHaveBeenCalledWith({ taskId: ID, input, takeNext: true });
    expect(textOf(one(zone(element, 'c-call-header'), '.facts'))).toContain('CLT-0000002');
    expect(words(element)).toBe('Слова hello');
    expect(mockNavigate).toHaveBeenCalledWith({ type: 'standard__recordPage', attributes: { recordId: OTHER, actionName: 'view' } });
    expect(toasts).toHaveLength(1);
    const page = await open(OTHER);
    expect(textOf(one(zone(page, 'c-call-header'), '.facts'))).toContain('CLT-0000002');
    expect(loadWorkspace).toHaveBeenCalledTimes(1);
  });

  it('saves the answers before it finishes', async () => {
    const order: string[] = [];
    jest.mocked(saveAnswers).mockImplementation(({ answers: sent }) => {
      order.push('answers');
      return Promise.resolve({ lastSequence: sent.at(-1)?.sequence });
    });
    jest.mocked(finish).mockImplementation(() => {
      order.push('finish');
      return Promise.resolve({ saved: { ...workspace().task, open: false, status: 'Completed', comment: 'Не хочет' } });
    });
    const element = await open(ID);
    answers(element)[2]!.click();
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(order).toEqual(['answers', 'finish']);
    expect(textOf(element.shadowRoot)).toContain('Задача завершена. Не хочет');
    expect(all(element, 'c-call-wrap-up')).toHaveLength(0);
  });

  it('does not finish while answers cannot be saved', async () => {
    jest.mocked(saveAnswers).mockRejectedValue(refusal('нет связи'));
    const element = await open(ID);
    answers(element)[0]!.click();
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(finish).not.toHaveBeenCalled();
    expect(textOf(one(zone(element, 'c-call-wrap-up'), 'c-error-panel').shadowRoot)).toContain('Ответы ещё не сохранены');
  });

  it('agrees a callback', async () => {
    jest.mocked(scheduleCallback).mockResolvedValue({ saved: workspace().task, message: 'Перезвон назначен' });
    const element = await open(ID);
    const callback = { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine', comment: '' } as const;
    await wrapUp(element, { callback, takeNext: false });
    expect(scheduleCallback).toHaveBeenCalledWith({ taskId: ID, callback, takeNext: false });
  });

  it('goes on counting answers after a callback was agreed', async () => {
    jest.mocked(scheduleCallback).mockResolvedValue({ saved: workspace().task });
    const element = await open(ID);
    await press('Digit1');
    await wrapUp(element, {
      callback: { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine' },
      takeNext: false,
    });
    expect(words(element)).toBe('Слова record');
    await press('Digit1');
    expect(
      jest
        .mocked(saveAnswers)
        .mock.calls.at(-1)![0]
        .answers.map((each) => each.sequence),
    ).toEqual([2]);
  });

  it('keeps everything in place when the server refuses to finish', async () => {
    jest.mocked(finish).mockRejectedValue(refusal('Итог не подходит клиенту'));
    const element = await open(ID);
    answers(element)[0]!.click();
    await wrapUp(element, { finish: { result: 'Success', outcome: 'Other', comment: 'x' }, takeNext: true });
    expect(textOf(one(zone(element, 'c-call-wrap-up'), 'c-error-panel').shadowRoot)).toContain('Итог не подходит клиенту');
    expect(words(element)).toBe('Слова record');
    expect(mockNavigate).not.toHaveBeenCalled();
  });

  it('refreshes only the verdict when its time has come', async () => {
    const element = await open(ID);
    answers(element)[0]!.click();
    await settle();
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ verdict: { level: 'red', reason: 'Клиент просил не звонить' } }));
    zone(element, 'c-call-header').dispatchEvent(new CustomEvent('expired'));
    await settle();
    expect(textOf(one(zone(element, 'c-call-header'), '.reason'))).toBe('Клиент просил не звонить');
    expect(words(element)).toBe('Слова record');
  });

  it('says that the connection is lost and saves when it is back', async () => {
    jest.mocked(saveAnswers).mockRejectedValueOnce(new Error('offline'));
    const element = await open(ID);
    window.dispatchEvent(new Event('offline'));
    answers(element)[0]!.click();
    await settle();
    expect(textOf(element.shadowRoot)).toContain('Нет связи. Продолжайте разговор');
    await expectAccessible(element);
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(saveAnswers).toHaveBeenCalledTimes(2);
    expect(textOf(element.shadowRoot)).not.toContain('Нет связи');
  });

  it('follows the page to another record', async () => {
    const element = await open(ID);
    jest.mocked(loadWorkspace).mockResolvedValue(withTask({ id: OTHER, taskNumber: 'CLT-0000002' }));
    element.recordId = OTHER;
    await settle();
    expect(textOf(one(zone(element, 'c-call-header'), '.facts'))).toContain('CLT-0000002');
  });

  it('ignores keys after it left the page', async () => {
    const element = await open(ID);
    element.remove();
    await press('KeyD');
    expect(startAttempt).not.toHaveBeenCalled();
  });
});
