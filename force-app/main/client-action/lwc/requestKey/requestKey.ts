import { uniqueKey } from 'c/uniqueKey';

const PREFIX = 'callguide.request.';

/** Used where the browser keeps nothing. */
const memory = new Map<string, string>();

/**
 * The key of an intended action: the same for a double click, a retry after an error and a reload, until the action is done.
 * The server does an action with a key it knows only once.
 * @param intent what is meant to be done, e.g. task id and type of action
 */
export function keyOf(intent: string): string {
  const place = PREFIX + intent;
  const known = read(place) ?? memory.get(place);
  if (known) return known;
  const key = uniqueKey();
  memory.set(place, key);
  try {
    sessionStorage.setItem(place, key);
  } catch {
    // Forbidden storage costs only the memory of a reload.
  }
  return key;
}

/** The action is done: meaning it again is another intent with another key. */
export function settleKey(intent: string): void {
  memory.delete(PREFIX + intent);
  try {
    sessionStorage.removeItem(PREFIX + intent);
  } catch {
    // Forbidden storage holds nothing to remove.
  }
}

function read(place: string): string | undefined {
  try {
    return sessionStorage.getItem(place) ?? undefined;
  } catch {
    return undefined;
  }
}
