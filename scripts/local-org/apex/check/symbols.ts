import type { Accessor, Expr, MethodDecl, ConstructorDecl, InitializerDecl, Modifiers, Pos, TypeDecl } from '../syntax/index.ts';
import type { ApexType } from './types.ts';
import { SINCE } from './versions.ts';

export type Access = 'private' | 'protected' | 'public' | 'global';
export type Sharing = 'with' | 'without' | 'inherited' | null;

/** A source file: one top-level class, trigger or anonymous block. */
export interface UnitSymbol {
  readonly name: string;
  readonly file: string;
  readonly kind: 'class' | 'trigger' | 'anonymous';
  /** The class's API version: some behaviour of the language depends on it. */
  readonly apiVersion: number;
  /** Unit keys (lower-cased names) this one refers to. */
  readonly uses: Set<string>;
}

/** A class, interface or enum of the source. */
export class ClassSymbol {
  readonly unit: UnitSymbol;
  readonly decl: TypeDecl;
  readonly outer: ClassSymbol | null;
  /** `Outer.Inner` */
  readonly name: string;
  readonly id: number;
  /** Names under which methods of interfaces are called → own methods that stand for them. */
  readonly bridges = new Map<string, string>();
  readonly inner = new Map<string, ClassSymbol>();
  readonly fields = new Map<string, FieldSymbol>();
  readonly methods = new Map<string, MethodSymbol[]>();
  readonly constructors: MethodSymbol[] = [];
  readonly initializers: (InitializerDecl | FieldSymbol)[] = [];
  /** It extends or implements a platform type the library lacks. */
  hasUnknownParent = false;
  superType: ApexType | null = null;
  interfaces: ApexType[] = [];

  constructor(unit: UnitSymbol, decl: TypeDecl, outer: ClassSymbol | null, id: number) {
    this.unit = unit;
    this.decl = decl;
    this.outer = outer;
    this.name = outer ? `${outer.name}.${decl.name}` : decl.name;
    this.id = id;
  }

  get key(): string {
    return this.name.toLowerCase();
  }

  get kind(): TypeDecl['kind'] {
    return this.decl.kind;
  }

  get isAbstract(): boolean {
    return this.kind === 'interface' || this.decl.modifiers.words.has('abstract');
  }

  get isExtensible(): boolean {
    return this.isAbstract || this.decl.modifiers.words.has('virtual');
  }

  get isTest(): boolean {
    return hasAnnotation(this.decl.modifiers, 'istest') || (this.outer?.isTest ?? false);
  }

  get access(): Access {
    return accessOf(this.decl.modifiers);
  }

  /** As declared; inner classes have their own, subclasses that of their parent. */
  get sharing(): Sharing {
    const words = this.decl.modifiers.words;
    if (words.has('with sharing')) return 'with';
    if (words.has('without sharing')) return 'without';
    if (words.has('inherited sharing')) return 'inherited';
    const inherited = this.superType?.user?.sharing ?? null;
    return inherited === null && this.unit.apiVersion >= SINCE.userModeByDefault && this.unit.kind === 'class' ? 'with' : inherited;
  }

  get top(): ClassSymbol {
    return this.outer ? this.outer.top : this;
  }

  get parent(): ClassSymbol | null {
    return this.superType?.user ?? null;
  }

  /** True when this class is `other` or extends it. */
  extends(other: ClassSymbol): boolean {
    return this === other || (this.parent?.extends(other) ?? false);
  }
}

/**
 * The classes around the parents of a class and of those around it: what is static in them goes by its plain name too.
 * Public code counts on it.
 */
export function* aroundParents(cls: ClassSymbol): Iterable<ClassSymbol> {
  for (let at: ClassSymbol | null = cls; at; at = at.outer) {
    for (let { parent } = at; parent; parent = parent.parent) if (parent.outer) yield parent.outer;
  }
}

/** A field or property. */
export interface FieldSymbol {
  readonly cls: ClassSymbol;
  readonly name: string;
  readonly pos: Pos;
  readonly modifiers: Modifiers;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly access: Access;
  type: ApexType;
  readonly init: Expr | null;
  /** Property of the JavaScript object (or of the statics object) that holds the value. */
  readonly slot: string;
  /** Present for properties. */
  readonly property: PropertySymbol | null;
}

export interface PropertySymbol {
  readonly getter: Accessor | null;
  readonly setter: Accessor | null;
  /** `get; set;` without bodies on a property nobody can override: read and written as a field. */
  readonly plain: boolean;
  readonly isVirtual: boolean;
  readonly setAccess: Access;
  readonly getAccess: Access;
}

/** A method or constructor. */
export interface MethodSymbol {
  readonly cls: ClassSymbol;
  readonly name: string;
  readonly decl: MethodDecl | ConstructorDecl;
  readonly isStatic: boolean;
  readonly access: Access;
  params: ApexType[];
  returns: ApexType;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
}

export function accessOf(modifiers: Modifiers): Access {
  if (modifiers.words.has('global') || modifiers.words.has('webservice')) return 'global';
  if (modifiers.words.has('public')) return 'public';
  return modifiers.words.has('protected') ? 'protected' : 'private';
}

export function hasAnnotation(modifiers: Modifiers, name: string): boolean {
  return modifiers.annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

/** Value of an annotation's parameter, e.g. `@AuraEnabled(cacheable=true)`. */
export function annotationValue(modifiers: Modifiers, name: string, param: string): string | boolean | number | null | undefined {
  return modifiers.annotations.find((annotation) => annotation.name.toLowerCase() === name)?.values.get(param);
}

const mangled = (type: ApexType): string => type.key.replace(/[^a-z0-9_]/g, '$');

/** JavaScript name of a method: equal for a method and what it overrides or implements. */
export function methodKey(name: string, params: readonly ApexType[]): string {
  return `${name.toLowerCase()}$${params.length === 0 ? '0' : params.map(mangled).join('$$')}`;
}

/**
 * JavaScript name under which an instance method is called. A private method is its class's own: one of the same name in a
 * subclass neither overrides it nor is overridden by it, so the name carries the class.
 */
export function dispatchKey(method: MethodSymbol): string {
  const key = methodKey(method.name, method.params);
  return method.access === 'private' && !method.isStatic && !isOverridable(method) ? `p${method.cls.id}_${key}` : key;
}

/** Of private methods: others of the file may override it, or it is what an abstract one is waiting for. */
function isOverridable(method: MethodSymbol): boolean {
  if (method.isAbstract || method.isOverride) return true;
  if (method.isVirtual && method.cls.unit.apiVersion < SINCE.privateMethodsAreOwn) return true;
  const key = methodKey(method.name, method.params);
  for (let at = method.cls.parent; at; at = at.parent) {
    const same = at.methods.get(method.name.toLowerCase())?.find((other) => methodKey(other.name, other.params) === key);
    if (same) return same.isAbstract;
  }
  return false;
}

/** JavaScript name of an instance property's accessor; those of private properties carry their class like private methods. */
export function accessorKey(field: FieldSymbol, which: 'get' | 'set'): string {
  const own = field.access === 'private' && !field.property?.isVirtual;
  return `${which}$${own ? `${field.cls.id}$` : ''}${field.name.toLowerCase()}`;
}

/** `void foo(Integer, String)`, as compile errors print methods. */
export function describeCall(name: string, params: readonly ApexType[]): string {
  return `${name}(${params.map((type) => type.name).join(', ')})`;
}
