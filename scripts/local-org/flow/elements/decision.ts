import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { combined, condition, type Condition } from '../conditions.ts';
import type { PlainElement } from '../definition.ts';
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

function conditionsOf(node: FlowNode): Condition {
  if (!node.flag('doesRequireRecordChangedToMeetCriteria'))
    return combined(node, node.text('conditionLogic'), node.list('conditions'), condition);
  return () => {
    throw new UnsupportedFeatureError(`outcomes of flow decisions that a record must not have met before (${node.element})`);
  };
}
