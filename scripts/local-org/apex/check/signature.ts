import type { FieldDef, Schema } from '../../metadata/types.ts';
import type { Unit } from '../syntax/index.ts';

/** Of a body other files see only that it is there; positions and initial values do not concern them. */
const HIDDEN = new Set(['line', 'column', 'endLine', 'init']);

/**
 * Everything the declarations of a file say to other files, as text: while it stays the same, a change of the file cannot
 * make another one wrong.
 */
export function declaredText(unit: Unit): string {
  return JSON.stringify(unit, (key, value: unknown) => {
    if (HIDDEN.has(key)) return undefined;
    if (key === 'body') return value === null ? 0 : 1;
    if (value instanceof Set || value instanceof Map) return [...(value as Iterable<unknown>)];
    return typeof value === 'bigint' ? String(value) : value;
  });
}

/** What the checker reads of a schema, as text. */
export function schemaText(schema: Schema): string {
  const objects = [...schema.objects.values()].map((object) => {
    const { apiName, kind, childRelationships } = object;
    const children = childRelationships.map(({ name, childObject }) => `${name}:${childObject}`);
    return [apiName, JSON.stringify(kind), ...[...object.fields.values()].map(fieldText), ...children].join(',');
  });
  return objects.join('\n');
}

function fieldText(field: FieldDef): string {
  const { apiName, type, scale, custom, externalId, unique, referenceTo, relationshipName, createable, updateable } = field;
  const isComputed = field.formula !== undefined || field.summary !== undefined;
  return `${apiName}:${type}:${scale}:${custom}:${externalId}:${unique}:${referenceTo.join(' ')}:${relationshipName}:${isComputed}:${createable}:${updateable}`;
}
