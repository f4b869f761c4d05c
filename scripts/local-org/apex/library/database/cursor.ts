import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { LimitException, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Calls of `fetch` in a transaction. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm */
export const MAX_FETCHES = 10;
const FETCH_SLOT = 'cursorFetches';
const ROWS_SLOT = 'cursorRows';

const count = (slot: string): number => (current().slots.get(slot) as number | undefined) ?? 0;

/** What `Limits.getFetchCallsOnApexCursor()` and `Limits.getApexCursorRows()` answer. */
export const cursorFetches = (): number => count(FETCH_SLOT);
export const cursorRows = (): number => count(ROWS_SLOT);

/** `Database.Cursor`: the records are read when it is made; code fetches them in parts, in any order. */
export class Cursor extends ApexObject {
  records = new ApexList<ApexSObject>('SObject');

  override get typeName(): string {
    return 'Database.Cursor';
  }
}

/** A new cursor over the rows of a query, which count towards the limit of the transaction. */
export function openCursor(records: ApexList<ApexSObject>): Cursor {
  current().slots.set(ROWS_SLOT, cursorRows() + records.size());
  const cursor = new Cursor();
  cursor.records = records;
  return cursor;
}

function fetch({ records }: Cursor, position: number | null, size: number | null): ApexList<ApexSObject> {
  if (position === null || size === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  if (position < 0 || size < 0 || position > records.size()) {
    throwApex('System.InvalidParameterValueException', `Invalid cursor position or count: ${position}, ${size}`);
  }
  current().slots.set(FETCH_SLOT, cursorFetches() + 1);
  if (cursorFetches() > MAX_FETCHES) throw new LimitException(`Too many fetch calls on cursor: ${cursorFetches()}`);
  return new ApexList(records.elementType, records.items.slice(position, position + size));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_Cursor.htm */
export const cursorType: NativeTypeSpec = {
  name: 'Database.Cursor',
  methods: {
    'fetch(Integer position, Integer count): List<SObject>': fetch,
    'getNumRecords(): Integer': ({ records }: Cursor) => records.size(),
  },
};
