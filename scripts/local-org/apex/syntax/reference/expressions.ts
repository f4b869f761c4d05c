import * as P from '@apexdevtools/apex-parser';
import type { Expr, Pos, TypeRef } from '../ast.ts';
import { pos, readTypeList, readTypeRef } from './common.ts';
import { decodeString } from '../literals.ts';
import { readSoql, readSosl } from './queries.ts';

// The parser's context classes differ per rule; each reader is only called with its own.
type Reader<T> = (node: T, at: Pos) => Expr;
type ContextClass<T> = abstract new (...args: never[]) => T;
const readers = new Map<unknown, Reader<P.ApexParserRuleContext>>();

function on<T extends P.ApexParserRuleContext>(type: ContextClass<T>, reader: Reader<T>): void {
  readers.set(type, reader as Reader<P.ApexParserRuleContext>);
}

/** Reads any expression. */
export function readExpr(node: P.ExpressionContext): Expr {
  const reader = readers.get(node.constructor);
  // Error recovery leaves empty nodes; the syntax error is already reported.
  if (!reader) return { ...pos(node), kind: 'literal', type: 'null', value: null };
  return reader(node, pos(node));
}

export function readExprs(list: P.ExpressionListContext | null | undefined): Expr[] {
  return list ? list.expression_list().map(readExpr) : [];
}

/** Two operands around operator tokens; `>=`, `>>>` arrive as several tokens. */
function binary(node: P.ApexParserRuleContext & { expression(i: number): P.ExpressionContext }, at: Pos): Expr {
  let op = '';
  for (let i = 1; i < node.getChildCount() - 1; i++) op += node.getChild(i).getText();
  return { ...at, kind: 'binary', op, left: readExpr(node.expression(0)), right: readExpr(node.expression(1)) };
}

for (const type of [
  P.Arth1ExpressionContext,
  P.Arth2ExpressionContext,
  P.BitExpressionContext,
  P.CmpExpressionContext,
  P.EqualityExpressionContext,
  P.BitAndExpressionContext,
  P.BitNotExpressionContext,
  P.BitOrExpressionContext,
  P.LogAndExpressionContext,
  P.LogOrExpressionContext,
  P.CoalExpressionContext,
]) {
  on(type as ContextClass<P.Arth1ExpressionContext>, binary);
}

on(P.PrimaryExpressionContext, (node, at) => {
  const primary = node.primary();
  const reader = primary && readers.get(primary.constructor);
  return reader ? reader(primary, at) : { ...at, kind: 'literal', type: 'null', value: null };
});
on(P.ThisPrimaryContext, (_, at) => ({ ...at, kind: 'this' }));
on(P.SuperPrimaryContext, (_, at) => ({ ...at, kind: 'super' }));
on(P.IdPrimaryContext, (node, at) => ({ ...at, kind: 'name', name: node.id().getText() }));
on(P.TypeRefPrimaryContext, (node, at) => ({ ...at, kind: 'classRef', type: readTypeRef(node.typeRef()) }));
on(P.VoidPrimaryContext, (_, at) => ({ ...at, kind: 'classRef', type: null }));
on(P.SoqlPrimaryContext, (node, at) => ({ ...at, kind: 'soql', query: readSoql(node.soqlLiteral().query()) }));
on(P.SoslPrimaryContext, (node, at) => ({ ...at, kind: 'sosl', query: readSosl(node.soslLiteral()) }));
on(P.LiteralPrimaryContext, (node, at) => readLiteral(node.literal(), at));

function readLiteral(node: P.LiteralContext, at: Pos): Expr {
  const text = node.getText();
  const literal = { ...at, kind: 'literal' } as const;
  if (node.StringLiteral() || node.MultilineStringLiteral()) return { ...literal, type: 'String', value: decodeString(text) };
  if (node.BooleanLiteral()) return { ...literal, type: 'Boolean', value: text.toLowerCase() === 'true' };
  if (node.IntegerLiteral()) return { ...literal, type: 'Integer', value: BigInt(text) };
  if (node.LongLiteral()) return { ...literal, type: 'Long', value: BigInt(text.slice(0, -1)) };
  if (!node.NumberLiteral()) return { ...literal, type: 'null', value: null };
  return /d$/i.test(text) ? { ...literal, type: 'Double', value: Number(text.slice(0, -1)) } : { ...literal, type: 'Decimal', value: text };
}

