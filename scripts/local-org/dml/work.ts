import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { toId18, type Store, type StoredRecord } from '../store/index.ts';
import type { DmlError, DmlOptions, DmlRecord, SaveContext } from './types.ts';

/** One record on its way through the pipeline. */
export interface WorkRow {
  /** Position in the call, for the results. */
  readonly index: number;
  readonly record: DmlRecord;
  id: string | null;
  old: StoredRecord | null;
  /** The whole row: every field of the object, formulas included when somebody looks at them. */
  values: Map<string, FieldValue>;
  /** Canonical names of the fields the caller set. */
  given: Set<string>;
  readonly errors: DmlError[];
  /** Lookups that point to a living record, by field: not asked twice. */
  readonly verified: Map<string, string>;
  /** Upsert: whether the record was created. */
  created: boolean;
}

/** What every step of a save of one object knows. */
export interface SaveStep {
  readonly object: SObjectDef;
  readonly event: 'insert' | 'update';
  readonly options: DmlOptions;
  readonly ctx: SaveContext;
  /** The save pipeline writes for itself (roll-ups): fields nobody else may write are allowed, nothing is checked against the user. */
  readonly internal: boolean;
}

export function newRow(record: DmlRecord, index: number): WorkRow {
  return {
    index,
    record,
    id: record.id,
    old: null,
    values: new Map(),
    given: new Set(),
    errors: record.refusal ? [record.refusal] : [],
    verified: new Map(),
    created: false,
  };
}

export function alive(rows: readonly WorkRow[]): WorkRow[] {
  return rows.filter((row) => row.errors.length === 0);
}

export function valueOf(row: WorkRow, field: FieldDef): FieldValue {
  return row.values.get(field.apiName) ?? null;
}

/** Whether this save changes the field (on insert: sets it). */
export function isChanged(row: WorkRow, field: FieldDef): boolean {
  return valueOf(row, field) !== (row.old?.get(field.apiName) ?? null);
}

/** The label in the running user's language. */
export function labelOf(step: Pick<SaveStep, 'object' | 'ctx'>, field: FieldDef): string {
  return step.ctx.translations.fieldLabel(step.object.apiName, field.apiName, step.ctx.language);
}

/** A parameter for `IN (SELECT value FROM json_each(?))`: one statement text for any number of ids. */
export function jsonList(values: Iterable<string | number>): string {
  return JSON.stringify([...values]);
}

export const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** Adds to a list in a map. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Keeps the records to the end of the transaction, as {@link Store.lock} does. @param ids of 15 or 18 characters; null has no record */
export function lockRecords(store: Store, ids: readonly (string | null)[]): void {
  store.lock(ids.flatMap((id) => (id === null ? [] : toId18(id))));
}
