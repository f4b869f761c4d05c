import { accessorKey, type Bound, type FieldSymbol } from '../check/index.ts';
import { emitArgs, emitCall, emitChain, emitNativeCall, emitNativeNew, emitNew, emitNewException, ownCall } from './calls.ts';
import { accessModeOf, quote, ready, sharingOf, type EmitContext } from './context.ts';
import { loggedValue } from './logging.ts';
import { emitArith, emitCompare, emitConcat, emitEqual, emitNegate, nonNull } from './operators.ts';

/** JavaScript for an expression; safe to put anywhere. */
export function emitExpr(context: EmitContext, value: Bound): string {
  switch (value.kind) {
    case 'const':
      return emitConst(value.value);
    case 'decimal':
      return context.writer.decimal(value.text);
    case 'local':
      return value.local.js;
    case 'this':
      return 'this';
    case 'field':
      return emitField(context, value);
    case 'nativeProperty': {
      const get = context.writer.native(value.property.get);
      return `${get}(${value.target ? nonNull(context, value.target) : ''})`;
    }
    case 'sfield':
      return emitRecordField(context, value);
    case 'index':
      return `${emitExpr(context, value.target)}.get(${nonNull(context, value.index)})`;
    case 'call':
      return emitCall(context, value);
    case 'nativeCall':
      return emitNativeCall(context, value);
    case 'interfaceCall':
      context.calls++;
      return `R.callInterface(${nonNull(context, value.target)},${quote(value.name)},[${emitArgs(context, value.args)}])`;
    case 'new':
      return emitNew(context, value);
    case 'chain':
      return emitChain(context, value);
    case 'nativeNew':
      return emitNativeNew(context, value);
    case 'newException':
      return emitNewException(context, value);
    case 'newSObject':
      return emitNewRecord(context, value);
    case 'newList':
      return `R.list(${quote(value.type.args[0]!.name)},[${emitArgs(context, value.items)}])`;
    case 'newSet':
      return `R.set(${quote(value.type.args[0]!.name)},[${emitArgs(context, value.items)}])`;
    case 'newArray':
      return `R.array(${quote(value.type.args[0]!.name)},${nonNull(context, value.size)})`;
    case 'newMap': {
      const [key, item] = value.type.args;
      const puts = value.pairs.map(([k, v]) => `.assign(${emitExpr(context, k)},${emitExpr(context, v)})`);
      return `R.map(${quote(key!.name)},${quote(item!.name)})${puts.join('')}`;
    }
    case 'arith':
      return emitArith(context, value);
    case 'negate':
    case 'complement':
      return emitNegate(context, value);
    case 'concat':
      return emitConcat(context, value);
    case 'compare':
      return emitCompare(context, value);
    case 'equal':
      return emitEqual(context, value);
    case 'logic':
      return `(${nonNull(context, value.left)}${value.op}${nonNull(context, value.right)})`;
    case 'not':
      return `!${nonNull(context, value.value)}`;
    case 'instanceof':
      return `R.${value.takesNull ? 'isNullOrType' : 'isType'}(${emitExpr(context, value.value)},${quote(value.to.name)})`;
    case 'cast':
      return `R.cast(${emitExpr(context, value.value)},${quote(value.to.name)})`;
    case 'convert':
      return emitConvert(context, value);
    case 'conditional':
      return `(${nonNull(context, value.test)}?${emitExpr(context, value.then)}:${emitExpr(context, value.otherwise)})`;
    case 'coalesce':
      return `(${emitExpr(context, value.left)}??${emitExpr(context, value.right)})`;
    case 'safe':
      return `((${value.temp.js}=${emitExpr(context, value.target)})===null?null:${emitExpr(context, value.then)})`;
    case 'assign':
      return emitAssign(context, value.target, value.value);
    case 'sequence':
      return value.items.length === 0 ? 'undefined' : `(${value.items.map((item) => emitExpr(context, item)).join(',')})`;
    case 'query':
      return emitQuery(context, value);
    case 'enumValue':
      return `${context.writer.holder(value.cls.id)}.values[${value.index}]`;
    case 'enumValues':
      return `R.list(${quote(value.cls.name)},${context.writer.holder(value.cls.id)}.values.slice())`;
    case 'runtime':
      return `R.${value.fn}(${emitArgs(context, value.args)})`;
  }
}

function emitConst(value: null | number | bigint | string | boolean): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'bigint') return value < 0n ? `(${value}n)` : `${value}n`;
  if (typeof value === 'number' && (value < 0 || Object.is(value, -0))) return `(${value})`;
  return String(value);
}

/** Where a static field lives: the statics object of its class, bound to a constant in its own unit. */
function statics(context: EmitContext, field: FieldSymbol): string {
  return ready(context, field.cls, `${context.writer.holder(field.cls.id)}.s.${field.slot}`);
}

