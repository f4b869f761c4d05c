import type { Schema, SObjectDef } from '../../metadata/types.ts';
import type { TypeRef } from '../syntax/index.ts';
import type { NativeTypeSpec } from '../types.ts';
import { parseTypeName, type TypeName } from '../types/names.ts';
import { isPlatformName, isPlatformNamespace } from '../types/platformNames.ts';
import { findNativeType, NativeType } from '../types/registry.ts';
import { aroundParents, type ClassSymbol } from './symbols.ts';
import { ApexType } from './types.ts';

/**
 * Collections inside a collection, one in the other.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_lists.htm
 */
const MAX_NESTED = 8;

/** Types that exist whatever the library registers, so the language can be used without it. */
const CORE = ['Object', 'String', 'Id', 'Integer', 'Long', 'Double', 'Decimal', 'Boolean', 'Date', 'Datetime', 'Time', 'Blob', 'SObject'];
const GENERIC: Readonly<Record<string, readonly string[]>> = { list: ['T'], set: ['T'], map: ['K', 'V'] };

/** A platform type the language needs that the library does not have. */
export class UnknownTypeError extends Error {
  readonly code = 'UNSUPPORTED_FEATURE';
  readonly feature: string;

  constructor(name: string) {
    super(`Unsupported platform feature: ${name}`);
    this.feature = name;
  }
}

/** All types a program can name: platform types, SObjects of the schema, classes of the source. */
export class Universe {
  readonly schema: Schema;
  readonly classes = new Map<string, ClassSymbol>();
  readonly #types = new Map<string, ApexType>();
  /** By symbol: every anonymous block has a class of the same name. */
  readonly #classTypes = new WeakMap<ClassSymbol, ApexType>();
  readonly #core = new Map<string, NativeType>();
  readonly #numbers = new Map<ApexType, number>();

  /** @param generated types that the platform makes from other metadata, e.g. of DataWeave scripts */
  constructor(schema: Schema, generated: readonly NativeTypeSpec[] = []) {
    this.schema = schema;
    for (const spec of generated) this.#core.set(spec.name.toLowerCase(), new NativeType(spec));
    for (const name of CORE) this.#core.set(name.toLowerCase(), new NativeType({ name: `System.${name}` }));
    for (const [name, typeParams] of Object.entries(GENERIC)) {
      this.#core.set(name, new NativeType({ name: `System.${name[0]!.toUpperCase()}${name.slice(1)}`, typeParams }));
    }
    this.#core.set('aggregateresult', new NativeType({ name: 'System.AggregateResult', extends: 'System.SObject' }));
    this.#core.set('exception', new NativeType({ name: 'System.Exception', kind: 'exception' }));
  }

  readonly void = new ApexType('void');
  readonly null = new ApexType('null');
  /** Of things whose declaration is wrong: using them is no further error. */
  readonly unknown = new ApexType('unknown');

  get object(): ApexType {
    return this.named('Object');
  }

  /** A type that is known to exist: `Integer`, `List<String>`, `Schema.SObjectType`. Throws an UnknownTypeError otherwise. */
  named(name: string, ...args: ApexType[]): ApexType {
    const cached = args.length === 0 ? this.#types.get(name.toLowerCase()) : undefined;
    if (cached) return cached;
    if (name.endsWith('>')) return this.fromName(parseTypeName(name));
    const native = this.#native(name);
    if (native) return this.ofNative(native, args);
    const object = this.schema.object(name);
    if (object) return this.ofSObject(object);
    throw new UnknownTypeError(name);
  }

  list(element: ApexType): ApexType {
    return this.named('List', element);
  }

