import type { AnonymousDecl, Expr, FieldDecl, LocalDecl, MethodDecl, Stmt } from '../syntax/index.ts';
import type { Report } from './declare.ts';
import type { ClassSymbol } from './symbols.ts';

/**
 * Methods of an anonymous block see the variables of its statements: those they mention become fields, assigned where they
 * are declared.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_anonymous_block.htm
 */
export function shareVariables(decl: AnonymousDecl): AnonymousDecl {
  const methods = decl.members.filter((member) => member.kind === 'method');
  if (methods.length === 0) return decl;
  const mentioned = namesIn(methods);
  const fields: FieldDecl[] = [];
  const body = decl.body.body.flatMap((stmt) => {
    if (stmt.kind !== 'local' || !stmt.names.some(({ name }) => mentioned.has(name.toLowerCase()))) return [stmt];
    fields.push(fieldOf(stmt));
    return assignments(stmt);
  });
  return { ...decl, members: [...fields, ...decl.members], body: { ...decl.body, body } };
}

/** A method of an anonymous block has no `static`. */
export function refuseStatic(cls: ClassSymbol, { members }: AnonymousDecl, report: Report): void {
  for (const member of members) {
    if (member.kind === 'method' && member.modifiers.words.has('static'))
      report(cls, member, 'static can only be used on methods of a top level type');
  }
}

function fieldOf({ line, column, type, names }: LocalDecl): FieldDecl {
  const modifiers = { words: new Set(['static']), annotations: [] };
  return { line, column, kind: 'field', modifiers, type, names: names.map((name) => ({ ...name, init: null })) };
}

function assignments(stmt: LocalDecl): Stmt[] {
  return stmt.names.map(({ line, column, name, init }) => {
    const at = { line, column };
    const value: Expr = init ?? { ...at, kind: 'literal', type: 'null', value: null };
    return { ...at, kind: 'expr', value: { ...at, kind: 'assign', op: '=', target: { ...at, kind: 'name', name }, value } };
  });
}

/** Lower-cased names that stand anywhere in the methods' statements. */
function namesIn(methods: readonly MethodDecl[]): Set<string> {
  const names = new Set<string>();
  const open: unknown[] = methods.map((method) => method.body);
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('kind' in node && node.kind === 'name' && 'name' in node) names.add(String(node.name).toLowerCase());
    open.push(...(Object.values(node) as unknown[]));
  }
  return names;
}
