import {
  accessorKey,
  dispatchKey,
  annotationValue,
  fromObject,
  hasAnnotation,
  methodKey,
  platformCalls,
  type BoundBody,
  type CheckedClass,
  type ClassSymbol,
  type FieldSymbol,
  type MethodSymbol,
} from '../check/index.ts';
import { constructorName, staticName } from './calls.ts';
import { quote, type EmitContext } from './context.ts';
import { emitLogged, type LoggedCall } from './logging.ts';
import { emitBlock, emitConstructorBody, isExceptionClass } from './statements.ts';
import { COUNT_CALL } from './turns.ts';
import type { Writer } from './writer.ts';

/** Writes a script's statements as `function script()`. */
export function emitScript(writer: Writer, cls: ClassSymbol, body: BoundBody, label: string): void {
  const context: EmitContext = { writer, cls, usesSharing: false, isScript: true, returnText: '', loops: 0, calls: 0 };
  emitFunction(context, 'script', body, label, { logged: { kind: 'script' }, prefix: 'function ' });
}

/** Writes the JavaScript class of an Apex class, its statics and its static initialiser into the unit. */
export function emitClass(writer: Writer, checked: CheckedClass, label: string, isScript = false): void {
  const { cls } = checked;
  const context: EmitContext = { writer, cls, usesSharing: false, isScript, returnText: '', loops: 0, calls: 0 };
  const holder = writer.holder(cls.id);
  if (cls.kind === 'class') emitBody(context, checked, label, holder);
  emitStatics(context, checked, label, holder);
}

function emitBody(context: EmitContext, checked: CheckedClass, label: string, holder: string): void {
  const { writer } = context;
  const { cls } = checked;
  const exception = isExceptionClass(context);
  const parent = cls.parent ? `${writer.holder(cls.parent.id)}.load()` : exception ? 'R.ApexException' : 'R.ApexObject';
  writer.enter('', cls.decl.line);
  writer.write(`${holder}.ctor=class C${cls.id} extends ${parent}{`);
  const slots = [...cls.fields.values()].filter((field) => !field.isStatic && hasSlot(field));
  const defaults = slots.map((field) => `this.${field.slot}=null;`).join('');
  const superArgs = exception ? (cls.parent ? 'm,c' : `${JSON.stringify(cls.name)},m,c`) : '';
  writer.write(`constructor(${exception ? 'm=null,c=null' : ''}){super(${superArgs});${defaults}}`);
  if (exception) writer.write(`init$(){${cls.parent ? 'super.init$();' : ''}this.i${cls.id}();return this;}`);
  emitFunction(context, `i${cls.id}`, checked.instanceInit, `${label}.<init>`);
  if (cls.constructors.length === 0) {
    writer.enter(`${label}.<init>`, cls.decl.line);
    const chain = cls.parent && !exception ? `this.k${cls.parent.id}_$0();` : '';
    writer.write(`${constructorName(cls, null)}(){`);
    emitLogged(context, { kind: 'constructor', params: [] }, cls.decl.line, [], () => {
      writer.writeHidden(`this.i${cls.id}();`);
      writer.write(`${chain}return this;`);
    });
    writer.write('}');
  }
  for (const { method, body } of checked.constructors) {
    emitFunction(context, constructorName(cls, method), body, `${label}.<init>`, {
      role: 'constructor',
      logged: { kind: 'constructor', params: method.params },
    });
  }
  for (const { method, body } of checked.methods) {
    if (method.isStatic) {
      // A static method may stand for the method of an interface.
      const name = methodKey(method.name, method.params);
      if (cls.interfaces.length > 0) writer.write(`${name}(...a){return ${staticName(method)}(...a);}`);
      continue;
    }
    emitFunction(context, dispatchKey(method), body, `${label}.${method.name}`, { logged: methodCall(method) });
  }
  for (const { field, which, body } of checked.accessors) {
    if (!field.isStatic) emitFunction(context, accessorKey(field, which), body, `${label}.${field.name}`, accessorCall(field, which));
  }
  for (const [wanted, own] of cls.bridges) writer.write(`${wanted}(...a){return this.${own}(...a);}`);
  emitPlatformCalls(writer, cls);
  emitPlainAccessors(context, checked);
  emitIdentity(writer, checked);
  writer.write('};');
}

/** Entries for values that an Object held: they become what the methods declare. */
function emitPlatformCalls(writer: Writer, cls: ClassSymbol): void {
  for (const { method, entry } of platformCalls(cls)) {
    const params = method.params.map((_, index) => `a${index}`);
    const args = method.params.map((type, index) => {
      const how = fromObject(type);
      return how ? `R.${how}(a${index})` : `a${index}`;
    });
    writer.write(`${entry}(${params.join(',')}){return this.${dispatchKey(method)}(${args.join(',')});}`);
  }
}

/** `get;` and `set;` of properties that are not read directly. */
function emitPlainAccessors(context: EmitContext, checked: CheckedClass): void {
  for (const field of checked.cls.fields.values()) {
    const { property } = field;
    if (!property || property.plain || field.isStatic || field.modifiers.words.has('abstract')) continue;
    if (property.getter && !property.getter.body) context.writer.write(`${accessorKey(field, 'get')}(){return this.${field.slot};}`);
    if (property.setter && !property.setter.body) context.writer.write(`${accessorKey(field, 'set')}(v){return this.${field.slot}=v;}`);
  }
}

