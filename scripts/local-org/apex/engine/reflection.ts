import { fit, hasAnnotation, isException, type ApexType, type ClassSymbol } from '../check/index.ts';
import { constructorKey } from '../emit/index.ts';
import { ApexList, ApexMap, ApexSet } from '../runtime/collections/index.ts';
import type { RuntimeType } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import type { ApexEnum } from '../runtime/object.ts';
import { isPlatformEnum, platformEnumValues } from '../runtime/platformEnums.ts';
import { ApexSObject } from '../runtime/sobject/index.ts';
import { newException } from '../runtime/lang/creating.ts';
import type { NativeFn } from '../types.ts';
import { invocableOf } from './invocable.ts';
import type { Loader } from './loader.ts';
import { createStub } from './stub.ts';
import type { Typing } from './typing.ts';

/** Of a private class of a class, or one inside of such: the outermost class. */
function privateOf(cls: ClassSymbol): Pick<RuntimeType, 'privateOf'> {
  let top = cls;
  let hidden = false;
  for (; top.outer; top = top.outer) hidden ||= top.access === 'private' && !hasAnnotation(top.decl.modifiers, 'testvisible');
  return hidden ? { privateOf: top.name } : {};
}

/** Reflection over the types of a program. */
export class Reflection {
  readonly #loader: Loader;
  readonly #typing: Typing;
  readonly #types = new Map<string, RuntimeType | undefined>();

  constructor(loader: Loader, typing: Typing) {
    this.#loader = loader;
    this.#typing = typing;
  }

  /** The type of that name; undefined when there is none. */
  find(name: string): RuntimeType | undefined {
    const key = name.toLowerCase();
    if (this.#types.has(key)) return this.#types.get(key);
    if (this.#typing.inScript(key)) return this.#describe(this.#typing.named(name)!);
    // The class of a stub stands for the class it stubs.
    const type = this.#typing.named(name.replace(/__sfdc_ApexStub$/i, ''));
    const found = type && this.#describe(type);
    this.#types.set(key, found);
    return found;
  }

  #describe(type: ApexType): RuntimeType {
    const isAssignableFrom = (other: RuntimeType): boolean => {
      const from = this.#typing.named(other.name);
      return from !== undefined && fit(this.#loader.universe, from, type) !== undefined;
    };
    const base = { name: type.name, isAssignableFrom, newInstance: () => this.#create(type) };
    if (type.sobject) return { ...base, object: type.sobject };
    if (isPlatformEnum(type.name)) return { ...base, enumValue: (name) => named(platformEnumValues(type.name), name) };
    if (!type.user) return base;
    const holder = this.#loader.holderOf(type.user);
    const hidden = privateOf(type.user);
    if (type.isEnum) {
      return { ...base, ...hidden, enumValue: (name) => named(holder.values, name) };
    }
    const invocable = invocableOf(this.#loader, type.user, (input) => this.#create(input));
    return {
      ...base,
      ...hidden,
      ...(invocable ? { invocable } : {}),
      classInfo: holder.info,
      stub: (handle) => createStub(this.#typing, holder, type.user!, handle),
      allocate: () => {
        holder.init();
        return new (holder.load())();
      },
    };
  }

  #create(type: ApexType): unknown {
    if (type.sobject) return new ApexSObject(type.sobject);
    if (type.is('list')) return new ApexList(type.args[0]!.name);
    if (type.is('set')) return new ApexSet(type.args[0]!.name);
    if (type.is('map')) return new ApexMap(type.args[0]!.name, type.args[1]!.name);
    if (type.user) return this.#createUser(type);
    if (type.native && type.key !== 'exception' && isException(this.#loader.universe, type)) {
      return newException(type.native.name, null, null);
    }
    const ctor = type.native?.constructors.find((method) => method.params.length === 0)?.impl as (NativeFn & (() => unknown)) | undefined;
    if (!ctor) throwApex('System.TypeException', `Type cannot be constructed: ${type.name}`);
    return ctor();
  }

  #createUser(type: ApexType): unknown {
    const cls = type.user!;
    if (cls.isAbstract || cls.kind !== 'class') throwApex('System.TypeException', `Type cannot be constructed: ${type.name}`);
    const ctor = cls.constructors.find((method) => method.params.length === 0);
    const hidden = ctor && ctor.access === 'private' && !hasAnnotation(ctor.decl.modifiers, 'testvisible');
    if (hidden || (cls.constructors.length > 0 && !ctor)) {
      throwApex('System.TypeException', `Class ${cls.name} must have a public or global no-argument constructor`);
    }
    const holder = this.#loader.holderOf(cls);
    holder.init();
    const created = new (holder.load())();
    return (created[constructorKey(cls)] as () => unknown).call(created);
  }
}

/** The value of an enum by its name, in any case. */
function named(values: readonly ApexEnum[], name: string): ApexEnum | undefined {
  return values.find((value) => value.name.toLowerCase() === name.toLowerCase());
}
