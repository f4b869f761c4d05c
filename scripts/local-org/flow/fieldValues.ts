import type { ApexSObject } from '../apex/index.ts';
import type { FlowFault } from './errors.ts';
import { expression } from './expressions.ts';
import { attempt } from './faults.ts';
import type { Frame } from './frame.ts';
import type { FlowNode } from './node.ts';
import { setField } from './references.ts';

/** Reads the field values that a data element gives its records. */
export function assignFields(node: FlowNode): (frame: Frame, record: ApexSObject) => void {
  const assignments = node.list('inputAssignments').map((part) => [part.required('field'), expression(part.child('value'))] as const);
  return (frame, record) => {
    for (const [field, value] of assignments) setField(record, field, value(frame));
  };
}

/**
 * Works out what each interview brings to an element, and carries out the element with those that can.
 * @returns for each interview what went wrong
 */
export function prepared<T>(
  frames: readonly Frame[],
  prepare: (frame: Frame) => T,
  carryOut: (ready: readonly Frame[], inputs: readonly T[]) => readonly (FlowFault | null)[],
): (FlowFault | null)[] {
  const inputs: T[] = [];
  const faults = frames.map((frame) => attempt(() => void inputs.push(prepare(frame))));
  const ready = frames.filter((_, at) => faults[at] === null);
  if (ready.length === 0) return faults;
  const outcomes = carryOut(ready, inputs);
  let next = 0;
  return faults.map((fault) => fault ?? outcomes[next++] ?? null);
}
