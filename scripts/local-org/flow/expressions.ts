import { ApexDecimal, ApexList } from '../apex/index.ts';
import { UnsupportedFeatureError } from '../metadata/index.ts';
import type { Frame } from './frame.ts';
import type { FlowNode } from './node.ts';
import { referenceTo } from './references.ts';
import { flowText, toDate, toDatetime } from './values.ts';

/** A value that is worked out for an interview. */
export type Expression = (frame: Frame) => unknown;

const MERGE_FIELD = /\{!\s*([^{}]+?)\s*\}/g;

/** A text with merge fields such as `{!contact.LastName}`. */
export function template(text: string): Expression {
  if (!text.includes('{!')) return () => text;
  return (frame) => text.replace(MERGE_FIELD, (_, path: string) => flowText(mergeValue(frame, path)));
}

/** A merge field through a record that is nothing is empty text. */
function mergeValue(frame: Frame, path: string): unknown {
  const [root = ''] = path.split('.');
  return path.includes('.') && !root.startsWith('$') && referenceTo(root).get(frame) === null ? null : referenceTo(path).get(frame);
}

/**
 * Reads a FlowElementReferenceOrValue; nothing given means nothing.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm
 */
export function expression(node: FlowNode | undefined): Expression {
  if (!node) return () => null;
  const reference = node.text('elementReference');
  if (reference !== undefined) return (frame) => referenceTo(reference).get(frame);
  if (node.has('stringValue')) return template(node.text('stringValue') ?? '');
  if (node.has('booleanValue')) {
    const value = node.flag('booleanValue');
    return () => value;
  }
  const number = node.text('numberValue');
  if (number !== undefined) {
    const value = ApexDecimal.parse(number) ?? node.fail(`${number} is no number`);
    return () => value;
  }
  const date = node.text('dateValue');
  if (date !== undefined) return () => toDate(date) ?? null;
  const datetime = node.text('dateTimeValue');
  if (datetime !== undefined) return () => toDatetime(datetime) ?? null;
  const other = Object.keys(node.xml).find((name) => /Reference$|Value$|Expression$/.test(name));
  if (other !== undefined) {
    return () => {
      throw new UnsupportedFeatureError(`flow value ${other}`);
    };
  }
  return () => null;
}

/** The records or values of a collection; nothing counts as an empty one. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value instanceof ApexList) return value.items;
  return value === null ? [] : [value];
}
