import { combined, condition, type Condition } from '../conditions.ts';
import type { PlainElement } from '../definition.ts';
import { beforeSave } from '../frame.ts';
import type { FlowNode } from '../node.ts';

/** An outcome of a decision. */
interface Outcome {
  readonly name: string;
  readonly holds: Condition;
  readonly next: string | null;
}

/**
 * A Decision element: goes on with the first outcome whose conditions hold. Each outcome is a Boolean under its own name.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_decision.htm
 */
export function decision(node: FlowNode): PlainElement {
  const outcomes = node.list('rules').map(outcome);
  const otherwise = node.connector('defaultConnector');
  return {
    name: node.element,
    run: (frame) => {
      for (const { name } of outcomes) frame.leave(name, false);
      const taken = outcomes.find(({ holds }) => holds(frame));
      if (!taken) return otherwise;
      frame.leave(taken.name, true);
      return taken.next;
    },
  };
}

function outcome(node: FlowNode): Outcome {
  return { name: node.required('name'), holds: conditionsOf(node), next: node.connector() };
}

/** "Only if the record that triggered the flow is updated to meet the condition requirements": it must not have met them before. */
function conditionsOf(node: FlowNode): Condition {
  const holds = combined(node, node.text('conditionLogic'), node.list('conditions'), condition);
  if (!node.flag('doesRequireRecordChangedToMeetCriteria')) return holds;
  return (frame) => {
    if (!holds(frame)) return false;
    const before = beforeSave(frame);
    return before === null || !holds(before);
  };
}
