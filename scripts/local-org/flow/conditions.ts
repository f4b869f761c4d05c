import { ApexDate, ApexDatetime, ApexDecimal, ApexList, ApexSObject, looselyEqual } from '../apex/index.ts';
import { parseFilterLogic, FilterLogicError, UnsupportedFeatureError, type FilterLogic } from '../metadata/index.ts';
import type { Frame } from './frame.ts';
import { expression, type Expression } from './expressions.ts';
import type { FlowNode } from './node.ts';
import { referenceTo, type Reference } from './references.ts';
import { asNumber, flowText, toDate, toDatetime } from './values.ts';

export type Condition = (frame: Frame) => boolean;

/**
 * Conditions combined as `and`, `or` or logic such as `1 AND (2 OR 3)` says.
 * @param read one of the conditions
 */
export function combined(
  node: FlowNode,
  logic: string | undefined,
  parts: readonly FlowNode[],
  read: (part: FlowNode) => Condition,
): Condition {
  const conditions = parts.map(read);
  const known = logic?.toLowerCase();
  if (known === 'no_conditions' || conditions.length === 0) return () => true;
  if (known === 'or') return (frame) => conditions.some((holds) => holds(frame));
  if (known === undefined || known === 'and') return (frame) => conditions.every((holds) => holds(frame));
  const tree = logicOf(node, logic ?? '', conditions.length);
  return (frame) => holdsAt(tree, conditions, frame);
}

/** Filter logic; the node is named when it cannot be read. */
export function logicOf(node: FlowNode, logic: string, count: number): FilterLogic {
  try {
    return parseFilterLogic(logic, count);
  } catch (error) {
    if (error instanceof FilterLogicError) return node.fail(error.message);
    throw error;
  }
}

function holdsAt(tree: FilterLogic, conditions: readonly Condition[], frame: Frame): boolean {
  if (tree.kind === 'filter') return conditions[tree.index - 1]!(frame);
  if (tree.kind === 'not') return !holdsAt(tree.of, conditions, frame);
  const holds = (part: FilterLogic): boolean => holdsAt(part, conditions, frame);
  return tree.kind === 'and' ? tree.of.every(holds) : tree.of.some(holds);
}

/** A condition of a decision: a resource, an operator and a value. */
export function condition(node: FlowNode): Condition {
  const path = node.required('leftValueReference');
  return compares(node.required('operator'), path, expression(node.child('rightValue')));
}

/** @param path what is compared, e.g. `$Record.Status` */
export function compares(operator: string, path: string, right: Expression): Condition {
  const left = referenceTo(path);
  const prior = referenceTo(path.replace(/^\$Record(?=\.|$)/i, '$Record__Prior'));
  switch (operator) {
    case 'IsChanged':
      return (frame) => isChanged(frame, left, prior) === (right(frame) === true);
    case 'WasVisited':
      return (frame) => frame.visited.has(path.toLowerCase()) === (right(frame) === true);
    case 'WasSet':
      return (frame) => (left.get(frame) !== null) === (right(frame) === true);
    default: {
      const test = OPERATORS[operator];
      if (test) return (frame) => test(left.get(frame), right(frame));
      return () => {
        throw new UnsupportedFeatureError(`flow operator ${operator}`);
      };
    }
  }
}

function isChanged(frame: Frame, now: Reference, before: Reference): boolean {
  return frame.context.trigger?.prior ? !same(now.get(frame), before.get(frame)) : false;
}

type Test = (left: unknown, right: unknown) => boolean;

/** https://help.salesforce.com/s/articleView?id=platform.flow_ref_operators_condition.htm */
const OPERATORS: Readonly<Record<string, Test>> = {
  EqualTo: same,
  NotEqualTo: (left, right) => !same(left, right),
  GreaterThan: (left, right) => ordered(left, right, (order) => order > 0),
  GreaterThanOrEqualTo: (left, right) => ordered(left, right, (order) => order >= 0),
  LessThan: (left, right) => ordered(left, right, (order) => order < 0),
  LessThanOrEqualTo: (left, right) => ordered(left, right, (order) => order <= 0),
  Contains: (left, right) =>
    left instanceof ApexList ? left.items.some((item) => same(item, right)) : textual(left, right, (a, b) => a.includes(b)),
  StartsWith: (left, right) => textual(left, right, (a, b) => a.startsWith(b)),
  EndsWith: (left, right) => textual(left, right, (a, b) => a.endsWith(b)),
  IsNull: (left, right) => (left === null) === (right === true),
  IsBlank: (left, right) => (left === null || (typeof left === 'string' && left.trim() === '')) === (right === true),
  IsEmpty: (left, right) => (left === null || (left instanceof ApexList && left.isEmpty())) === (right === true),
  In: (left, right) => right instanceof ApexList && right.items.some((item) => same(left, item)),
  NotIn: (left, right) => !(right instanceof ApexList && right.items.some((item) => same(left, item))),
};

/** Numbers by their value, texts whatever their case, dates and datetimes on the user's clock, records by their id. */
export function same(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return left === right;
  const [a, b] = alike(left, right);
  if (a instanceof ApexSObject && b instanceof ApexSObject && a.id !== null) return a.id === b.id;
  if (typeof a === 'boolean' && typeof b === 'string') return String(a) === b.toLowerCase();
  return looselyEqual(a, b, true);
}

/** Both as values of one type, where a date meets a datetime, and a number or a date a text. */
function alike(left: unknown, right: unknown): readonly [unknown, unknown] {
  if (typeof right === 'string' && !(typeof left === 'string')) return [left, fromText(right, left)];
  if (typeof left === 'string' && !(typeof right === 'string')) return [fromText(left, right), right];
  if (left instanceof ApexDatetime && right instanceof ApexDate) return [left, toDatetime(right)];
  if (left instanceof ApexDate && right instanceof ApexDatetime) return [toDatetime(left), right];
  return [left, right];
}

function fromText(text: string, other: unknown): unknown {
  if (other instanceof ApexDate) return toDate(text) ?? text;
  if (other instanceof ApexDatetime) return toDatetime(text) ?? text;
  return asNumber(other) ? (ApexDecimal.parse(text) ?? text) : text;
}

function ordered(left: unknown, right: unknown, test: (order: number) => boolean): boolean {
  const order = compareValues(left, right);
  return order !== undefined && test(order);
}

/** Order of two values of one kind; undefined when there is none, as with nothing. */
export function compareValues(left: unknown, right: unknown): number | undefined {
  if (left === null || right === null) return undefined;
  const [a, b] = alike(left, right);
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x && y) return x.compareTo(y);
  if (a instanceof ApexDate && b instanceof ApexDate) return a.compareTo(b);
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.compareTo(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return undefined;
}

function textual(left: unknown, right: unknown, test: (left: string, right: string) => boolean): boolean {
  return left !== null && right !== null && test(flowText(left), flowText(right));
}
