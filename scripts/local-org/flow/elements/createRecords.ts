import { ApexSObject } from '../../apex/index.ts';
import type { Schema } from '../../metadata/index.ts';
import type { BulkElement } from '../definition.ts';
import { itemsOf } from '../expressions.ts';
import { assignFields } from '../fieldValues.ts';
import type { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';
import { objectOf, refused } from '../resources.ts';
import { prepared } from '../faults.ts';
import { saveTogether } from './saving.ts';

/**
 * A Create Records element.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_data_create.htm
 */
export function createRecords(node: FlowNode, schema: Schema): BulkElement {
  const lacking = ['operationMultiMatchingRecords', 'operationOneMatchingRecord', 'operationZeroMatchingRecords'].find((name) =>
    node.has(name),
  );
  const source =
    lacking === undefined ? recordsOf(node, schema) : refused(`flow records that are created only when there is none (${lacking})`);
  const idTarget = node.text('assignRecordIdToReference');
  return {
    name: node.element,
    next: node.connector(),
    faultNext: node.connector('faultConnector'),
    runAll: (frames) =>
      prepared(frames, source, (ready, records) => {
        const faults = saveTogether('create', ready, records);
        ready.forEach((frame, at) => {
          if (faults[at] !== null) return;
          const id = records[at]![0]?.id ?? null;
          if (idTarget !== undefined) referenceTo(idTarget).set(frame, id);
          if (node.flag('storeOutputAutomatically')) frame.leave(node.element, id);
        });
        return faults;
      }),
  };
}

function recordsOf(node: FlowNode, schema: Schema): (frame: Frame) => readonly ApexSObject[] {
  const input = node.text('inputReference');
  if (input !== undefined) return (frame) => itemsOf(referenceTo(input).get(frame)).filter((item) => item instanceof ApexSObject);
  const object = objectOf(node, schema);
  const assign = assignFields(node);
  return (frame) => {
    const record = new ApexSObject(object);
    assign(frame, record);
    return [record];
  };
}
