import type { ResourceType } from './definition.ts';
import type { FlowNode } from './node.ts';

const plain = (dataType: ResourceType['dataType']): ResourceType => ({ dataType, isCollection: false });

/** Types of what elements leave behind under their own names, by lower-cased name; `$record` is the record that starts the flow. */
export function outputTypes(flow: FlowNode, typeOf: (key: string) => ResourceType | undefined): Map<string, ResourceType> {
  const types = new Map<string, ResourceType>();
  const put = (name: string, type: ResourceType): void => void types.set(name.toLowerCase(), type);
  const object = flow.child('start')?.text('object');
  if (object !== undefined) for (const name of ['$record', '$record__prior']) put(name, { ...plain('sobject'), of: object });
  for (const node of flow.list('recordLookups')) {
    put(node.element, { dataType: 'sobject', of: node.text('object'), isCollection: !node.flag('getFirstRecordOnly') });
  }
  for (const node of flow.list('recordCreates')) put(node.element, plain('string'));
  for (const node of flow.list('decisions')) for (const rule of node.list('rules')) put(rule.element, plain('boolean'));
  for (const node of flow.list('actionCalls')) put(node.element, plain('apex'));
  for (const node of flow.list('subflows')) put(node.element, plain('apex'));
  for (const tag of ['collectionProcessors', 'loops']) {
    for (const node of flow.list(tag)) {
      const name = node.text('collectionReference')?.toLowerCase() ?? '';
      const collection = typeOf(name) ?? types.get(name);
      if (collection) put(node.element, { ...collection, isCollection: tag === 'collectionProcessors' });
    }
  }
  return types;
}
