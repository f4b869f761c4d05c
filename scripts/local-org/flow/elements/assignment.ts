import { ApexDate, ApexDatetime, ApexDecimal, ApexList } from '../../apex/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { PlainElement } from '../definition.ts';
import { FlowFault } from '../errors.ts';
import { expression, itemsOf } from '../expressions.ts';
import { same } from '../conditions.ts';
import { elementTypeOf, type Frame } from '../frame.ts';
import type { FlowNode } from '../node.ts';
import { referenceTo, type Reference } from '../references.ts';
import { asNumber, copied, flowText } from '../values.ts';

/**
 * An Assignment element: its items run one after the other.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_elements_assignment.htm
 */
export function assignment(node: FlowNode): PlainElement {
  const items = node.list('assignmentItems').map(item);
  const next = node.connector();
  return {
    name: node.element,
    run: (frame) => {
      for (const assign of items) assign(frame);
      return next;
    },
  };
}

function item(node: FlowNode): (frame: Frame) => void {
  const target = referenceTo(node.required('assignToReference'));
  const operator = node.required('operator');
  const value = expression(node.child('value'));
  const change = OPERATORS[operator];
  if (!change) {
    return () => {
      throw new UnsupportedFeatureError(`flow assignment operator ${operator}`);
    };
  }
  return (frame) => {
    const given = value(frame);
    if (operator === 'Assign') target.set(frame, copied(given));
    else target.set(frame, change(heldBy(frame, target), given));
  };
}

/** What an assignment changes: a collection that holds nothing yet is an empty one when something is to come. */
function heldBy(frame: Frame, target: Reference): unknown {
  const held = target.get(frame);
  const variable = frame.flow.variables.get(target.path.toLowerCase());
  return held === null && variable?.isCollection ? new ApexList(elementTypeOf(variable)) : held;
}

/** https://help.salesforce.com/s/articleView?id=platform.flow_ref_operators_assignment.htm */
const OPERATORS: Readonly<Record<string, (held: unknown, given: unknown) => unknown>> = {
  Assign: (_, given) => given,
  AssignCount: (_, given) => ApexDecimal.ofWhole(given instanceof ApexList ? given.size() : 0),
  Add: (held, given) => (held instanceof ApexList ? joined(held, held.items, itemsOf(given)) : added(held, given)),
  AddItem: (held, given) => [held, given].filter((value) => value !== null && value !== '').join(';') || null,
  AddAtStart: (held, given) => (held instanceof ApexList ? joined(held, itemsOf(given), held.items) : added(given, held)),
  Subtract: subtracted,
  RemoveAll: (held, given) => without(held, (value) => itemsOf(given).some((other) => same(value, other))),
  RemoveUncommon: (held, given) => without(held, (value) => !itemsOf(given).some((other) => same(value, other))),
  RemoveFirst: (held, given) => cut(held, (items, at) => items.filter((_, index) => index !== at), given),
  RemoveBeforeFirst: (held, given) => cut(held, (items, at) => items.slice(at), given),
  RemoveAfterFirst: (held, given) => cut(held, (items, at) => items.slice(0, at + 1), given),
  RemovePosition: (held, given) => {
    const at = asNumber(given)?.toInteger() ?? 0;
    return without(held, (_, index) => index === at - 1);
  },
};

/** A collection to which nothing comes stays nothing. */
function joined(list: ApexList, first: readonly unknown[], second: readonly unknown[]): ApexList | null {
  if (first.length + second.length === 0) return null;
  return new ApexList(list.elementType, [...first, ...second].map(copied));
}

/** Numbers add up, days are added to dates, texts are put together. Nothing counts as zero and as no text. */
function added(held: unknown, given: unknown): unknown {
  if (given === null) return held;
  const number = asNumber(given);
  if (held instanceof ApexDate && number) return held.addDays(number.toInteger());
  if (held instanceof ApexDatetime && number) return moved(held, number, 1);
  const before = asNumber(held);
  if (number && (before || held === null)) return (before ?? ApexDecimal.ZERO).add(number);
  return flowText(held) + flowText(given);
}

function subtracted(held: unknown, given: unknown): unknown {
  if (given === null) return held;
  const number = asNumber(given);
  if (held instanceof ApexDate && number) return held.addDays(-number.toInteger());
  if (held instanceof ApexDatetime && number) return moved(held, number, -1);
  const before = asNumber(held) ?? (held === null ? ApexDecimal.ZERO : undefined);
  if (!number || !before) throw new FlowFault(`${flowText(given)} cannot be subtracted from ${flowText(held)}.`);
  return before.subtract(number);
}

const MILLIS_OF_DAY = 86_400_000;

function moved(moment: ApexDatetime, days: ApexDecimal, sign: number): ApexDatetime {
  return moment.addMs(sign * Math.round(days.toNumber() * MILLIS_OF_DAY));
}

function without(held: unknown, leaves: (value: unknown, index: number) => boolean): unknown {
  if (!(held instanceof ApexList)) throw new FlowFault('Only values of a collection can be removed.');
  return new ApexList(
    held.elementType,
    held.items.filter((value, index) => !leaves(value, index)),
  );
}

function cut(held: unknown, keep: (items: readonly unknown[], at: number) => unknown[], given: unknown): unknown {
  if (!(held instanceof ApexList)) throw new FlowFault('Only values of a collection can be removed.');
  const at = held.items.findIndex((value) => same(value, given));
  return at < 0 ? held : new ApexList(held.elementType, keep(held.items, at));
}
