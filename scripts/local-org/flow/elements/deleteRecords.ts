import { ApexSObject } from '../../apex/index.ts';
import type { Schema } from '../../metadata/index.ts';
import type { BulkElement } from '../definition.ts';
import { itemsOf } from '../expressions.ts';
import { prepared } from '../faults.ts';
import { RecordFilters, withFound } from '../filters.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';
import { objectOf } from '../resources.ts';
import { saveTogether } from './saving.ts';

/**
 * A Delete Records element.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_data_delete.htm
 */
export function deleteRecords(node: FlowNode, schema: Schema): BulkElement {
  const base = { name: node.element, next: node.connector(), faultNext: node.connector('faultConnector') };
  const input = node.text('inputReference');
  if (input !== undefined) {
    const source = referenceTo(input);
    return {
      ...base,
      runAll: (frames) =>
        prepared(
          frames,
          (frame) => itemsOf(source.get(frame)).filter((item) => item instanceof ApexSObject),
          (ready, records) => saveTogether('delete', ready, records),
        ),
    };
  }
  const filters = new RecordFilters(node, objectOf(node, schema));
  return { ...base, runAll: (frames) => withFound(filters, frames, (found) => saveTogether('delete', frames, found)) };
}
