import { ApexSObject } from '../../apex/index.ts';
import type { Schema } from '../../metadata/index.ts';
import type { BulkElement } from '../definition.ts';
import { itemsOf } from '../expressions.ts';
import { dataFault, prepared } from '../faults.ts';
import { assignFields } from '../fieldValues.ts';
import { RecordFilters, withFound } from '../filters.ts';
import type { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';
import { objectOf } from '../resources.ts';
import { saveTogether } from './saving.ts';

/**
 * An Update Records element: of records that a resource holds, or of those that meet its conditions.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_data_update.htm
 */
export function updateRecords(node: FlowNode, schema: Schema): BulkElement {
  const base = { name: node.element, next: node.connector(), faultNext: node.connector('faultConnector') };
  const assign = assignFields(node);
  const input = node.text('inputReference');
  if (input !== undefined) {
    const source = referenceTo(input);
    const isTrigger = /^\$record$/i.test(input);
    return {
      ...base,
      runAll: (frames) =>
        prepared(
          frames,
          (frame) => toUpdate(frame, itemsOf(source.get(frame)), isTrigger, assign),
          (ready, records) => saveTogether('update', ready, records),
        ),
    };
  }
  const filters = new RecordFilters(node, objectOf(node, schema));
  return {
    ...base,
    runAll: (frames) =>
      withFound(filters, frames, (found) => {
        let next = 0;
        return prepared(
          frames,
          (frame) => found[next++]!.map((record) => changed(frame, record, assign)),
          (ready, records) => saveTogether('update', ready, records),
        );
      }),
  };
}

function changed(frame: Frame, { def, id }: ApexSObject, assign: (frame: Frame, record: ApexSObject) => void): ApexSObject {
  const record = new ApexSObject(def);
  record.values.set('Id', id);
  assign(frame, record);
  return record;
}

/**
 * The records to save. Before the save of the triggering record its fields are just set; after it the record itself keeps
 * what was given to it, and only that is saved.
 */
function toUpdate(
  frame: Frame,
  items: readonly unknown[],
  isTrigger: boolean,
  assign: (frame: Frame, record: ApexSObject) => void,
): readonly ApexSObject[] {
  const records = items.filter((item) => item instanceof ApexSObject);
  for (const record of records) {
    assign(frame, record);
    if (record.id === null && !isTrigger)
      throw dataFault('update', { statusCode: 'MISSING_ARGUMENT', message: 'Id not specified in an update call' });
  }
  return isTrigger && frame.context.isBeforeSave ? [] : records;
}
