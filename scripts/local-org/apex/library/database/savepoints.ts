import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeFn } from '../../types.ts';

/** `System.Savepoint`. */
class Savepoint extends ApexObject {
  readonly name: string;
  /** Counters of the part of a test it was set in, and DML statements that were to be committed then. */
  readonly #limits = current().limits;
  readonly #pending = current().limits.pendingStatements;
  /** Why it cannot be used any more. */
  gone: string | undefined;

  constructor(name: string) {
    super();
    this.name = name;
  }

  get isOfNow(): boolean {
    return this.#limits === current().limits;
  }

  get pending(): number {
    return this.isOfNow ? this.#pending : 0;
  }

  override get typeName(): string {
    return 'Savepoint';
  }
}

/** Slot of the savepoints of the transaction that can be used, oldest first. */
const SLOT = 'database.savepoints';

function savepoints(): Savepoint[] {
  const { slots } = current();
  const known = slots.get(SLOT) as Savepoint[] | undefined;
  if (known) return known;
  const created: Savepoint[] = [];
  slots.set(SLOT, created);
  return created;
}

/** Whether a savepoint is neither released nor of before Test.startTest. */
export function hasActiveSavepoint(): boolean {
  return savepoints().some((savepoint) => savepoint.isOfNow);
}

/** Where the savepoint stands among those that can be used. @throws System.TypeException when it is not one of them */
function positionOf(savepoint: Savepoint | null): number {
  if (savepoint === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const position = savepoints().indexOf(savepoint);
  if (position < 0) throwApex('System.TypeException', savepoint.gone ?? 'Savepoint does not belong to this transaction');
  return position;
}

function forget(from: number, why: string): void {
  for (const savepoint of savepoints().splice(from)) savepoint.gone = why;
}

/**
 * Savepoints: rolling back to one, or releasing it, ends those that were set after it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_transaction_control.htm
 */
export const SAVEPOINT_STATICS: Record<string, NativeFn> = {
  'setSavepoint(): System.Savepoint': () => {
    const savepoint = new Savepoint(current().savepoint());
    savepoints().push(savepoint);
    return savepoint;
  },
  'rollback(System.Savepoint savepoint): void': (savepoint: Savepoint) => {
    const position = positionOf(savepoint);
    current().rollback(savepoint.name, savepoint.pending);
    forget(position + 1, 'Savepoint is not valid: the transaction was rolled back to an earlier one');
  },
  'releaseSavepoint(System.Savepoint savepoint): void': (savepoint: Savepoint) => {
    const position = positionOf(savepoint);
    current().releaseSavepoint(savepoint.name);
    forget(position, 'Savepoint has been released');
  },
};
