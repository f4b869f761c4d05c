import type { Verdict, Workspace } from '@callguide/contract';
import CallHeader from 'c/callHeader';
import type { CallPhase } from 'c/callHeader';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, settle, textOf } from 'test/dom';
import { NOW, workspace } from 'test/workspace';

interface Header {
  workspace: Workspace;
  skew: number;
  phase: CallPhase;
  busy: boolean;
  requestDial(): void;
  proceed(): void;
}

const header = (properties: Partial<Header> = {}): Promise<HTMLElement & Header> =>
  mount<Header>('c-call-header', CallHeader, { workspace: workspace(), ...properties });
const withTask = (more: Partial<NonNullable<Workspace['task']>>): Workspace => workspace({ task: { ...workspace().task, ...more } });
const verdict = (more: Verdict): Workspace => workspace({ verdict: more });
const dialLink = (element: HTMLElement): HTMLAnchorElement | undefined => all<HTMLAnchorElement>(element, 'a.dial')[0];

describe('c-call-header', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  it('says who is called and which attempt it is', async () => {
    const element = await header();
    expect(textOf(one(element, 'h2'))).toBe('Елена Г.');
    expect(textOf(one(element, '.facts'))).toBe('LAU · AV1 · Indirect Retail 30–90 · 2-я попытка из 3 · CLT-0000001');
    jest.useRealTimers();
    await expectAccessible(element);
  });

  it('shows both clocks by the server’s time, and they tick', async () => {
    jest.setSystemTime(NOW + 3_600_000);
    const element = await header({ skew: -3_600_000 });
    expect(textOf(one(element, '.clocks'))).toBe('У клиента 14:20 (Новосибирск, по адресу)Другой поясУ вас 10:20окно 9:00–21:00');
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(textOf(one(element, '.clocks'))).toContain('У клиента 14:21');
  });

  it.each([
    ['Client Said', 'со слов клиента'],
    ['Phone', 'по номеру телефона'],
    ['Unknown', 'пояс неизвестен: уточните'],
  ] as const)('tells how sure the zone is: %s', async (zoneSource, words) => {
    const element = await header({ workspace: workspace({ clock: { ...workspace().clock, zoneSource } }) });
    expect(textOf(one(element, '.clocks'))).toContain(words);
  });

  it('gives a green light and a phone link', async () => {
    const element = await header();
    expect(one(element, '.verdict').className).toContain('verdict_green');
    expect(textOf(one(element, '.reason'))).toBe('Можно звонить');
    expect(dialLink(element)?.getAttribute('href')).toBe('tel:+79000000001');
    expect(textOf(dialLink(element)!)).toBe('Позвонить +7 900 000-00-01');
  });

  it('does not say the same time twice to an expert whose clock is the client’s', async () => {
    const red = verdict({ level: 'red', reason: 'Можно с 09:00', nextAllowedAt: '2026-11-25T06:00:00.000Z' });
    const element = await header({ workspace: { ...red, clock: { ...red.clock, clientTimeZone: 'Europe/Moscow' } } });
    expect(textOf(one(element, '.reason'))).toBe('Можно с 09:00');
  });

  it('allows a call with a warning on amber', async () => {
    const element = await header({ workspace: verdict({ level: 'amber', reason: 'Пояс неизвестен' }) });
    expect(one(element, '.verdict').className).toContain('verdict_amber');
    expect(dialLink(element)).toBeDefined();
  });

  it('forbids a call on red, with the reason and the next permitted minute on the expert’s clock', async () => {
    const red = verdict({ level: 'red', reason: 'У клиента ночь', nextAllowedAt: '2026-11-25T02:00:00.000Z' });
    const element = await header({ workspace: red });
    expect(textOf(one(element, '.reason'))).toBe('У клиента ночь. По вашим часам: ср, 25 нояб., 05:00');
    expect(dialLink(element)).toBeUndefined();
    const dials = listen(element, 'dial');
    element.requestDial();
    expect(dials).toHaveLength(0);
  });

  it('turns red by itself when the window closes while the page is open', async () => {
    const element = await header();
    jest.setSystemTime(Date.parse('2026-11-24T13:59:59Z'));
    jest.advanceTimersByTime(1000);
    await settle();
    expect(textOf(one(element, '.reason'))).toBe('У клиента нерабочее время для звонков');
    expect(dialLink(element)).toBeUndefined();
  });

  it('asks for a fresh verdict once when the next permitted minute has come', async () => {
    const element = await header({
      workspace: verdict({ level: 'red', reason: 'Рано', nextAllowedAt: new Date(NOW + 2000).toISOString() }),
    });
    const expired = listen(element, 'expired');
    jest.advanceTimersByTime(1000);
    expect(expired).toHaveLength(0);
    jest.advanceTimersByTime(5000);
    expect(expired).toHaveLength(1);
  });

  it('rings only after the server agreed', async () => {
    const element = await header();
    const dials = listen(element, 'dial');
    const link = dialLink(element)!;
    const followed = (): boolean => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(followed()).toBe(false);
    expect(dials).toHaveLength(1);
    const prevented = jest.fn();
    link.addEventListener('click', (event) => {
      prevented(event.defaultPrevented);
      event.preventDefault();
    });
    element.proceed();
    expect(prevented).toHaveBeenCalledWith(false);
    expect(dials).toHaveLength(1);
  });

  it('does not dial twice while the server is asked', async () => {
    const element = await header({ busy: true });
    const dials = listen(element, 'dial');
    element.requestDial();
    expect(dials).toHaveLength(0);
  });

  it('times the ringing and says when it is enough', async () => {
    const element = await header({ phase: { name: 'ringing', since: NOW } });
    jest.advanceTimersByTime(29_000);
    await settle();
    expect(textOf(one(element, '.timer'))).toBe('Вызов 0:29');
    jest.advanceTimersByTime(1000);
    await settle();
    expect(textOf(one(element, '.timer'))).toBe('Вызов 0:30Не берёт трубку? Можно завершать вызов.');
  });

  it('times the talk', async () => {
    const element = await header({ phase: { name: 'talking', since: NOW - 65_000 } });
    expect(textOf(one(element, '.timer'))).toBe('Разговор 1:05');
  });

  it('offers to take a new task, and no dialling before that', async () => {
    const element = await header({ workspace: withTask({ status: 'New', heldByMe: false }) });
    const claims = listen(element, 'claim');
    button(element, 'Взять задачу').click();
    expect(claims).toHaveLength(1);
    expect(dialLink(element)).toBeUndefined();
  });

  it('names the colleague who leads the task', async () => {
    const element = await header({ workspace: withTask({ heldByMe: false }) });
    expect(textOf(one(element, '.slds-badge'))).toBe('Задачу ведёт Анна К.');
    expect(dialLink(element)).toBeUndefined();
  });

  it('always has a way to the next task', async () => {
    const element = await header();
    const nexts = listen(element, 'next');
    button(element, 'Следующая').click();
    expect(nexts).toHaveLength(1);
  });

  it('does not fail on a workspace without client and clock', async () => {
    const element = await header({ workspace: workspace({ client: null, clock: null, verdict: null }) });
    expect(textOf(one(element, '.clocks'))).toContain('пояс неизвестен: уточните');
    expect(one(element, '.verdict').className).toContain('verdict_red');
  });

  it('has the call ended by one press, and then shows how long it took', async () => {
    const element = await header({ phase: { name: 'idle', since: 0 } });
    expect(all(element, '.hang-up')).toHaveLength(0);
    element.phase = { name: 'talking', since: NOW };
    await settle();
    const ended = listen(element, 'hangup');
    button(element, 'Звонок окончен').click();
    expect(ended).toHaveLength(1);
    element.phase = { name: 'over', since: NOW, seconds: 65 };
    await settle();
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(textOf(one(element, '.timer'))).toBe('Звонок окончен, 1:05');
    expect(all(element, '.hang-up')).toHaveLength(0);
  });
});
