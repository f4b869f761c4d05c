import type { PlainElement } from '../definition.ts';
import { itemsOf } from '../expressions.ts';
import type { Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo } from '../references.ts';
import { copied } from '../values.ts';

/** Where a loop is: under the name of the element, which no resource can have. */
const positionOf = (name: string): string => `loop ${name}`;

interface Position {
  readonly items: readonly unknown[];
  next: number;
}

/**
 * A Loop element. Its current item is a copy under its own name, or in the variable that it names.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_loop.htm
 */
export function loop(node: FlowNode): PlainElement {
  const name = node.element;
  const collection = referenceTo(node.required('collectionReference'));
  const descending = node.text('iterationOrder') === 'Desc';
  const variable = node.text('assignNextValueToReference');
  const [each, after] = [node.connector('nextValueConnector'), node.connector('noMoreValuesConnector')];
  const begin = (frame: Frame): Position => {
    const items = itemsOf(collection.get(frame));
    return { items: descending ? items.toReversed() : [...items], next: 0 };
  };
  return {
    name,
    run: (frame) => {
      const key = positionOf(name);
      const position = (frame.values.get(key) as Position | undefined) ?? begin(frame);
      if (position.next >= position.items.length) {
        frame.values.delete(key);
        return after;
      }
      frame.values.set(key, position);
      const item = copied(position.items[position.next++]);
      if (variable === undefined) frame.leave(name, item);
      else referenceTo(variable).set(frame, item);
      return each;
    },
  };
}
