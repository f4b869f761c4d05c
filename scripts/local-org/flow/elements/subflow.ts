import type { SubflowElement } from '../definition.ts';
import { FlowFault } from '../errors.ts';
import { expression } from '../expressions.ts';
import { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';

/**
 * A Subflow element: runs the active version of another flow within the interview.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_subflow.htm
 */
export function subflow(node: FlowNode): SubflowElement {
  const flowName = node.required('flowName');
  const inputs = node.list('inputAssignments').map((part) => [part.required('name'), expression(part.child('value'))] as const);
  const outputs = node.list('outputAssignments').map((part) => [part.required('assignToReference'), part.required('name')] as const);
  return {
    name: node.element,
    next: node.connector(),
    enter: (frame) => {
      const flow = frame.context.find(flowName);
      if (!flow) throw new FlowFault(`The flow ${flowName} has no active version.`);
      return new Frame(flow, frame.context, new Map(inputs.map(([name, value]) => [name, value(frame)])), frame);
    },
    leave: (frame, inner) => {
      const results = new Map<string, unknown>();
      for (const [key, { isOutput }] of inner.flow.variables) if (isOutput) results.set(key, inner.values.get(key) ?? null);
      for (const [target, name] of outputs) referenceTo(target).set(frame, results.get(name.toLowerCase()) ?? null);
      frame.leave(node.element, results);
    },
  };
}
