import type { FieldValue } from '../../metadata/index.ts';
import type { Row } from './world.ts';

/** A condition as text, with the values of its binds in order (`§` in the text), and what it means for a record. */
export interface Condition {
  readonly soql: string;
  readonly binds: readonly (FieldValue | readonly FieldValue[])[];
  /** @param all every record of both objects, which sub-queries look at */
  readonly holds: (row: Row, all: Records) => boolean;
}

export interface Records {
  readonly High__c: readonly Row[];
  readonly Low__c: readonly Row[];
}

/** @param sign how the value compares with the wanted one */
export function holdsFor(operator: string, sign: number): boolean {
  return { '=': sign === 0, '!=': sign !== 0, '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator] ?? false;
}
