import { createHash } from 'node:crypto';
import type { OrgSession } from '../../api/index.ts';
import { nameFieldOf, type FieldDef, type FieldValue, type SObjectDef } from '../../metadata/index.ts';
import type { BindValue, QueryRow } from '../../soql/index.ts';
import { apiValue, displayValue } from './display.ts';
import { resolvePath, type FieldPath } from './field-paths.ts';

/** A record as UI API documents show it. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_record.htm */
export interface RecordDoc {
  readonly apiName: string;
  readonly childRelationships: Readonly<Record<string, never>>;
  readonly eTag: string;
  readonly fields: Record<string, FieldDoc>;
  readonly id: string | null;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: RecordTypeDoc | null;
  readonly systemModstamp: string | null;
}

export interface FieldDoc {
  displayValue: string | null;
  value: FieldValue | RecordDoc;
}

export interface RecordTypeDoc {
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
}

/** Read with every record, for the document's own properties. */
const ALWAYS = ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'];

export interface RecordSelection {
  /** SOQL after the FROM clause, e.g. `WHERE Id IN :ids`. */
  readonly rest: string;
  readonly binds?: ReadonlyMap<string, BindValue>;
}

/** Reads records with the user's rights; those the user may not see are absent. Fields appear once however often they are asked for. */
export function readRecordDocs(
  session: OrgSession,
  object: SObjectDef,
  paths: readonly FieldPath[],
  selection: RecordSelection,
): RecordDoc[] {
  const always = ALWAYS.flatMap((name) => resolvePath(session, object, [name]) ?? []);
  const columns = new Set([...always, ...paths].map(({ soql }) => soql));
  const { rows } = session.query(`SELECT ${[...columns].join(', ')} FROM ${object.apiName} ${selection.rest}`, { binds: selection.binds });
  return rows.map((row) => toDoc(session, object, paths, row));
}

function toDoc(session: OrgSession, object: SObjectDef, paths: readonly FieldPath[], row: QueryRow): RecordDoc {
  const fields: Record<string, FieldDoc> = {};
  for (const path of paths) place(session, object, fields, row, path, 0);
  return document(session, object, row, fields);
}

function document(session: OrgSession, object: SObjectDef, row: QueryRow, fields: Record<string, FieldDoc>): RecordDoc {
  const text = (name: string): string | null => {
    const value = row.values.get(name);
    const field = object.fields.get(name.toLowerCase());
    return field && (typeof value === 'string' || typeof value === 'number') ? String(apiValue(field, value)) : null;
  };
  const recordTypeId = text('RecordTypeId');
  return {
    apiName: row.type,
    childRelationships: {},
    eTag: createHash('sha1').update(JSON.stringify(fields)).digest('hex').slice(0, 32),
    fields,
    id: row.id ?? text('Id'),
    lastModifiedById: text('LastModifiedById'),
    lastModifiedDate: text('LastModifiedDate'),
    recordTypeId,
    recordTypeInfo: null,
    systemModstamp: text('SystemModstamp'),
  };
}

/** Puts the value at `path` into the nested field documents, making the parents' documents on the way. */
function place(
  session: OrgSession,
  object: SObjectDef | undefined,
  fields: Record<string, FieldDoc>,
  row: QueryRow,
  path: FieldPath,
  depth: number,
): void {
  const parent = path.parents[depth];
  if (!parent) {
    const name = path.soql.slice(path.soql.lastIndexOf('.') + 1);
    fields[name] = fieldDoc(session, path.holder, path.field, row.values.get(name) as FieldValue | undefined);
    return;
  }
  const name = parent.relationshipName ?? '';
  const value = row.values.get(name);
  if (value === null || value === undefined || typeof value !== 'object' || 'rows' in value) {
    fields[name] ??= { displayValue: null, value: null };
    return;
  }
  const target = session.org.source.schema.object(value.type) ?? session.org.source.schema.object(parent.referenceTo[0] ?? '');
  const known = fields[name]?.value;
  const doc = typeof known === 'object' && known !== null ? known : document(session, target ?? (object as SObjectDef), value, {});
  place(session, target, doc.fields, value, path, depth + 1);
  fields[name] = { displayValue: nameIn(target, doc), value: doc };
}

function fieldDoc(
  session: OrgSession,
  holder: SObjectDef | undefined,
  field: FieldDef | undefined,
  value: FieldValue | undefined,
): FieldDoc {
  const present = value ?? null;
  if (!holder || !field) return { displayValue: null, value: present };
  return { displayValue: displayValue(session, holder, field, present), value: apiValue(field, present) };
}

function nameIn(object: SObjectDef | undefined, doc: RecordDoc): string | null {
  const name = doc.fields[(object && nameFieldOf(object)?.apiName) ?? 'Name'] ?? doc.fields['Name'];
  return typeof name?.value === 'string' ? name.value : null;
}
