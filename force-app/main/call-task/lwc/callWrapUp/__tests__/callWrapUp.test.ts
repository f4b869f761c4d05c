import type { Workspace } from '@callguide/contract';
import CallWrapUp from 'c/callWrapUp';
import type { WrapUp } from 'c/callWrapUp';
import { walk } from 'c/scriptWalk';
import type { Walk } from 'c/scriptWalk';
import { expectAccessible } from 'test/accessible';
import { all, button, change, listen, mount, one, settle, textOf } from 'test/dom';
import { action, ledger, NOW, script, workspace } from 'test/workspace';

interface Form {
  workspace: Workspace;
  walk: Walk | undefined;
  busy: boolean;
  narrow: boolean;
  error: unknown;
  choose(result: string): void;
}
type Field = HTMLElement & { value?: string; required?: boolean; type?: string; options: { value: string; label: string }[] };

const form = (properties: Partial<Form> = {}): Promise<HTMLElement & Form> =>
  mount<Form>('c-call-wrap-up', CallWrapUp, { workspace: workspace(), ...properties });
const results = (element: HTMLElement): Field => one<Field>(element, 'lightning-radio-group');
const outcome = (element: HTMLElement): Field | undefined => all<Field>(element, 'lightning-combobox')[0];
const comment = (element: HTMLElement): Field => one<Field>(element, 'lightning-textarea');
const alerts = (element: HTMLElement): string[] => all(element, '[role="alert"]').map(textOf);
const withTask = (more: Partial<NonNullable<Workspace['task']>>): Workspace => workspace({ task: { ...workspace().task, ...more } });

async function pick(element: HTMLElement, result: string, outcomeValue?: string): Promise<void> {
  change(results(element), result);
  await settle();
  if (outcomeValue) change(outcome(element)!, outcomeValue);
  await settle();
}

