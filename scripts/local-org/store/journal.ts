import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { StoreError } from './errors.ts';
import { fold } from './fold.ts';
import { foldsCase } from './layout.ts';
import type { SqlValue } from './types.ts';

/** One statement of a transaction, and what it touches. */
export interface Write {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** What nobody else may write before the transaction has ended: ids of records, or names of other things. */
  readonly ids?: readonly string[];
  readonly object?: SObjectDef;
  /** The values it gives them: those of unique fields are taken, too. */
  readonly values?: ReadonlyMap<string, FieldValue>;
  /** An auto number it has used up. */
  readonly counter?: { readonly field: string; readonly last: number };
  /** Whether it must change as many rows as before when it is done again; "any" for data that is derived from other data. */
  readonly again?: 'any';
  /** Rows it has changed; filled in when it has run. */
  changes?: number;
}

/** What two transactions must not both do: write the same record, or give a unique field the same value. */
export function keysOf({ object, ids, values }: Write): string[] {
  const keys = [...(ids ?? [])];
  if (!object || !values) return keys;
  for (const field of uniqueFields(object)) {
    const value = values.get(field.apiName) ?? null;
    if (value !== null) keys.push(uniqueKey(object, field, value));
  }
  return keys;
}

export function uniqueKey(object: SObjectDef, field: FieldDef, value: Exclude<FieldValue, null>): string {
  return `${object.apiName}.${field.apiName}=${typeof value === 'string' && foldsCase(field) ? fold(value) : String(value)}`;
}

const uniques = new WeakMap<SObjectDef, readonly FieldDef[]>();

function uniqueFields(object: SObjectDef): readonly FieldDef[] {
  let fields = uniques.get(object);
  if (!fields) uniques.set(object, (fields = [...object.fields.values()].filter((field) => field.unique && field.type !== 'Id')));
  return fields;
}

const COUNTS_CHANGES = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i;

/**
 * What a transaction has done so far, so that it can be done again: its statements and savepoints in order. What is rolled
 * back is forgotten.
 */
export class Journal {
  #writes: Write[] = [];
  #marks: { readonly name: string; readonly at: number }[] = [];

  get length(): number {
    return this.#writes.length;
  }

  push(write: Write): void {
    this.#writes.push(write);
  }

  /** The statements from the `start`-th on. */
  from(start: number): readonly Write[] {
    return start === 0 ? this.#writes : this.#writes.slice(start);
  }

  /** Sets a savepoint. @returns how many savepoints are around it */
  mark(name: string): number {
    return this.#marks.push({ name, at: this.#writes.length }) - 1;
  }

  /** Statements after a savepoint. @throws StoreError NO_TRANSACTION when there is none of that name */
  since(name: string): readonly Write[] {
    return this.from((this.#marks[this.#depthOf(name)] as { at: number }).at);
  }

  /** Forgets what came after a savepoint; the savepoint stays. @returns how many savepoints are around it */
  rollbackTo(name: string): number {
    const depth = this.#depthOf(name);
    this.#writes.length = (this.#marks[depth] as { at: number }).at;
    this.#marks.length = depth + 1;
    return depth;
  }

  /** Forgets a savepoint and those after it, not what was done. @returns how many savepoints are around it */
  release(name: string): number {
    const depth = this.#depthOf(name);
    this.#marks.length = depth;
    return depth;
  }

  clear(): void {
    this.#writes = [];
    this.#marks = [];
  }

  /**
   * Does everything again in a new transaction.
   * @throws StoreError REPLAY_CONFLICT when a statement fails, or changes another number of rows than it did before
   */
  replay(savepoint: (depth: number) => void, run: (write: Write) => number): void {
    let next = 0;
    for (let i = 0; i < this.#writes.length; i++) {
      while (this.#marks[next]?.at === i) savepoint(next++);
      runAgain(this.#writes[i] as Write, run);
    }
    for (; next < this.#marks.length; next++) savepoint(next);
  }

  #depthOf(name: string): number {
    const depth = this.#marks.findLastIndex((mark) => mark.name === name);
    if (depth < 0) throw new StoreError('NO_TRANSACTION', `There is no ${name}`);
    return depth;
  }
}

function runAgain(write: Write, run: (write: Write) => number): void {
  const conflict = 'What others have saved meanwhile does not go together with what this transaction has done';
  let changes: number;
  try {
    changes = run(write);
  } catch (error) {
    throw new StoreError('REPLAY_CONFLICT', conflict, error);
  }
  if (changes !== write.changes && write.again !== 'any' && COUNTS_CHANGES.test(write.sql))
    throw new StoreError('REPLAY_CONFLICT', conflict);
}
