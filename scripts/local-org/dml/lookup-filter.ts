import { UnsupportedFeatureError, type FieldDef, type LookupFilter, type Schema, type SObjectDef } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { FormulaRecords } from './evaluation.ts';
import { compileFormula } from './formula/index.ts';
import { alive, isChanged, valueOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Lookup filters: a lookup accepts only records that fit. Looked at when the lookup, or a field of the record that the
 * filter mentions, is changed.
 * https://help.salesforce.com/s/articleView?id=platform.fields_lookup_filters.htm
 */
export function checkLookupFilters(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  for (const { lookup, lookupFilter, mentioned } of filteredLookups(object)) {
    const asked = alive(rows).filter(
      (row) => valueOf(row, lookup) !== null && [lookup, ...mentioned].some((field) => isChanged(row, field)),
    );
    if (asked.length === 0) continue;
    const formula = compileFormula(filterFormula(ctx.store.schema, object, lookup, lookupFilter), object, ctx.store.schema);
    const records = new FormulaRecords(object, ctx);
    // A record moves together with the one it points to: public code counts on it.
    if (lookup.referenceTo.includes(object.apiName)) records.expect(alive(rows));
    records.prefetch(asked, formula.needs);
    for (const row of asked) {
      if (formula.evaluate(records.input(row)) !== true) row.errors.push(DmlErrors.lookupFilter(lookupFilter.errorMessage, lookup));
    }
  }
}

/** A lookup with a filter, and the fields of its own record that the filter mentions. */
interface FilteredLookup {
  readonly lookup: FieldDef;
  readonly lookupFilter: LookupFilter;
  readonly mentioned: readonly FieldDef[];
}

const filteredOf = new WeakMap<SObjectDef, readonly FilteredLookup[]>();

function filteredLookups(object: SObjectDef): readonly FilteredLookup[] {
  let known = filteredOf.get(object);
  if (!known) {
    known = [...object.fields.values()].flatMap((lookup) => {
      const { lookupFilter } = lookup;
      if (!lookupFilter) return [];
      const paths = lookupFilter.items.flatMap((item) => [item.field, item.valueField ?? '']);
      return [{ lookup, lookupFilter, mentioned: paths.flatMap((path) => sourceField(object, path)) }];
    });
    filteredOf.set(object, known);
  }
  return known;
}

const SOURCE = /^\$Source\./i;

function sourceField(object: SObjectDef, path: string): FieldDef[] {
  const field = SOURCE.test(path) ? object.fields.get(path.replace(SOURCE, '').toLowerCase()) : undefined;
  return field ? [field] : [];
}

/**
 * The filter as a formula over the record that has the lookup.
 * @throws UnsupportedFeatureError for an operation or a path that the local org does not know
 */
export function filterFormula(schema: Schema, object: SObjectDef, lookup: FieldDef, filter: LookupFilter): string {
  const items = filter.items.map((item) => itemFormula(schema, object, lookup, item));
  if (filter.booleanFilter === undefined) return items.length === 1 ? items[0]! : `AND(${items.join(', ')})`;
  // `NOT 2` has to become a call; numbers stand for items.
  return filter.booleanFilter
    .replace(/\bAND\b/gi, '&&')
    .replace(/\bOR\b/gi, '||')
    .replace(/\bNOT\s+(\d+)/gi, 'NOT($1)')
    .replace(/\d+/g, (index) => `(${items[Number(index) - 1] ?? 'FALSE'})`);
}

interface Operand {
  /** Path in a formula over the record. */
  readonly path: string;
  readonly field: FieldDef | undefined;
}

function operand(schema: Schema, object: SObjectDef, lookup: FieldDef, path: string): Operand {
  if (path.startsWith('$') && !SOURCE.test(path)) return { path, field: undefined };
  const [first = '', ...rest] = path.split('.');
  const names = SOURCE.test(path) ? rest : [lookup.relationshipName ?? first, ...rest];
  let at: SObjectDef | undefined = object;
  for (const name of names.slice(0, -1)) {
    const relation: FieldDef | undefined = at && schema.parentRelationship(at, name);
    at = relation && schema.object(relation.referenceTo[0] ?? '');
  }
  const field = at && schema.field(at, names.at(-1) ?? '');
  if (!field) throw new UnsupportedFeatureError(`lookup filter on ${path}`);
  return { path: names.join('.'), field };
}

function itemFormula(schema: Schema, object: SObjectDef, lookup: FieldDef, item: LookupFilter['items'][number]): string {
  const left = operand(schema, object, lookup, item.field);
  const shown = textual(left);
  if (item.valueField !== undefined && item.valueField !== '') {
    return comparison(item.operation, shown, textual(operand(schema, object, lookup, item.valueField)));
  }
  const values = item.value.split(',').map((value) => literal(left.field, value.trim()));
  const any = (operation: string): string => {
    const conditions = values.map((value) => comparison(operation, shown, value));
    return conditions.length === 1 ? conditions[0]! : `OR(${conditions.join(', ')})`;
  };
  if (item.operation === 'notEqual') return `NOT(${any('equals')})`;
  if (item.operation === 'notContain') return `NOT(${any('contains')})`;
  return any(item.operation);
}

const NUMERIC = new Set(['Number', 'Currency', 'Percent', 'Summary']);

/** Text is compared without regard to case. */
function textual({ path, field }: Operand): string {
  if (!field || NUMERIC.has(field.type) || field.type === 'Checkbox' || field.type === 'Date' || field.type === 'DateTime') return path;
  if (field.type === 'Picklist') return `LOWER(TEXT(${path}))`;
  if (field.referenceTo.length > 0 || field.type === 'Id') return path;
  return `LOWER(${path})`;
}

function literal(field: FieldDef | undefined, value: string): string {
  const quoted = `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (!field) return quoted;
  if (field.type === 'Checkbox') return /^(?:true|1)$/i.test(value) ? 'TRUE' : 'FALSE';
  // A filter's value is the percentage, a formula's the fraction.
  if (field.type === 'Percent' && value !== '') return `(${value} / 100)`;
  if (NUMERIC.has(field.type)) return value === '' ? 'NULL' : value;
  if (field.type === 'Date') return `DATEVALUE(${quoted})`;
  if (field.type === 'DateTime') return `DATETIMEVALUE(${quoted})`;
  return field.referenceTo.length > 0 || field.type === 'Id' ? quoted : quoted.toLowerCase();
}

const SIGNS: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '<>',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>=',
};

function comparison(operation: string, left: string, right: string): string {
  const sign = SIGNS[operation];
  if (sign) return `${left} ${sign} ${right}`;
  if (operation === 'contains') return `CONTAINS(${left}, ${right})`;
  if (operation === 'startsWith') return `BEGINS(${left}, ${right})`;
  throw new UnsupportedFeatureError(`lookup filter operation ${operation}`);
}