/** `equals`, `hashCode` and `toString` of the class as collections and the library call them. */
function emitIdentity(writer: Writer, checked: CheckedClass): void {
  const has = (name: string, params: number): string | undefined => {
    const method = checked.cls.methods.get(name)?.find((one) => one.params.length === params && !one.isStatic && !one.isAbstract);
    return method && dispatchKey(method);
  };
  const equals = has('equals', 1);
  if (equals) writer.write(`apexEquals(o){return o!==null&&o!==undefined&&this.${equals}(o);}`);
  const hash = has('hashcode', 0);
  if (hash) writer.write(`apexHashCode(){return this.${hash}();}`);
  const text = has('tostring', 0);
  if (text) writer.write(`apexToString(){return this.${text}()??'null';}`);
}

function hasSlot(field: FieldSymbol): boolean {
  return !field.modifiers.words.has('abstract');
}

interface FunctionOptions {
  readonly role?: 'method' | 'constructor' | 'set';
  /** `function ` outside of class bodies. */
  readonly prefix?: string;
  /** How the debug log shows a call. */
  readonly logged?: LoggedCall;
}

function methodCall(method: MethodSymbol): LoggedCall {
  return { kind: 'method', name: method.name, params: method.params };
}

function accessorCall(field: FieldSymbol, which: 'get' | 'set'): FunctionOptions {
  const params = which === 'set' ? [field.type] : [];
  return { role: which === 'set' ? 'set' : 'method', logged: { kind: 'method', name: `__sfdc_${field.name}`, params } };
}

/** Writes a method of a class body, or with `prefix` a function. */
function emitFunction(context: EmitContext, name: string, body: BoundBody, label: string, options: FunctionOptions = {}): void {
  const { writer } = context;
  const { role = 'method', prefix = '', logged } = options;
  context.usesSharing = false;
  context.calls = 0;
  context.returnText = role === 'constructor' ? 'this' : role === 'set' ? '$v' : '';
  writer.enter(label, body.block.line);
  const params = body.params.map((param) => param.js);
  const start = writer.lines.length;
  writer.write(`${prefix}${name}(${params.join(',')}){`);
  if (body.temps.length > 0) writer.write(`let ${body.temps.map((temp) => temp.js).join(',')};`);
  if (role === 'set') writer.write(`const $v=${params[0]!};`);
  emitLogged(context, logged, body.block.line, body.params, () => {
    if (role === 'constructor') emitConstructorBody(context, body.block);
    else emitBlock(context, body.block);
    if (context.returnText) writer.write(`return ${context.returnText};`);
  });
  writer.write('}');
  if (context.usesSharing) writer.lines[start] += 'const $sh=R.sharing;';
  if (context.calls > 1) writer.lines[start] += COUNT_CALL;
}

function emitStatics(context: EmitContext, checked: CheckedClass, label: string, holder: string): void {
  const { writer } = context;
  const { cls } = checked;
  const members: string[] = [];
  for (const { method, body } of checked.methods) {
    if (!method.isStatic) continue;
    const name = staticName(method);
    const future = hasAnnotation(method.decl.modifiers, 'future');
    emitFunction(context, future ? `x_${name}` : name, body, `${label}.${method.name}`, {
      logged: methodCall(method),
      prefix: 'function ',
    });
    if (future) {
      const callouts = String(annotationValue(method.decl.modifiers, 'future', 'callout')) === 'true';
      const queued = `${quote(cls.name)},${quote(method.name)},()=>x_${name}(...a),a,${quote(name)},${callouts}`;
      writer.write(`function ${name}(...a){R.future(${queued});}`);
    }
    members.push(name);
  }
  for (const field of cls.fields.values()) {
    if (field.isStatic && field.property && !field.property.plain)
      members.push(...emitStaticProperty(context, checked, field, label, holder));
  }
  const slots = [...cls.fields.values()].filter((field) => field.isStatic).map((field) => field.slot);
  emitFunction(context, `clinit${cls.id}`, checked.staticInit, `${label}.<clinit>`, { logged: { kind: 'class' }, prefix: 'function ' });
  writer.enter(`${label}.<clinit>`, cls.decl.line);
  writer.write(`${holder}.st={${members.join(',')}};${holder}.clinit=clinit${cls.id};`);
  writer.write(`${holder}.s={${slots.map((slot) => `${slot}:null`).join(',')}};`);
  writer.write(`${holder}.reset=function(){const s=${holder}.s;${slots.map((slot) => `s.${slot}=null;`).join('')}};`);
}

function emitStaticProperty(context: EmitContext, checked: CheckedClass, field: FieldSymbol, label: string, holder: string): string[] {
  const { writer } = context;
  const names: string[] = [];
  for (const which of ['get', 'set'] as const) {
    const accessor = checked.accessors.find((one) => one.field === field && one.which === which);
    const declared = which === 'get' ? field.property!.getter : field.property!.setter;
    if (!declared) continue;
    const name = `${which}$${field.cls.id}$${field.name.toLowerCase()}`;
    names.push(name);
    if (accessor)
      emitFunction(context, name, accessor.body, `${label}.${field.name}`, { ...accessorCall(field, which), prefix: 'function ' });
    else writer.write(`function ${name}(v){return ${holder}.s.${field.slot}${which === 'set' ? '=v' : ''};}`);
  }
  return names;
}
