import { type ApexList, type ApexSObject, recordsFromRows } from '../apex/index.ts';
import { UnsupportedFeatureError, type FilterLogic, type SObjectDef } from '../metadata/index.ts';
import type { QueryRow } from '../soql/index.ts';
import { logicOf } from './conditions.ts';
import type { FlowFault } from './errors.ts';
import { expression, itemsOf, type Expression } from './expressions.ts';
import { attempt } from './faults.ts';
import type { Frame } from './frame.ts';
import type { FlowNode } from './node.ts';
import { convertToField, fieldNamed, flowText } from './values.ts';

/** A query of an element for one interview. */
export interface FlowQuery {
  readonly soql: string;
  readonly binds: ReadonlyMap<string, unknown>;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  EqualTo: '=',
  NotEqualTo: '!=',
  GreaterThan: '>',
  GreaterThanOrEqualTo: '>=',
  LessThan: '<',
  LessThanOrEqualTo: '<=',
  In: 'IN',
  NotIn: 'NOT IN',
};

/** Where the wildcards of a pattern stand. */
const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  Contains: (text) => `%${text}%`,
  StartsWith: (text) => `${text}%`,
  EndsWith: (text) => `%${text}`,
};

type Filter = (frame: Frame, bind: (value: unknown) => string) => string;

/** The conditions of a data element: fields of an object against values. */
export class RecordFilters {
  readonly object: SObjectDef;
  readonly #filters: readonly Filter[];
  readonly #logic: FilterLogic;

  constructor(node: FlowNode, object: SObjectDef) {
    this.object = object;
    const parts = node.list('filters');
    this.#filters = parts.map((part) => readFilter(part, object));
    const logic = node.text('filterLogic');
    const all = { kind: logic === 'or' ? 'or' : 'and', of: parts.map((_, at) => ({ kind: 'filter', index: at + 1 })) } as FilterLogic;
    this.#logic = logic === undefined || logic === 'and' || logic === 'or' ? all : logicOf(node, logic, parts.length);
  }

  /** The query of these fields; `rest` comes after its conditions. */
  query(frame: Frame, fields: readonly string[], rest = ''): FlowQuery {
    const binds = new Map<string, unknown>();
    const bind = (value: unknown): string => {
      const name = `v${binds.size}`;
      binds.set(name, value);
      return `:${name}`;
    };
    const texts = this.#filters.map((filter) => filter(frame, bind));
    const where = texts.length === 0 ? '' : ` WHERE ${written(this.#logic, texts)}`;
    return { soql: `SELECT ${fields.join(', ')} FROM ${this.object.apiName}${where}${rest}`, binds };
  }
}

function written(logic: FilterLogic, texts: readonly string[]): string {
  if (logic.kind === 'filter') return texts[logic.index - 1]!;
  if (logic.kind === 'not') return `(NOT ${written(logic.of, texts)})`;
  return `(${logic.of.map((part) => written(part, texts)).join(logic.kind === 'and' ? ' AND ' : ' OR ')})`;
}

function readFilter(node: FlowNode, object: SObjectDef): Filter {
  const field = node.required('field');
  const operator = node.required('operator');
  const value = expression(node.child('value'));
  const convert = converter(object, field);
  if (operator === 'IsNull') return (frame) => `${field} ${value(frame) === true ? '=' : '!='} null`;
  const pattern = PATTERNS[operator];
  if (pattern) return (frame, bind) => `${field} LIKE ${bind(pattern(escaped(flowText(value(frame)))))}`;
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) {
    return () => {
      throw new UnsupportedFeatureError(`flow operator ${operator}`);
    };
  }
  if (comparison.endsWith('IN')) return (frame, bind) => `${field} ${comparison} ${bind(itemsOf(value(frame)).map(convert))}`;
  return (frame, bind) => `${field} ${comparison} ${bind(convert(value(frame)))}`;
}

function converter(object: SObjectDef, name: string): (value: unknown) => unknown {
  const field = fieldNamed(object, name);
  return field ? (value) => (value === '' ? null : convertToField(value, field)) : (value) => value;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The clause of a Get Records element that sorts. */
export function orderOf(node: FlowNode): string {
  const field = node.text('sortField');
  return field === undefined ? '' : ` ORDER BY ${field} ${node.text('sortOrder') === 'Desc' ? 'DESC' : 'ASC'}`;
}

/** The clause that limits the number of records. */
export function limitOf(node: FlowNode): Expression {
  return node.has('limit') ? expression(node.child('limit')) : () => null;
}

/**
 * Runs the queries of all interviews at an element: together they count as one query, and all their rows count.
 * @returns the records of each interview
 */
export function runQueries(frames: readonly Frame[], queries: readonly FlowQuery[]): ApexList<ApexSObject>[] {
  return queries.map(({ soql, binds }, at) => {
    const { transaction, sharing } = frames[at]!.context;
    const mode = { userMode: false, sharing };
    const rows = at === 0 ? transaction.query(soql, binds, mode) : transaction.rows(soql, binds, mode);
    if (at > 0) transaction.limits.spend('queryRows', rows.length);
    const object = /FROM (\w+)/.exec(soql)![1]!;
    return recordsFromRows(rows as readonly QueryRow[], transaction.host.source.schema, object);
  });
}

/**
 * Looks up the records that meet the conditions of an element in all interviews, with their ids alone, and works with them.
 * @param work gets the records of each interview, and gives what went wrong in each
 * @returns for each interview what went wrong
 */
export function withFound(
  filters: RecordFilters,
  frames: readonly Frame[],
  work: (found: readonly (readonly ApexSObject[])[]) => (FlowFault | null)[],
): (FlowFault | null)[] {
  let found: readonly ApexList<ApexSObject>[] = [];
  const queries = (): FlowQuery[] => frames.map((frame) => filters.query(frame, ['Id']));
  const fault = attempt(() => (found = runQueries(frames, queries())));
  return fault ? frames.map(() => fault) : work(found.map(({ items }) => items));
}
