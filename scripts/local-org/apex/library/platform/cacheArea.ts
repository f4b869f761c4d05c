import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { service } from '../../runtime/services.ts';
import { sessionId } from './user.ts';

/** `Cache.Org` is everybody's, `Cache.Session` belongs to the session of the request. */
export type Scope = 'Org' | 'Session';

/** The values of one partition. */
export interface CacheArea {
  /** undefined when it is missing */
  get(key: string): unknown;
  /** @param seconds how long it may be kept */
  set(key: string, value: unknown, seconds: number): void;
  /** @returns whether there was a value */
  delete(key: string): boolean;
  keys(): Iterable<string>;
}

/** Seconds that a value is kept at least, at most, and when nobody says how long: hours for the org, the day of a session. */
const SECONDS: Readonly<Record<Scope, { readonly least: number; readonly most: number; readonly usual: number }>> = {
  Org: { least: 300, most: 172_800, usual: 86_400 },
  Session: { least: 300, most: 28_800, usual: 28_800 },
};

export const mostSeconds = (scope: Scope): number => SECONDS[scope].most;

/**
 * The time to live that counts. What becomes of one that is too short or too long is not documented; here the nearest counts.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_cache_Org.htm (put)
 */
export function secondsToLive(scope: Scope, asked: number | null): number {
  const { least, most, usual } = SECONDS[scope];
  return asked === null ? usual : Math.min(Math.max(asked, least), most);
}

/** Whether the request has a session whose cache there could be; asynchronous Apex has none. */
export function hasSession(): boolean {
  return current().isTest || sessionId() !== null;
}

/**
 * The values of a partition, by its name in lower case. They outlive the transaction, whether it is rolled back or not, as
 * copies; those of a test end with it.
 * Throws Cache.Session.SessionCacheNoSessionException.
 */
export function cacheArea(scope: Scope, partition: string): CacheArea {
  if (scope === 'Session' && !hasSession()) {
    throwApex('Cache.Session.SessionCacheNoSessionException', 'Session cache is not available: there is no session');
  }
  const { host, isTest } = current();
  const { platformCache } = host;
  if (isTest || !platformCache) return ofTransaction(`${scope}:${partition}`);
  const area = scope === 'Org' ? `Org:${partition}` : `Session:${sessionId()}:${partition}`;
  return {
    get: (key) => thawed(platformCache.get(area, key)),
    set: (key, value, seconds) => platformCache.put(area, key, service('freeze')(value), host.now() + seconds * 1000),
    delete: (key) => platformCache.remove(area, key),
    keys: () => platformCache.keys(area),
  };
}

function ofTransaction(area: string): CacheArea {
  const { slots } = current();
  const slot = `cache:${area}`;
  let values = slots.get(slot) as Map<string, unknown> | undefined;
  if (!values) slots.set(slot, (values = new Map()));
  const kept = values;
  return {
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
    delete: (key) => kept.delete(key),
    keys: () => kept.keys(),
  };
}

/** A value whose class was deployed away is forgotten. */
function thawed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return service('thaw')(text);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
