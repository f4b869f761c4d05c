import ErrorPanel from 'c/errorPanel';
import { expectAccessible } from 'test/accessible';
import { all, button, listen, mount, one, textOf } from 'test/dom';

const panel = (properties: { error?: unknown; final?: boolean }): Promise<HTMLElement> => mount('c-error-panel', ErrorPanel, properties);

describe('c-error-panel', () => {
  it('shows nothing while nothing went wrong', async () => {
    const element = await panel({});
    expect(all(element, 'div')).toHaveLength(0);
    await expectAccessible(element);
  });

  it('says what went wrong and offers to try again', async () => {
    const element = await panel({ error: { body: { message: 'Задачу ведёт Анна К.' } } });
    const retries = listen(element, 'retry');
    expect(textOf(one(element, '[role="alert"]'))).toContain('Задачу ведёт Анна К.');
    button(element, 'Повторить').click();
    expect(retries).toHaveLength(1);
    await expectAccessible(element);
  });

  it('has words for an error without any', async () => {
    expect(textOf(one(await panel({ error: {} }), '[role="alert"]'))).toBe('Что-то пошло не так. Попробуйте ещё раз.');
  });

  it('offers no retry where trying again makes no sense', async () => {
    expect(all(await panel({ error: 'x', final: true }), 'lightning-button')).toHaveLength(0);
  });
});
