import 'test/controller';
import agreeDelivery from '@salesforce/apex/ReplacementController.agreeDelivery';
import load from '@salesforce/apex/ReplacementController.load';
import replace from '@salesforce/apex/ReplacementController.replace';
import tellCar from '@salesforce/apex/ReplacementController.tellCar';
import type { ReplacementView } from '@callguide/contract';
import QuickReplacement from 'c/quickReplacement';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, settle, textOf } from 'test/dom';

const CASE = '500000000000001AAA';
const SLOT = '2026-11-24T09:30:00.000Z';
const OPENED: ReplacementView = {
  caseId: CASE,
  clientName: 'Елена Громова',
  phone: '+79000000001',
  phoneDisplay: '+7 900 000-00-01',
  device: 'IQOS 3, SN-1',
  symptom: 'B006 · Не включается',
  point: 'Омск, Ленина 1',
  slots: [{ at: SLOT, label: '24 нояб., 15:30 – 16:00' }],
};
const REPLACED: ReplacementView = { ...OPENED, stockUnit: 'SLU-0042', replacedAt: '2026-11-24T08:00:00.000Z' };
const AGREED: ReplacementView = { ...REPLACED, address: 'Омск, Мира 5', deliveryFrom: SLOT };
const TOLD: ReplacementView = { ...AGREED, carNumber: 'А123ВС55', driverPhone: '+79001112233', carToldAt: '2026-11-24T09:31:00.000Z' };

type Page = HTMLElement & { recordId: string };
const open = async (view: ReplacementView | null): Promise<Page> => {
  // Apex answers null for a case without replacement, which its generated type does not say.
  jest.mocked(load).mockResolvedValue(view as ReplacementView);
  return mount<Page>('c-quick-replacement', QuickReplacement, { recordId: CASE });
};
/** Fields of base components are stubs here: what they hold and whether it is valid is set from outside. */
function fill(page: HTMLElement, values: readonly (string | undefined)[]): void {
  const fields = all<HTMLElement & { value: unknown; reportValidity: () => boolean }>(page, 'lightning-input, lightning-combobox');
  fields.forEach((field, index) => {
    field.value = values[index];
    field.reportValidity = () => Boolean(values[index]);
  });
}
const press = async (page: HTMLElement, label: string): Promise<void> => {
  button(page, label).click();
  await settle();
};

describe('c-quick-replacement', () => {
  beforeEach(() => {
    jest.resetAllMocks();
  });

  it('says whose device is broken and asks for the new one first', async () => {
    const page = await open(OPENED);
    expect(textOf(one(page, '.who'))).toBe('Елена Громова+7 900 000-00-01');
    expect(one<HTMLAnchorElement>(page, '.who a').href).toBe('tel:+79000000001');
    expect(textOf(one(page, '.facts'))).toBe('IQOS 3, SN-1 · B006 · Не включается · Склад: Омск, Ленина 1');
    expect(all(page, 'h3').map(textOf)).toEqual(['Замена']);
    await expectAccessible(page);
  });

  it('replaces, agrees the delivery and tells which car comes', async () => {
    const page = await open(OPENED);
    const toasts = listen<unknown>(page, 'lightning__showtoast');
    jest.mocked(replace).mockResolvedValue({ ...REPLACED, message: 'Обращение закрыто, акт отправлен на elena@example.com.' });
    fill(page, [' slu-0042 ']);
    await press(page, 'Заменить и закрыть обращение');
    expect(replace).toHaveBeenCalledWith({ caseId: CASE, stockUnit: 'slu-0042' });
    expect(textOf(one(page, '.done'))).toMatch(/^SLU-0042 выдан в .*, обращение закрыто$/);
    await expectAccessible(page);

    jest.mocked(agreeDelivery).mockResolvedValue(AGREED);
    fill(page, ['Омск, Мира 5', SLOT]);
    await press(page, 'Согласовать доставку');
    expect(agreeDelivery).toHaveBeenCalledWith({ caseId: CASE, address: 'Омск, Мира 5', fromAt: SLOT });

    jest.mocked(tellCar).mockResolvedValue(TOLD);
    fill(page, ['Омск, Мира 5', SLOT, 'а123вс55', '8 900 111-22-33']);
    await press(page, 'Сообщить клиенту');
    expect(tellCar).toHaveBeenCalledWith({ caseId: CASE, carNumber: 'а123вс55', driverPhone: '8 900 111-22-33' });
    expect(textOf(all(page, '.done')[1]!)).toMatch(/^Клиенту сообщили в .*: А123ВС55, \+79001112233$/);
    expect(toasts).toHaveLength(3);
    await expectAccessible(page);
  });

  it('takes the Enter of a scanner for the button, and other keys for what is typed', async () => {
    const page = await open(OPENED);
    jest.mocked(replace).mockResolvedValue(REPLACED);
    fill(page, ['SLU-0042']);
    one(page, 'lightning-input').dispatchEvent(new KeyboardEvent('keydown', { key: '2' }));
    await settle();
    expect(replace).not.toHaveBeenCalled();
    one(page, 'lightning-input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await settle();
    expect(replace).toHaveBeenCalledTimes(1);
  });

  it('sends nothing while a field is empty', async () => {
    const page = await open(REPLACED);
    fill(page, ['Омск, Мира 5', undefined]);
    await press(page, 'Согласовать доставку');
    expect(agreeDelivery).not.toHaveBeenCalled();
  });

  it('keeps the half hour that was agreed although it cannot be chosen any more', async () => {
    const page = await open({ ...AGREED, slots: [] });
    const { options } = one<HTMLElement & { options: { value: string }[] }>(page, 'lightning-combobox');
    expect(options.map(({ value }) => value)).toEqual([SLOT]);
  });

  it('shows the case of somebody else without anything to press', async () => {
    const page = await open({ ...REPLACED, readOnlyReason: 'Обращение ведёт Вера.' });
    expect(textOf(one(page, '[role="status"]'))).toBe('Обращение ведёт Вера.');
    expect(all(page, 'lightning-button')).toHaveLength(0);
    await expectAccessible(page);
  });

  it('says that a case is about something else', async () => {
    const page = await open(null);
    expect(textOf(one(page, 'p'))).toBe('Это обращение не о поломке устройства.');
  });

  it('shows that it is loading, and what went wrong', async () => {
    jest.mocked(load).mockReturnValue(new Promise(() => undefined));
    const slow = await mount<Page>('c-quick-replacement', QuickReplacement, { recordId: CASE });
    expect(all(slow, '[aria-busy="true"]')).toHaveLength(1);
    const page = await open(OPENED);
    jest.mocked(replace).mockRejectedValue({ body: { message: 'SLU-0042 уже выдан другому клиенту. Возьмите другой.' } });
    fill(page, ['SLU-0042']);
    await press(page, 'Заменить и закрыть обращение');
    expect(textOf(one(one(page, 'c-error-panel'), '[role="alert"]'))).toContain('уже выдан другому клиенту');
    await expectAccessible(page);
  });
});
