import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { isStored } from '../metadata/index.ts';
import type { StoredRecord } from '../store/index.ts';
import { publishVersions } from './files.ts';
import { wholeSeconds } from './values.ts';
import type { SaveStep, WorkRow } from './work.ts';

/** What the pipeline writes of an object, worked out once. */
interface Written {
  /** Fields with a column of their own. */
  readonly fields: readonly FieldDef[];
  readonly autoNumbers: readonly FieldDef[];
  /** Names that are the id of the record where none is given. */
  readonly names: readonly FieldDef[];
  readonly summaries: readonly FieldDef[];
  /** Names made of other fields. */
  readonly joined: readonly FieldDef[];
}

const writtenOf = new WeakMap<SObjectDef, Written>();

function written(object: SObjectDef): Written {
  let known = writtenOf.get(object);
  if (!known) {
    const all = [...object.fields.values()];
    const fields = all.filter((field) => isStored(field) && !field.joinedFrom);
    known = {
      fields,
      autoNumbers: fields.filter((field) => field.type === 'AutoNumber'),
      names: fields.filter((field) => field.nameField && field.type === 'Text' && !field.custom),
      summaries: fields.filter((field) => field.summary !== undefined),
      joined: all.filter((field) => field.joinedFrom),
    };
    writtenOf.set(object, known);
  }
  return known;
}

/**
 * Gives new records their ids. Done before the unique check, whose messages name records of the same chunk.
 */
export function assignIds(step: SaveStep, rows: readonly WorkRow[]): void {
  for (const row of rows) {
    row.id = step.ctx.store.nextId(step.object);
    row.values.set('Id', row.id);
  }
}

/** An event is created by who publishes it, not by the user as whom its triggers run. */
function keepPublisher({ record, values, given }: WorkRow): void {
  if (given.has('CreatedById')) values.set('CreatedById', record.values.get('CreatedById') ?? null);
}

/** Writes new records: auto numbers, names, audit fields. */
export function insertRows(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const { fields, autoNumbers, names, summaries } = written(object);
  const set = (row: WorkRow, name: string, value: FieldValue): void => {
    if (object.fields.has(name.toLowerCase())) row.values.set(name, value);
  };
  for (const field of autoNumbers) {
    const numbers = ctx.store.nextAutoNumbers(object, field, rows.length);
    rows.forEach((row, i) => row.values.set(field.apiName, numbers[i] ?? null));
  }
  for (const row of rows) {
    for (const { apiName } of names) {
      // A custom object's record without a name is called by its id.
      if ((row.values.get(apiName) ?? null) === null && row.id) row.values.set(apiName, row.id.slice(0, 15));
    }
    for (const field of summaries) row.values.set(field.apiName, emptySummary(field));
    for (const name of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']) set(row, name, wholeSeconds(ctx.now));
    for (const name of ['CreatedById', 'LastModifiedById']) set(row, name, ctx.userId);
    if (object.kind === 'platformEvent') keepPublisher(row);
    set(row, 'IsDeleted', false);
  }
  if (object.apiName === 'ContentVersion') publishVersions(step, rows);
  ctx.store.insert(
    object,
    rows.map((row) => {
      const stored: StoredRecord = new Map();
      for (const field of fields) stored.set(field.apiName, row.values.get(field.apiName) ?? null);
      return stored;
    }),
  );
}

function emptySummary(field: FieldDef): FieldValue {
  const operation = field.summary?.operation;
  return operation === 'count' || operation === 'sum' ? 0 : null;
}

/** Writes what changed, and who changed it when. */
export function updateRows(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const { fields } = written(object);
  for (const row of rows) {
    for (const [name, value] of [
      ['LastModifiedDate', wholeSeconds(ctx.now)],
      ['LastModifiedById', ctx.userId],
      ['SystemModstamp', wholeSeconds(ctx.now)],
    ] as const) {
      if (object.fields.has(name.toLowerCase())) row.values.set(name, value);
    }
    const changes = new Map<string, FieldValue>();
    for (const field of fields) {
      if (field.apiName === 'Id') continue;
      const value = row.values.get(field.apiName) ?? null;
      if (value !== (row.old?.get(field.apiName) ?? null)) changes.set(field.apiName, value);
    }
    if (changes.size > 0 && row.id) ctx.store.update(object, row.id, changes);
  }
}

/** Computes the read-only names joined from other fields (a person's first and last name). */
export function joinNames(object: SObjectDef, rows: readonly WorkRow[]): void {
  for (const field of written(object).joined) {
    for (const row of rows) {
      const parts = field.joinedFrom?.map((name) => row.values.get(name) ?? null).filter((part) => part !== null) ?? [];
      row.values.set(field.apiName, parts.length > 0 ? parts.join(' ') : null);
    }
  }
}
