import type { NativeFn, NativeTypeSpec } from '../types.ts';
import { UnsupportedFeatureError } from '../../metadata/errors.ts';
import { parseTypeName, type TypeName } from './names.ts';

export interface NativeParam {
  readonly name: string;
  readonly type: TypeName;
}

/** A constructor (`name` is empty) or method of a platform type. */
export interface NativeMethod {
  readonly name: string;
  readonly params: readonly NativeParam[];
  readonly returns: TypeName;
  readonly isStatic: boolean;
  /** Null for methods an interface only declares. */
  readonly impl: NativeFn | null;
}

export interface NativeProperty {
  readonly name: string;
  readonly type: TypeName;
  readonly isStatic: boolean;
  readonly get: NativeFn;
  readonly set: NativeFn | null;
}

/** A platform type with its members parsed on first use. */
export class NativeType {
  readonly spec: NativeTypeSpec;
  /** `System.String` */
  readonly name: string;
  /** How Apex prints it: without `System.`. */
  readonly displayName: string;
  readonly kind: NonNullable<NativeTypeSpec['kind']>;
  readonly typeParams: readonly string[];
  readonly superType: TypeName | null;
  readonly interfaces: readonly TypeName[];
  readonly constructors: readonly NativeMethod[];
  readonly #methods = new Map<string, NativeMethod[]>();
  readonly #properties = new Map<string, NativeProperty>();
  readonly #unsupported: ReadonlySet<string>;

  constructor(spec: NativeTypeSpec) {
    this.spec = spec;
    this.name = spec.name;
    this.displayName = spec.name.replace(/^System\./i, '');
    this.kind = spec.kind ?? 'class';
    this.typeParams = spec.typeParams ?? [];
    this.superType = spec.extends ? parseTypeName(spec.extends) : this.kind === 'exception' ? defaultExceptionParent(spec.name) : null;
    this.interfaces = (spec.implements ?? []).map(parseTypeName);
    this.constructors = Object.entries(spec.constructors ?? {}).map(([text, impl]) => parseMethod(text, impl, false));
    for (const [text, impl] of Object.entries(spec.statics ?? {})) this.#addMethod(parseMethod(text, impl, true));
    for (const [text, impl] of Object.entries(spec.methods ?? {})) this.#addMethod(parseMethod(text, impl, false));
    for (const text of spec.abstractMethods ?? []) this.#addMethod(parseMethod(text, null, false));
    for (const text of spec.refused ?? []) this.#addMethod(refusedMethod(this.displayName, text));
    for (const [text, property] of Object.entries(spec.staticProperties ?? {})) this.#addProperty(text, property, true);
    for (const [text, property] of Object.entries(spec.properties ?? {})) this.#addProperty(text, property, false);
    this.#unsupported = new Set((spec.unsupported ?? []).map((name) => name.toLowerCase()));
  }

  /** Methods declared by this type itself under that name, static and instance. */
  methods(name: string): readonly NativeMethod[] {
    return this.#methods.get(name.toLowerCase()) ?? [];
  }

  /** True for a class that is never instantiated: nothing can be of this type. */
  get isStaticOnly(): boolean {
    const members = [...this.#properties.values(), ...this.allMethods()];
    return this.kind === 'class' && this.constructors.length === 0 && members.length > 0 && members.every((member) => member.isStatic);
  }

  allMethods(): NativeMethod[] {
    return [...this.#methods.values()].flat();
  }

  property(name: string): NativeProperty | undefined {
    return this.#properties.get(name.toLowerCase());
  }

  /** True for a member the platform has and this library names as not implemented; `*` names all that are not declared. */
  isUnsupported(member: string): boolean {
    return this.#unsupported.has(member.toLowerCase()) || this.#unsupported.has('*');
  }

  #addMethod(method: NativeMethod): void {
    const key = method.name.toLowerCase();
    const known = this.#methods.get(key);
    if (known) known.push(method);
    else this.#methods.set(key, [method]);
  }

  #addProperty(text: string, property: { get: NativeFn; set?: NativeFn }, isStatic: boolean): void {
    const [name, type] = text.split(/:(.*)/s).map((part) => part.trim());
    if (!name || !type) throw new TypeError(`Malformed property signature '${text}' in ${this.name}`);
    this.#properties.set(name.toLowerCase(), { name, type: parseTypeName(type), isStatic, get: property.get, set: property.set ?? null });
  }
}

function defaultExceptionParent(name: string): TypeName | null {
  return name === 'System.Exception' ? null : parseTypeName('System.Exception');
}

/** Reads `'substring(Integer start, Integer end): String'` or `'(Integer size)'`. */
function parseMethod(text: string, impl: NativeFn | null, isStatic: boolean): NativeMethod {
  const match = /^(\w*)\s*\((.*)\)\s*(?::\s*(.+))?$/s.exec(text.trim());
  if (!match) throw new TypeError(`Malformed method signature '${text}'`);
  const [, name, params, returns] = match;
  return { name: name!, params: splitParams(params!).map(parseParam), returns: parseTypeName(returns ?? 'void'), isStatic, impl };
}

/** A method that can be called but is refused. */
function refusedMethod(type: string, text: string): NativeMethod {
  const method = parseMethod(text.replace(/^static /, ''), null, text.startsWith('static '));
  const refuse = (): never => {
    throw new UnsupportedFeatureError(`${type}.${method.name}`);
  };
  return { ...method, impl: refuse };
}

function splitParams(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '<') depth++;
    else if (c === '>') depth--;
    else if (i === text.length || (c === ',' && depth === 0)) {
      const part = text.slice(start, i).trim();
      if (part) parts.push(part);
      start = i + 1;
    }
  }
  return parts;
}

function parseParam(text: string): NativeParam {
  const at = text.lastIndexOf(' ');
  if (at < 0) return { name: 'value', type: parseTypeName(text) };
  return { name: text.slice(at + 1), type: parseTypeName(text.slice(0, at)) };
}

const specs = new Map<string, NativeTypeSpec>();
const parsed = new Map<string, NativeType>();

/** Makes platform types known. Their signatures are parsed when a type is first used. */
export function registerNativeTypes(types: readonly NativeTypeSpec[]): void {
  for (const spec of types) {
    specs.set(spec.name.toLowerCase(), spec);
    parsed.delete(spec.name.toLowerCase());
  }
}

/** Types that belong to two namespaces: SObjects of the library, and a page's reference. */
const OF_SYSTEM_TOO = new Set(['schema.aggregateresult', 'schema.sobject', 'apexpages.pagereference']);

function inSystem(key: string): string[] {
  return OF_SYSTEM_TOO.has(key) ? [key.replace(/^\w+\./, 'system.')] : [];
}

/** The platform type of that name; `String`, `system.string` and `SObjectType` (of `Schema`) are found too. */
export function findNativeType(name: string): NativeType | undefined {
  const key = name.toLowerCase();
  for (const candidate of key.includes('.') ? [key, `system.${key}`, ...inSystem(key)] : [`system.${key}`, `schema.${key}`, key]) {
    const known = parsed.get(candidate);
    if (known) return known;
    const spec = specs.get(candidate);
    if (!spec) continue;
    const type = new NativeType(spec);
    parsed.set(candidate, type);
    return type;
  }
  return undefined;
}

/** Names of all registered types, for messages and documentation. */
export function nativeTypeNames(): string[] {
  return [...specs.values()].map((spec) => spec.name);
}
