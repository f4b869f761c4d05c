import { dispatchKey, methodKey, type Bound, type ClassSymbol, type MethodSymbol } from '../check/index.ts';
import { quote, ready, sharingOf, userModeByDefault, type EmitContext } from './context.ts';
import { emitExpr } from './expressions.ts';
import { isNonNull } from './nullness.ts';
import { nonNull } from './operators.ts';
import { isPassive } from './passive.ts';

export function emitArgs(context: EmitContext, args: readonly Bound[]): string {
  return args.map((arg) => emitExpr(context, arg)).join(',');
}

export function staticName(method: MethodSymbol): string {
  return `s${method.cls.id}_${methodKey(method.name, method.params)}`;
}

export function constructorName(cls: ClassSymbol, method: MethodSymbol | null): string {
  return `k${cls.id}_${methodKey('', method?.params ?? [])}`;
}

/**
 * A call of the program's own code. Hands the sharing mode on to code that takes its caller's: classes that declare one do
 * not read it, so only calls of the others set it.
 */
export function ownCall(context: EmitContext, callee: ClassSymbol, call: string): string {
  context.calls++;
  if ((callee.sharing === 'with' || callee.sharing === 'without') && callee.kind === 'class') return call;
  return `(R.sharing=${sharingOf(context)},${call})`;
}

export function emitCall(context: EmitContext, value: Bound & { kind: 'call' }): string {
  const { method, args } = value;
  const { cls } = method;
  const list = emitArgs(context, args);
  if (method.isStatic) {
    const sameUnit = cls.unit === context.cls.unit;
    const callee = sameUnit ? staticName(method) : `${context.writer.holder(cls.id)}.st.${staticName(method)}`;
    return ownCall(context, cls, ready(context, cls, `${callee}(${list})`));
  }
  const key = dispatchKey(method);
  if (value.isSuper) {
    const parent = `${context.writer.holder(cls.id)}.ctor.prototype.${key}`;
    return ownCall(context, cls, `${parent}.call(this${list ? `,${list}` : ''})`);
  }
  const target = emitExpr(context, value.target!);
  if (checksLate(value.target!, args)) return ownCall(context, cls, `R.callMethod(${target},${quote(key)},${list})`);
  return ownCall(context, cls, `${target}.${key}(${list})`);
}

/** Arguments are worked out before a call finds that its object is null: that matters only when they do something. */
function checksLate(target: Bound, args: readonly Bound[]): boolean {
  return !isNonNull(target) && args.some((arg) => !isPassive(arg));
}

export function emitNativeCall(context: EmitContext, value: Bound & { kind: 'nativeCall' }): string {
  const args = value.args.map((arg) => emitExpr(context, arg));
  // Only `super.method()` on a platform type has no implementation of its own.
  if (!value.method.impl) throw new TypeError(`${value.owner.name}.${value.method.name} has no implementation`);
  const late = value.target && checksLate(value.target, value.args);
  if (value.target) args.unshift(late ? emitExpr(context, value.target) : nonNull(context, value.target));
  if (value.site) args.push(emitSite(context, value));
  const callee = context.writer.native(value.method.impl);
  return late ? `R.callNative(${callee},${args.join(',')})` : `${callee}(${args.join(',')})`;
}

function emitSite(context: EmitContext, value: Bound & { kind: 'nativeCall' }): string {
  const cases = [...value.site!.variables].map(([name, variable]) => `case ${quote(name)}:return ${emitExpr(context, variable)};`);
  const name = context.isScript ? '' : context.cls.name;
  return `{className:${quote(name)},sharing:${sharingOf(context)},userMode:${userModeByDefault(context)},variable:(n)=>{switch(n.toLowerCase()){${cases.join('')}}}}`;
}

export function emitNew(context: EmitContext, value: Bound & { kind: 'new' }): string {
  const { cls, ctor } = value;
  const holder = context.writer.holder(cls.id);
  const created = `new ${holder}.ctor().${constructorName(cls, ctor)}(${emitArgs(context, value.args)})`;
  return ownCall(context, cls, ready(context, cls, created));
}

export function emitChain(context: EmitContext, value: Bound & { kind: 'chain' }): string {
  context.calls++;
  return `this.${constructorName(value.cls!, value.ctor)}(${emitArgs(context, value.args)})`;
}

export function emitNewException(context: EmitContext, value: Bound & { kind: 'newException' }): string {
  const args = `${value.message ? emitExpr(context, value.message) : 'null'},${value.cause ? emitExpr(context, value.cause) : 'null'}`;
  if (!value.cls) return `R.newException(${quote(value.name)},${args})`;
  return ready(context, value.cls, `new ${context.writer.holder(value.cls.id)}.ctor(${args}).init$()`);
}

export function emitNativeNew(context: EmitContext, value: Bound & { kind: 'nativeNew' }): string {
  const types = value.type.args.map((arg) => quote(arg.name));
  const args = [...types, ...value.args.map((arg) => emitExpr(context, arg))];
  return `${context.writer.native(value.ctor.impl!)}(${args.join(',')})`;
}
