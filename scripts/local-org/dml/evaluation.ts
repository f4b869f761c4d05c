import type { FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import type { StoredRecord } from '../store/index.ts';
import { globalInput } from './globals.ts';
import { IS_NEW, PRIOR, type FormulaInput } from './formula/index.ts';
import { storedPaths, withFormulas } from './formula/scope.ts';
import type { SaveContext } from './types.ts';

/** A record a formula is evaluated on. */
export interface Subject {
  readonly values: ReadonlyMap<string, FieldValue>;
  readonly old: ReadonlyMap<string, FieldValue> | null;
}

/** One step of a relation; `Owner:User` is nothing for a record of a queue. */
interface RelationStep {
  readonly name: string;
  readonly narrowed: string | undefined;
}

const steps = new Map<string, readonly RelationStep[]>();

/** The steps of a relation such as `Account.Owner:User`; there are as many relations as formulas name. */
function stepsOf(relation: string): readonly RelationStep[] {
  let known = steps.get(relation);
  if (!known) {
    known = relation.split('.').map((segment) => {
      const [name = '', narrowed] = segment.split(':');
      return { name, narrowed };
    });
    steps.set(relation, known);
  }
  return known;
}

const relations = new WeakMap<readonly string[], readonly string[]>();

/** The relations behind the stored fields that a list of paths reads, the nearest first. Remembered for the list itself. */
function relationsOf(object: SObjectDef, paths: readonly string[], schema: Schema): readonly string[] {
  let known = relations.get(paths);
  if (!known) {
    const found = new Set<string>();
    for (const path of storedPaths(object, paths, schema)) {
      const segments = path.split('.');
      for (let depth = 1; depth < segments.length; depth++) found.add(segments.slice(0, depth).join('.'));
    }
    known = [...found].sort((a, b) => stepsOf(a).length - stepsOf(b).length);
    relations.set(paths, known);
  }
  return known;
}

/**
 * Answers formula paths for many records of one object: parents are read level by level, one statement per
 * level and parent object, whatever the number of records.
 */
export class FormulaRecords {
  readonly #object: SObjectDef;
  readonly #ctx: SaveContext;
  readonly #parents = new Map<string, StoredRecord>();
  readonly #global: FormulaInput;

  constructor(object: SObjectDef, ctx: SaveContext) {
    this.#object = object;
    this.#ctx = ctx;
    this.#global = globalInput(ctx);
  }

  /** Records as they are about to be saved: for the others of the same statement these are their parents. */
  expect(rows: readonly (Subject & { readonly id: string | null })[]): void {
    for (const { id, values } of rows) if (id !== null) this.#parents.set(id, new Map(values));
  }

  /** Reads the parents that `paths` reach from these records. A caller that keeps its list of paths saves working them out. */
  prefetch(subjects: readonly Subject[], paths: readonly string[]): void {
    for (const relation of relationsOf(this.#object, paths, this.#ctx.store.schema)) {
      const missing = new Set<string>();
      for (const subject of subjects) {
        for (const row of [subject.values, subject.old]) {
          const id = row && this.#idAt(row, relation);
          if (id && !this.#parents.has(id)) missing.add(id);
        }
      }
      this.#read(missing);
    }
  }

  /** The input of a formula for one record. */
  input(subject: Subject): FormulaInput {
    return this.inputs(subject).now;
  }

  /** The input of a formula for one record, as it is and as it was. */
  inputs(subject: Subject): { readonly now: FormulaInput; readonly prior: FormulaInput } {
    const { schema } = this.#ctx.store;
    // On insert nothing has changed yet: the prior value is the present one.
    const before = subject.old ?? subject.values;
    const special: FormulaInput = (path) => {
      if (path === IS_NEW) return subject.old === null;
      if (path.startsWith(PRIOR)) return prior(path.slice(PRIOR.length));
      return this.#global(path);
    };
    const prior = withFormulas(this.#object, schema, (path) => this.#valueAt(before, path), special);
    return { now: withFormulas(this.#object, schema, (path) => this.#valueAt(subject.values, path), special), prior };
  }

  #read(ids: ReadonlySet<string>): void {
    const { store } = this.#ctx;
    const byPrefix = Map.groupBy(ids, (id) => id.slice(0, 3));
    for (const [prefix, group] of byPrefix) {
      const object = store.schema.byKeyPrefix(prefix);
      if (!object) continue;
      for (const [id, record] of store.read(object, group)) this.#parents.set(id, record);
    }
  }

  #idAt(row: ReadonlyMap<string, FieldValue>, relation: string): string | null {
    const { schema } = this.#ctx.store;
    let object: SObjectDef | undefined = this.#object;
    let current: ReadonlyMap<string, FieldValue> | undefined = row;
    let id: string | null = null;
    for (const { name, narrowed } of stepsOf(relation)) {
      const lookup: ReturnType<typeof schema.parentRelationship> = object && schema.parentRelationship(object, name);
      const value = lookup && current?.get(lookup.apiName);
      if (typeof value !== 'string') return null;
      id = value;
      current = this.#parents.get(id);
      object = schema.byKeyPrefix(id.slice(0, 3));
      if (narrowed !== undefined && object?.apiName !== narrowed) return null;
    }
    return id;
  }

  #valueAt(row: ReadonlyMap<string, FieldValue>, path: string): FieldValue {
    const dot = path.lastIndexOf('.');
    if (dot < 0) return row.get(path) ?? null;
    const id = this.#idAt(row, path.slice(0, dot));
    return id === null ? null : (this.#parents.get(id)?.get(path.slice(dot + 1)) ?? null);
  }
}
