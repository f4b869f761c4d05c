import type { CardView, PhraseView } from '@callguide/contract';
import CallGuide from 'c/callGuide';
import { walk } from 'c/scriptWalk';
import type { Move, Walk } from 'c/scriptWalk';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, settle, textOf } from 'test/dom';
import { ledger, script } from 'test/workspace';

interface Guide {
  walk: Walk | undefined;
  objections: readonly CardView[];
  phrases: readonly PhraseView[];
  resumed: boolean;
  readOnly: boolean;
  saveState: string;
  run(command: string): void;
}

const at = (...lines: string[]): Walk => walk(script(), ledger(...lines));
const guide = (properties: Partial<Guide> = {}): Promise<HTMLElement & Guide> =>
  mount<Guide>('c-call-guide', CallGuide, { walk: at(), objections: script().objections!, ...properties });
const choices = (element: HTMLElement): string[] => all(element, '.answer').map(textOf);
const has = (element: HTMLElement, label: string): boolean =>
  all<HTMLElement & { label: string }>(element, 'lightning-button').some((each) => each.label === label);

describe('c-call-guide', () => {
  it('shows the words to say and numbered answers', async () => {
    const element = await guide();
    expect(textOf(one(element, '.say'))).toBe('Слова hello');
    expect(textOf(one(element, '.kind'))).toBe('Спросите');
    expect(choices(element)).toEqual(['1Ответ yes', '2Ответ later', '3Ответ refuse']);
    await expectAccessible(element);
  });

  it('shows how far the conversation is', async () => {
    const element = await guide({ walk: at('Answer hello yes', 'Answer record') });
    expect(all<HTMLElement & { label: string }>(element, 'lightning-progress-step').map((step) => step.label)).toEqual([
      'Приветствие',
      'Запись',
      'Использование',
      'Услуги',
      'Прощание',
    ]);
    expect(textOf(one(element, '.compact'))).toBe('Использование · 3 из 5');
  });

  it('hands on an answer that was clicked', async () => {
    const element = await guide();
    const moves = listen<Move>(element, 'move');
    all(element, '.answer')[0]!.click();
    expect(moves).toEqual([{ kind: 'Answer', stepKey: 'hello', answerKey: 'yes', note: undefined }]);
  });

  it('answers by number, and ignores a number nothing has', async () => {
    const element = await guide();
    const moves = listen<Move>(element, 'move');
    element.run('9');
    element.run('2');
    expect(moves.map((move) => move.answerKey)).toEqual(['later']);
  });

  it('has one way on from a step without answers', async () => {
    const element = await guide({ walk: at('Answer hello yes') });
    expect(choices(element)).toEqual(['1Дальше']);
    const moves = listen<Move>(element, 'move');
    element.run('1');
    expect(moves).toEqual([{ kind: 'Answer', stepKey: 'record', answerKey: undefined, note: undefined }]);
    element.walk = at('Answer hello yes', 'Answer record', 'Answer uses yes');
    await settle();
    expect(choices(element)).toEqual(['1Сделано, дальше']);
  });

  it('goes back, but not before the beginning', async () => {
    const element = await guide();
    const moves = listen<Move>(element, 'move');
    expect(button(element, 'Назад').disabled).toBe(true);
    element.run('back');
    element.walk = at('Answer hello yes');
    await settle();
    button(element, 'Назад').click();
    expect(moves).toEqual([{ kind: 'Back', stepKey: 'hello' }]);
  });

  it('opens an objection card by its number and comes back', async () => {
    const element = await guide();
    const moves = listen<Move>(element, 'move');
    element.run('objection');
    await settle();
    expect(choices(element)).toEqual(['1Дорого', '2Подумать']);
    await expectAccessible(element);
    element.run('1');
    expect(moves.at(-1)).toEqual({ kind: 'Detour', stepKey: 'hello', answerKey: 'expensive' });
    element.walk = at('Detour hello expensive');
    await settle();
    button(element, 'Вернуться к разговору').click();
    expect(moves.at(-1)).toEqual({ kind: 'Return', stepKey: 'price' });
    element.walk = at('Detour hello expensive', 'Answer price more');
    await settle();
    expect(choices(element)).toEqual(['1Вернуться к разговору']);
  });

  it('closes the list of objections without a move', async () => {
    const element = await guide();
    const moves = listen<Move>(element, 'move');
    button(element, 'Возражение').click();
    element.run('back');
    await settle();
    expect(choices(element)).toHaveLength(3);
    expect(moves).toEqual([]);
  });

  it('lets a hard stop take over: no objections, no selling answers', async () => {
    const element = await guide({ walk: at('Answer hello yes', 'Answer record', 'Answer uses quit') });
    expect(one(element, '.words').className).toContain('words_stop');
    expect(textOf(one(element, '.kind'))).toBe('Стоп: ничего не предлагаем');
    expect(has(element, 'Возражение')).toBe(false);
    expect(choices(element)).toEqual(['1Дальше']);
    element.run('objection');
    await settle();
    expect(choices(element)).toEqual(['1Дальше']);
    await expectAccessible(element);
  });

  it('takes down a note where an answer needs one', async () => {
    const element = await guide({ walk: at('Answer hello yes', 'Answer record') });
    const moves = listen<Move>(element, 'move');
    element.run('4');
    await settle();
    element.run('1');
    button(element, 'Дальше').click();
    await settle();
    expect(textOf(one(element, '[role="alert"]'))).toBe('К этому ответу нужна запись.');
    expect(moves).toEqual([]);
    await expectAccessible(element);
    one<HTMLElement & { value: string }>(element, 'lightning-textarea').value = ' переехал ';
    button(element, 'Дальше').click();
    expect(moves).toEqual([{ kind: 'Answer', stepKey: 'uses', answerKey: 'other', note: 'переехал' }]);
  });

  it('lets a note be given up', async () => {
    const element = await guide({ walk: at('Answer hello yes', 'Answer record') });
    element.run('4');
    await settle();
    button(element, 'Отмена').click();
    await settle();
    expect(choices(element)).toHaveLength(4);
  });

  it('asks to hold by a key, and forgets it with the next step', async () => {
    const element = await guide();
    element.run('hold');
    await settle();
    const hold = one(element, 'c-call-hold');
    expect(textOf(one(hold, '.hold'))).toContain('Одну минуту, пожалуйста');
    element.walk = at('Answer hello yes');
    await settle();
    expect(all(hold, '.hold')).toHaveLength(0);
  });

  it('begins with a reconnecting line when the conversation goes on after a break', async () => {
    const phrases = [{ key: 'reconnect', text: 'Нас разъединили, давайте продолжим.' }];
    const element = await guide({ walk: at('Answer hello yes'), phrases, resumed: true });
    expect(textOf(one(element, '.reconnect'))).toBe('Нас разъединили, давайте продолжим.');
    await expectAccessible(element);
    element.resumed = false;
    await settle();
    expect(all(element, '.reconnect')).toHaveLength(0);
  });

  it('has a place for the form of an action at a step that needs one', async () => {
    const element = await guide({ walk: at('Answer hello yes', 'Answer record', 'Answer uses yes') });
    expect(all(element, 'slot[name="act"]')).toHaveLength(1);
    element.walk = at();
    await settle();
    expect(all(element, 'slot[name="act"]')).toHaveLength(0);
  });

  it('asks for the wrap-up at the end', async () => {
    const element = await guide({ walk: at('Answer hello later') });
    const finished = listen(element, 'finish');
    expect(choices(element)).toEqual(['1К итогу']);
    element.run('1');
    expect(finished).toHaveLength(1);
  });

  it('reports a client who does not answer', async () => {
    const element = await guide();
    const unanswered = listen(element, 'noanswer');
    button(element, 'Не взял трубку').click();
    expect(unanswered).toHaveLength(1);
  });

  it('shows whether the answers are saved and retries at will', async () => {
    const element = await guide();
    expect(textOf(one(element, '.save'))).toBe('Сохранено');
    element.saveState = 'unsaved';
    await settle();
    expect(textOf(one(element, '.save'))).toBe('Не сохранено, пробуем ещё');
    const retries = listen(element, 'retry');
    button(element, 'Повторить').click();
    expect(retries).toHaveLength(1);
  });

  it('only shows the words when the task is not in the expert’s hands', async () => {
    const element = await guide({ readOnly: true });
    const moves = listen<Move>(element, 'move');
    element.run('1');
    expect(choices(element)).toEqual([]);
    expect(moves).toEqual([]);
    await expectAccessible(element);
  });

  it('says that there is no script', async () => {
    const element = await guide({ walk: undefined });
    expect(textOf(one(element, 'section'))).toBe('У этого списка обзвона нет опубликованного скрипта.');
    await expectAccessible(element);
  });
});
