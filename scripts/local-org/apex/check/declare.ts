import type { FieldDecl, MemberDecl, MethodDecl, ConstructorDecl, Pos, PropertyDecl, TypeDecl, TypeRef } from '../syntax/index.ts';
import { typeText } from './expressions.ts';
import { accessOf, ClassSymbol, describeCall, type FieldSymbol, type MethodSymbol, type UnitSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/** Reports a problem of a declaration. */
export type Report = (cls: ClassSymbol, pos: Pos, message: string) => void;

/** Creates the symbols of a type and its inner types; nothing is resolved yet. */
export function declareType(
  unit: UnitSymbol,
  decl: TypeDecl,
  outer: ClassSymbol | null,
  nextId: () => number,
  report: Report,
): ClassSymbol {
  const cls = new ClassSymbol(unit, decl, outer, nextId());
  for (const member of decl.members) {
    if (member.kind !== 'class' && member.kind !== 'interface' && member.kind !== 'enum') continue;
    const key = member.name.toLowerCase();
    if (cls.inner.has(key)) report(cls, member, `Type name already in use: ${cls.name}.${member.name}`);
    else cls.inner.set(key, declareType(unit, member, cls, nextId, report));
  }
  return cls;
}

/** Resolves super types of a class and its inner classes. */
export function resolveHeaders(universe: Universe, cls: ClassSymbol, report: Report): void {
  const { superType, interfaces } = cls.decl;
  const scope = cls.outer ?? cls;
  if (superType) {
    const type = resolveType(universe, cls, superType, report, scope);
    if (!type || type.isUnknown) cls.hasUnknownParent = true;
    else if (type && type.isInterface) report(cls, superType, `Invalid super type: ${type.name}`);
    else if (type?.user && !type.user.isExtensible)
      report(cls, superType, `Non-virtual and non-abstract type cannot be extended: ${type.name}`);
    else if (type && !type.user && type.native?.kind !== 'exception' && type.native?.spec.extensible !== true)
      report(cls, superType, `Type cannot be extended: ${type.name}`);
    else cls.superType = type ?? null;
  }
  for (const ref of interfaces) {
    const type = resolveType(universe, cls, ref, report, scope);
    if (!type || type.isUnknown) cls.hasUnknownParent = true;
    else if (type && !type.isInterface) report(cls, ref, `Invalid interface: ${type.name}`);
    else if (type) cls.interfaces.push(type);
  }
  for (const inner of cls.inner.values()) resolveHeaders(universe, inner, report);
}

/** Breaks inheritance circles, so that nothing walks them for ever. */
export function refuseCircles(cls: ClassSymbol, report: Report): void {
  const parents = (of: ClassSymbol): ClassSymbol[] => [of.superType, ...of.interfaces].flatMap((type) => type?.user ?? []);
  const seen = new Set<ClassSymbol>();
  const open = parents(cls);
  for (let at = open.pop(); at; at = open.pop()) {
    if (at === cls) {
      report(cls, cls.decl, `Circular definition: ${cls.name}`);
      cls.superType = null;
      cls.interfaces = [];
      break;
    }
    if (!seen.has(at)) open.push(...parents(at));
    seen.add(at);
  }
  for (const inner of cls.inner.values()) refuseCircles(inner, report);
}

function resolveType(universe: Universe, cls: ClassSymbol, ref: TypeRef, report: Report, scope: ClassSymbol): ApexType | undefined {
  const type = universe.resolve(ref, scope);
  if (!type) report(cls, ref, `Invalid type: ${typeText(ref)}`);
  note(cls, type);
  return type;
}

function note(cls: ClassSymbol, type: ApexType | undefined): void {
  if (type?.user && type.user.unit !== cls.unit) cls.unit.uses.add(type.user.top.key);
  for (const arg of type?.args ?? []) note(cls, arg);
}

/** Resolves the types of fields, properties, methods and constructors, also of inner classes. */
export function declareMembers(universe: Universe, cls: ClassSymbol, report: Report): void {
  const typeOf = (ref: TypeRef | null): ApexType =>
    ref ? (resolveType(universe, cls, ref, report, cls) ?? universe.unknown) : universe.void;
  for (const member of cls.decl.members) declareMember(cls, member, typeOf, report);
  for (const inner of cls.inner.values()) declareMembers(universe, inner, report);
}

type TypeOf = (ref: TypeRef | null) => ApexType;

function declareMember(cls: ClassSymbol, member: MemberDecl, typeOf: TypeOf, report: Report): void {
  switch (member.kind) {
    case 'field':
      return declareFields(cls, member, typeOf, report);
    case 'property':
      if (cls.outer && member.modifiers.words.has('static')) report(cls, member, 'static can only be used on fields of a top level type');
      return addField(cls, propertySymbol(cls, member, typeOf(member.type)), report);
    case 'method':
      return declareMethod(cls, member, typeOf, report);
    case 'constructor':
      if (member.name.split('.').at(-1)!.toLowerCase() !== cls.decl.name.toLowerCase()) {
        return report(cls, member, `Invalid constructor name: ${member.name}`);
      }
      return addConstructor(cls, member, typeOf, report);
    case 'initializer':
      cls.initializers.push(member);
  }
}

function declareFields(cls: ClassSymbol, decl: FieldDecl, typeOf: TypeOf, report: Report): void {
  const type = typeOf(decl.type);
  for (const name of decl.names) {
    const isStatic = decl.modifiers.words.has('static');
    const field: FieldSymbol = {
      cls,
      name: name.name,
      pos: { line: name.line, column: name.column },
      modifiers: decl.modifiers,
      isStatic,
      isFinal: decl.modifiers.words.has('final'),
      access: accessOf(decl.modifiers),
      type,
      init: name.init,
      slot: slotOf(cls, name.name),
      property: null,
    };
    if (cls.outer && isStatic) report(cls, name, 'static can only be used on fields of a top level type');
    addField(cls, field, report);
    cls.initializers.push(field);
  }
}

/** Slots carry the class when a super class has a field of that name too. */
function slotOf(cls: ClassSymbol, name: string): string {
  return `${name.toLowerCase()}_${cls.outer || cls.superType ? cls.id : ''}`;
}

function propertySymbol(cls: ClassSymbol, decl: PropertyDecl, type: ApexType): FieldSymbol {
  const { words } = decl.modifiers;
  const access = accessOf(decl.modifiers);
  const accessorAccess = (accessor: PropertyDecl['getter']): typeof access =>
    accessor && ['private', 'protected', 'public', 'global'].some((word) => accessor.modifiers.words.has(word))
      ? accessOf(accessor.modifiers)
      : access;
  const isVirtual = words.has('virtual') || words.has('abstract') || words.has('override');
  return {
    cls,
    name: decl.name,
    pos: { line: decl.line, column: decl.column },
    modifiers: decl.modifiers,
    isStatic: words.has('static'),
    isFinal: false,
    access,
    type,
    init: null,
    slot: slotOf(cls, decl.name),
    property: {
      getter: decl.getter,
      setter: decl.setter,
      plain: !isVirtual && !decl.getter?.body && !decl.setter?.body,
      isVirtual,
      getAccess: accessorAccess(decl.getter),
      setAccess: accessorAccess(decl.setter),
    },
  };
}

function addField(cls: ClassSymbol, field: FieldSymbol, report: Report): void {
  const key = field.name.toLowerCase();
  if (cls.fields.has(key)) report(cls, field.pos, `Duplicate field: ${field.name}`);
  else cls.fields.set(key, field);
}

function declareMethod(cls: ClassSymbol, decl: MethodDecl, typeOf: TypeOf, report: Report): void {
  const method = methodSymbol(cls, decl, typeOf(decl.returns), typeOf);
  const key = decl.name.toLowerCase();
  const known = cls.methods.get(key) ?? [];
  if (known.some((other) => sameParams(other, method)))
    report(cls, decl, `Method already defined: ${method.returns.name} ${describeCall(decl.name, method.params)} from the type ${cls.name}`);
  else cls.methods.set(key, [...known, method]);
}

function addConstructor(cls: ClassSymbol, decl: ConstructorDecl, typeOf: TypeOf, report: Report): void {
  const method = methodSymbol(cls, decl, typeOf(null), typeOf);
  if (cls.constructors.some((other) => sameParams(other, method))) report(cls, decl, `Constructor already defined: ${cls.name}`);
  else cls.constructors.push(method);
}

function methodSymbol(cls: ClassSymbol, decl: MethodDecl | ConstructorDecl, returns: ApexType, typeOf: TypeOf): MethodSymbol {
  const { words } = decl.modifiers;
  const isInterface = cls.kind === 'interface';
  return {
    cls,
    name: decl.name,
    decl,
    isStatic: words.has('static') || words.has('testmethod'),
    access: isInterface ? 'public' : accessOf(decl.modifiers),
    params: decl.params.map((param) => typeOf(param.type)),
    returns,
    isAbstract: isInterface || words.has('abstract'),
    isVirtual: isInterface || words.has('virtual') || words.has('abstract') || words.has('override'),
    isOverride: words.has('override'),
  };
}

export function sameParams(a: MethodSymbol, b: MethodSymbol): boolean {
  return a.params.length === b.params.length && a.params.every((type, i) => type.key === b.params[i]!.key && type.key !== 'unknown');
}
