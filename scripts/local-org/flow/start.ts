import type { Schema } from '../metadata/index.ts';
import { combined, compares, type Condition } from './conditions.ts';
import type { FlowStart } from './definition.ts';
import { expression } from './expressions.ts';
import type { FlowFormulas } from './formulas.ts';
import type { FlowNode } from './node.ts';
import { objectOf } from './resources.ts';

/** Triggers of records and events; others do not start by themselves here. */
const TRIGGERS: ReadonlySet<string> = new Set(['RecordBeforeSave', 'RecordAfterSave', 'RecordBeforeDelete', 'PlatformEvent']);

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm (FlowStart) */
export function readStart(flow: FlowNode, schema: Schema, formulas: FlowFormulas): FlowStart {
  const node = flow.child('start');
  const triggerType = node?.text('triggerType');
  return {
    next: node?.connector() ?? flow.text('startElementReference') ?? null,
    triggerType,
    recordTriggerType: node?.text('recordTriggerType'),
    object: node && triggerType !== undefined && TRIGGERS.has(triggerType) ? objectOf(node, schema) : undefined,
    conditions: node ? conditionsOf(node, formulas) : () => true,
    onlyWhenChanged: node?.flag('doesRequireRecordChangedToMeetCriteria') ?? false,
    order: flow.number('triggerOrder'),
  };
}

function conditionsOf(node: FlowNode, formulas: FlowFormulas): Condition {
  const formula = node.text('filterFormula');
  if (formula !== undefined) return (frame) => formulas.evaluate(formula, frame, node) === true;
  return combined(node, node.text('filterLogic'), node.list('filters'), (part) =>
    compares(part.required('operator'), `$Record.${part.required('field')}`, expression(part.child('value'))),
  );
}
