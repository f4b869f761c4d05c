import { navigate } from 'test/controller';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import load from '@salesforce/apex/MyDayController.load';
import setShift from '@salesforce/apex/MyDayController.setShift';
import type { DayRow, MyDay as Day } from '@callguide/contract';
import { takeAside } from 'c/handover';
import MyDay from 'c/myDay';
import { expectAccessible } from 'test/accessible';
import { all, button, mount, one, settle, textOf } from 'test/dom';
import { workspace } from 'test/workspace';
import timeZone from '@salesforce/i18n/timeZone';
import { formatTime } from 'c/zonedTime';

const ROW: DayRow = {
  taskId: 'a00000000000001AAA',
  clientName: 'Елена Г.',
  callListName: 'E-com 30–90',
  groupName: 'My Callback',
  why: 'Окно закроется через 40 мин',
  clientTime: '20:20',
  attempt: 2,
  maxAttempts: 3,
};
const day = (more: Partial<Day> = {}): Day => ({
  now: '2026-11-24T07:20:00.000Z',
  counters: { calls: 12, talks: 5, callbacksDue: 3, finished: 4 },
  rows: [ROW, { ...ROW, taskId: 'a00000000000002AAA', clientName: 'Пётр В.', groupName: 'New', why: 'Приоритет 1A' }],
  passedOver: [{ ...ROW, taskId: 'a00000000000003AAA', clientName: 'Иван К.', blockedReason: 'У клиента ночь', nextAllowedAt: '2026-11-25T02:00:00.000Z' }], // prettier-ignore
  ...more,
});
const open = (): Promise<HTMLElement> => mount('c-my-day', MyDay, {});
const press = async (code: string): Promise<void> => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, composed: true }));
  await settle();
};
const goesTo = (recordId: string): void =>
  expect(navigate).toHaveBeenLastCalledWith({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });

