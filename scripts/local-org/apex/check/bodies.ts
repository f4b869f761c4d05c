import type { Block, Param, Pos } from '../syntax/index.ts';
import type { ApexProblem } from '../syntax/index.ts';
import type { Bound, BoundBody, BoundStmt, Local } from './bound.ts';
import { checkAs } from './expressions.ts';
import { completes } from './flow.ts';
import { reportError, Scope } from './scope.ts';
import type { SoqlValidator } from './soqlCheck.ts';
import { checkBlock } from './statements.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol, UnitSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/** What all bodies of a unit share. */
export interface BodyContext {
  readonly universe: Universe;
  readonly unit: UnitSymbol;
  readonly problems: ApexProblem[];
  readonly labels: ReadonlySet<string> | null;
  readonly trigger: ApexType | null;
  readonly validateSoql: SoqlValidator;
}

export interface CheckedMethod {
  readonly method: MethodSymbol;
  readonly body: BoundBody;
}

export interface CheckedAccessor {
  readonly field: FieldSymbol;
  readonly which: 'get' | 'set';
  readonly body: BoundBody;
}

export interface CheckedClass {
  readonly cls: ClassSymbol;
  readonly methods: readonly CheckedMethod[];
  readonly constructors: readonly CheckedMethod[];
  readonly accessors: readonly CheckedAccessor[];
  readonly staticInit: BoundBody;
  readonly instanceInit: BoundBody;
}

/** Checks all bodies of a class; inner classes are separate. */
export function checkClass(context: BodyContext, cls: ClassSymbol): CheckedClass {
  return {
    cls,
    methods: [...cls.methods.values()]
      .flat()
      .filter((method) => method.decl.body !== null)
      .map((method) => checkMethod(context, method)),
    constructors: cls.constructors.map((method) => checkMethod(context, method)),
    accessors: [...cls.fields.values()].flatMap((field) => checkAccessors(context, field)),
    staticInit: checkInitializers(context, cls, true),
    instanceInit: checkInitializers(context, cls, false),
  };
}

function scopeFor(
  context: BodyContext,
  cls: ClassSymbol,
  options: { isStatic: boolean; returns: ApexType | null; initializing?: boolean; isConstructor?: boolean; accessorOf?: FieldSymbol },
): Scope {
  return new Scope({ ...context, cls, ...options });
}

function checkMethod(context: BodyContext, method: MethodSymbol): CheckedMethod {
  const isConstructor = method.decl.kind === 'constructor';
  const scope = scopeFor(context, method.cls, {
    isStatic: method.isStatic,
    returns: isConstructor ? null : method.returns,
    initializing: isConstructor,
    isConstructor,
  });
  const params = declareParams(scope, method.decl.params, method.params);
  // Read once: the statements of a body that was left out are parsed anew each time.
  const { kind, line, column, endLine, body: statements } = method.decl.body!;
  const body = { kind, line, column, endLine, body: statements };
  const block = checkBlock(scope, body);
  if (!isConstructor && !method.returns.isVoid && method.returns.key !== 'unknown' && completes(block)) {
    const end: Pos = { line: method.decl.body!.endLine, column: 1 };
    scope.report(end, `Missing return statement required return type: ${method.returns.name}`);
  }
  if (isConstructor) checkImplicitSuper(scope, method.cls, method.decl);
  return { method, body: { params, temps: scope.temps, block } };
}

/** Without a call of `super(…)` or `this(…)` the parent needs a constructor without parameters. */
function checkImplicitSuper(scope: Scope, cls: ClassSymbol, decl: MethodSymbol['decl']): void {
  const parent = cls.parent;
  const first = decl.body?.body[0];
  if (!parent || parent.constructors.length === 0 || (first?.kind === 'expr' && first.value.kind === 'chain')) return;
  if (!parent.constructors.some((ctor) => ctor.params.length === 0)) {
    scope.report(decl, `Parent class constructor must be called: [${parent.name}].<Constructor>()`);
  }
}

export function isChain(value: Bound): boolean {
  return (
    value.kind === 'chain' ||
    (value.kind === 'runtime' && value.fn === 'setupException') ||
    (value.kind === 'sequence' && value.items.length === 0)
  );
}

function declareParams(scope: Scope, params: readonly Param[], types: readonly ApexType[]): Local[] {
  return params.map((param, i) => {
    let local: Local;
    try {
      local = scope.declare(param, param.name, types[i]!, param.final);
    } catch (error) {
      reportError(scope, param, error);
      local = scope.temp(types[i]!, null);
    }
    local.sources.push(null);
    return local;
  });
}

function checkAccessors(context: BodyContext, field: FieldSymbol): CheckedAccessor[] {
  const found: CheckedAccessor[] = [];
  const { property } = field;
  if (!property) return found;
  if (property.getter?.body) {
    const scope = scopeFor(context, field.cls, { isStatic: field.isStatic, returns: field.type, accessorOf: field });
    const block = checkBlock(scope, property.getter.body);
    if (completes(block)) scope.report(property.getter, `Missing return statement required return type: ${field.type.name}`);
    found.push({ field, which: 'get', body: { params: [], temps: scope.temps, block } });
  }
  if (property.setter?.body) {
    const scope = scopeFor(context, field.cls, { isStatic: field.isStatic, returns: context.universe.void, accessorOf: field });
    const value = scope.declare(property.setter, 'value', field.type);
    value.sources.push(null);
    found.push({ field, which: 'set', body: { params: [value], temps: scope.temps, block: checkBlock(scope, property.setter.body) } });
  }
  return found;
}

/** A constant has its value before anything of the class runs, wherever it stands: public code counts on it. */
function isConstant(item: ClassSymbol['initializers'][number]): boolean {
  return !('body' in item) && item.isStatic && item.isFinal && item.init?.kind === 'literal';
}

/** Field initialisers and initialiser blocks in the order of the source, after the constants. */
function checkInitializers(context: BodyContext, cls: ClassSymbol, isStatic: boolean): BoundBody {
  const scope = scopeFor(context, cls, { isStatic, returns: null, initializing: true });
  const body: BoundStmt[] = [];
  const items = cls.initializers.filter((item) => item.isStatic === isStatic);
  for (const item of [...items.filter(isConstant), ...items.filter((one) => !isConstant(one))]) {
    if ('body' in item) {
      body.push(checkBlock(scope, item.body));
      continue;
    }
    const assigned = checkFieldInit(scope, item);
    if (assigned) body.push(assigned);
  }
  return { params: [], temps: scope.temps, block: { line: cls.decl.line, column: cls.decl.column, kind: 'block', body } };
}

function checkFieldInit(scope: Scope, field: FieldSymbol): BoundStmt | undefined {
  if (!field.init) return undefined;
  try {
    scope.initialized = field;
    const value = checkAs(scope, field.init, field.type);
    const owner: Bound | null = field.isStatic ? null : { kind: 'this', type: scope.universe.ofClass(field.cls), nonNull: true };
    const target: Bound = { kind: 'field', target: owner, field, isSuper: false, direct: true, type: field.type };
    return { ...field.pos, kind: 'expr', value: { kind: 'assign', target, value, type: field.type } };
  } catch (error) {
    return reportError(scope, field.pos, error)[0];
  } finally {
    scope.initialized = null;
  }
}

/** The statements of a trigger or an anonymous block. */
export function checkScript(context: BodyContext, cls: ClassSymbol, block: Block): BoundBody {
  const scope = scopeFor(context, cls, { isStatic: true, returns: context.universe.void });
  const checked = checkBlock(scope, block);
  return { params: [], temps: scope.temps, block: checked };
}
