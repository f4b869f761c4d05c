import { isStored, UnsupportedFeatureError, type SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import { SoqlError, type Position } from './errors.ts';

/** Records of another object as rows of a combined one. */
interface Part {
  readonly object: string;
  /** Fields that the other object calls otherwise. */
  readonly names: Readonly<Record<string, string>>;
  /** What is the same for all of its records, as SQL. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Objects whose rows are the records of others; they are read as children of a record only.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_noteandattachment.htm
 */
const COMBINED: ReadonlyMap<string, readonly Part[]> = new Map<string, readonly Part[]>([
  [
    'NoteAndAttachment',
    [
      { object: 'Note', names: {}, values: { IsNote: '1' } },
      { object: 'Attachment', names: { Title: 'Name' }, values: { IsNote: '0' } },
    ],
  ],
]);

/** Others of this kind, whose rows the local org does not put together. */
const UNSUPPORTED = new Set(['ActivityHistory', 'AttachedContentDocument', 'CombinedAttachment', 'OpenActivity']);

/** @throws SoqlError when a query begins at an object that is read as children only */
export function refuseChildrenOnly({ apiName }: SObjectDef, position: Position): void {
  if (!COMBINED.has(apiName) && !UNSUPPORTED.has(apiName)) return;
  throw new SoqlError('INVALID_TYPE_FOR_OPERATION', `entity type ${apiName} does not support query`, position);
}

/**
 * The rows of such an object as SQL that stands for its table; undefined for objects with rows of their own.
 * @throws UnsupportedFeatureError
 */
export function rowsOfOthers(store: Store, combined: SObjectDef): string | undefined {
  if (UNSUPPORTED.has(combined.apiName)) throw new UnsupportedFeatureError(`SOQL: rows of ${combined.apiName}`);
  const parts = COMBINED.get(combined.apiName);
  if (!parts) return undefined;
  const fields = [...combined.fields.values()].filter(isStored);
  const selects = parts.map(({ object: name, names, values }) => {
    const object = store.schema.object(name);
    if (!object) throw new TypeError(`The schema has no ${name}`);
    const columns = fields.map((field) => {
      const own = object.fields.get((names[field.apiName] ?? field.apiName).toLowerCase());
      const value = values[field.apiName] ?? (own && isStored(own) ? store.column(object, own) : 'NULL');
      return `${value} AS ${store.column(combined, field)}`;
    });
    return `SELECT ${columns.join(', ')} FROM ${store.table(object)}`;
  });
  return `(${selects.join(' UNION ALL ')})`;
}
