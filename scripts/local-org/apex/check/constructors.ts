import type { Expr, Pos } from '../syntax/index.ts';
import { isVisible } from './access.ts';
import type { Bound } from './bound.ts';
import { checkArgs } from './calls.ts';
import { convert } from './convert.ts';
import { use } from './expressions.ts';
import { isException, nativeConstructors, userConstructors } from './members.ts';
import { thisOf } from './names.ts';
import { choose } from './overloads.ts';
import { fail, type Scope } from './scope.ts';
import type { ApexType } from './types.ts';

/** `this(…)` and `super(…)` in a constructor. */
export function checkChain(scope: Scope, expr: Expr & { kind: 'chain' }): Bound {
  const { universe } = scope;
  const cls = scope.cls;
  if (!cls) fail(expr, `Unexpected token '${expr.which}'.`);
  if (scope.first !== expr) fail(expr, `Call to '${expr.which}()' must be the first statement in a constructor method`);
  scope.chaining = true;
  let args: readonly Bound[];
  try {
    args = checkArgs(scope, expr);
  } finally {
    scope.chaining = false;
  }
  const type = expr.which === 'this' ? universe.ofClass(cls) : cls.superType;
  if (!type) {
    if (args.length > 0) fail(expr, `Constructor not defined: [Object].<Constructor>(${args.map((arg) => arg.type.name).join(', ')})`);
    return { kind: 'sequence', items: [], type: universe.void };
  }
  return constructorCall(scope, expr, type, args, expr.which);
}

/** What a collection cannot be made of. */
function refuseInitializer(pos: Pos, type: ApexType, given: ApexType): void {
  const [first, second] = type.args.map((arg) => arg.name);
  const found = `Invalid initializer type ${given.name} found for ${type.name}: expected`;
  if (type.is('list')) fail(pos, `${found} an Integer or a List of type ${first}`);
  if (type.is('set')) fail(pos, `${found} a List or a Set of type: ${first}`);
  if (type.is('map') && second !== undefined) fail(pos, `${found} a Map with the same key and value types, or a valid SObject List`);
}

/** Chooses a constructor; `which` null means `new`. */
export function constructorCall(scope: Scope, pos: Pos, type: ApexType, args: readonly Bound[], which: 'this' | 'super' | null): Bound {
  const { universe } = scope;
  const exception = isException(universe, type);
  const result = which ? universe.void : type;
  const notDefined = (): never => {
    const [only] = args;
    if (only && args.length === 1) refuseInitializer(pos, type, only.type);
    fail(pos, `Constructor not defined: [${type.name}].<Constructor>(${args.map((arg) => arg.type.name).join(', ')})`);
  };
  const cls = type.user ?? null;
  if (cls) use(scope, type);
  const candidates = cls ? userConstructors(type) : nativeConstructors(universe, type);
  const choice = choose(universe, candidates, args);
  if (choice.kind === 'ambiguous') fail(pos, `Constructor is ambiguous: [${type.name}].<Constructor>`);
  if (choice.kind === 'one' && cls) {
    const ctor = choice.method.user!;
    if (!isVisible(scope, cls, ctor.access, ctor.decl.modifiers)) fail(pos, `Constructor is not visible: [${cls.name}].<Constructor>`);
    const converted = args.map((arg, i) => convert(universe, arg, ctor.params[i]!));
    return which
      ? { kind: 'chain', which, cls, ctor, args: converted, type: result }
      : { kind: 'new', cls, ctor, args: converted, type, nonNull: true };
  }
  if (choice.kind === 'one' && !which) {
    const ctor = choice.method.native!;
    const converted = args.map((arg, i) => convert(universe, arg, choice.method.params[i]!));
    return { kind: 'nativeNew', native: type.native!, ctor, args: converted, type, nonNull: true };
  }
  if (exception) return exceptionCall(scope, type, args, which) ?? notDefined();
  if (args.length === 0 && cls && candidates.length === 0) {
    return which
      ? { kind: 'chain', which, cls, ctor: null, args: [], type: result }
      : { kind: 'new', cls, ctor: null, args: [], type, nonNull: true };
  }
  return notDefined();
}

/** The four constructors every exception has: none, message, cause, message and cause. */
function exceptionCall(scope: Scope, type: ApexType, args: readonly Bound[], which: 'this' | 'super' | null): Bound | undefined {
  const isText = (arg: Bound | undefined): boolean => arg !== undefined && (arg.type.is('string', 'id') || arg.type.isNull);
  const isCause = (arg: Bound | undefined): boolean => arg !== undefined && (arg.type.isNull || isException(scope.universe, arg.type));
  const [first, second] = args;
  const message = isText(first) ? first! : null;
  const cause = args.length === 2 ? second! : isCause(first) && !message ? first! : null;
  const fits = args.length === 0 || (args.length === 1 && (message ?? cause)) || (args.length === 2 && message && isCause(second));
  if (!fits) return undefined;
  const cls = type.user ?? null;
  const created: Bound = { kind: 'newException', name: type.native?.name ?? type.name, cls, message, cause, type, nonNull: true };
  if (!which) return created;
  const args_ = [message, cause].map((arg): Bound => arg ?? { kind: 'const', value: null, type: scope.universe.null });
  return { kind: 'runtime', fn: 'setupException', args: [thisOf(scope, scope.cls!), ...args_], type: scope.universe.void };
}
