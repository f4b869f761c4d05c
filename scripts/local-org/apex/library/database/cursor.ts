import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { parseSoql, type QueryRow } from '../../../soql/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current, type DataMode } from '../../runtime/context.ts';
import { LimitException, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { recordsFromRows, type ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { bindNames, bindValues, elementType, selection } from './dynamicSoql.ts';

/**
 * Limits of both kinds of cursors in a transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm
 */
export const CURSOR_LIMITS = {
  ApexCursors: 10_000,
  ApexCursorRows: 50_000_000,
  ApexPaginationCursors: 200_000,
  ApexPaginationCursorRows: 100_000,
  FetchCallsOnApexCursor: 100,
} as const;
export type CursorCounter = keyof typeof CURSOR_LIMITS;

/** Rows of the longest page. */
const MAX_PAGE = 2000;
/** The ids to read go to the query under a name that code of an org cannot bind. */
const IDS = 'cursor__ids';

/** What the running transaction has used of a limit. */
export const cursorUse = (counter: CursorCounter): number => (current().slots.get(counter) as number | undefined) ?? 0;

function spend(counter: CursorCounter, amount: number, message: string): void {
  const used = cursorUse(counter) + amount;
  current().slots.set(counter, used);
  if (used > CURSOR_LIMITS[counter]) throw new LimitException(`${message}: ${used}`);
}

/** What a cursor is made of; it may be kept by a job. */
export interface CursorContent {
  readonly ids: ApexList<string>;
  /** The query up to its conditions. */
  readonly selection: string;
  readonly ending: string;
  /** Values of the binds of its child sub-queries. */
  readonly binds: ApexMap<string, unknown>;
  readonly mode: DataMode;
}

/** `Database.Cursor`: the ids of a query's rows. Their fields are read when code fetches them, in parts and in any order. */
export class Cursor extends ApexObject {
  content!: CursorContent;

  override get typeName(): string {
    return 'Database.Cursor';
  }
}

/** `Database.PaginationCursor`: a page of it is full even if rows were deleted meanwhile. */
export class PaginationCursor extends Cursor {
  override get typeName(): string {
    return 'Database.PaginationCursor';
  }
}

/** `Database.CursorFetchResult`. */
class FetchResult extends ApexObject {
  readonly records: ApexList<ApexSObject>;
  readonly nextIndex: number;
  readonly deleted: number;
  readonly done: boolean;

  constructor(records: ApexList<ApexSObject>, nextIndex: number, deleted: number, done: boolean) {
    super();
    this.records = records;
    this.nextIndex = nextIndex;
    this.deleted = deleted;
    this.done = done;
  }

  override get typeName(): string {
    return 'Database.CursorFetchResult';
  }
}

/**
 * Makes a cursor over the rows of a query as they are now. Throws System.QueryException. It is the fetches that count as
 * queries: a transaction may have 100 of both, and public code makes its 100 fetches beside the call that opens the cursor.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm
 */
export function openCursor<T extends Cursor>(cursor: T, soql: string, read: (name: string) => unknown, mode: DataMode): T {
  const paged = cursor instanceof PaginationCursor;
  const rows = current().query(soql, bindValues(soql, read), { ...mode, uncounted: true }) as QueryRow[];
  spend(paged ? 'ApexPaginationCursors' : 'ApexCursors', 1, 'Too many cursors');
  spend(paged ? 'ApexPaginationCursorRows' : 'ApexCursorRows', rows.length, 'Too many cursor rows');
  const ids = rows.map(({ id }) => {
    if (id === undefined) throw new UnsupportedFeatureError('Cursors of aggregate queries');
    return id;
  });
  const selected = selection(soql);
  const binds = new ApexMap<string, unknown>('String', 'Object');
  for (const name of bindNames(selected)) binds.put(name, read(name));
  const ending = parseSoql(soql).allRows ? ' ALL ROWS' : '';
  cursor.content = { ids: new ApexList('Id', ids), selection: selected, ending, binds, mode };
  return cursor;
}

/** The part of the ids that a call asks for. */
function range({ content: { ids } }: Cursor, start: number | null, size: number | null, most = Infinity): readonly string[] {
  if (start === null || size === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  if (start < 0 || size < 0 || start > ids.size() || size > most) {
    throwApex('System.InvalidParameterValueException', `Invalid cursor position or count: ${start}, ${size}`);
  }
  return ids.items.slice(start, start + size);
}

/** Rows that still are, in the order of the ids. */
function rowsOf({ content }: Cursor, ids: readonly string[], mode: DataMode, selected = content.selection): readonly QueryRow[] {
  const binds = new Map([...content.binds.entries()].map(([name, value]) => [String(name), value] as const));
  const soql = `${selected} WHERE Id IN :${IDS}${content.ending}`;
  const rows = current().query(soql, new Map([...binds, [IDS, new ApexList('Id', [...ids])]]), mode) as QueryRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function fetch(cursor: Cursor, ids: readonly string[]): ApexList<ApexSObject> {
  spend('FetchCallsOnApexCursor', 1, 'Too many fetch calls on cursor');
  const rows = rowsOf(cursor, ids, cursor.content.mode);
  const { schema } = current().host.source;
  return recordsFromRows(rows, schema, elementType(cursor.content.selection, rows, schema));
}

/** Those of the ids whose rows are not deleted, whoever may see them. */
function alive(cursor: Cursor, ids: readonly string[], counted: boolean): readonly string[] {
  const from = parseSoql(cursor.content.selection).from.path.join('.');
  const mode = { userMode: false, sharing: false, uncounted: !counted };
  return rowsOf(cursor, ids, mode, `SELECT Id FROM ${from}`).map(({ id }) => id!);
}

function fetchPage(cursor: Cursor, start: number | null, size: number | null): FetchResult {
  range(cursor, start, size, MAX_PAGE);
  const { items } = cursor.content.ids;
  const page: string[] = [];
  let next = start!;
  while (page.length < size! && next < items.length) {
    const part = items.slice(next, next + size! - page.length);
    page.push(...alive(cursor, part, false));
    next += part.length;
  }
  const deleted = next - start! - page.length;
  const atEnd = next >= items.length;
  // After the last page there is no index to go on from: public code counts on 0.
  return new FetchResult(fetch(cursor, page), atEnd ? 0 : next, deleted, page.length === size || atEnd);
}

function fetchDeleted(cursor: Cursor, start: number | null, size: number | null): number {
  const ids = range(cursor, start, size);
  spend('FetchCallsOnApexCursor', 1, 'Too many fetch calls on cursor');
  return ids.length - alive(cursor, ids, true).length;
}

const size = ({ content }: Cursor): number => content.ids.size();

export const cursorTypes: readonly NativeTypeSpec[] = [
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_Cursor.htm
  {
    name: 'Database.Cursor',
    methods: {
      'fetch(Integer position, Integer count): List<SObject>': (cursor: Cursor, position: number | null, count: number | null) =>
        fetch(cursor, range(cursor, position, count)),
      'getNumRecords(): Integer': size,
    },
  },
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_PaginationCursor.htm
  {
    name: 'Database.PaginationCursor',
    methods: {
      'fetchDeleted(Integer start, Integer pageSize): Integer': fetchDeleted,
      'fetchPage(Integer start, Integer pageSize): Database.CursorFetchResult': fetchPage,
      'getNumRecords(): Integer': size,
    },
  },
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_CursorFetchResult.htm
  {
    name: 'Database.CursorFetchResult',
    methods: {
      'getNextIndex(): Integer': (result: FetchResult) => result.nextIndex,
      'getNumDeletedRecords(): Integer': (result: FetchResult) => result.deleted,
      'getRecords(): List<SObject>': (result: FetchResult) => result.records,
      'isDone(): Boolean': (result: FetchResult) => result.done,
    },
  },
];
