import type { ClientView } from '@callguide/contract';
import ClientSummary from 'c/clientSummary';
import { expectAccessible } from 'test/accessible';
import { all, mount, textOf } from 'test/dom';
import { client } from 'test/workspace';

const summary = (view?: ClientView): Promise<HTMLElement> => mount('c-client-summary', ClientSummary, { client: view });
const checks = (element: HTMLElement): string[] => all(element, '.check').map(textOf);
const icons = (element: HTMLElement): string[] =>
  all<HTMLElement & { iconName: string }>(element, '.check lightning-icon').map((icon) => icon.iconName);
const rows = (element: HTMLElement): string[] => all(element, '.row').map(textOf);

describe('c-client-summary', () => {
  it('fills the check list from the data', async () => {
    const element = await summary(client());
    expect(checks(element)).toEqual([
      'Возраст подтверждён (AV1)',
      'Устройства: 1',
      'Ваучеры: 2 на 1 500 ₽',
      'Открытые обращения: 1',
      'Эл. почта подтверждена',
    ]);
    expect(icons(element).filter((icon) => icon === 'utility:warning')).toHaveLength(1);
    await expectAccessible(element);
  });

  it('points at what is left to settle', async () => {
    const element = await summary(client({ ageVerification: 'AV0', email: undefined, devices: [], vouchers: undefined, cases: [] }));
    expect(checks(element)).toEqual([
      'Возраст не подтверждён (AV0)',
      'Зарегистрированных устройств нет',
      'Активных ваучеров нет',
      'Открытых обращений нет',
      'Эл. почты нет: спросите',
    ]);
    expect(icons(element)).toEqual(['utility:warning', 'utility:check', 'utility:check', 'utility:check', 'utility:warning']);
  });

  it('shows devices, vouchers, cases and contact data', async () => {
    expect(rows(await summary(client()))).toEqual([
      'DuosSN-1 · 12 сент. 2026 г.',
      'V-1Ваучер · 750 ₽',
      'V-2Ваучер · 750 ₽',
      '00001001B006 · Открыто',
      'Эл. почтаelena@example.com',
      'ГородНовосибирск, Новосибирская область',
    ]);
  });

  it('warns of opt-outs and of a client without nicotine', async () => {
    const element = await summary(
      client({ nonNicotine: true, optOutCall: true, optOutEmail: true, optOutSms: true, emailVerified: false }),
    );
    expect(all(element, '.slds-badge').map(textOf)).toEqual([
      'Не употребляет никотин: ничего не предлагать',
      'Не звонить',
      'Не отправлять email',
      'Не писать SMS',
    ]);
    expect(checks(element)).toContain('Эл. почта не подтверждена');
    await expectAccessible(element);
  });

  it('is empty without a client', async () => {
    const element = await summary();
    expect(rows(element)).toEqual([]);
    await expectAccessible(element);
  });
});
