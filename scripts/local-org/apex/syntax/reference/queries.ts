import * as P from '@apexdevtools/apex-parser';
import type { Expr, SoqlText } from '../ast.ts';
import { readExpr } from './expressions.ts';

interface Found {
  readonly binds: P.BoundExpressionContext[];
  aggregate: boolean;
}

/** Reads `[SELECT …]`: its text with binds replaced by `:b0`, `:b1` …, and what the checker needs to know of it. */
export function readSoql(query: P.QueryContext): SoqlText {
  const found: Found = { binds: [], aggregate: false };
  collect(query, found);
  const entries = query.selectList().selectEntry_list();
  const aggregate = query.groupByClause() != null || entries.some((entry) => isAggregate(entry.soqlFunction()));
  const with_ = query.withClause();
  return {
    ...replaceBinds(query, found.binds),
    from: query.fromNameList().fieldName(0)?.getText() ?? '',
    countOnly: entries.length === 1 && /^count\(\)$/i.test(entries[0]!.getText()),
    aggregate,
    mode: with_?.USER_MODE() ? 'user' : with_?.SYSTEM_MODE() ? 'system' : with_?.SECURITY_ENFORCED() ? 'securityEnforced' : null,
  };
}

/** Reads `[FIND … RETURNING …]`. */
export function readSosl(query: P.SoslLiteralContext): SoqlText {
  const found: Found = { binds: [], aggregate: false };
  collect(query, found);
  const { text, binds } = replaceBinds(query, found.binds);
  const mode = /\bWITH\s+USER_MODE\b/i.test(text) ? 'user' : /\bWITH\s+SYSTEM_MODE\b/i.test(text) ? 'system' : null;
  return { text: text.replace(/^\[\s*/, '').replace(/\]$/, ''), binds, from: '', countOnly: false, aggregate: false, mode };
}

function isAggregate(call: P.SoqlFunctionContext | null | undefined): boolean {
  if (!call) return false;
  const name = call.getText().toLowerCase();
  return /^(avg|count|count_distinct|min|max|sum|grouping)\(/.test(name) && name !== 'count()';
}

function collect(node: P.ApexParserRuleContext, found: Found): void {
  for (let i = 0; i < node.getChildCount(); i++) {
    const child = node.getChild(i);
    if (child instanceof P.BoundExpressionContext) found.binds.push(child);
    else if ('ruleIndex' in child) collect(child as unknown as P.ApexParserRuleContext, found);
  }
}

function replaceBinds(node: P.ApexParserRuleContext, nodes: readonly P.BoundExpressionContext[]): { text: string; binds: Expr[] } {
  const input = node.start.getInputStream();
  const end = node.stop ?? node.start;
  let text = '';
  let at = node.start.start;
  nodes.forEach((bind, index) => {
    text += `${input.getText(at, bind.start.start - 1)}:b${index}`;
    at = (bind.stop ?? bind.start).stop + 1;
  });
  if (at <= end.stop) text += input.getText(at, end.stop);
  return { text, binds: nodes.map((bind) => readExpr(bind.expression())) };
}