function emitField(context: EmitContext, value: Bound & { kind: 'field' }): string {
  const { field } = value;
  const name = field.name.toLowerCase();
  if (field.isStatic) {
    if (value.direct || !field.property?.getter?.body) return statics(context, field);
    return ownCall(
      context,
      field.cls,
      ready(context, field.cls, `${context.writer.holder(field.cls.id)}.st.get$${field.cls.id}$${name}()`),
    );
  }
  const target = emitExpr(context, value.target!);
  if (value.direct) return `${target}.${field.slot}`;
  const parent = `${context.writer.holder(field.cls.id)}.ctor.prototype.${accessorKey(field, 'get')}.call(this)`;
  return ownCall(context, field.cls, value.isSuper ? parent : `${target}.${accessorKey(field, 'get')}()`);
}

function emitRecordField(context: EmitContext, value: Bound & { kind: 'sfield' }): string {
  const target = emitExpr(context, value.target);
  // A field of a parent record that is not there reads as null.
  const lenient = value.target.kind === 'sfield' || value.lenient;
  if (value.via === 'field') {
    const site = context.writer.fieldSite(value.name);
    const isFlag = value.type.key === 'boolean';
    if (lenient) return `${site}.${isFlag ? 'getFlagOrNull' : 'getOrNull'}(${target})`;
    // A checkbox that was set to null is not checked.
    return isFlag ? `(${site}.get(${target})??false)` : `${site}.get(${target})`;
  }
  const method = value.via === 'parent' ? 'getParent' : 'getChildren';
  return lenient ? `(${target}?.${method}(${quote(value.name)})??null)` : `${target}.${method}(${quote(value.name)})`;
}

function emitNewRecord(context: EmitContext, value: Bound & { kind: 'newSObject' }): string {
  const isParent = ([name]: (typeof value.fields)[number]): boolean => name.endsWith('.');
  const fields = value.fields.filter((field) => !isParent(field));
  const site = context.writer.recordSite(
    value.object.apiName,
    fields.map(([name]) => name),
  );
  const record = `${site}.make(${fields.map(([, field]) => emitExpr(context, field)).join(',')})`;
  const parents = value.fields.filter(isParent);
  if (parents.length === 0) return record;
  const sets = parents.map(([name, parent]) => `r.setParent(${quote(name.slice(0, -1))},${emitExpr(context, parent)});`);
  return `R.withParents(${record},(r)=>{${sets.join('')}})`;
}

function emitConvert(context: EmitContext, value: Bound & { kind: 'convert' }): string {
  const operand = emitExpr(context, value.value);
  if (value.how === 'toDecimal' && value.value.type.key === 'double') return `R.doubleToDecimal(${operand})`;
  return value.how === 'toList' ? operand : `R.${value.how}(${operand})`;
}

function emitAssign(context: EmitContext, target: Bound, value: Bound): string {
  const text = emitExpr(context, value);
  switch (target.kind) {
    case 'local':
      return `(${target.local.js}=${loggedValue(context, target.local.name, text)})`;
    case 'field': {
      const { field } = target;
      const name = field.name.toLowerCase();
      const stored = loggedValue(context, `${field.isStatic ? field.cls.name : 'this'}.${field.name}`, text);
      if (field.isStatic) {
        if (target.direct || !field.property?.setter?.body) {
          return ready(context, field.cls, `${context.writer.holder(field.cls.id)}.s.${field.slot}=${stored}`, true);
        }
        return ownCall(
          context,
          field.cls,
          ready(context, field.cls, `${context.writer.holder(field.cls.id)}.st.set$${field.cls.id}$${name}(${text})`),
        );
      }
      const object = emitExpr(context, target.target!);
      if (target.direct) return `(${object}.${field.slot}=${stored})`;
      const parent = `${context.writer.holder(field.cls.id)}.ctor.prototype.${accessorKey(field, 'set')}.call(this,${text})`;
      return ownCall(context, field.cls, target.isSuper ? parent : `${object}.${accessorKey(field, 'set')}(${text})`);
    }
    case 'sfield': {
      const record = emitExpr(context, target.target);
      if (target.via !== 'parent') return `${context.writer.fieldSite(target.name)}.set(${record},${text})`;
      return `${record}.setParent(${quote(target.name)},${text})`;
    }
    case 'index':
      return `${emitExpr(context, target.target)}.assign(${nonNull(context, target.index)},${text})`;
    case 'nativeProperty': {
      const set = context.writer.native(target.property.set!);
      return target.target ? `R.assigned(${set},${nonNull(context, target.target)},${text})` : `R.assignedStatic(${set},${text})`;
    }
    default:
      throw new TypeError(`Cannot assign to ${target.kind}`);
  }
}

function emitQuery(context: EmitContext, value: Bound & { kind: 'query' }): string {
  const { query, binds, form } = value;
  const fn = form === 'list' ? 'query' : form === 'count' ? 'countQuery' : 'search';
  const mode = accessModeOf(context, query.mode);
  return `R.${fn}(${quote(query.text)},[${emitArgs(context, binds)}],${mode},${sharingOf(context)})`;
}