describe('c-my-day', () => {
  beforeEach(() => {
    jest.clearAllMocks();
    jest.mocked(load).mockResolvedValue(day());
  });

  it('tells whose turn it is and why, and how the day goes', async () => {
    const element = await open();
    expect(all(element, 'ol li').map((row) => textOf(row))).toEqual([
      'Елена Г.Окно закроется через 40 минмой перезвон · E-com 30–90 · у клиента 20:20',
      'Пётр В.Приоритет 1Aновая · E-com 30–90 · у клиента 20:20',
    ]);
    expect(all(element, '.counter').map(textOf)).toEqual(['Перезвонить сейчас3', 'Звонков12', 'Разговоров5', 'Завершено4']);
    await expectAccessible(element);
  });

  it('takes the next task by a button, and its page need not load it again', async () => {
    jest.mocked(claimNext).mockResolvedValue(workspace());
    const element = await open();
    button(element, 'Следующая').click();
    await settle();
    goesTo('a00000000000001AAA');
    expect(takeAside('a00000000000001AAA')?.task?.taskNumber).toBe('CLT-0000001');
  });

  it('takes the next task by a key, until it left the page', async () => {
    jest.mocked(claimNext).mockResolvedValue(workspace());
    const element = await open();
    await press('KeyS');
    expect(claimNext).toHaveBeenCalledTimes(1);
    element.remove();
    await press('KeyS');
    expect(claimNext).toHaveBeenCalledTimes(1);
  });

  it('says why there is no next task', async () => {
    jest.mocked(claimNext).mockResolvedValue({ emptyReason: 'Все окна закрыты до 09:00' });
    const element = await open();
    button(element, 'Следующая').click();
    await settle();
    expect(textOf(one(element, '[role="status"]'))).toBe('Все окна закрыты до 09:00');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('opens a waiting task, and goes back to the one in hand', async () => {
    jest
      .mocked(load)
      .mockResolvedValue(day({ current: { taskId: 'a00000000000009AAA', clientName: 'Ольга С.', callListName: 'HCC Day 2' } }));
    const element = await open();
    all(element, 'ol .name')[1]!.click();
    goesTo('a00000000000002AAA');
    expect(textOf(one(element, '.current strong'))).toBe('У вас в руках: Ольга С. · HCC Day 2');
    button(element, 'Продолжить').click();
    goesTo('a00000000000009AAA');
    await expectAccessible(element);
  });

  it('shows what has to wait, with the reason, when asked', async () => {
    const element = await open();
    expect(all(element, '.row_passed')).toHaveLength(0);
    one(element, '.passed').click();
    await settle();
    expect(textOf(one(element, '.passed'))).toBe('Сейчас нельзя · 1');
    expect(textOf(one(element, '.row_passed .why'))).toMatch(/^У клиента ночь\. У вас это ср, 25 нояб\., /);
    await expectAccessible(element);
  });

  it('says the moment once where the client’s clock shows what the expert’s shows', async () => {
    const [passed] = day().passedOver!;
    const clientTime = formatTime(Date.parse(day().now!), timeZone);
    jest.mocked(load).mockResolvedValue(day({ passedOver: [{ ...passed, clientTime }] }));
    const element = await open();
    one(element, '.passed').click();
    await settle();
    expect(textOf(one(element, '.row_passed .why'))).toBe('У клиента ночь');
  });

  it('counts what it does not list', async () => {
    jest.mocked(load).mockResolvedValue(day({ rows: Array.from({ length: 11 }, (_, index) => ({ ...ROW, taskId: `a0000000000000${index}AAA` })) })); // prettier-ignore
    const element = await open();
    expect(all(element, 'ol li')).toHaveLength(8);
    expect(textOf(element.shadowRoot)).toContain('ещё 3');
  });

  it('is calm when nothing waits', async () => {
    jest.mocked(load).mockResolvedValue(day({ rows: [], passedOver: [] }));
    const element = await open();
    expect(textOf(one(element, '.nobody'))).toBe('Очередь пуста. Отличная работа!');
    await expectAccessible(element);
  });

  it('does not call the queue empty while tasks wait for their hour, and says so once', async () => {
    const reason = 'Сейчас звонить некому: нет задач, по которым у клиента подходящее время.';
    jest.mocked(load).mockResolvedValue(day({ rows: [] }));
    jest.mocked(claimNext).mockResolvedValue({ emptyReason: reason });
    const element = await open();
    expect(textOf(one(element, '.nobody'))).toBe(reason);
    button(element, 'Следующая').click();
    await settle();
    expect(all(element, '.nobody')).toHaveLength(0);
    expect(textOf(one(element, '.notice'))).toBe(reason);
    await expectAccessible(element);
  });

  it('shows that it is loading, and what went wrong', async () => {
    jest.mocked(load).mockReturnValueOnce(new Promise(() => undefined));
    expect(all(await open(), '[aria-busy="true"]')).toHaveLength(1);
    jest.mocked(load).mockRejectedValueOnce({ body: { message: 'Нет доступа к задачам' } });
    const element = await open();
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('Нет доступа к задачам');
    await expectAccessible(element);
    button(one(element, 'c-error-panel'), 'Повторить').click();
    await settle();
    expect(all(element, 'ol li')).toHaveLength(2);
  });

  it('goes off shift and comes back', async () => {
    jest.mocked(setShift).mockResolvedValue(day({ offShift: true }));
    const element = await open();
    button(element, 'Завершить смену').click();
    await settle();
    expect(setShift).toHaveBeenLastCalledWith({ offShift: true });
    expect(textOf(one(element, '[role="status"]'))).toContain('Вы не на смене');
    button(element, 'Вернуться на смену').click();
    expect(setShift).toHaveBeenLastCalledWith({ offShift: false });
  });

  describe('as time goes by', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('refreshes every minute, but not under the pointer', async () => {
      const element = await open();
      await jest.advanceTimersByTimeAsync(60_000);
      expect(load).toHaveBeenCalledTimes(2);
      one(element, 'ol').dispatchEvent(new CustomEvent('pointerenter'));
      await jest.advanceTimersByTimeAsync(120_000);
      expect(load).toHaveBeenCalledTimes(2);
      one(element, 'ol').dispatchEvent(new CustomEvent('pointerleave'));
      await jest.advanceTimersByTimeAsync(60_000);
      expect(load).toHaveBeenCalledTimes(3);
    });
  });
});
