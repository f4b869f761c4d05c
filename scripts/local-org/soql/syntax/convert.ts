import {
  type ApexParserRuleContext,
  type BoundExpressionContext,
  type FieldNameContext,
  type FieldNameListContext,
  type FromNameListContext,
  type QueryContext,
  type SelectEntryContext,
  type SubFieldEntryContext,
  type SubQueryContext,
  type TypeOfContext,
} from '@apexdevtools/apex-parser';
import { unexpectedToken, type Position } from '../errors.ts';
import type { Bind, FieldRef, FromItem, GroupBy, OrderItem, SelectItem, SoqlQuery, TypeOf } from './ast.ts';
import { convertCondition } from './convert-conditions.ts';
import { convertDistance, convertFunction } from './convert-functions.ts';

/** Turns the parser's tree into the query's syntax tree, collecting binds on the way. */
export class Converter {
  readonly binds: Bind[] = [];
  /** Offset, line and column of the query within the parsed text, so that positions count from the query's start. */
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  query(tree: QueryContext): SoqlQuery {
    const select = tree
      .selectList()
      .selectEntry_list()
      .map((entry) => this.selectItem(entry));
    const [from, ...joins] = this.fromItems(tree.fromNameList());
    const where = tree.whereClause()?.whereLogicalExpression();
    const withClause = tree.withClause();
    const group = tree.groupByClause();
    const order = tree.orderByClause();
    const scope = tree.usingScope()?.soqlId();
    const query = {
      kind: 'query',
      select,
      from,
      joins,
      ...(scope ? { scope: scope.getText() } : {}),
      ...(where ? { where: convertCondition(this, where) } : {}),
      ...(withClause ? { accessMode: accessMode(withClause.getText()) } : {}),
      ...(group ? { groupBy: this.groupBy(group) } : {}),
      orderBy: order ? this.orderBy(order) : [],
      ...this.limits(tree),
      allRows: tree.allRowsClause() != null,
      ...forClauses(tree),
      binds: this.binds,
      position: this.position(tree),
    } as const;
    return query as SoqlQuery;
  }

  subQuery(tree: SubQueryContext): SoqlQuery {
    const select = tree
      .subFieldList()
      .subFieldEntry_list()
      .map((entry) => this.selectItem(entry));
    const [from, ...joins] = this.fromItems(tree.fromNameList());
    const where = tree.whereClause()?.whereLogicalExpression();
    const order = tree.orderByClause();
    const query = {
      kind: 'query',
      select,
      from,
      joins,
      ...(where ? { where: convertCondition(this, where) } : {}),
      orderBy: order ? this.orderBy(order) : [],
      ...this.limits(tree),
      allRows: false,
      ...forClauses(tree),
      binds: [],
      position: this.position(tree),
    } as const;
    return query as SoqlQuery;
  }

  bind(tree: BoundExpressionContext): Bind {
    const expression = tree.expression();
    const end = (expression.stop ?? expression.start).stop + 1;
    const key = this.#source.slice(expression.start.start, end);
    const bind: Bind = { kind: 'bind', key, index: this.binds.length, position: this.position(tree), end };
    this.binds.push(bind);
    return bind;
  }

  field(tree: FieldNameContext): FieldRef {
    return { kind: 'field', path: tree.soqlId_list().map((id) => id.getText()), position: this.position(tree) };
  }

  position(tree: ApexParserRuleContext): Position {
    const { start, line, column } = tree.start;
    return { offset: start, line, column: column + 1 };
  }

  private selectItem(entry: SelectEntryContext | SubFieldEntryContext): SelectItem {
    const position = this.position(entry);
    const alias = entry.soqlId()?.getText();
    const named = alias === undefined ? {} : { alias };
    const fieldName = entry.fieldName();
    if (fieldName) return { kind: 'expression', expression: this.field(fieldName), ...named, position };
    const call = entry.soqlFunction();
    if (call) {
      const group = call.soqlFieldsParameter()?.getText().toUpperCase();
      if (group) return { kind: 'fields', group: group as 'ALL' | 'STANDARD' | 'CUSTOM', position };
      const expression = call.DISTANCE() ? convertDistance(this, call) : convertFunction(this, call);
      return { kind: 'expression', expression, ...named, position };
    }
    const typeOf = entry.typeOf();
    if (typeOf) return this.typeOf(typeOf);
    return { kind: 'children', query: this.subQuery(entry.subQuery()), position };
  }

