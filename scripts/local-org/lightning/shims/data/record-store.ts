import { queryString, uiApi } from './http';
import type { RecordDoc } from './types';
import { deepFreeze, type DataCallback, type WireResult } from './wire';

/** What a wire asks of a record. Field names are qualified: `Account.Owner.Name`. */
export interface RecordNeed {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly layoutTypes: readonly string[];
  readonly modes: readonly string[];
}

interface Follower {
  readonly need: RecordNeed;
  readonly callback: DataCallback<RecordDoc>;
  emitted: string;
}

interface Entry {
  record: RecordDoc | undefined;
  loadedAt: number;
  scheduled: boolean;
  /** Layout types and modes whose fields the record already holds. */
  readonly layouts: Set<string>;
  readonly followers: Set<Follower>;
}

const FRESH_MS = 30_000;
const entries = new Map<string, Entry>();

/** Follows a record. All wires of one record share one copy: a change seen by one is seen by all. */
export function followRecord(id: string, need: RecordNeed, callback: DataCallback<RecordDoc>): () => void {
  const entry = entryOf(id);
  const follower: Follower = { need, callback, emitted: '' };
  entry.followers.add(follower);
  const fresh = entry.followers.size > 1 || Date.now() - entry.loadedAt < FRESH_MS;
  if (entry.record && fresh && satisfies(entry, need)) emit(follower, entry.record);
  else schedule(id, entry);
  return () => entry.followers.delete(follower);
}

/** Takes records that any answer of the server carried, so that every wire shows the newest values. */
export function storeRecord(record: RecordDoc, layouts: readonly string[] = []): void {
  const entry = entryOf(record.id);
  entry.record = deepFreeze(entry.record ? merge(entry.record, record) : record);
  entry.loadedAt = Date.now();
  for (const layout of layouts) entry.layouts.add(layout);
  for (const related of Object.values(record.fields)) if (isRecord(related.value)) storeRecord(related.value);
  for (const follower of entry.followers) if (satisfies(entry, follower.need)) emit(follower, entry.record);
}

/** Reads the records again where somebody follows them; forgets the others. */
export async function refreshRecords(ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const entry = entries.get(id);
      if (!entry) return;
      entry.loadedAt = 0;
      if (entry.followers.size > 0) await load(id, entry);
      else entries.delete(id);
    }),
  );
}

/** Ids of all records somebody follows. */
export function followedRecordIds(): string[] {
  return [...entries].filter(([, entry]) => entry.followers.size > 0).map(([id]) => id);
}

export function forgetRecord(id: string): void {
  entries.delete(id);
}

function entryOf(id: string): Entry {
  const found = entries.get(id);
  if (found) return found;
  const entry: Entry = { record: undefined, loadedAt: 0, scheduled: false, layouts: new Set(), followers: new Set() };
  entries.set(id, entry);
  return entry;
}

/** Gathers the wires that appear in one turn into one request. */
function schedule(id: string, entry: Entry): void {
  if (entry.scheduled) return;
  entry.scheduled = true;
  queueMicrotask(() => {
    entry.scheduled = false;
    void load(id, entry);
  });
}

async function load(id: string, entry: Entry): Promise<void> {
  const followers = [...entry.followers];
  try {
    storeRecord(await fetchRecord(id, unite(followers.map(({ need }) => need))), layoutKeys(followers));
  } catch (error) {
    if (followers.length < 2) return followers.forEach((follower) => fail(follower, error));
    // One wire asked for something refused: ask for each by itself, so that only that one fails.
    await Promise.all(
      followers.map(async (follower) => {
        try {
          storeRecord(await fetchRecord(id, follower.need), layoutKeys([follower]));
        } catch (own) {
          fail(follower, own);
        }
      }),
    );
  }
}

function fetchRecord(id: string, need: RecordNeed): Promise<RecordDoc> {
  return uiApi<RecordDoc>('GET', `/records/${id}${queryString({ ...need })}`);
}

function unite(needs: readonly RecordNeed[]): RecordNeed {
  const all = (pick: (need: RecordNeed) => readonly string[]): string[] => [...new Set(needs.flatMap(pick))].sort();
  return {
    fields: all((n) => n.fields),
    optionalFields: all((n) => n.optionalFields),
    layoutTypes: all((n) => n.layoutTypes),
    modes: all((n) => n.modes),
  };
}

function layoutKeys(followers: readonly Follower[]): string[] {
  return followers.flatMap(({ need }) => needLayouts(need));
}

function needLayouts(need: RecordNeed): string[] {
  const modes = need.modes.length ? need.modes : ['View'];
  return need.layoutTypes.flatMap((type) => modes.map((mode) => `${type}.${mode}`));
}

function satisfies(entry: Entry, need: RecordNeed): boolean {
  const { record } = entry;
  if (!record) return false;
  return need.fields.every((field) => hasField(record, field)) && needLayouts(need).every((layout) => entry.layouts.has(layout));
}

function hasField(record: RecordDoc, qualified: string): boolean {
  let current: RecordDoc | null = record;
  for (const name of qualified.split('.').slice(1)) {
    if (current === null) return true; // the parent is empty: nothing below it to have
    const field: RecordDoc['fields'][string] | undefined = current.fields[name];
    if (field === undefined) return false;
    current = isRecord(field.value) ? field.value : null;
  }
  return true;
}

function merge(old: RecordDoc, fresh: RecordDoc): RecordDoc {
  const fields = { ...old.fields };
  for (const [name, field] of Object.entries(fresh.fields)) {
    const before = fields[name]?.value;
    const sameParent = isRecord(before) && isRecord(field.value) && before.id === field.value.id;
    fields[name] = sameParent ? { ...field, value: merge(before, field.value) } : field;
  }
  return { ...fresh, fields };
}

function isRecord(value: unknown): value is RecordDoc {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

function emit(follower: Follower, record: RecordDoc): void {
  const shown = JSON.stringify(record);
  if (shown === follower.emitted) return;
  follower.emitted = shown;
  follower.callback({ data: record, error: undefined });
}

function fail(follower: Follower, error: unknown): void {
  follower.emitted = '';
  const result: WireResult<RecordDoc> = { data: undefined, error };
  follower.callback(result);
}
