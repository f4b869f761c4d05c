import CallAgreed from 'c/callAgreed';
import { expectAccessible } from 'test/accessible';
import { button, listen, mount, settle, textOf } from 'test/dom';
import { workspace } from 'test/workspace';

const agreed = (): Promise<HTMLElement> => {
  const { task, clock } = workspace();
  const callbackAt = '2026-11-25T07:00:00.000Z';
  return mount('c-call-agreed', CallAgreed, { clock, task: { ...task, callbackAt, comment: 'Первое\n1-я попытка: Перезвон' } });
};

describe('c-call-agreed', () => {
  it('says when the next call is, on both clocks, which attempt it will be and why', async () => {
    const element = await agreed();
    expect(textOf(element.shadowRoot)).toMatch(/14:00.*10:00.*2-я попытка из 3 · 1-я попытка: Перезвон/);
    await expectAccessible(element);
  });

  it('lets the expert wrap up all the same', async () => {
    const element = await agreed();
    const reopened = listen(element, 'reopen');
    button(element, 'Изменить или завершить').click();
    await settle();
    expect(reopened).toHaveLength(1);
  });
});
