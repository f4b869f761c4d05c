import type { Comparison, ComparisonOperator, Condition, SoqlQuery, Value } from '../ast.ts';
import { readDate, readDatetime, unquote } from '../literals.ts';
import { readExpression } from './expressions.ts';
import type { Reader } from './reader.ts';
import { NotQuick } from './tokens.ts';

type ReadSubQuery = (reader: Reader) => SoqlQuery;

/** A WHERE or HAVING condition: AND and OR do not mix without parentheses, NOT stands alone. */
export function readCondition(reader: Reader, subQuery: ReadSubQuery): Condition {
  const one = (): Condition => {
    if (reader.is('(')) return reader.inParentheses(() => readCondition(reader, subQuery));
    return readComparison(reader, subQuery);
  };
  if (reader.take('NOT')) return { kind: 'not', condition: one() };
  const conditions = [one()];
  const joined = reader.is('AND') ? 'AND' : 'OR';
  while (reader.take(joined)) conditions.push(one());
  const [first] = conditions;
  return conditions.length === 1 ? first! : { kind: joined === 'AND' ? 'and' : 'or', conditions };
}

function readComparison(reader: Reader, subQuery: ReadSubQuery): Comparison {
  const { position } = reader.token;
  const left = readExpression(reader);
  const operator = readOperator(reader);
  return { kind: 'comparison', left, operator, right: readValue(reader, subQuery, operator === 'LIKE'), position };
}

const OPERATORS = new Set(['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN', 'INCLUDES', 'EXCLUDES']);

function readOperator(reader: Reader): ComparisonOperator {
  const { key, kind } = reader.next();
  if (kind === 'string') throw new NotQuick();
  if (key === '<>') return '!=';
  if (key === 'NOT') {
    reader.expect('IN');
    return 'NOT IN';
  }
  if (!OPERATORS.has(key)) throw new NotQuick();
  return key as ComparisonOperator;
}

const DATE_LITERALS = new Set(
  `YESTERDAY TODAY TOMORROW LAST_WEEK THIS_WEEK NEXT_WEEK LAST_MONTH THIS_MONTH NEXT_MONTH LAST_90_DAYS NEXT_90_DAYS THIS_QUARTER
  LAST_QUARTER NEXT_QUARTER THIS_YEAR LAST_YEAR NEXT_YEAR THIS_FISCAL_QUARTER LAST_FISCAL_QUARTER NEXT_FISCAL_QUARTER THIS_FISCAL_YEAR
  LAST_FISCAL_YEAR NEXT_FISCAL_YEAR`.split(/\s+/),
);
const COUNTED_DATE_LITERAL =
  /^(?:(?:LAST|NEXT)_N_(?<unit>DAYS|WEEKS|MONTHS|(?:FISCAL_)?(?:QUARTERS|YEARS))|N_(?:DAYS|WEEKS|MONTHS|(?:FISCAL_)?(?:QUARTERS|YEARS))_AGO)$/;

function readValue(reader: Reader, subQuery: ReadSubQuery, isPattern: boolean): Value {
  const { kind, key, text, position } = reader.token;
  if (key === ':') return reader.bind();
  if (key === '(') {
    return reader.inParentheses((): Value => {
      if (reader.is('SELECT')) return { kind: 'subquery', query: subQuery(reader), position };
      return { kind: 'list', values: reader.list(() => readValue(reader, subQuery, false)), position };
    });
  }
  reader.next();
  switch (kind) {
    case 'string':
      return { kind: 'string', value: unquote(text, isPattern), position };
    case 'integer':
    case 'number':
      return { kind: 'number', value: Number(text), position };
    case 'date':
      return { kind: 'date', value: readDate(text, position), position };
    case 'datetime':
      return { kind: 'datetime', value: readDatetime(text, position), position };
    case 'op':
      return { kind: 'number', value: readSigned(reader, key), position };
    default:
      return readWord(reader, key, position);
  }
}

/** The number behind a sign. */
function readSigned(reader: Reader, sign: string): number {
  const { kind, text } = reader.next();
  if (!/^[-+]$/.test(sign) || (kind !== 'integer' && kind !== 'number')) throw new NotQuick();
  return Number(`${sign}${text}`);
}

function readWord(reader: Reader, key: string, position: Value['position']): Value {
  if (key === 'NULL') return { kind: 'null', position };
  if (key === 'TRUE' || key === 'FALSE') return { kind: 'boolean', value: key === 'TRUE', position };
  if (DATE_LITERALS.has(key)) return { kind: 'dateLiteral', name: key, position };
  if (!COUNTED_DATE_LITERAL.test(key)) throw new NotQuick();
  reader.expect(':');
  const { kind, text } = reader.next();
  if (kind === 'integer') return { kind: 'dateLiteral', name: key, count: Number(text), position };
  if (reader.token.kind !== 'integer') throw new NotQuick();
  return { kind: 'dateLiteral', name: key, count: readSigned(reader, text), position };
}
