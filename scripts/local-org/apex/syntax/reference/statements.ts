import * as P from '@apexdevtools/apex-parser';
import type { Block, DmlKind, Expr, LocalDecl, Pos, Stmt, WhenCase } from '../ast.ts';
import { namedType } from '../named.ts';
import { pos, readModifiers, readTypeRef } from './common.ts';
import { readExpr, readExprs } from './expressions.ts';
import { decodeString } from '../literals.ts';

type ContextClass<T> = abstract new (...args: never[]) => T;
const readers = new Map<unknown, (node: P.ApexParserRuleContext, at: Pos) => Stmt>();

function on<T extends P.ApexParserRuleContext>(type: ContextClass<T>, reader: (node: T, at: Pos) => Stmt): void {
  readers.set(type, reader as (node: P.ApexParserRuleContext, at: Pos) => Stmt);
}

export function readBlock(node: P.BlockContext): Block {
  return { ...pos(node), kind: 'block', body: node.statement_list().map(readStmt), endLine: (node.stop ?? node.start).line };
}

/** Reads any statement. */
export function readStmt(node: P.StatementContext): Stmt {
  const child = node.getChildCount() > 0 ? (node.getChild(0) as P.ApexParserRuleContext) : node;
  const reader = readers.get(child.constructor);
  // Error recovery leaves empty nodes; the syntax error is already reported.
  return reader ? reader(child, pos(child)) : { ...pos(node), kind: 'block', body: [], endLine: node.start.line };
}

function optional(node: P.StatementContext | null | undefined): Stmt | null {
  return node ? readStmt(node) : null;
}

function condition(node: P.ParExpressionContext): Expr {
  return readExpr(node.expression());
}

export function readLocal(node: P.LocalVariableDeclarationContext): LocalDecl {
  return {
    ...pos(node),
    kind: 'local',
    type: readTypeRef(node.typeRef()),
    final: readModifiers(node.modifier_list()).words.has('final'),
    names: readDeclarators(node.variableDeclarators()),
  };
}

export function readDeclarators(node: P.VariableDeclaratorsContext): LocalDecl['names'] {
  return node.variableDeclarator_list().map((item) => {
    const init = item.expression();
    return { ...pos(item), name: item.id().getText(), init: init ? readExpr(init) : null };
  });
}

on(P.BlockContext, readBlock);
on(P.LocalVariableDeclarationStatementContext, (node) => readLocal(node.localVariableDeclaration()));
on(P.ExpressionStatementContext, (node, at) => ({ ...at, kind: 'expr', value: readExpr(node.expression()) }));
on(P.IfStatementContext, (node, at) => ({
  ...at,
  kind: 'if',
  test: condition(node.parExpression()),
  then: readStmt(node.statement(0)),
  otherwise: optional(node.statement_list()[1]),
}));
on(P.WhileStatementContext, (node, at) => ({
  ...at,
  kind: 'while',
  test: condition(node.parExpression()),
  body: optional(node.statement()),
}));
on(P.DoWhileStatementContext, (node, at) => ({
  ...at,
  kind: 'doWhile',
  test: condition(node.parExpression()),
  body: readBlock(node.block()),
}));
on(P.ReturnStatementContext, (node, at) => {
  const value = node.expression();
  return { ...at, kind: 'return', value: value ? readExpr(value) : null };
});
on(P.ThrowStatementContext, (node, at) => ({ ...at, kind: 'throw', value: readExpr(node.expression()) }));
on(P.BreakStatementContext, (_, at) => ({ ...at, kind: 'break' }));
on(P.ContinueStatementContext, (_, at) => ({ ...at, kind: 'continue' }));
on(P.RunAsStatementContext, (node, at) => ({
  ...at,
  kind: 'runAs',
  args: readExprs(node.expressionList()),
  body: readBlock(node.block()),
}));

