import type { Expr, Pos, Stmt, WhenCase } from '../syntax/index.ts';
import type { Bound, BoundCase, BoundStmt } from './bound.ts';
import { convert, fit } from './convert.ts';
import { checkExpr, checkValue, typeOf, typeText } from './expressions.ts';
import { fail, type Scope } from './scope.ts';
import { checkBlock } from './statements.ts';
import { typeMember } from './statics.ts';
import type { ApexType } from './types.ts';

/**
 * `switch on`: over Integer, Long, String, enum values or the type of an SObject or object.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
export function checkSwitch(scope: Scope, stmt: Stmt & { kind: 'switch' }): BoundStmt {
  const on = checkValue(scope, stmt.on);
  const { type } = on;
  if (type.is('boolean', 'decimal', 'double', 'date', 'datetime', 'time', 'blob', 'list', 'set', 'map')) {
    fail(stmt.on, `${type.name} is not a valid switch expression type`);
  }
  const value = scope.temp(type, null);
  const subject: Bound = { kind: 'local', local: value, type };
  const cases: BoundCase[] = [];
  let otherwise = null;
  refuseRepeated(stmt.cases.map((clause) => clause.when));
  for (const clause of stmt.cases) {
    if (otherwise) fail(clause, "'when else' must be the last when block");
    if (clause.when.kind === 'else') otherwise = checkBlock(scope, clause.body);
    else if (clause.when.kind === 'type') cases.push(checkTypeCase(scope, clause.when, clause.body, subject));
    else {
      const tests = clause.when.values.map((literal) => valueTest(scope, literal, subject));
      cases.push({ tests, binding: null, body: checkBlock(scope, clause.body) });
    }
  }
  return { line: stmt.line, column: stmt.column, kind: 'switch', value, on, cases, otherwise };
}

/** No value or type has two branches. */
function refuseRepeated(whens: readonly WhenCase[]): void {
  const seen = new Set<string>();
  const once = (at: Pos, name: string, key: string): void => {
    if (seen.has(key)) fail(at, `${name} occurs as more than one when branch for this switch statement`);
    seen.add(key);
  };
  for (const when of whens) {
    if (when.kind === 'type') once(when.type, typeText(when.type), `type ${typeText(when.type).toLowerCase()}`);
    if (when.kind !== 'values') continue;
    for (const value of when.values) {
      if (value.kind === 'name') once(value, value.name, `name ${value.name.toLowerCase()}`);
      if (value.kind === 'literal') once(value, String(value.value), `${typeof value.value} ${value.value}`);
    }
  }
}

function checkTypeCase(
  scope: Scope,
  when: WhenCase & { kind: 'type' },
  block: Parameters<typeof checkBlock>[1],
  subject: Bound,
): BoundCase {
  return scope.block(() => {
    const type = typeOf(scope, when.type);
    refuseTypeCase(when.type, subject.type, type);
    const local = scope.declare(when.type, when.name, type);
    local.sources.push(null);
    const test: Bound = { kind: 'instanceof', value: subject, to: type, type: scope.universe.named('Boolean') };
    return { tests: [test], binding: { local, value: { kind: 'cast', value: subject, to: type, type } }, body: checkBlock(scope, block) };
  });
}

/** A branch of a type stands for some of the values of a wider type. */
function refuseTypeCase(pos: Pos, subject: ApexType, type: ApexType): void {
  if (subject.isUnknown || type.isUnknown) return;
  if (subject === type) fail(pos, `${type.name} in the 'when expression' is already matching the switch expression type`);
  if (subject.isNumber || subject.is('string', 'id') || subject.isEnum) fail(pos, `${type.name} cannot be a 'when type variable' block`);
}

function valueTest(scope: Scope, literal: Expr, subject: Bound): Bound {
  const { universe } = scope;
  const value = whenValue(scope, literal, subject);
  const { type } = subject;
  if (!value.type.isNull && type.isSObject) fail(literal, "Switching on SObject types must be a 'when type variable' or 'when null'");
  if (!value.type.isNull && type.isEnum && value.type !== type) fail(literal, 'Field must be an enum reference');
  if (!value.type.isNull && fit(universe, value.type, type) === undefined) {
    fail(
      literal,
      `${value.type.name} value in 'when expression' cannot be implicitly converted to the ${type.name} type in switch expression`,
    );
  }
  // Strings are compared as they are, unlike with ==.
  const right = convert(universe, value, type);
  return {
    kind: 'equal',
    domain: type.is('id') ? 'id' : 'reference',
    negate: false,
    left: subject,
    right,
    type: universe.named('Boolean'),
    nonNull: true,
  };
}

/** A literal, or a value of the enum switched on, with or without its type's name. */
function whenValue(scope: Scope, literal: Expr, subject: Bound): Bound {
  if (literal.kind === 'name' && subject.type.isEnum) {
    const member = typeMember(scope, literal, subject.type, literal.name);
    if (member.kind === 'value') return member.value;
  }
  if (literal.kind === 'name') fail(literal, `Variable does not exist: ${literal.name}`);
  return checkExpr(scope, literal);
}
