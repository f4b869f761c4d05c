import type { ApexList, ApexSObject } from '../../apex/index.ts';
import type { Schema, SObjectDef } from '../../metadata/index.ts';
import type { BulkElement } from '../definition.ts';
import { attempt } from '../faults.ts';
import { limitOf, orderOf, RecordFilters, runQueries, type FlowQuery } from '../filters.ts';
import type { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { queryableFields, referenceTo } from '../references.ts';
import { objectOf } from '../resources.ts';
import { asNumber } from '../values.ts';

type Store = (frame: Frame, records: ApexList<ApexSObject>) => void;

/**
 * A Get Records element.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_data_get.htm
 */
export function getRecords(node: FlowNode, schema: Schema): BulkElement {
  const object = objectOf(node, schema);
  const filters = new RecordFilters(node, object);
  const [order, limit, single] = [orderOf(node), limitOf(node), singleOf(node)];
  const fields = fieldsOf(node, object);
  const store = storing(node, single);
  const queryOf = (frame: Frame): FlowQuery => {
    const most = single(frame) ? 1 : asNumber(limit(frame))?.toInteger();
    return filters.query(frame, fields, `${order}${most === undefined ? '' : ` LIMIT ${most}`}`);
  };
  return {
    name: node.element,
    next: node.connector(),
    faultNext: node.connector('faultConnector'),
    runAll: (frames) => {
      const fault = attempt(() => {
        const results = runQueries(frames, frames.map(queryOf));
        frames.forEach((frame, at) => store(frame, results[at]!));
      });
      return frames.map(() => fault);
    },
  };
}

/** Whether one record is wanted: the element says so, or the variable it names holds one. */
function singleOf(node: FlowNode): (frame: Frame) => boolean {
  if (node.flag('getFirstRecordOnly') || node.has('outputAssignments')) return () => true;
  const output = node.text('outputReference')?.toLowerCase();
  return (frame) => output !== undefined && frame.flow.variables.get(output)?.isCollection === false;
}

function fieldsOf(node: FlowNode, object: SObjectDef): readonly string[] {
  const named = [...node.texts('queriedFields'), ...node.list('outputAssignments').map((part) => part.required('field'))];
  if (named.length > 0) return [...new Set(['Id', ...named])];
  return queryableFields(object);
}

function storing(node: FlowNode, single: (frame: Frame) => boolean): Store {
  const found = (frame: Frame, records: ApexList<ApexSObject>): unknown =>
    single(frame) || records.isEmpty() ? (records.items[0] ?? null) : records;
  const clears = node.flag('assignNullValuesIfNoRecordsFound');
  const output = node.text('outputReference');
  if (output !== undefined) {
    return (frame, records) => {
      if (!records.isEmpty() || clears) referenceTo(output).set(frame, found(frame, records));
    };
  }
  const assignments = node.list('outputAssignments').map((part) => [part.required('assignToReference'), part.required('field')] as const);
  if (assignments.length === 0) return (frame, records) => frame.leave(node.element, found(frame, records));
  return (frame, records) => {
    const record = records.items[0];
    if (!record && !clears) return;
    for (const [target, field] of assignments) referenceTo(target).set(frame, record ? record.getField(field) : null);
  };
}
