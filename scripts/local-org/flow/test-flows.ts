import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoldenOrg, type GoldenSource } from '../apex/golden/harness.ts';

/** Support for this room's tests: flows written as few elements, in an org in memory. */

type Sources = Readonly<Record<string, GoldenSource>>;

/** An element of flow metadata: `element('assignments', { name: 'A' }, item)`. */
export function element(tag: string, texts: Readonly<Record<string, string | boolean | number>>, ...inner: readonly string[]): string {
  const fields = Object.entries(texts).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<${tag}>${fields.join('')}${inner.join('')}</${tag}>`;
}

export const connector = (target: string, tag = 'connector'): string => element(tag, { targetReference: target });

/** A value: text, number, Boolean, or `=resource`. */
export function value(given: string | number | boolean, tag = 'value'): string {
  if (typeof given === 'number') return element(tag, { numberValue: given });
  if (typeof given === 'boolean') return element(tag, { booleanValue: given });
  return given.startsWith('=') ? element(tag, { elementReference: given.slice(1) }) : element(tag, { stringValue: given });
}

/** A variable that may be given and read; `String[]` is a collection, `SObject:Account` a record. */
export function variable(name: string, type: string): string {
  const [, dataType = '', of, list] = /^(\w+)(?::(\w+))?(\[\])?$/.exec(type)!;
  const kind: Record<string, string> = of === undefined ? {} : dataType === 'Apex' ? { apexClass: of } : { objectType: of };
  return element('variables', { name, dataType, isCollection: list !== undefined, isInput: true, isOutput: true, ...kind });
}

/** An assignment of `[target, operator, value]` items. */
export function assign(name: string, items: readonly (readonly [string, string, string | number | boolean])[], next?: string): string {
  const parts = items.map(([target, operator, given]) => element('assignmentItems', { assignToReference: target, operator }, value(given)));
  return element('assignments', { name, label: name }, ...parts, next === undefined ? '' : connector(next));
}

/** A decision of outcomes `[name, resource, operator, value, next]`. */
export function decide(
  name: string,
  outcomes: readonly (readonly [string, string, string, string | number | boolean, string])[],
  otherwise?: string,
): string {
  const rules = outcomes.map(([rule, left, operator, right, next]) =>
    element(
      'rules',
      { name: rule, label: rule, conditionLogic: 'and' },
      element('conditions', { leftValueReference: left, operator }, value(right, 'rightValue')),
      connector(next),
    ),
  );
  return element('decisions', { name, label: name }, ...rules, otherwise === undefined ? '' : connector(otherwise, 'defaultConnector'));
}

/** Values that a data element gives to fields. */
export const inputs = (fields: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(fields)
    .map(([field, given]) => element('inputAssignments', { field }, value(given)))
    .join('');

/** A filter of a data element. */
export const filter = (field: string, operator: string, given: string | number | boolean): string =>
  element('filters', { field, operator }, value(given));

/** An active flow; `start` is the name of its first element, or the whole start element. */
export function flow(start: string, parts: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const begin = start.startsWith('<') ? start : element('start', {}, connector(start));
  const texts = { label: 'Test Flow', processType: 'AutoLaunchedFlow', status: 'Active', apiVersion: '65.0', ...more };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Flow', texts, begin, ...parts.map((part) => `\n${part}`))}`;
}

/** An org with these flows and classes. */
export function flowOrg(flows: Readonly<Record<string, string>>, classes: Sources = {}, triggers: Sources = {}): GoldenOrg {
  const dir = mkdtempSync(join(tmpdir(), 'flows-'));
  // Errors name lines of the files, so these stay until the end.
  process.once('exit', () => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'flows'));
  for (const [name, xml] of Object.entries(flows)) writeFileSync(join(dir, 'flows', `${name}.flow-meta.xml`), xml);
  return new GoldenOrg(classes, triggers, {}, [dir]);
}

/** What statements print, in a transaction that is rolled back. */
export function printed(org: GoldenOrg, apex: string): string[] {
  return org.store.transaction('write', () => org.run(apex));
}
