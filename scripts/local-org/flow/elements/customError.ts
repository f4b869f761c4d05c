import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { PlainElement } from '../definition.ts';
import { template } from '../expressions.ts';
import type { FlowNode } from '../node.ts';

/**
 * A Custom Error Message element: the save of the record fails with its messages.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_custom_error.htm
 */
export function customError(node: FlowNode): PlainElement {
  const messages = node.list('customErrorMessages').map((part) => ({
    message: template(part.text('errorMessage') ?? ''),
    field: part.flag('isFieldError') ? part.text('fieldSelection') : undefined,
  }));
  const next = node.connector();
  return {
    name: node.element,
    run: (frame) => {
      const { trigger } = frame.context;
      if (!trigger) throw new UnsupportedFeatureError('custom error messages of flows that no record starts');
      for (const { message, field } of messages) trigger.addError(String(message(frame)), field);
      return next;
    },
  };
}