  private typeOf(tree: TypeOfContext): TypeOf {
    const otherwise = tree.elseClause()?.fieldNameList();
    return {
      kind: 'typeof',
      relationship: this.field(tree.fieldName()),
      when: tree.whenClause_list().map((when) => ({
        object: when.fieldName().getText(),
        fields: this.fieldList(when.fieldNameList()),
        position: this.position(when),
      })),
      otherwise: otherwise ? this.fieldList(otherwise) : [],
      position: this.position(tree),
    };
  }

  private fieldList(tree: FieldNameListContext): FieldRef[] {
    return tree.fieldName_list().map((field) => this.field(field));
  }

  private fromItems(tree: FromNameListContext): FromItem[] {
    // Aliases are children of the list itself, so they are matched to the name they follow.
    const items: { path: string[]; alias?: string; position: Position }[] = [];
    for (const name of tree.fieldName_list())
      items.push({ path: name.soqlId_list().map((id) => id.getText()), position: this.position(name) });
    for (const alias of tree.soqlId_list()) {
      const owner = items.findLast((item) => item.position.offset < alias.start.start);
      const name = alias.getText();
      // The grammar takes a clause without its content for an alias: `FROM Contact WHERE`.
      if (RESERVED.has(name.toUpperCase())) throw unexpectedToken(name, this.position(alias));
      if (owner) owner.alias = name;
    }
    return items;
  }

  private groupBy(tree: ReturnType<QueryContext['groupByClause']>): GroupBy {
    const kind = tree.ROLLUP() ? 'rollup' : tree.CUBE() ? 'cube' : 'plain';
    const having = tree.logicalExpression();
    const items = tree
      .fieldGroupByList()
      .fieldGroupBy_list()
      .map((item) => (item.fieldName() ? this.field(item.fieldName()) : convertFunction(this, item.soqlFunction())));
    return { kind, items, ...(having ? { having: convertCondition(this, having) } : {}) };
  }

  private orderBy(tree: ReturnType<QueryContext['orderByClause']>): OrderItem[] {
    return tree
      .fieldOrderList()
      .fieldOrder_list()
      .map((item) => {
        const call = item.soqlFunction();
        const nulls = item.FIRST() ? 'first' : item.LAST() ? 'last' : undefined;
        return {
          expression: !call ? this.field(item.fieldName()) : call.DISTANCE() ? convertDistance(this, call) : convertFunction(this, call),
          descending: item.DESC() != null,
          ...(nulls ? { nulls } : {}),
        };
      });
  }

  private limits(tree: QueryContext | SubQueryContext): Pick<SoqlQuery, 'limit' | 'offset'> {
    const limit = tree.limitClause();
    const offset = 'offsetClause' in tree ? tree.offsetClause() : undefined;
    return {
      ...(limit ? { limit: limit.boundExpression() ? this.bind(limit.boundExpression()) : Number(limit.IntegerLiteral().getText()) } : {}),
      ...(offset
        ? { offset: offset.boundExpression() ? this.bind(offset.boundExpression()) : Number(offset.IntegerLiteral().getText()) }
        : {}),
    };
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_alias.htm */
const RESERVED = new Set(
  'AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OFFSET OR ORDER SELECT USING WHERE WITH'.split(
    ' ',
  ),
);

function accessMode(text: string): string {
  return text.slice('WITH'.length).toUpperCase();
}

function forClauses(tree: QueryContext | SubQueryContext): Pick<SoqlQuery, 'forUpdate' | 'forView' | 'forReference'> {
  const clauses = tree.forClauses();
  return {
    forUpdate: (clauses?.UPDATE_list().length ?? 0) > 0,
    forView: (clauses?.VIEW_list().length ?? 0) > 0,
    forReference: (clauses?.REFERENCE_list().length ?? 0) > 0,
  };
}
