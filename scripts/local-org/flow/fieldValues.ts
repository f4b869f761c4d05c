import type { ApexSObject } from '../apex/index.ts';
import { expression } from './expressions.ts';
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
