import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import type { Store } from '../../store/index.ts';

/**
 * Writes leave marks behind, so that what was worked out before can be told from what must be worked out again: a new random mark at
 * each change. Triggers of the database write them, within the transaction of the change: a rollback takes them back.
 */
const TABLE = '"report change"';
const PREFIX = 'report change ';

/** Marks of records that have a time are kept for each span of this many milliseconds. */
const SPAN = 6 * 3_600_000;

/** A place where changes leave marks. */
export interface Watch {
  readonly place: string;
  /** Name → definition. */
  readonly triggers: ReadonlyMap<string, string>;
}

/** Any change of an object's records, by the time that a date field of theirs has before and after. */
export function watchTimes(store: Store, object: SObjectDef, field: FieldDef): Watch {
  const place = timesPlace(object, field);
  const at = (row: 'OLD' | 'NEW'): string => {
    const value = `${row}.${store.column(object, field)}`;
    return field.type === 'Date' ? `unixepoch(${value}) / ${SPAN / 1000}` : `${value} / ${SPAN}`;
  };
  const both = mark(place, at('OLD')) + mark(place, at('NEW'));
  return {
    place,
    triggers: new Map([
      trigger(store, object, place, 'INSERT', '', mark(place, at('NEW'))),
      trigger(store, object, place, 'UPDATE', '', both),
      trigger(store, object, place, 'DELETE', '', mark(place, at('OLD'))),
    ]),
  };
}

/** A change of one field of records that others look up to. A record is never looked up to before it exists. */
export function watchField(store: Store, object: SObjectDef, field: FieldDef): Watch {
  const place = fieldPlace(object.apiName, field.apiName);
  const column = store.column(object, field);
  const [was, is] = [`OLD.${column}`, `NEW.${column}`];
  return {
    place,
    triggers: new Map([
      // A field that is joined from others is never written itself.
      trigger(store, object, place, field.joinedFrom ? 'UPDATE' : `UPDATE OF ${column}`, ` WHEN ${was} IS NOT ${is}`, mark(place, '0')),
      trigger(store, object, place, 'DELETE', '', mark(place, '0')),
    ]),
  };
}

export function timesPlace(object: SObjectDef, field: FieldDef): string {
  return `${object.apiName} by ${field.apiName}`;
}

export function fieldPlace(object: string, field: string): string {
  return `${object}.${field}`;
}

function trigger(store: Store, object: SObjectDef, place: string, event: string, when: string, body: string): [string, string] {
  const name = `${PREFIX}${place} ${event.split(' ')[0]?.toLowerCase()}`;
  return [name, `CREATE TRIGGER "${name}" AFTER ${event} ON ${store.table(object)}${when} BEGIN ${body}END`];
}

function mark(place: string, at: string): string {
  return `INSERT INTO ${TABLE} (place, at, mark) VALUES ('${place}', COALESCE(${at}, -1), hex(randomblob(8))) ON CONFLICT (place, at) DO UPDATE SET mark = excluded.mark; `;
}

/** Watches these places and no others. Call it inside a write transaction. */
export function installWatches(store: Store, watches: readonly Watch[]): void {
  store.run(`CREATE TABLE IF NOT EXISTS ${TABLE} (place TEXT, at INTEGER, mark TEXT, PRIMARY KEY (place, at)) WITHOUT ROWID`);
  const wanted = new Map(watches.flatMap(({ triggers }) => [...triggers]));
  const existing = new Map(triggersIn(store).map(({ name, sql }) => [String(name), String(sql)]));
  for (const [name, definition] of existing) if (wanted.get(name) !== definition) store.run(`DROP TRIGGER "${name}"`);
  for (const [name, definition] of wanted) if (existing.get(name) !== definition) store.run(definition);
  watched.delete(store);
}

function triggersIn(store: Store): Record<string, unknown>[] {
  return store.all(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '${PREFIX}%'`);
}

/** Places that are watched, by store. A deployment opens the store again. */
const watched = new WeakMap<Store, ReadonlySet<string>>();

export function isWatched(store: Store, place: string): boolean {
  let places = watched.get(store);
  if (!places) {
    const names = triggersIn(store).map(({ name }) => String(name).slice(PREFIX.length));
    watched.set(store, (places = new Set(names.map((name) => name.slice(0, name.lastIndexOf(' '))))));
  }
  return places.has(place);
}

/** The marks of fields, as one text that is another one after any change. */
export function marksOfFields(store: Store, places: readonly string[]): string {
  if (places.length === 0) return '';
  const rows = store.all(`SELECT place, mark FROM ${TABLE} WHERE at = 0 AND place IN (SELECT value FROM json_each(?)) ORDER BY place`, [
    JSON.stringify(places),
  ]);
  return rows.map(({ place, mark: value }) => `${String(place)} ${String(value)}`).join('\n');
}

/** The marks of spans of time, as a function from a part of the time to one text that is another one after any change in it. */
export function marksOfTimes(store: Store, place: string, from: number, to: number): (from: number, to: number) => string {
  const [first, last] = [spanOf(from), spanOf(to - 1)];
  const rows = store.all(`SELECT at, mark FROM ${TABLE} WHERE place = ? AND at BETWEEN ? AND ?`, [place, first, last]);
  const marks = new Map(rows.map(({ at, mark: value }) => [Number(at), String(value)]));
  return (start, end) => {
    let text = '';
    for (let span = spanOf(start); span <= spanOf(end - 1); span++) text += `${marks.get(span) ?? ''} `;
    return text;
  };
}

function spanOf(moment: number): number {
  return Math.trunc(moment / SPAN);
}