  ofNative(native: NativeType, args: readonly ApexType[] = []): ApexType {
    const plain = this.#shadowed(native.displayName) ? native.name : native.displayName;
    const name = args.length === 0 ? plain : `${plain}<${args.map((arg) => arg.name).join(',')}>`;
    return this.#intern(args.length === 0 ? name : `${plain}<${args.map((arg) => this.#number(arg)).join(',')}>`, () => {
      return new ApexType(name, args, { native });
    });
  }

  ofClass(user: ClassSymbol): ApexType {
    let type = this.#classTypes.get(user);
    if (!type) this.#classTypes.set(user, (type = new ApexType(user.name, [], { user })));
    return type;
  }

  ofSObject(sobject: SObjectDef): ApexType {
    const name = this.#shadowed(sobject.apiName) ? `Schema.${sobject.apiName}` : sobject.apiName;
    return this.#intern(`sobject ${name}`, () => new ApexType(name, [], { sobject }));
  }

  /** The pseudo type of `[SELECT … FROM object]`. */
  records(element: ApexType): ApexType {
    return this.#intern(
      `records ${this.#number(element)}`,
      () => new ApexType(`List<${element.name}>`, [element], { native: this.named('List', element).native!, records: true }),
    );
  }

  /** A type of a library signature; `bindings` gives the meaning of type parameters. */
  fromName(name: TypeName, bindings?: ReadonlyMap<string, ApexType>): ApexType {
    const bound = name.args.length === 0 ? bindings?.get(name.name) : undefined;
    if (bound) return bound;
    const key = name.name.toLowerCase();
    if (key === 'void') return this.void;
    const args = name.args.map((arg) => this.fromName(arg, bindings));
    return this.named(name.name, ...args);
  }

  /** The type of that dotted name seen from `scope`; undefined when there is none. */
  find(parts: readonly string[], scope: ClassSymbol | null, args: readonly ApexType[] = []): ApexType | undefined {
    const user = this.#findClass(parts, scope);
    if (user) return this.ofClass(user);
    const name = parts.join('.');
    const key = name.toLowerCase();
    if (key === 'void') return this.void;
    const native = this.#native(name);
    if (native) return this.ofNative(native, args);
    const object = this.schema.object(key.startsWith('schema.') ? name.slice(7) : name);
    if (object) return this.ofSObject(object);
    const near = scope && !isPlatformNamespace(parts[0]!) ? this.#aroundParents(parts, scope) : undefined;
    if (near) return this.ofClass(near);
    return isPlatformName(parts) ? this.#intern(name, () => new ApexType(name, [], { unsupported: true })) : undefined;
  }

  /**
   * As {@link find} for a reference in source; `undefined` when the type or one of its arguments is unknown, or it is
   * nested deeper than collections may be.
   */
  resolve(ref: TypeRef, scope: ClassSymbol | null, outer = 0): ApexType | undefined {
    if (outer + ref.arrays > MAX_NESTED) return undefined;
    const last = ref.parts.at(-1)!;
    const args: ApexType[] = [];
    for (const arg of last.args) {
      const type = this.resolve(arg, scope, outer + ref.arrays + 1);
      if (!type) return undefined;
      args.push(type);
    }
    let type = this.find(
      ref.parts.map((part) => part.name),
      scope,
      args,
    );
    type = (type && this.objectBeside(type)) ?? type;
    if (type?.is('list', 'set', 'map') && type.args.length !== (type.is('map') ? 2 : 1)) return undefined;
    for (let i = 0; type && i < ref.arrays; i++) type = this.list(type);
    return type;
  }

  /**
   * The object that shares its name with a class of static methods only, such as `Network` and `Site`: the class has no
   * values, so a type means the object.
   */
  objectBeside(type: ApexType): ApexType | undefined {
    const object = type.native && this.schema.object(type.native.displayName);
    return object && type.native?.isStaticOnly ? this.ofSObject(object) : undefined;
  }

  #findClass(parts: readonly string[], scope: ClassSymbol | null): ClassSymbol | undefined {
    const first = parts[0]!.toLowerCase();
    let found: ClassSymbol | undefined;
    for (let at = scope; at && !found; at = at.outer) {
      if (at.decl.name.toLowerCase() === first && at.unit.kind !== 'trigger') found = at;
      for (let cls: ClassSymbol | null = at; cls && !found; cls = cls.parent) found = cls.inner.get(first);
    }
    found ??= this.classes.get(first);
    for (const part of parts.slice(1)) found = found && findInner(found, part.toLowerCase());
    if (!found && parts.length > 1 && first === this.schema.namespace) return this.#findClass(parts.slice(1), null);
    return found;
  }

  #aroundParents([first, ...rest]: readonly string[], scope: ClassSymbol): ClassSymbol | undefined {
    for (const cls of aroundParents(scope)) {
      let found = findInner(cls, first!.toLowerCase());
      for (const part of rest) found = found && findInner(found, part.toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  #native(name: string): NativeType | undefined {
    const found = findNativeType(name);
    return found ?? this.#core.get(name.toLowerCase().replace(/^system\./, ''));
  }

  /**
   * A class of the source hides the platform type and the object of the same name, which then go by their namespace.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespaces_type_resolution.htm
   */
  #shadowed(name: string): boolean {
    return this.classes.has(name.toLowerCase());
  }

  /** Tells apart the types of one name that the classes of several anonymous blocks are. */
  #number(type: ApexType): number {
    let number = this.#numbers.get(type);
    if (number === undefined) this.#numbers.set(type, (number = this.#numbers.size));
    return number;
  }

  #intern(name: string, create: () => ApexType): ApexType {
    const key = name.toLowerCase();
    let type = this.#types.get(key);
    if (!type) this.#types.set(key, (type = create()));
    return type;
  }
}

function findInner(cls: ClassSymbol, name: string): ClassSymbol | undefined {
  return cls.inner.get(name) ?? (cls.parent ? findInner(cls.parent, name) : undefined);
}
