import { FilterLogicError, parseFilterLogic, type FieldDef, type FieldType, type FilterLogic, type SObjectDef } from '../metadata/index.ts';
import { fold, foldsCase, type Store } from '../store/index.ts';

/** When a criteria-based sharing rule shares a record. */
export interface Criteria {
  readonly items: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
  /** How the items go together, e.g. `1 AND (2 OR 3)`; absent when all must hold. */
  readonly logic?: string;
}

/** A criterion that the local org cannot bring into force. */
export class SharingCriteriaError extends Error {
  readonly code = 'UNSUPPORTED_CRITERIA';
}

/** https://help.salesforce.com/s/articleView?id=platform.security_sharing_cbs_about.htm */
const TYPES: ReadonlySet<FieldType> = new Set<FieldType>([
  ...(['AutoNumber', 'Checkbox', 'Currency', 'Date', 'DateTime', 'Email', 'Number', 'Percent', 'Phone', 'Picklist', 'Text'] as const),
  ...(['TextArea', 'Url'] as const),
]);

const SIGNS: Readonly<Record<string, string>> = { lessThan: '<', lessOrEqual: '<=', greaterThan: '>', greaterOrEqual: '>=' };

export interface CriteriaSql {
  readonly sql: string;
  readonly params: (string | number)[];
}

/**
 * The criteria as SQL over a row. They are looked at when records are read, so that what a rule opens follows the records
 * without any work when these are saved.
 *
 * @throws SharingCriteriaError for a field, an operation or a value that is not supported, and for filter logic nobody can read
 */
export function criteriaCondition(store: Store, object: SObjectDef, row: string, { items, logic }: Criteria): CriteriaSql {
  if (items.length === 0) throw new SharingCriteriaError('a rule without criteria');
  const params: (string | number)[] = [];
  const build = (node: FilterLogic): string => {
    if (node.kind === 'not') return `NOT ${build(node.of)}`;
    if (node.kind !== 'filter') return `(${node.of.map(build).join(node.kind === 'and' ? ' AND ' : ' OR ')})`;
    const { sql, params: values } = itemCondition(store, object, row, items[node.index - 1]!);
    params.push(...values);
    return `COALESCE(${sql}, 0)`;
  };
  return { sql: `(${build(logicOf(items.length, logic))})`, params };
}

function logicOf(count: number, logic: string | undefined): FilterLogic {
  try {
    return parseFilterLogic(logic, count);
  } catch (error) {
    throw error instanceof FilterLogicError ? new SharingCriteriaError(`filter logic ${logic}`) : error;
  }
}

function itemCondition(store: Store, object: SObjectDef, row: string, item: Criteria['items'][number]): CriteriaSql {
  const field = store.schema.field(object, item.field);
  if (!field) throw new SharingCriteriaError(`there is no field ${object.apiName}.${item.field}`);
  const column = `${row}.${store.column(object, field)}`;
  if (field.apiName === 'RecordTypeId') return recordTypeCondition(object, column, item);
  if (!TYPES.has(field.type) || field.formula !== undefined) throw new SharingCriteriaError(`field ${object.apiName}.${field.apiName}`);
  const folds = foldsCase(field) && field.type !== 'Text' && field.type !== 'TextArea';
  // Several values, separated by commas, mean any of them. Of text the case counts.
  const values = item.value.split(',').map((text) => valueOf(field, text.trim(), folds));
  const compared = folds ? `fold(${column})` : column;
  const given = values.filter((value) => value !== null);
  const any = (condition: string): CriteriaSql => ({ sql: `(${given.map(() => condition).join(' OR ') || '0'})`, params: given });
  const equal = (): CriteriaSql => {
    const { sql, params } = any(`${compared} = ?`);
    return { sql: given.length < values.length ? `(${sql} OR ${column} IS NULL)` : sql, params };
  };
  const not = ({ sql, params }: CriteriaSql): CriteriaSql => ({ sql: `NOT COALESCE(${sql}, 0)`, params });
  switch (item.operation) {
    case 'equals':
      return equal();
    case 'notEqual':
      return not(equal());
    case 'contains':
      return any(`instr(${compared}, ?) > 0`);
    case 'notContain':
      return not(any(`instr(${compared}, ?) > 0`));
    case 'startsWith':
      return any(`instr(${compared}, ?) = 1`);
    default: {
      const sign = SIGNS[item.operation];
      if (!sign) throw new SharingCriteriaError(`operation ${item.operation}`);
      return any(`${compared} ${sign} ?`);
    }
  }
}

/** Record types are given by their names. */
function recordTypeCondition(object: SObjectDef, column: string, { operation, value }: Criteria['items'][number]): CriteriaSql {
  if (operation !== 'equals' && operation !== 'notEqual') throw new SharingCriteriaError(`operation ${operation} of RecordTypeId`);
  const names = JSON.stringify(value.split(',').map((name) => name.trim().slice(name.trim().indexOf('.') + 1)));
  const types = `SELECT "Id" FROM "RecordType" WHERE "SobjectType" = ? AND ("Name" IN (SELECT value FROM json_each(?)) OR "DeveloperName" IN (SELECT value FROM json_each(?)))`;
  return { sql: `COALESCE(${column}, '') ${operation === 'equals' ? 'IN' : 'NOT IN'} (${types})`, params: [object.apiName, names, names] };
}

const NUMERIC: ReadonlySet<FieldType> = new Set<FieldType>(['Currency', 'Number', 'Percent']);

function valueOf(field: FieldDef, text: string, folds: boolean): string | number | null {
  if (field.type === 'Checkbox') return /^(?:true|1)$/i.test(text) ? 1 : 0;
  if (text === '') return null;
  const read = NUMERIC.has(field.type) ? Number(text) : field.type === 'DateTime' ? Date.parse(text) : text;
  if (Number.isNaN(read) || (field.type === 'Date' && !/^\d{4}-\d{2}-\d{2}$/.test(text))) {
    throw new SharingCriteriaError(`value ${text} of ${field.apiName}`);
  }
  return folds && typeof read === 'string' ? fold(read) : read;
}
