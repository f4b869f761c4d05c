import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import { parseSoql, type Expression, type FunctionCall, type SelectItem, type SoqlQuery } from '../../soql/index.ts';
import { ApiError, unsupported } from '../errors.ts';
import type { OrgSession } from '../org/types.ts';
import { describeType } from './field-types.ts';

/** What a column of a query holds, as clients ask with `columns=true` to print tables. */
export interface Column {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  columnName: string;
  readonly custom: boolean;
  displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: Column[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

export interface ColumnMetadata {
  readonly columnMetadata: readonly Column[];
  readonly entityName: string;
  readonly groupBy: boolean;
  readonly idSelected: boolean;
  readonly keyPrefix: string;
}

/** `GET …/query?q=…&columns=true`: the columns of a query without running it. */
export function columnMetadata(session: OrgSession, soql: string): ColumnMetadata {
  const query = parseSoql(soql);
  const object = session.object(query.from.path.join('.'));
  const columns = columnsOf(session, object, query);
  return {
    columnMetadata: columns,
    entityName: object.apiName,
    groupBy: query.groupBy !== undefined,
    idSelected: columns.some((column) => column.columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

function columnsOf(session: OrgSession, object: SObjectDef, query: SoqlQuery): Column[] {
  const columns: Column[] = [];
  let unnamed = 0;
  for (const item of query.select) {
    if (item.kind !== 'expression') {
      columns.push(...otherColumns(session, object, item));
      continue;
    }
    const { expression, alias } = item;
    if (expression.kind === 'field') addField(session, object, expression.path, alias, columns);
    else columns.push(functionColumn(expression, alias, () => `expr${unnamed++}`));
  }
  return columns;
}

function addField(session: OrgSession, object: SObjectDef, path: readonly string[], alias: string | undefined, columns: Column[]): void {
  const { schema } = session.org.source;
  // The path may begin with the object's own name or an alias of it.
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    const field = schema.field(object, first);
    if (!field) throw new ApiError(400, 'INVALID_FIELD', `No such column '${first}' on entity '${object.apiName}'`);
    columns.push(fieldColumn(field, alias));
    return;
  }
  const lookup = schema.parentRelationship(object, first);
  if (!lookup) return addField(session, object, rest, alias, columns);
  const name = lookup.relationshipName ?? first;
  let parent = columns.find((column) => column.columnName === name);
  if (!parent) columns.push((parent = joinColumn(name, lookup.custom)));
  const target =
    schema.object(lookup.referenceTo.length === 1 ? (lookup.referenceTo[0] ?? '') : 'Name') ?? firstWith(session, lookup, rest);
  if (!target) throw new ApiError(400, 'INVALID_FIELD', `No such relation '${first}' on entity '${object.apiName}'`);
  addField(session, target, rest, undefined, parent.joinColumns);
}

/** Of the objects a polymorphic lookup may point to, the first that has the rest of the path. */
function firstWith(session: OrgSession, lookup: FieldDef, rest: readonly string[]): SObjectDef | undefined {
  const { schema } = session.org.source;
  const targets = lookup.referenceTo.flatMap((name) => schema.object(name) ?? []);
  return targets.find((target) => schema.field(target, rest[0] ?? '') ?? schema.parentRelationship(target, rest[0] ?? ''));
}

function fieldColumn(field: FieldDef, alias: string | undefined): Column {
  const kind = describeType(field);
  return {
    aggregate: false,
    apexType: apexType(field, kind.type),
    booleanType: kind.type === 'boolean',
    columnName: alias ?? field.apiName,
    custom: field.custom,
    displayName: alias ?? field.apiName,
    foreignKeyName: null,
    insertable: field.createable,
    joinColumns: [],
    numberType: kind.numeric,
    textType: kind.soapType === 'xsd:string' || kind.soapType === 'tns:ID',
    updatable: field.updateable,
  };
}

function apexType(field: FieldDef, type: string): string {
  const types: Readonly<Record<string, string>> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    int: 'Integer',
    double: 'Double',
    percent: 'Double',
    currency: 'Decimal',
    base64: 'Blob',
  };
  return types[type] ?? (field.type === 'Location' ? 'Location' : 'String');
}

function plainColumn(name: string, aggregate: boolean, custom = false): Column {
  return {
    aggregate,
    apexType: null,
    booleanType: false,
    columnName: name,
    custom,
    displayName: name,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: false,
    updatable: false,
  };
}

function joinColumn(name: string, custom: boolean): Column {
  return { ...plainColumn(name, false, custom), foreignKeyName: name };
}

function functionColumn(expression: Exclude<Expression, { kind: 'field' }>, alias: string | undefined, unnamed: () => string): Column {
  const column = plainColumn(alias ?? unnamed(), true);
  column.displayName = alias ?? (expression.kind === 'function' ? functionText(expression) : 'distance');
  return column;
}

function functionText(call: FunctionCall): string {
  const { argument } = call;
  const inner = argument === undefined ? '' : argument.kind === 'field' ? argument.path.join('.') : functionText(argument);
  return `${call.name.toLowerCase()}(${inner})`;
}

function otherColumns(session: OrgSession, object: SObjectDef, item: Exclude<SelectItem, { kind: 'expression' }>): Column[] {
  if (item.kind === 'children') {
    const relationship = session.org.source.schema.childRelationship(object, item.query.from.path.at(-1) ?? '');
    if (!relationship) throw new ApiError(400, 'INVALID_TYPE', `Didn't understand relationship '${item.query.from.path.join('.')}'`);
    const column = plainColumn(relationship.name, true);
    column.joinColumns.push(...columnsOf(session, session.object(relationship.childObject), item.query));
    return [column];
  }
  if (item.kind === 'typeof') throw unsupported('column metadata of TYPEOF queries');
  const fields = [...object.fields.values()].filter((field) => item.group === 'ALL' || field.custom === (item.group === 'CUSTOM'));
  return fields.filter((field) => session.access.canReadField(object, field)).map((field) => fieldColumn(field, undefined));
}
