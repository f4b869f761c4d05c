import type { CallbackInput, CallbackSlot, ClockView } from '@callguide/contract';
import CallCallback from 'c/callCallback';
import { expectAccessible } from 'test/accessible';
import { all, button, change, mount, one, settle, textOf } from 'test/dom';
import { NOW, workspace } from 'test/workspace';

interface Callback {
  slots: readonly CallbackSlot[];
  clock: ClockView;
  skew: number;
  reason: CallbackInput['reason'];
  read(): Omit<CallbackInput, 'comment'> | undefined;
}

const callback = (properties: Partial<Callback> = {}): Promise<HTMLElement & Callback> =>
  mount<Callback>('c-call-callback', CallCallback, { slots: workspace().slots!, clock: workspace().clock!, skew: 0, ...properties });
const problem = (element: HTMLElement): string => all(element, '[role="alert"]').map(textOf).join();
const clocks = (element: HTMLElement): string => textOf(one(element, '[aria-live]'));

/** The stubs do not reflect `type`, so the inputs are found by their order. */
const inputs = (element: HTMLElement): HTMLElement[] => all(element, 'lightning-input');

describe('c-call-callback', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  async function exact(element: HTMLElement, date: string, time: string): Promise<void> {
    const [dateInput, timeInput] = inputs(element);
    change(dateInput!, date);
    change(timeInput!, time);
    await settle();
  }

  it('takes a quick slot and shows it on both clocks', async () => {
    const element = await callback();
    button(element, 'Завтра утром').click();
    await settle();
    expect(clocks(element)).toBe('У клиента: ср, 25 нояб., 10:00 · у вас: ср, 25 нояб., 06:00');
    expect(button(element, 'Завтра утром').getAttribute('aria-pressed')).toBe('true');
    expect(element.read()).toEqual({ callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine' });
    jest.useRealTimers();
    await expectAccessible(element);
  });

  it('reads an exact date and time on the client’s clock', async () => {
    const element = await callback({ reason: 'Age Verification' });
    change(one(element, 'lightning-radio-group'), 'Anyone');
    await exact(element, '2026-11-26', '18:30:00.000');
    expect(clocks(element)).toBe('У клиента: чт, 26 нояб., 18:30 · у вас: чт, 26 нояб., 14:30');
    expect(element.read()).toEqual({ callbackAt: '2026-11-26T11:30:00.000Z', reason: 'Age Verification', audience: 'Anyone' });
  });

  it('means the client’s today when only a time is given', async () => {
    jest.setSystemTime(Date.parse('2026-11-24T18:00:00Z'));
    const element = await callback();
    change(inputs(element)[1]!, '12:00');
    await settle();
    expect(element.read()?.callbackAt).toBe('2026-11-25T05:00:00.000Z');
  });

  it.each([
    ['2026-11-24', '13:00', 'Это время уже прошло.'],
    ['2026-11-25', '21:00', 'Клиенту можно звонить с 9:00 до 21:00 по его времени.'],
    ['2027-06-01', '12:00', 'Перезвон можно назначить не дальше чем на 90 дней вперёд.'],
  ])('refuses %s %s and says why', async (date, time, words) => {
    const element = await callback();
    await exact(element, date, time);
    expect(problem(element)).toBe(words);
    expect(element.read()).toBeUndefined();
  });

  it('asks for a time only when it is needed', async () => {
    const element = await callback({ slots: [] });
    expect(problem(element)).toBe('');
    expect(element.read()).toBeUndefined();
    await settle();
    expect(problem(element)).toBe('Выберите, когда перезвонить.');
  });

  it('lets an exact time replace a slot and a slot an exact time', async () => {
    const element = await callback();
    button(element, 'Через час').click();
    await exact(element, '2026-11-27', '10:00');
    expect(button(element, 'Через час').getAttribute('aria-pressed')).toBe('false');
    button(element, 'Через час').click();
    await settle();
    expect(element.read()?.callbackAt).toBe('2026-11-24T08:20:00.000Z');
  });
});
