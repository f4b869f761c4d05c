import { alerts, answers, ID, navigate, open, OTHER, press, refusal, withTask, words, zone } from 'test/workspacePage';
import claim from '@salesforce/apex/CallTaskController.claim';
import claimNext from '@salesforce/apex/CallTaskController.claimNext';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import setClientZone from '@salesforce/apex/CallTaskController.setClientZone';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { expectAccessible } from 'test/accessible';
import { all, button, one, settle, textOf } from 'test/dom';
import { workspace } from 'test/workspace';

describe('c-call-workspace', () => {
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
    expect(navigate).not.toHaveBeenCalled();
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
    window.dispatchEvent(new CustomEvent('offline'));
    answers(element)[0]!.click();
    await settle();
    expect(textOf(element.shadowRoot)).toContain('Нет связи. Продолжайте разговор');
    await expectAccessible(element);
    window.dispatchEvent(new CustomEvent('online'));
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

  it('takes the next task by a key', async () => {
    jest.mocked(claimNext).mockResolvedValue(workspace());
    const element = await open();
    await press('KeyS');
    expect(words(element)).toBe('Слова hello');
  });

  it('asks for an unknown zone and stores it, without disturbing the talk', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ clock: { ...workspace().clock, zoneSource: 'Unknown' } }));
    jest.mocked(setClientZone).mockResolvedValue(workspace({ clock: { ...workspace().clock, zoneSource: 'Client Said' } }));
    const element = await open(ID);
    answers(element)[0]!.click();
    await settle();
    zone(element, 'c-zone-ask').dispatchEvent(new CustomEvent('zone', { detail: 'Asia/Krasnoyarsk' }));
    await settle();
    expect(setClientZone).toHaveBeenCalledWith({ taskId: ID, zoneId: 'Asia/Krasnoyarsk' });
    expect(all(element, 'c-zone-ask')).toHaveLength(0);
    expect(textOf(one(zone(element, 'c-call-header'), '.clocks'))).toContain('со слов клиента');
    expect(words(element)).toBe('Слова record');
  });

  it('lets the expert correct a zone that was thought to be known', async () => {
    jest.mocked(setClientZone).mockRejectedValue(refusal('Не удалось сохранить пояс'));
    const element = await open(ID);
    expect(all(element, 'c-zone-ask')).toHaveLength(0);
    one(zone(element, 'c-call-header'), '.ask').click();
    await settle();
    await expectAccessible(element);
    zone(element, 'c-zone-ask').dispatchEvent(new CustomEvent('zone', { detail: 'Asia/Omsk' }));
    await settle();
    expect(alerts(element)).toBe('Не удалось сохранить пояс');
    expect(all(element, 'c-zone-ask')).toHaveLength(1);
  });

  it('ignores keys after it left the page', async () => {
    const element = await open(ID);
    element.remove();
    await press('KeyD');
    expect(startAttempt).not.toHaveBeenCalled();
  });
});
