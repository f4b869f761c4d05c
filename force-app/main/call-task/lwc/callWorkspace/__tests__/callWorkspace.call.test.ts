import { alerts, answers, ID, navigate, open, OTHER, press, refusal, withTask, words, wrapUp, zone } from 'test/workspacePage';
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import scheduleCallback from '@salesforce/apex/CallTaskController.scheduleCallback';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import CallShortcuts from 'c/callShortcuts';
import { all, listen, one, settle, textOf } from 'test/dom';
import { ledger, NOW, workspace } from 'test/workspace';

describe('c-call-workspace during a call', () => {
  it('walks the script and saves every answer in the background', async () => {
    const element = await open(ID);
    answers(element)[0]!.click();
    await settle();
    expect(words(element)).toBe('Слова record');
    answers(element)[0]!.click();
    await settle();
    expect(words(element)).toBe('Слова uses');
    const sent = jest
      .mocked(saveAnswers)
      .mock.calls.flatMap(([call]) => call.answers.map((each) => [call.taskId, each.sequence, each.stepKey]));
    expect(sent).toEqual([
      [ID, 1, 'hello'],
      [ID, 2, 'record'],
    ]);
  });

  it('resumes where the conversation was', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello yes', 'Detour record expensive') }));
    expect(words(await open(ID))).toBe('Слова price');
  });

  it('rings only after the server agreed, and talks from the first answer on', async () => {
    const element = await open(ID);
    const header = zone(element, 'c-call-header') as HTMLElement & { phase: { name: string } };
    await press('KeyD');
    await settle();
    expect(startAttempt).toHaveBeenCalledWith({ taskId: ID });
    expect(header.phase.name).toBe('ringing');
    await press('Digit1');
    expect(header.phase.name).toBe('talking');
    expect(words(element)).toBe('Слова record');
  });

  it('does not ring when the server refuses', async () => {
    jest.mocked(startAttempt).mockRejectedValue(refusal('Сейчас звонить нельзя'));
    const element = await open(ID);
    await press('KeyD');
    await settle();
    expect(alerts(element)).toBe('Сейчас звонить нельзя');
    expect((zone(element, 'c-call-header') as HTMLElement & { phase: { name: string } }).phase.name).toBe('idle');
  });

  it('begins the conversation anew when the last attempt had come to its end', async () => {
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello later') }));
    const element = await open(ID);
    await press('KeyD');
    await settle();
    expect(words(element)).toBe('Слова hello');
    expect(jest.mocked(saveAnswers).mock.calls[0]![0].answers).toMatchObject([{ sequence: 2, kind: 'Back', stepKey: 'hello' }]);
  });

  it('is worked by keys, but not while someone types', async () => {
    const element = await open(ID);
    await press('Digit1');
    await press('Digit1');
    expect(words(element)).toBe('Слова uses');
    await press('ArrowLeft');
    expect(words(element)).toBe('Слова record');
    await press('KeyN');
    expect(one<HTMLElement & { value: string }>(zone(element, 'c-call-wrap-up'), 'lightning-radio-group').value).toBe('No Answer');
    const input = document.createElement('input');
    document.body.append(input);
    input.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit1', key: '1', bubbles: true, composed: true }));
    await settle();
    expect(words(element)).toBe('Слова record');
    await press('Slash', '?');
    expect(CallShortcuts.open).toHaveBeenCalledWith({ label: 'Горячие клавиши', size: 'small' });
  });

  it('needs one key for a phone that rings in vain', async () => {
    jest.mocked(finish).mockResolvedValue({ saved: workspace().task, message: 'Перезвон через час' });
    const element = await open(ID);
    await press('KeyN');
    expect(finish).not.toHaveBeenCalled();
    await press('KeyD');
    await press('KeyN');
    await settle();
    expect(jest.mocked(finish).mock.calls).toMatchObject([
      [{ taskId: ID, input: { result: 'No Answer', comment: '', attempt: { talkSeconds: 0 } }, takeNext: true }],
    ]);
    expect(zone(element, 'c-call-header')).toBeDefined();
  });

  it('shows what was saved when no next task was asked for, with a fresh verdict, and lets nobody save it again by mistake', async () => {
    const agreed = { ...workspace().task, result: 'Callback' as const, callbackAt: new Date(NOW + 3_600_000).toISOString() };
    jest.mocked(finish).mockResolvedValue({ saved: agreed, message: 'Перезвон через час' });
    const element = await open(ID);
    await press('KeyN');
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ task: agreed, verdict: { level: 'amber', reason: 'Рано' } }));
    await wrapUp(element, { finish: { result: 'No Answer', comment: '' }, takeNext: false });
    expect(textOf(one(zone(element, 'c-call-header'), '.reason'))).toContain('Рано');
    const form = zone(element, 'c-call-wrap-up');
    expect(one<HTMLElement & { value?: string }>(form, 'lightning-radio-group').value).toBeUndefined();
    expect(form.parentElement!.className).toContain('slds-hide');
    zone(element, 'c-call-agreed').dispatchEvent(new CustomEvent('reopen'));
    await settle();
    expect(form.parentElement!.className).not.toContain('slds-hide');
    expect(all(element, 'c-call-agreed')).toHaveLength(0);
  });

  it('shows the client and says so when the actions are asked for', async () => {
    const element = await open(ID);
    const asked = listen(element, 'actions');
    await press('KeyA');
    expect(asked).toHaveLength(1);
  });

  it('finishes and goes on with the next task without loading it', async () => {
    const next = withTask({ id: OTHER, taskNumber: 'CLT-0000002' });
    jest.mocked(finish).mockResolvedValue({ saved: { ...workspace().task, open: false, status: 'Completed' }, next, message: 'Сохранено' });
    const element = await open(ID);
    const toasts = listen(element, 'lightning__showtoast');
    await press('Digit1');
    const input = { result: 'Success', outcome: 'Store Purchase', comment: 'x' } as const;
    await wrapUp(element, { finish: input, takeNext: true });
    expect(finish).toHaveBeenCalledWith({ taskId: ID, input, takeNext: true });
    expect(textOf(one(zone(element, 'c-call-header'), '.facts'))).toContain('CLT-0000002');
    expect(words(element)).toBe('Слова hello');
    expect(navigate).toHaveBeenCalledWith({ type: 'standard__recordPage', attributes: { recordId: OTHER, actionName: 'view' } });
    expect(toasts).toHaveLength(1);
    const page = await open(OTHER);
    expect(textOf(one(zone(page, 'c-call-header'), '.facts'))).toContain('CLT-0000002');
    expect(loadWorkspace).toHaveBeenCalledTimes(1);
  });

  it('saves the answers before it finishes', async () => {
    const order: string[] = [];
    jest.mocked(saveAnswers).mockImplementation(({ answers: sent }) => {
      order.push('answers');
      return Promise.resolve({ lastSequence: sent.at(-1)?.sequence });
    });
    jest.mocked(finish).mockImplementation(() => {
      order.push('finish');
      return Promise.resolve({ saved: { ...workspace().task, open: false, status: 'Completed', comment: 'Не хочет' } });
    });
    const element = await open(ID);
    answers(element)[2]!.click();
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(order).toEqual(['answers', 'finish']);
    expect(textOf(element.shadowRoot)).toContain('Задача завершена. Не хочет');
    expect(all(element, 'c-call-wrap-up')).toHaveLength(0);
  });

  it('catches up when another tab has gone on with the conversation', async () => {
    const element = await open(ID);
    jest.mocked(saveAnswers).mockResolvedValueOnce({ lastSequence: 2, conflict: true });
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello yes', 'Answer record') }));
    await press('Digit2');
    await settle();
    await settle();
    expect(words(element)).toBe('Слова uses');
    expect(alerts(element)).toContain('Разговор продолжили в другой вкладке');
    await press('Digit1');
    expect(jest.mocked(saveAnswers).mock.calls.at(-1)![0].answers).toMatchObject([{ sequence: 3, stepKey: 'uses' }]);
  });

  it('shows the words that have no place in the conversation any more', async () => {
    const element = await open(ID);
    jest.mocked(saveAnswers).mockResolvedValueOnce({ lastSequence: 0, conflict: true });
    jest.mocked(loadWorkspace).mockResolvedValue(workspace({ ledger: ledger('Answer hello yes') }));
    const detail = { kind: 'Answer', stepKey: 'hello', answerKey: 'later', note: 'просит после шести' };
    zone(element, 'c-call-guide').dispatchEvent(new CustomEvent('move', { detail }));
    await settle();
    await settle();
    expect(alerts(element)).toContain('Записано в этом окне: просит после шести');
  });

  it('does not finish a conversation that another tab has gone on with', async () => {
    const element = await open(ID);
    jest.mocked(saveAnswers).mockRejectedValueOnce(new Error('нет связи')).mockResolvedValueOnce({ lastSequence: 2, conflict: true });
    await press('Digit1');
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    await settle();
    expect(finish).not.toHaveBeenCalled();
    expect(words(element)).toBe('Слова hello');
    expect(alerts(element)).toContain('Разговор продолжили в другой вкладке');
  });

  it('does not finish while answers cannot be saved', async () => {
    jest.mocked(saveAnswers).mockRejectedValue(refusal('нет связи'));
    const element = await open(ID);
    answers(element)[0]!.click();
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(finish).not.toHaveBeenCalled();
    expect(textOf(one(zone(element, 'c-call-wrap-up'), 'c-error-panel').shadowRoot)).toContain('Ответы ещё не сохранены');
  });

  it('agrees a callback', async () => {
    jest.mocked(scheduleCallback).mockResolvedValue({ saved: workspace().task, message: 'Перезвон назначен' });
    const element = await open(ID);
    const callback = { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine', comment: '' } as const;
    await wrapUp(element, { callback, takeNext: false });
    expect(scheduleCallback).toHaveBeenCalledWith({ taskId: ID, callback, takeNext: false });
  });

  it('goes on counting answers after a callback was agreed', async () => {
    jest.mocked(scheduleCallback).mockResolvedValue({ saved: workspace().task });
    const element = await open(ID);
    await press('Digit1');
    await wrapUp(element, {
      callback: { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'Client Asked', audience: 'Mine' },
      takeNext: false,
    });
    expect(words(element)).toBe('Слова record');
    await press('Digit1');
    expect(
      jest
        .mocked(saveAnswers)
        .mock.calls.at(-1)![0]
        .answers.map((each) => each.sequence),
    ).toEqual([2]);
  });

  it('keeps everything in place when the server refuses to finish', async () => {
    jest.mocked(finish).mockRejectedValue(refusal('Итог не подходит клиенту'));
    const element = await open(ID);
    answers(element)[0]!.click();
    await wrapUp(element, { finish: { result: 'Success', outcome: 'Other', comment: 'x' }, takeNext: true });
    expect(textOf(one(zone(element, 'c-call-wrap-up'), 'c-error-panel').shadowRoot)).toContain('Итог не подходит клиенту');
    expect(words(element)).toBe('Слова record');
    expect(navigate).not.toHaveBeenCalled();
  });
});