on(P.ForStatementContext, (node, at) => {
  const control = node.forControl();
  const body = optional(node.statement());
  const each = control.enhancedForControl();
  if (each) {
    const type = readTypeRef(each.typeRef());
    return { ...at, kind: 'forEach', type, name: each.id().getText(), over: readExpr(each.expression()), body };
  }
  const init = control.forInit();
  const local = init?.localVariableDeclaration();
  const test = control.expression();
  return {
    ...at,
    kind: 'for',
    init: local ? readLocal(local) : readExprs(init?.expressionList()),
    test: test ? readExpr(test) : null,
    update: readExprs(control.forUpdate()?.expressionList()),
    body,
  };
});

on(P.TryStatementContext, (node, at) => ({
  ...at,
  kind: 'try',
  body: readBlock(node.block()),
  catches: node.catchClause_list().map((clause) => ({
    ...pos(clause),
    type: namedType(clause.qualifiedName().getText(), pos(clause.qualifiedName())),
    name: clause.id().getText(),
    body: readBlock(clause.block()),
  })),
  finally: node.finallyBlock() ? readBlock(node.finallyBlock().block()) : null,
}));

on(P.SwitchStatementContext, (node, at) => ({
  ...at,
  kind: 'switch',
  on: readExpr(node.expression()),
  cases: node
    .whenControl_list()
    .map((control) => ({ ...pos(control), when: readWhen(control.whenValue()), body: readBlock(control.block()) })),
}));

function readWhen(node: P.WhenValueContext): WhenCase {
  if (node.ELSE()) return { kind: 'else' };
  const type = node.typeRef();
  if (type) return { kind: 'type', type: readTypeRef(type), name: node.id().getText() };
  return { kind: 'values', values: node.whenLiteral_list().map(readWhenLiteral) };
}

function readWhenLiteral(node: P.WhenLiteralContext): Expr {
  const inner = node.whenLiteral();
  if (inner) return readWhenLiteral(inner);
  const at = { ...pos(node) };
  const name = node.qualifiedName();
  if (name) {
    const [first, ...rest] = name.getText().split('.');
    return rest.reduce<Expr>((target, part) => ({ ...at, kind: 'field', target, name: part, safe: false }), {
      ...at,
      kind: 'name',
      name: first!,
    });
  }
  const text = (node.StringLiteral() ?? node.MultilineStringLiteral())?.getText();
  if (text !== undefined) return { ...at, kind: 'literal', type: 'String', value: decodeString(text) };
  const sign = node.SUB_list().length % 2 === 1 ? -1n : 1n;
  const integer = node.IntegerLiteral()?.getText();
  if (integer !== undefined) return { ...at, kind: 'literal', type: 'Integer', value: sign * BigInt(integer) };
  const long = node.LongLiteral()?.getText();
  if (long !== undefined) return { ...at, kind: 'literal', type: 'Long', value: sign * BigInt(long.slice(0, -1)) };
  return { ...at, kind: 'literal', type: 'null', value: null };
}

type DmlContext = P.ApexParserRuleContext & {
  accessLevel(): P.AccessLevelContext | null;
};

function dml(node: DmlContext, at: Pos, op: DmlKind, value: P.ExpressionContext, key: string | null, second: Expr | null): Stmt {
  const access = node.accessLevel();
  return { ...at, kind: 'dml', op, mode: access ? (access.USER() ? 'user' : 'system') : null, value: readExpr(value), key, second };
}

on(P.InsertStatementContext, (node, at) => dml(node, at, 'insert', node.expression(), null, null));
on(P.UpdateStatementContext, (node, at) => dml(node, at, 'update', node.expression(), null, null));
on(P.DeleteStatementContext, (node, at) => dml(node, at, 'delete', node.expression(), null, null));
on(P.UndeleteStatementContext, (node, at) => dml(node, at, 'undelete', node.expression(), null, null));
on(P.UpsertStatementContext, (node, at) => dml(node, at, 'upsert', node.expression(), node.qualifiedName()?.getText() ?? null, null));
on(P.MergeStatementContext, (node, at) => dml(node, at, 'merge', node.expression(0), null, readExpr(node.expression(1))));
