import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { BulkElement } from '../definition.ts';
import { FlowFault } from '../errors.ts';
import { expression } from '../expressions.ts';
import { attempt, prepared } from '../faults.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';

type Outputs = ReadonlyMap<string, unknown>;

/**
 * An Action element that calls the invocable method of an Apex class: once for all interviews that have come to it.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_actions.htm
 */
export function action(node: FlowNode): BulkElement {
  const base = { name: node.element, next: node.connector(), faultNext: node.connector('faultConnector') };
  const type = node.required('actionType');
  const className = node.required('actionName');
  if (type !== 'apex') {
    return {
      ...base,
      runAll: () => {
        throw new UnsupportedFeatureError(`flow action ${type} (${className})`);
      },
    };
  }
  const inputs = node.list('inputParameters').map((part) => [part.required('name'), expression(part.child('value'))] as const);
  const outputs = node.list('outputParameters').map((part) => [part.required('assignToReference'), part.required('name')] as const);
  return {
    ...base,
    runAll: (frames) =>
      prepared(
        frames,
        (frame) => new Map(inputs.map(([name, value]) => [name, value(frame)])),
        (ready, given) => {
          let results: readonly Outputs[] = [];
          const fault = attempt(() => {
            const type = ready[0]!.context.transaction.findType(className);
            if (!type?.invocable) throw new FlowFault(`The Apex action ${className} is not available.`);
            results = type.invocable(given);
          });
          if (fault) return ready.map(() => fault);
          return ready.map((frame, at) =>
            attempt(() => {
              const result = byLowerCase(results[at] ?? new Map());
              for (const [target, name] of outputs) referenceTo(target).set(frame, result.get(name.toLowerCase()) ?? null);
              frame.leave(node.element, result);
            }),
          );
        },
      ),
  };
}

function byLowerCase(outputs: Outputs): Map<string, unknown> {
  return new Map([...outputs].map(([name, value]) => [name.toLowerCase(), value]));
}
