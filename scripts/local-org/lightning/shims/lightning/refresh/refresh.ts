/** https://developer.salesforce.com/docs/platform/lwc/guide/data-refreshview.html */
export const REFRESH_EVENT = 'lightning__refresh';

export const REFRESH_COMPLETE = 'complete';
export const REFRESH_COMPLETE_WITH_ERRORS = 'complete_with_errors';
export const REFRESH_ERROR = 'error';

/** Asks the page to read its data again. */
export class RefreshEvent extends CustomEvent<undefined> {
  constructor() {
    super(REFRESH_EVENT, { composed: true, bubbles: true, cancelable: true });
  }
}

type RefreshMethod = (resolve?: unknown) => unknown;

const handlers = new Map<number, RefreshMethod>();
let nextId = 1;

/** Runs `method` when the page refreshes. Gives an id for {@link unregisterRefreshHandler}. */
export function registerRefreshHandler(_context: unknown, method: RefreshMethod): number {
  handlers.set(nextId, method);
  return nextId++;
}

export function unregisterRefreshHandler(id: number): void {
  handlers.delete(id);
}

/** Called by the page: runs the registered handlers. */
export async function runRefreshHandlers(): Promise<void> {
  await Promise.all([...handlers.values()].map((method) => method()));
}
