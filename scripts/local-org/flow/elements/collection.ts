import { ApexList, ApexSObject } from '../../apex/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { combined, compareValues, condition } from '../conditions.ts';
import type { PlainElement } from '../definition.ts';
import { expression, itemsOf } from '../expressions.ts';
import type { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';
import { asNumber } from '../values.ts';

/**
 * A Collection Filter or Collection Sort element.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_logic_collection_filter.htm
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_logic_collection_sort.htm
 */
export function collectionProcessor(node: FlowNode): PlainElement {
  const type = node.required('collectionProcessorType');
  const next = node.connector();
  if (type === 'FilterCollectionProcessor') return { name: node.element, run: (frame) => (filtering(node)(frame), next) };
  if (type === 'SortCollectionProcessor') return { name: node.element, run: (frame) => (sorting(node)(frame), next) };
  return {
    name: node.element,
    run: () => {
      throw new UnsupportedFeatureError(`flow element ${type}`);
    },
  };
}

/** The items that meet the conditions are the element's own output; the collection stays as it is. */
function filtering(node: FlowNode): (frame: Frame) => void {
  const collection = referenceTo(node.required('collectionReference'));
  const current = node.required('assignNextValueToReference');
  if (node.has('formula')) throw new UnsupportedFeatureError('flow collection filters by formula');
  const holds = combined(node, node.text('conditionLogic'), node.list('conditions'), condition);
  return (frame) => {
    const list = collection.get(frame);
    const kept = itemsOf(list).filter((item) => {
      if (frame.flow.variables.has(current.toLowerCase())) referenceTo(current).set(frame, item);
      else frame.leave(current, item);
      return holds(frame);
    });
    frame.leave(node.element, new ApexList(list instanceof ApexList ? list.elementType : 'SObject', kept));
  };
}

/** The collection itself is sorted, and cut to the limit. */
function sorting(node: FlowNode): (frame: Frame) => void {
  const collection = referenceTo(node.required('collectionReference'));
  const limit = expression(node.child('limit'));
  const plainLimit = node.number('limit');
  const options = node.list('sortOptions').map((part) => ({
    field: part.text('sortField'),
    sign: part.text('sortOrder') === 'Desc' ? -1 : 1,
    emptyFirst: part.flag('doesPutEmptyStringAndNullFirst'),
  }));
  return (frame) => {
    const list = collection.get(frame);
    if (!(list instanceof ApexList)) return;
    const valueOf = (item: unknown, field: string | undefined): unknown =>
      field !== undefined && item instanceof ApexSObject ? (item.values.get(field) ?? null) : item;
    const sorted = [...(list as ApexList).items].sort((a, b) => {
      for (const { field, sign, emptyFirst } of options) {
        const [x, y] = [valueOf(a, field), valueOf(b, field)];
        if (x === null && y === null) continue;
        if (x === null || y === null) return (x === null) === emptyFirst ? -1 : 1;
        const order = compareValues(x, y) ?? 0;
        if (order !== 0) return sign * order;
      }
      return 0;
    });
    const most = plainLimit ?? asNumber(limit(frame))?.toInteger();
    collection.set(frame, new ApexList(list.elementType, most === undefined || most === 0 ? sorted : sorted.slice(0, most)));
  };
}
