import { ID, open, wrapUp, zone } from 'test/workspacePage';
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import type { AttemptView, LedgerEntry } from '@callguide/contract';
import { NOW, workspace } from 'test/workspace';

const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

/** Opens the page of a task whose last call the server knows. */
async function reopened(attempt: AttemptView, answeredAt?: string): Promise<{ element: HTMLElement; phase: () => unknown }> {
  const known = workspace({ attempt });
  const ledger: LedgerEntry[] = answeredAt ? [{ sequence: 1, kind: 'Answer', stepKey: 'greeting', answerKey: 'yes', answeredAt }] : [];
  jest.mocked(loadWorkspace).mockResolvedValue({ ...known, ledger });
  const element = await open(ID);
  return { element, phase: () => (zone(element, 'c-call-header') as HTMLElement & { phase: unknown }).phase };
}

describe('c-call-workspace opened again in the middle of a call', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('goes on ringing since the call was begun', async () => {
    const { phase } = await reopened({ startedAt: at(-20) });
    expect(phase()).toEqual({ name: 'ringing', since: NOW - 20_000 });
  });

  it('goes on talking since the first answer in this call, and finishes with its times', async () => {
    const { element, phase } = await reopened({ startedAt: at(-100) }, at(-90));
    expect(phase()).toEqual({ name: 'talking', since: NOW - 90_000 });
    jest.mocked(finish).mockResolvedValue({});
    await wrapUp(element, { finish: { result: 'Refused', comment: '' }, takeNext: false });
    const attempt = { ringSeconds: 10, talkSeconds: 90 };
    expect(finish).toHaveBeenCalledWith({ taskId: ID, input: { result: 'Refused', comment: '', attempt }, takeNext: false });
  });

  it('rings although the client answered in an earlier call', async () => {
    const { phase } = await reopened({ startedAt: at(-20) }, at(-4000));
    expect(phase()).toEqual({ name: 'ringing', since: NOW - 20_000 });
  });

  it('shows how long a call took that is over and waits for its result', async () => {
    const { phase } = await reopened({ startedAt: at(-100), endedAt: at(-30), ringSeconds: 10, talkSeconds: 60 });
    expect(phase()).toEqual({ name: 'over', since: NOW - 30_000, seconds: 60 });
  });

  it('has no call any more once the task was saved and stays on the page', async () => {
    const { element, phase } = await reopened({ startedAt: at(-100) });
    const saved = { ...workspace().task, result: 'Callback' as const, callbackAt: at(3600) };
    jest.mocked(finish).mockResolvedValue({ saved });
    await wrapUp(element, { finish: { result: 'No Answer', comment: '' }, takeNext: false });
    expect(phase()).toMatchObject({ name: 'idle' });
  });
});
