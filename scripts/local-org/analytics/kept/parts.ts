import { isStored, type FieldDef, type SObjectDef } from '../../metadata/index.ts';
import { DAY_MS, formatDay, raw, startOfDay, type DayRange, type Fragment } from '../../soql/index.ts';
import type { SqlRow, Store } from '../../store/index.ts';
import type { ReportPlan } from '../compile/plan.ts';
import { fieldPlace, isWatched, marksOfFields, marksOfTimes, timesPlace } from './changes.ts';
import { asksMoreThanRecords, parentReads } from './reads.ts';

/** A time frame is worked out in at most about so many parts, of whole days. */
const MOST_PARTS = 62;
/** So many different queries have their parts kept. */
const MOST_QUERIES = 500;

/** What a part of the time frame gave, and the marks it was worked out under. */
interface Part {
  readonly marks: string;
  readonly rows: readonly SqlRow[];
}

/** Query → part of the time → what it gave. The latest queries are the last. */
const kept = new WeakMap<Store, Map<string, Map<string, Part>>>();

/**
 * Works a query out day by day, and only for days in which something has changed since the last time, or that were not asked for yet.
 * A group comes once for each part of the time that it has rows in.
 *
 * What is kept belongs to the query's text and values: whoever asks the very same question may see the same records.
 *
 * @param queryOf the query, with a condition in the place of the time frame
 * @returns undefined where that cannot be done: then the query must be run as a whole
 */
export function partRows(plan: ReportPlan, queryOf: (frame: Fragment) => Fragment): readonly SqlRow[] | undefined {
  const { rows, context } = plan;
  const days = rows.frame?.days;
  const times = timesOf(plan);
  if (!times || !days || days.end <= days.start) return undefined;
  const question = queryOf(raw('TIME'));
  const places = placesOf(plan, question.sql);
  if (!places) return undefined;

  const { store } = context;
  const { zone } = rows.env.dates;
  const momentOf = (day: number): number => (times.field.type === 'Date' ? day * DAY_MS : startOfDay(day, zone));
  // Marks are read before records: what is kept may be newer than its marks, never older.
  const marksAt = marksOfTimes(store, times.place, momentOf(days.start), momentOf(days.end));
  const others = marksOfFields(store, places);
  const before = partsKept(store, `${zone} ${question.sql} ${JSON.stringify(question.params)}`);
  const now = new Map<string, Part>();
  for (const part of partsOf(days)) {
    const [from, to] = [momentOf(part.start), momentOf(part.end)];
    const key = `${formatDay(part.start)} ${formatDay(part.end)}`;
    const marks = `${others}\n${marksAt(from, to)}`;
    const known = before.get(key);
    now.set(key, known?.marks === marks ? known : { marks, rows: run(store, queryOf(rows.frame?.within(part) ?? raw('0'))) });
  }
  before.clear();
  for (const [key, part] of now) before.set(key, part);
  return [...now.values()].flatMap((part) => part.rows);
}

function run(store: Store, query: Fragment): readonly SqlRow[] {
  return store.all(query.sql, query.params).filter(({ n }) => Number(n) > 0);
}

/** The field that tells when a record of the report's only table happened, where its changes are watched. */
function timesOf({ report, layout, rows, context }: ReportPlan): { readonly place: string; readonly field: FieldDef } | undefined {
  const column = rows.frame?.column;
  const object = layout.tables[0]?.object as SObjectDef;
  if (!column || layout.tables.length > 1 || column.path.length > 1 || !isStored(column.field)) return undefined;
  // Other records decide which ones count, or others than those of one day.
  if (report.crossFilters.length > 0 || report.rowLimit !== undefined) return undefined;
  const place = timesPlace(object, column.field);
  return isWatched(context.store, place) ? { place, field: column.field } : undefined;
}

/** Where changes of other records leave marks that the query depends on; undefined when they are not watched. */
function placesOf({ context }: ReportPlan, text: string): string[] | undefined {
  if (asksMoreThanRecords(text, context.store.schema)) return undefined;
  const places = parentReads(text)?.map(({ object, field }) => fieldPlace(object, field));
  return places?.every((place) => isWatched(context.store, place)) === true ? places : undefined;
}

/** The days in parts that stay the same parts tomorrow. */
function partsOf({ start, end }: DayRange): DayRange[] {
  const step = Math.ceil((end - start) / MOST_PARTS);
  const parts: DayRange[] = [];
  for (let from = start; from < end;) {
    const to = Math.min(end, (Math.floor(from / step) + 1) * step);
    parts.push({ start: from, end: to });
    from = to;
  }
  return parts;
}

function partsKept(store: Store, question: string): Map<string, Part> {
  let queries = kept.get(store);
  if (!queries) kept.set(store, (queries = new Map<string, Map<string, Part>>()));
  const parts = queries.get(question) ?? new Map<string, Part>();
  queries.delete(question);
  queries.set(question, parts);
  if (queries.size > MOST_QUERIES) queries.delete(queries.keys().next().value ?? '');
  return parts;
}

/** Forgets what was kept, as the start of an org does. */
export function forgetParts(store: Store): void {
  kept.delete(store);
}