on(P.SubExpressionContext, (node) => readExpr(node.expression()));
on(P.DotExpressionContext, (node, at) => {
  const target = readExpr(node.expression());
  const safe = node.QUESTIONDOT() !== null && node.QUESTIONDOT() !== undefined;
  const call = node.dotMethodCall();
  if (call) return { ...pos(call), kind: 'call', target, name: call.anyId().getText(), args: readExprs(call.expressionList()), safe };
  const id = node.anyId();
  return { ...(id ? pos(id) : at), kind: 'field', target, name: id?.getText() ?? '', safe };
});
on(P.ArrayExpressionContext, (node, at) => ({
  ...at,
  kind: 'index',
  target: readExpr(node.expression(0)),
  index: readExpr(node.expression(1)),
}));
on(P.MethodCallExpressionContext, (node, at) => {
  const call = node.methodCall();
  const args = readExprs(call.expressionList());
  if (call.THIS()) return { ...at, kind: 'chain', which: 'this', args };
  if (call.SUPER()) return { ...at, kind: 'chain', which: 'super', args };
  return { ...at, kind: 'call', target: null, name: call.id().getText(), args, safe: false };
});
on(P.NewExpressionContext, (node, at) => readCreator(node.creator(), at));
on(P.CastExpressionContext, (node, at) => ({ ...at, kind: 'cast', type: readTypeRef(node.typeRef()), value: readExpr(node.expression()) }));
on(P.PostOpExpressionContext, (node, at) => ({
  ...at,
  kind: 'increment',
  op: node.INC() ? '++' : '--',
  prefix: false,
  target: readExpr(node.expression()),
}));
on(P.PreOpExpressionContext, (node, at) => {
  const target = node.expression();
  if (node.INC() || node.DEC()) return { ...at, kind: 'increment', op: node.INC() ? '++' : '--', prefix: true, target: readExpr(target) };
  const value = readExpr(target);
  // `-2147483648` is one literal.
  if (node.SUB() && value.kind === 'literal' && typeof value.value === 'bigint' && /^\d/.test(target.getText())) {
    return { ...value, ...at, value: -value.value };
  }
  return { ...at, kind: 'unary', op: node.SUB() ? '-' : '+', value };
});
on(P.NegExpressionContext, (node, at) => ({ ...at, kind: 'unary', op: node.BANG() ? '!' : '~', value: readExpr(node.expression()) }));
on(P.InstanceOfExpressionContext, (node, at) => ({
  ...at,
  kind: 'instanceof',
  value: readExpr(node.expression()),
  type: readTypeRef(node.typeRef()),
}));
on(P.CondExpressionContext, (node, at) => ({
  ...at,
  kind: 'conditional',
  test: readExpr(node.expression(0)),
  then: readExpr(node.expression(1)),
  otherwise: readExpr(node.expression(2)),
}));
on(P.AssignExpressionContext, (node, at) => ({
  ...at,
  kind: 'assign',
  op: node.getChild(1).getText(),
  target: readExpr(node.expression(0)),
  value: readExpr(node.expression(1)),
}));

function readCreator(node: P.CreatorContext, at: Pos): Expr {
  const name = node.createdName();
  const type: TypeRef = {
    ...pos(name),
    parts: name.idCreatedNamePair_list().map((pair) => {
      const list = pair.typeList();
      return { name: pair.anyId().getText(), args: list ? readTypeList(list) : [] };
    }),
    arrays: 0,
  };
  const array = node.arrayCreatorRest();
  if (array) {
    const size = array.expression();
    const items = array.arrayInitializer()?.expression_list() ?? [];
    return { ...at, kind: 'newArray', type, size: size ? readExpr(size) : null, items: items.map(readExpr) };
  }
  const map = node.mapCreatorRest();
  if (map) {
    const pairs = map.mapCreatorRestPair_list().map((pair) => [readExpr(pair.expression(0)), readExpr(pair.expression(1))] as const);
    return { ...at, kind: 'newMap', type, pairs };
  }
  const set = node.setCreatorRest();
  if (set) return { ...at, kind: 'newCollection', type, items: set.expression_list().map(readExpr) };
  if (node.noRest()) return { ...at, kind: 'newCollection', type, items: [] };
  return { ...at, kind: 'new', type, args: readExprs(node.classCreatorRest()?.arguments()?.expressionList()) };
}
