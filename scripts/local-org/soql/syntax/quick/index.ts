import { SoqlError } from '../../errors.ts';
import type { Bind, FromItem, GroupBy, OrderItem, SelectItem, SoqlQuery } from '../ast.ts';
import { readCondition } from './conditions.ts';
import { readExpression } from './expressions.ts';
import { Reader } from './reader.ts';
import { NotQuick } from './tokens.ts';

/**
 * Parses the queries that are usual. Undefined for anything else, sound or not: the reference parser decides.
 * @param text with the escapes of wildcards hidden
 */
export function parseQuick(text: string): SoqlQuery | undefined {
  try {
    const reader = new Reader(text);
    const query = readQuery(reader);
    return reader.token.kind === 'end' ? query : undefined;
  } catch (error) {
    if (error instanceof NotQuick || error instanceof SoqlError) return undefined;
    throw error;
  }
}

function readQuery(reader: Reader): SoqlQuery {
  const { position } = reader.token;
  reader.expect('SELECT');
  const select = reader.list(() => readItem(reader));
  reader.expect('FROM');
  const [from, ...joins] = reader.list(() => readFrom(reader));
  const query: SoqlQuery = {
    ...{ kind: 'query', select, from: from!, joins },
    ...(reader.take('USING') ? { scope: readScope(reader) } : {}),
    ...readWhere(reader),
    ...(reader.take('WITH') ? { accessMode: readAccessMode(reader) } : {}),
    ...(reader.take('GROUP') ? { groupBy: readGroups(reader) } : {}),
    orderBy: readOrder(reader),
    ...(reader.take('LIMIT') ? { limit: readCount(reader) } : {}),
    ...(reader.take('OFFSET') ? { offset: readCount(reader) } : {}),
    allRows: readAllRows(reader),
    ...readFor(reader),
    ...{ binds: reader.binds, position },
  };
  checkOffsets(query);
  return query;
}

/**
 * Children are skipped only below a parent that stands alone; the reference refuses the word anywhere else.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_offset.htm
 */
function checkOffsets({ select, limit }: SoqlQuery): void {
  if (limit !== 1 && select.some((item) => item.kind === 'children' && item.query.offset !== undefined)) throw new NotQuick();
}

function readSubQuery(reader: Reader, ofChildren = false): SoqlQuery {
  const { position } = reader.token;
  reader.expect('SELECT');
  const select = reader.list(() => readItem(reader));
  reader.expect('FROM');
  const [from, ...joins] = reader.list(() => readFrom(reader));
  return {
    ...{ kind: 'query', select, from: from!, joins },
    ...readWhere(reader),
    orderBy: readOrder(reader),
    ...(reader.take('LIMIT') ? { limit: readCount(reader) } : {}),
    ...(ofChildren && reader.take('OFFSET') ? { offset: readCount(reader) } : {}),
    allRows: false,
    ...readFor(reader),
    ...{ binds: [], position },
  };
}

function readChildren(reader: Reader): SoqlQuery {
  const query = readSubQuery(reader, true);
  checkOffsets(query);
  return query;
}

/** TYPEOF is left to the reference. */
function readItem(reader: Reader): SelectItem {
  const { position } = reader.token;
  if (reader.is('(')) return { kind: 'children', query: reader.inParentheses(() => readChildren(reader)), position };
  if (reader.take('FIELDS')) return { kind: 'fields', group: reader.inParentheses(() => readGroupOfFields(reader)), position };
  const expression = readExpression(reader);
  return { kind: 'expression', expression, ...(reader.atName() ? { alias: reader.name() } : {}), position };
}

function readGroupOfFields(reader: Reader): 'ALL' | 'STANDARD' | 'CUSTOM' {
  const { key } = reader.next();
  if (key !== 'ALL' && key !== 'STANDARD' && key !== 'CUSTOM') throw new NotQuick();
  return key;
}

function readFrom(reader: Reader): FromItem {
  const { position } = reader.token;
  // Objects may bear names of clauses.
  const path = reader.is('GROUP') || reader.is('ORDER') ? [reader.next().text] : reader.path();
  return { path, ...(reader.atName() ? { alias: reader.name() } : {}), position };
}

function readScope(reader: Reader): string {
  reader.expect('SCOPE');
  return reader.name();
}

function readWhere(reader: Reader): Pick<SoqlQuery, 'where'> {
  return reader.take('WHERE') ? { where: readCondition(reader, readSubQuery) } : {};
}

function readAccessMode(reader: Reader): NonNullable<SoqlQuery['accessMode']> {
  const { key } = reader.next();
  if (key !== 'SECURITY_ENFORCED' && key !== 'USER_MODE' && key !== 'SYSTEM_MODE') throw new NotQuick();
  return key;
}

function readGroups(reader: Reader): GroupBy {
  reader.expect('BY');
  const items = (): GroupBy['items'] => reader.list(() => readExpression(reader));
  const kind = reader.take('ROLLUP') ? 'rollup' : reader.take('CUBE') ? 'cube' : 'plain';
  const found = kind === 'plain' ? items() : reader.inParentheses(items);
  return { kind, items: found, ...(reader.take('HAVING') ? { having: readCondition(reader, readSubQuery) } : {}) };
}

function readOrder(reader: Reader): OrderItem[] {
  if (!reader.take('ORDER')) return [];
  reader.expect('BY');
  return reader.list(() => {
    const expression = readExpression(reader);
    const descending = !reader.take('ASC') && reader.take('DESC');
    if (!reader.take('NULLS')) return { expression, descending };
    const first = reader.take('FIRST');
    if (!first) reader.expect('LAST');
    return { expression, descending, nulls: first ? 'first' : 'last' };
  });
}

function readCount(reader: Reader): number | Bind {
  if (reader.is(':')) return reader.bind();
  const { kind, text } = reader.next();
  if (kind !== 'integer') throw new NotQuick();
  return Number(text);
}

function readAllRows(reader: Reader): boolean {
  if (!reader.take('ALL')) return false;
  reader.expect('ROWS');
  return true;
}

function readFor(reader: Reader): Pick<SoqlQuery, 'forUpdate' | 'forView' | 'forReference'> {
  const found = new Set<string>();
  while (reader.take('FOR')) found.add(reader.next().key);
  const query = { forUpdate: found.delete('UPDATE'), forView: found.delete('VIEW'), forReference: found.delete('REFERENCE') };
  if (found.size > 0) throw new NotQuick();
  return query;
}