describe('c-call-wrap-up', () => {
  beforeEach(() => localStorage.clear());

  it('keeps what was chosen and typed through a reload', async () => {
    const lost = await form();
    await pick(lost, 'Success');
    change(one(lost, 'lightning-combobox'), 'Other');
    change(one(lost, 'lightning-textarea'), 'Ждёт звонка мужа');
    lost.remove();
    const element = await form();
    expect(one<HTMLElement & { value: string }>(element, 'lightning-combobox').value).toBe('Other');
    expect(one<HTMLElement & { value: string }>(element, 'lightning-textarea').value).toBe('Ждёт звонка мужа');
  });

  it('says which action an outcome needs first', async () => {
    const outcomes = workspace().outcomes!.map((each) => (each.value === 'Store Purchase' ? { ...each, evidence: ['Store' as const] } : each)); // prettier-ignore
    const element = await form({ workspace: workspace({ outcomes, actions: [action('Store', { label: 'Магазин' })], done: [] }) });
    await pick(element, 'Success', 'Store Purchase');
    expect(textOf(one(element, '.evidence'))).toBe('Для этого итога сначала нужно действие: Магазин');
    await expectAccessible(element);
    element.workspace = { ...element.workspace, done: [{ type: 'Store', status: 'Done' }] };
    await settle();
    expect(all(element, '.evidence')).toHaveLength(0);
  });

  it('starts over when the saved task comes back', async () => {
    const element = await form();
    await pick(element, 'Refused');
    localStorage.clear();
    element.workspace = workspace({ task: { ...workspace().task } });
    await settle();
    expect(one<HTMLElement & { value?: string }>(element, 'lightning-radio-group').value).toBeUndefined();
  });

  it('offers the four results in the words of the card', async () => {
    const element = await form();
    expect(results(element).options.map((option) => option.label)).toEqual([
      'Звонок завершен успешно',
      'Отказ от интервью',
      'Недозвон',
      'Перезвон',
    ]);
    await expectAccessible(element);
  });

  it('proposes result, outcome and comment from the path', async () => {
    const element = await form({ walk: walk(script(), ledger('Answer hello yes', 'Answer record', 'Answer uses yes', 'Answer offer')) });
    expect([results(element).value, outcome(element)?.value, comment(element).value]).toEqual(['Success', 'Store Purchase', 'Ответ yes']);
    expect(textOf(element.shadowRoot)).toContain('Предложено по разговору');
  });

  it('keeps what was chosen by hand while the proposal changes', async () => {
    const element = await form();
    await pick(element, 'Success', 'LAU Switched');
    change(comment(element), 'ушёл на вейп');
    element.walk = walk(script(), ledger('Answer hello yes', 'Answer record', 'Answer uses quit'));
    await settle();
    expect([results(element).value, outcome(element)?.value, comment(element).value]).toEqual(['Success', 'LAU Switched', 'ушёл на вейп']);
  });

  it('offers only outcomes that fit the audience, and only with success', async () => {
    const element = await form();
    expect(outcome(element)).toBeUndefined();
    await pick(element, 'Success');
    expect(outcome(element)!.options.map((option) => option.value)).not.toContain('LAS No Purchase');
    await expectAccessible(element);
  });

  it.each([
    [1, '2-я попытка: Перезвон'],
    [2, '3-я попытка: клиент не взял трубку'],
  ])(
    'says what the comment of an unanswered call will be after %d attempts, and leaves writing it to the server',
    async (attemptCount, words) => {
      const element = await form({ workspace: withTask({ attemptCount }) });
      await pick(element, 'No Answer');
      const saved = listen<WrapUp>(element, 'wrapup');
      expect(comment(element)).toMatchObject({ value: '', placeholder: words });
      button(element, 'Завершить').click();
      expect(saved[0]?.finish).toEqual({ result: 'No Answer', outcome: undefined, comment: '' });
    },
  );

  it('says what is missing before asking the server', async () => {
    const element = await form();
    const saved = listen<WrapUp>(element, 'wrapup');
    button(element, 'Завершить и следующая').click();
    await settle();
    expect(alerts(element)).toEqual(['Выберите результат звонка.']);
    await pick(element, 'Success');
    button(element, 'Завершить').click();
    await settle();
    expect(alerts(element)).toEqual(['Выберите итог разговора.']);
    await pick(element, 'Success', 'Other');
    expect(comment(element).required).toBe(true);
    button(element, 'Завершить').click();
    await settle();
    expect(alerts(element)).toEqual(['К этому итогу нужен комментарий.']);
    change(comment(element), 'переехал');
    await settle();
    expect(alerts(element)).toEqual([]);
    expect(saved).toEqual([]);
    await expectAccessible(element);
  });

  it('hands over a finished call', async () => {
    const element = await form();
    const saved = listen<WrapUp>(element, 'wrapup');
    await pick(element, 'Success', 'Other');
    change(comment(element), ' переехал ');
    button(element, 'Завершить и следующая').click();
    expect(saved).toEqual([{ finish: { result: 'Success', outcome: 'Other', comment: 'переехал' }, takeNext: true }]);
  });

  it('hands over a refusal without the outcome that was chosen before', async () => {
    const element = await form();
    const saved = listen<WrapUp>(element, 'wrapup');
    await pick(element, 'Success', 'Store Purchase');
    await pick(element, 'Refused');
    button(element, 'Завершить').click();
    expect(saved).toEqual([{ finish: { result: 'Refused', outcome: undefined, comment: '' }, takeNext: false }]);
  });

  it('hands over an agreed callback, but not before it is agreed', async () => {
    jest.useFakeTimers({ now: NOW });
    const element = await form({ walk: walk(script(), ledger('Answer hello later')) });
    change(results(element), 'Callback');
    await settle();
    const saved = listen<WrapUp>(element, 'wrapup');
    button(element, 'Завершить и следующая').click();
    expect(saved).toEqual([]);
    button(one(element, 'c-call-callback'), 'Завтра утром').click();
    button(element, 'Завершить и следующая').click();
    jest.useRealTimers();
    expect(saved).toEqual([
      { callback: { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine', comment: '' }, takeNext: true },
    ]);
    await expectAccessible(element);
  });

  it('takes a result from outside', async () => {
    const element = await form();
    element.choose('No Answer');
    await settle();
    expect(results(element).value).toBe('No Answer');
    expect(textOf(element.shadowRoot)).toContain('Следующую попытку назначит стратегия обзвона.');
  });

  it('shows what the server refused and loses nothing', async () => {
    const element = await form();
    await pick(element, 'Success', 'Other');
    change(comment(element), 'переехал');
    element.error = { body: { message: 'Задачу ведёт Анна К.' } };
    await settle();
    expect(textOf(one(element, 'c-error-panel').shadowRoot)).toContain('Задачу ведёт Анна К.');
    expect([results(element).value, outcome(element)?.value, comment(element).value]).toEqual(['Success', 'Other', 'переехал']);
  });

  it('starts afresh with the next task', async () => {
    const element = await form();
    await pick(element, 'Success', 'Other');
    element.workspace = withTask({ id: 'a00000000000002AAA' });
    await settle();
    expect(results(element).value).toBeUndefined();
  });

  it('cannot be saved twice while it is being saved', async () => {
    const element = await form({ busy: true });
    expect([button(element, 'Завершить').disabled, button(element, 'Завершить и следующая').disabled]).toEqual([true, true]);
  });

  it('lists the results one below the other on a phone', async () => {
    expect(results(await form({ narrow: true })).type).toBe('radio');
    expect(results(await form()).type).toBe('button');
  });
});
