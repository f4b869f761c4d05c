import { isRelationship, nameFieldOf, type FieldDef, type Schema, type SObjectDef } from '../../metadata/index.ts';
import type { ReportTypeDef } from '../definition/report-type.ts';
import { invalid } from '../errors.ts';

/** An object of a report type; rows of the report are combinations of one record of each. */
export interface ReportTable {
  /** As columns name it: `Base__c`, `Base__c.Children__r`. */
  readonly path: string;
  readonly object: SObjectDef;
  /** How a child is found from the table before it. */
  readonly join?: { readonly lookup: FieldDef; readonly outer: boolean };
}

/** A column of a report type. */
export interface LayoutColumn {
  /** As reports name it: `Base__c$City__c`, `Base__c.Children__r$Owner.Name`. */
  readonly name: string;
  readonly table: number;
  /** SOQL path from the table's object, e.g. `['Shop__r', 'City__c']`. */
  readonly path: readonly string[];
  readonly field: FieldDef;
  readonly object: SObjectDef;
  /** For lookups: the path to the name of what they point to. */
  readonly labelPath?: readonly string[];
  /** The label the report type gives it; the field's own otherwise. */
  readonly label?: string;
  readonly section: number;
  readonly checkedByDefault: boolean;
}

/** A report type set against the objects of the org. */
export interface ReportLayout {
  readonly type: ReportTypeDef;
  readonly tables: readonly ReportTable[];
  /** By lower-cased name. */
  readonly columns: ReadonlyMap<string, LayoutColumn>;
}

const layouts = new WeakMap<Schema, Map<ReportTypeDef, ReportLayout>>();

/**
 * Looks up the objects, relationships and fields of a report type.
 * @throws AnalyticsError INVALID_DEFINITION naming what does not exist
 */
export function layoutOf(type: ReportTypeDef, schema: Schema): ReportLayout {
  let known = layouts.get(schema);
  if (!known) layouts.set(schema, (known = new Map<ReportTypeDef, ReportLayout>()));
  let layout = known.get(type);
  if (!layout) known.set(type, (layout = build(type, schema)));
  return layout;
}

function build(type: ReportTypeDef, schema: Schema): ReportLayout {
  const tables = tablesOf(type, schema);
  const columns = new Map<string, LayoutColumn>();
  type.sections.forEach((section, index) => {
    for (const { table: path, field, label, checkedByDefault } of section.columns) {
      const table = tables.findIndex((candidate) => candidate.path.toLowerCase() === path.toLowerCase());
      const object = tables[table]?.object ?? fail(type, `column ${field} names the table ${path}, which is not joined`);
      const target = resolve(schema, object, field) ?? fail(type, `there is no field ${field} from ${object.apiName}`);
      const name = `${tables[table]?.path ?? path}$${field}`;
      if (columns.has(name.toLowerCase())) fail(type, `the column ${name} is there twice`);
      columns.set(name.toLowerCase(), {
        name,
        table,
        ...target,
        ...(label === undefined ? {} : { label }),
        section: index,
        checkedByDefault,
      });
    }
  });
  return { type, tables, columns };
}

function tablesOf(type: ReportTypeDef, schema: Schema): ReportTable[] {
  const base = schema.object(type.baseObject) ?? fail(type, `there is no object ${type.baseObject}`);
  const tables: ReportTable[] = [{ path: base.apiName, object: base }];
  for (const { relationship, outer } of type.joins) {
    const parent = tables.at(-1) as ReportTable;
    const child = schema.childRelationship(parent.object, relationship);
    const object = child && schema.object(child.childObject);
    const lookup = object && schema.field(object, child.field);
    if (!lookup) fail(type, `${parent.object.apiName} has no child relationship ${relationship}`);
    else tables.push({ path: `${parent.path}.${child.name}`, object, join: { lookup, outer } });
  }
  return tables;
}

type Target = Pick<LayoutColumn, 'path' | 'field' | 'object' | 'labelPath'>;

/** `Shop__c.City__c`, `Owner.Name`, `Owner`, `Status__c`: lookups go by the field, those of the platform by the relationship. */
function resolve(schema: Schema, from: SObjectDef, name: string): Target | undefined {
  const segments = name.split('.');
  const last = segments.pop() ?? '';
  const path: string[] = [];
  let object = from;
  for (const segment of segments) {
    const lookup = lookupOf(schema, object, segment);
    // The owner may be a queue; the fields a report shows of it are a user's.
    const parent = lookup?.referenceTo.includes('User') ? 'User' : lookup?.referenceTo[0];
    const next = parent === undefined ? undefined : schema.object(parent);
    if (!lookup?.relationshipName || !next) return undefined;
    path.push(lookup.relationshipName);
    object = next;
  }
  const field = schema.field(object, last) ?? lookupOf(schema, object, last);
  if (!field) return undefined;
  const named = isRelationship(field) ? nameOf(schema, field) : undefined;
  return {
    path: [...path, field.apiName],
    field,
    object,
    ...(named && field.relationshipName ? { labelPath: [...path, field.relationshipName, named] } : {}),
  };
}

function lookupOf(schema: Schema, object: SObjectDef, name: string): FieldDef | undefined {
  const field = schema.field(object, name);
  return field && isRelationship(field) ? field : schema.parentRelationship(object, name);
}

function nameOf(schema: Schema, lookup: FieldDef): string | undefined {
  if (lookup.referenceTo.length > 1) return 'Name';
  const target = schema.object(lookup.referenceTo[0] ?? '');
  return target && nameFieldOf(target)?.apiName;
}

function fail(type: ReportTypeDef, message: string): never {
  throw invalid(`report type ${type.name}: ${message}`);
}
