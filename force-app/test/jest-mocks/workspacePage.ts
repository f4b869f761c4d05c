import { navigate } from './controller';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import startAttempt from '@salesforce/apex/CallTaskController.startAttempt';
import type { Workspace } from '@callguide/contract';
import CallWorkspace from 'c/callWorkspace';
import type { WrapUp } from 'c/callWrapUp';
import { all, mount, one, settle, textOf } from './dom';
import { NOW, workspace } from './workspace';

/** The workspace on its page, over spies instead of Apex: what its tests share. */
export { navigate };

export const ID = 'a00000000000001AAA';
export const OTHER = 'a00000000000002AAA';
export const refusal = (message: string): unknown => ({ body: { message } });
export const withTask = (more: Partial<NonNullable<Workspace['task']>>): Workspace => workspace({ task: { ...workspace().task, ...more } });

export const open = (recordId?: string): Promise<HTMLElement & { recordId?: string }> =>
  mount<{ recordId?: string }>('c-call-workspace', CallWorkspace, { recordId });
export const zone = (element: HTMLElement, tag: string): HTMLElement => one(element, tag);
export const answers = (element: HTMLElement): HTMLElement[] => all(zone(element, 'c-call-guide'), '.answer');
export const words = (element: HTMLElement): string => textOf(one(zone(element, 'c-call-guide'), '.say'));
export const alerts = (element: HTMLElement): string => all(element, 'c-error-panel').map((panel) => textOf(panel.shadowRoot!.querySelector('[role="alert"]'))).join(''); // prettier-ignore
export const press = async (code: string, key = ''): Promise<void> => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, composed: true }));
  await settle();
};
export const wrapUp = async (element: HTMLElement, detail: WrapUp): Promise<void> => {
  zone(element, 'c-call-wrap-up').dispatchEvent(new CustomEvent('wrapup', { detail }));
  await settle();
  await settle();
};

// jsdom cannot follow a phone link.
window.addEventListener('click', (event) => event.preventDefault());

beforeEach(() => {
  jest.clearAllMocks();
  localStorage.clear();
  sessionStorage.clear();
  jest.mocked(loadWorkspace).mockResolvedValue(workspace());
  jest.mocked(saveAnswers).mockImplementation(({ answers: sent }) => Promise.resolve({ lastSequence: sent.at(-1)?.sequence }));
  jest.mocked(startAttempt).mockResolvedValue({ attemptNumber: 2, startedAt: new Date(NOW).toISOString() });
});
