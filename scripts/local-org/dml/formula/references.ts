import type { FieldDef, FieldType, Schema, SObjectDef } from '../../metadata/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { FormulaType } from './expression.ts';

/** A path of a formula with canonical names, and its type. */
export interface Reference {
  readonly path: string;
  readonly type: FormulaType;
  readonly field?: FieldDef;
  /** Set for percentages: a record holds 20 where a formula reads 0.2. */
  readonly percent?: true;
}

const TYPES: Readonly<Record<FieldType, FormulaType | undefined>> = {
  Id: 'Id',
  AutoNumber: 'Text',
  Text: 'Text',
  TextArea: 'Text',
  LongTextArea: 'Text',
  Html: 'Text',
  EncryptedText: 'Text',
  Email: 'Text',
  Phone: 'Text',
  Url: 'Text',
  Picklist: 'Picklist',
  MultiselectPicklist: 'MultiselectPicklist',
  Checkbox: 'Checkbox',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Number: 'Number',
  Currency: 'Number',
  Percent: 'Number',
  Location: 'Geolocation',
  Address: undefined,
  Lookup: 'Id',
  MasterDetail: 'Id',
  MetadataRelationship: 'Id',
  Summary: 'Number',
  Base64: undefined,
};

/** Text globals of the organization and the call. https://help.salesforce.com/s/articleView?id=platform.dev_understanding_global_variables.htm */
const TEXT_GLOBALS: ReadonlySet<string> = new Set(['$label', '$api', '$organization']);
const OBJECT_GLOBALS: Readonly<Record<string, string>> = { $user: 'User', $profile: 'Profile', $userrole: 'UserRole' };
/** https://developer.salesforce.com/docs/atlas.en-us.pages.meta/pages/pages_variables_global_useruitheme.htm */
const THEME = /^UITheme(?:Displayed)?$/i;

/**
 * Resolves a path against the schema.
 * @returns undefined when there is no such field
 * @throws {UnsupportedFeatureError} for a global variable the local org does not have
 */
export function resolveReference(path: string, object: SObjectDef, schema: Schema): Reference | undefined {
  if (path.startsWith('$')) return resolveGlobal(path, object, schema);
  const segments = path.split('.');
  const last = segments.pop() as string;
  let current = object;
  const names: string[] = [];
  for (const segment of segments) {
    const [name = '', objectName] = segment.split(':');
    const lookup = schema.parentRelationship(current, name);
    // A queue is a group.
    const target = lookup && schema.object(objectName?.toLowerCase() === 'queue' ? 'Group' : (objectName ?? parentObject(lookup)));
    if (!target) return undefined;
    const narrowed = objectName === undefined ? '' : `:${target.apiName}`;
    names.push(`${lookup.relationshipName ?? name}${narrowed}`);
    current = target;
  }
  const field = schema.field(current, last);
  if (!field) return undefined;
  const type = field.type === 'Summary' ? summaryType(field, schema) : TYPES[field.type];
  if (!type) throw new UnsupportedFeatureError(`formula reference to the ${field.type} field ${field.apiName}`);
  return { path: [...names, field.apiName].join('.'), type, field, ...(isPercent(field, schema) ? { percent: true } : {}) };
}

/** A polymorphic owner is read as the user. */
function parentObject(lookup: FieldDef): string {
  return lookup.referenceTo.includes('User') ? 'User' : (lookup.referenceTo[0] ?? '');
}

function summaryType(field: FieldDef, schema: Schema): FormulaType {
  const source = summarised(field, schema);
  return (source && TYPES[source.type]) ?? 'Number';
}

function isPercent(field: FieldDef, schema: Schema): boolean {
  return field.type === 'Percent' || (field.type === 'Summary' && summarised(field, schema)?.type === 'Percent');
}

/** The field whose values a roll-up summary adds up or compares. */
function summarised({ summary }: FieldDef, schema: Schema): FieldDef | undefined {
  const child = summary?.field ? schema.object(summary.object) : undefined;
  return child && summary?.field ? schema.field(child, summary.field) : undefined;
}

function resolveGlobal(path: string, object: SObjectDef, schema: Schema): Reference | undefined {
  const [root = '', ...rest] = path.split('.');
  const name = root.toLowerCase();
  if (name === '$recordtype') return resolveReference(['RecordType', ...rest].join('.'), object, schema);
  if (name === '$permission') return { path, type: 'Checkbox' };
  if (TEXT_GLOBALS.has(name)) return { path, type: 'Text' };
  if (name === '$system' && rest[0]?.toLowerCase() === 'origindatetime') return { path: '$System.OriginDateTime', type: 'DateTime' };
  if (name === '$user' && THEME.test(rest.join('.'))) return { path, type: 'Text' };
  const globalObject = OBJECT_GLOBALS[name];
  if (globalObject !== undefined) return ofObject(root, globalObject, rest.join('.'), schema);
  if (name === '$setup') return ofObject(`${root}.${rest[0]}`, rest[0] ?? '', rest.slice(1).join('.'), schema);
  if (name === '$custommetadata') return ofObject(`${root}.${rest[0]}.${rest[1]}`, rest[0] ?? '', rest.slice(2).join('.'), schema);
  throw new UnsupportedFeatureError(`global variable ${root} in formulas`);
}

function ofObject(prefix: string, objectName: string, field: string, schema: Schema): Reference | undefined {
  const object = schema.object(objectName);
  const reference = object && resolveReference(field, object, schema);
  return reference && { ...reference, path: `${prefix}.${reference.path}` };
}
