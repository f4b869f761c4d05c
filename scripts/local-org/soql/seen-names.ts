import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import { SoqlError, type Position } from './errors.ts';
import type { NameChecks } from './names.ts';

/** An object or one of its fields that the names of a query lead to. */
export interface SeenName {
  readonly object: SObjectDef;
  readonly field: FieldDef | undefined;
  readonly position: Position;
  /** Whether it was allowed where the query can do without it; elsewhere it does not matter for the translation. */
  readonly attempted: boolean | undefined;
}

/** Passes on what the names of a query lead to, and remembers it, so that the same can be checked again for others. */
export class SeenNames implements NameChecks {
  readonly seen: SeenName[] = [];
  readonly #checks: NameChecks | undefined;
  #attempting = false;

  constructor(checks: NameChecks | undefined) {
    this.#checks = checks;
  }

  object(object: SObjectDef, position: Position): void {
    this.#see(object, undefined, position, () => this.#checks?.object(object, position));
  }

  field(object: SObjectDef, field: FieldDef, position: Position): void {
    this.#see(object, field, position, () => this.#checks?.field(object, field, position));
  }

  attempt<T>(work: () => T): T {
    const before = this.#attempting;
    this.#attempting = true;
    try {
      return this.#checks ? this.#checks.attempt(work) : work();
    } finally {
      this.#attempting = before;
    }
  }

  allows(object: SObjectDef, field?: FieldDef): boolean {
    return this.#checks?.allows(object, field) ?? true;
  }

  #see(object: SObjectDef, field: FieldDef | undefined, position: Position, check: () => void): void {
    if (!this.#attempting) this.seen.push({ object, field, position, attempted: undefined });
    try {
      check();
      if (this.#attempting) this.seen.push({ object, field, position, attempted: true });
    } catch (error) {
      if (this.#attempting && error instanceof SoqlError) this.seen.push({ object, field, position, attempted: false });
      throw error;
    }
  }
}

/** Whether what the query can do without is allowed as it was, so that it is translated the same way. */
export function isSeenAlike(seen: readonly SeenName[], checks: NameChecks | undefined): boolean {
  return seen.every(({ object, field, attempted }) => attempted === undefined || attempted === (checks?.allows(object, field) ?? true));
}

/** Checks what the query needs, in the order of its names. @throws SoqlError as the checks do */
export function checkSeen(seen: readonly SeenName[], checks: NameChecks | undefined): void {
  if (!checks) return;
  for (const { object, field, position, attempted } of seen) {
    if (attempted !== undefined) continue;
    if (field) checks.field(object, field, position);
    else checks.object(object, position);
  }
}
