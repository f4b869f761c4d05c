import type {
  FieldExpressionContext,
  LogicalExpressionContext,
  ValueContext,
  WhereFieldExpressionContext,
  WhereLogicalExpressionContext,
} from '@apexdevtools/apex-parser';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { Comparison, ComparisonOperator, Condition, Value } from './ast.ts';
import type { Converter } from './convert.ts';
import { convertDistance, convertFunction } from './convert-functions.ts';
import { readDate, readDatetime, readTime, unquote } from './literals.ts';

type Logical = LogicalExpressionContext | WhereLogicalExpressionContext;

/** Converts a WHERE or HAVING condition. */
export function convertCondition(converter: Converter, tree: Logical): Condition {
  const parts = isWhere(tree) ? tree.whereConditionalExpression_list() : tree.conditionalExpression_list();
  const conditions = parts.map((part): Condition => {
    const nested = 'whereLogicalExpression' in part ? part.whereLogicalExpression() : part.logicalExpression();
    if (nested) return convertCondition(converter, nested);
    return 'whereFieldExpression' in part
      ? convertWhere(converter, part.whereFieldExpression())
      : convertComparison(converter, part.fieldExpression());
  });
  const [first] = conditions;
  if (!first) throw new Error('A condition without parts');
  if (tree.NOT()) return { kind: 'not', condition: first };
  if (conditions.length === 1) return first;
  return { kind: tree.SOQLOR_list().length > 0 ? 'or' : 'and', conditions };
}

function isWhere(tree: Logical): tree is WhereLogicalExpressionContext {
  return 'whereConditionalExpression_list' in tree;
}

function convertWhere(converter: Converter, tree: WhereFieldExpressionContext): Comparison {
  if (tree.FORMULA()) throw new UnsupportedFeatureError('SOQL: FORMULA() in WHERE');
  return convertComparison(converter, tree.fieldExpression());
}

function convertComparison(converter: Converter, tree: FieldExpressionContext): Comparison {
  const call = tree.soqlFunction();
  const left = !call
    ? converter.field(tree.fieldName())
    : call.DISTANCE()
      ? convertDistance(converter, call)
      : convertFunction(converter, call);
  const operator = readOperator(tree.comparisonOperator().getText());
  return {
    kind: 'comparison',
    left,
    operator,
    right: convertValue(converter, tree.value(), operator === 'LIKE'),
    position: converter.position(tree),
  };
}

function readOperator(text: string): ComparisonOperator {
  const operator = text.toUpperCase();
  if (operator === '<>') return '!=';
  return operator === 'NOTIN' ? 'NOT IN' : (operator as ComparisonOperator);
}

function convertValue(converter: Converter, tree: ValueContext, isPattern = false): Value {
  const position = converter.position(tree);
  if (tree.boundExpression()) return converter.bind(tree.boundExpression());
  if (tree.subQuery()) return { kind: 'subquery', query: converter.subQuery(tree.subQuery()), position };
  if (tree.valueList()) {
    const values = tree
      .valueList()
      .value_list()
      .map((value) => convertValue(converter, value));
    return { kind: 'list', values, position };
  }
  const text = tree.getText();
  if (tree.NULL()) return { kind: 'null', position };
  if (tree.BooleanLiteral()) return { kind: 'boolean', value: text.toLowerCase() === 'true', position };
  if (tree.signedNumber()) return { kind: 'number', value: Number(text), position };
  if (tree.StringLiteral()) return { kind: 'string', value: unquote(text, isPattern), position };
  if (tree.DateLiteral()) return { kind: 'date', value: readDate(text, position), position };
  if (tree.DateTimeLiteral()) return { kind: 'datetime', value: readDatetime(text, position), position };
  if (tree.TimeLiteral()) return { kind: 'time', value: readTime(text, position), position };
  if (tree.dateFormula()) {
    const [name = '', count] = text.toUpperCase().split(':');
    return { kind: 'dateLiteral', name, ...(count === undefined ? {} : { count: Number(count) }), position };
  }
  if (tree.IntegralCurrencyLiteral()) throw new UnsupportedFeatureError('SOQL: currency literals (multiple currencies)');
  throw new UnsupportedFeatureError(`SOQL: the literal ${text}`);
}
