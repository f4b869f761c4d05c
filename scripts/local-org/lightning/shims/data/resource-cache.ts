/* eslint-disable @typescript-eslint/only-throw-error -- the platform rejects with FetchResponse, which is no Error */
import { unwrap } from 'lwc';
import { deepFreeze, type DataCallback, type WireResult } from './wire';

/** One cached answer of the server and the wires that follow it. */
interface Entry {
  result: WireResult<unknown> | undefined;
  loading: Promise<void> | undefined;
  loadedAt: number;
  readonly load: () => Promise<unknown>;
  readonly listeners: Set<DataCallback<unknown>>;
}

/** How long an answer nobody follows any more may be given again without asking the server (the platform's default is 30 s). */
const FRESH_MS = 30_000;

const entries = new Map<string, Entry>();
/** Emitted result or data → its entry, so that refreshApex finds it from what a component holds. */
const emitted = new WeakMap<object, Entry>();

/** Follows the resource of that key; `load` asks the server. Several wires with one key share one request. */
export function followResource<T>(key: string, load: () => Promise<T>, callback: DataCallback<T>): () => void {
  const entry = entries.get(key) ?? newEntry(load);
  entries.set(key, entry);
  const listener = callback as DataCallback<unknown>;
  entry.listeners.add(listener);
  const usable = entry.result && (entry.listeners.size > 1 || Date.now() - entry.loadedAt < FRESH_MS) && !entry.result.error;
  if (usable && entry.result) listener(entry.result);
  else void reload(entry);
  return () => entry.listeners.delete(listener);
}

/** Gives the resource once, from the cache when it is fresh. Rejects with the server's refusal. */
export async function readResource<T>(key: string, load: () => Promise<T>): Promise<T> {
  const entry = entries.get(key) ?? newEntry(load);
  entries.set(key, entry);
  if (!entry.result || entry.result.error || Date.now() - entry.loadedAt > FRESH_MS) await reload(entry);
  if (entry.result?.error) throw entry.result.error;
  return entry.result?.data as T;
}

/** Asks the server again for what a wire emitted: the result object a wired function or property received, or its data. */
export async function refreshEmitted(value: unknown): Promise<void> {
  const plain = unwrap(value) as { data?: object } | null;
  if (typeof plain !== 'object' || plain === null) return;
  const entry = emitted.get(plain) ?? (plain.data && emitted.get(unwrap(plain.data) as object));
  if (entry) await reload(entry, true);
}

/** Asks again for every resource whose key begins so; those that nobody follows are forgotten. */
export async function invalidateResources(prefix: string): Promise<void> {
  const stale = [...entries].filter(([key]) => key.startsWith(prefix));
  for (const [key, entry] of stale) if (entry.listeners.size === 0) entries.delete(key);
  await Promise.all(stale.filter(([, entry]) => entry.listeners.size > 0).map(([, entry]) => reload(entry, true)));
}

function newEntry(load: () => Promise<unknown>): Entry {
  return { result: undefined, loading: undefined, loadedAt: 0, load, listeners: new Set() };
}

function reload(entry: Entry, force = false): Promise<void> {
  if (entry.loading && !force) return entry.loading;
  const loading = entry
    .load()
    .then(
      (data) => ({ data: deepFreeze(data), error: undefined }),
      (error: unknown) => ({ data: undefined, error }),
    )
    .then((result) => {
      if (entry.loading !== loading) return; // a later request is on its way; its answer is the newer one
      entry.loading = undefined;
      settle(entry, result);
    });
  entry.loading = loading;
  return loading;
}

function settle(entry: Entry, result: WireResult<unknown>): void {
  entry.result = result;
  entry.loadedAt = Date.now();
  emitted.set(result, entry);
  if (typeof result.data === 'object' && result.data !== null) emitted.set(result.data, entry);
  for (const listener of [...entry.listeners]) listener(result);
}
