import { alerts, ID, open, press, refusal, wrapUp, zone } from 'test/workspacePage';
import endAttempt from '@salesforce/apex/CallTaskController.endAttempt';
import finish from '@salesforce/apex/CallTaskController.finish';
import { settle } from 'test/dom';
import { NOW } from 'test/workspace';

describe('c-call-workspace at the end of a call', () => {
  it('tells the server when the client hangs up, and the times stand still from then on', async () => {
    jest.mocked(endAttempt).mockResolvedValue({});
    const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW);
    const element = await open(ID);
    const header = zone(element, 'c-call-header') as HTMLElement & { phase: { name: string } };
    await press('KeyD');
    await settle();
    clock.mockReturnValue(NOW + 10_000);
    await press('Digit1');
    clock.mockReturnValue(NOW + 70_000);
    header.dispatchEvent(new CustomEvent('hangup'));
    clock.mockReturnValue(NOW + 300_000);
    await settle();
    expect(header.phase).toMatchObject({ name: 'over', seconds: 60 });
    header.dispatchEvent(new CustomEvent('hangup'));
    const attempt = { ringSeconds: 10, talkSeconds: 60 };
    expect(jest.mocked(endAttempt).mock.calls).toEqual([[{ taskId: ID, input: attempt }]]);
    jest.mocked(finish).mockResolvedValue({});
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(finish).toHaveBeenCalledWith({ taskId: ID, input: { result: 'Refused', comment: '', attempt }, takeNext: false });
    clock.mockRestore();
  });

  it('finishes although the server did not hear of the end of the call', async () => {
    jest.mocked(endAttempt).mockRejectedValue(refusal('Нет связи'));
    jest.mocked(finish).mockResolvedValue({});
    const element = await open(ID);
    await press('KeyD');
    await settle();
    zone(element, 'c-call-header').dispatchEvent(new CustomEvent('hangup'));
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    expect(alerts(element)).toBe('');
    expect(finish).toHaveBeenCalledTimes(1);
  });
});
