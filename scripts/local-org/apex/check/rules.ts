import type { Modifiers, Pos } from '../syntax/index.ts';
import { checkAnnotations, checkInvocableVariable, checkRestResource, checkTestClass, type Target } from './annotations.ts';
import type { Report } from './declare.ts';
import { isException } from './members.ts';
import { checkEntryPoints } from './entryPoints.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';
import { SINCE } from './versions.ts';

/**
 * Words of queries that no variable may be called. The documented list is longer; of its other words the platform takes some.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_reserved_words.htm
 */
const RESERVED = new Set('and asc desc from having in like limit not nulls or select where'.split(' '));

/** Rules of declarations that concern neither types nor bodies. */
export function checkDeclarations(universe: Universe, cls: ClassSymbol, report: Report): void {
  const { decl } = cls;
  if (!cls.outer) checkVisibility(cls, report);
  if (cls.outer?.outer) report(cls, decl, 'Inner types are not allowed to have inner types');
  if (cls.kind === 'class' && cls.superType && isException(universe, cls.superType) && !/exception$/i.test(decl.name)) {
    report(cls, decl, `Classes extending Exception must have a name ending in 'Exception': ${decl.name}`);
  }
  const isNamedException = cls.kind === 'class' && /.exception$/i.test(decl.name) && !cls.hasUnknownParent;
  if (isNamedException && !(cls.superType && isException(universe, cls.superType)))
    report(cls, decl, `Exception class must extend another Exception class: ${decl.name}`);
  if (cls.kind === 'class' && cls.superType && isException(universe, cls.superType)) checkExceptionConstructors(cls, report);
  if (cls.outer && decl.name.toLowerCase() === cls.outer.decl.name.toLowerCase())
    report(cls, decl, `Type name already in use: ${cls.name}`);
  checkModifiers(cls, decl, decl.modifiers, 'classes', report);
  checkInterfaces(cls, report);
  checkTestClass(cls, report);
  checkRestResource(cls, report);
  checkEntryPoints(cls, report);
  const inits = cls.outer ? cls.decl.members.filter((member) => member.kind === 'initializer' && member.isStatic) : [];
  for (const init of inits) report(cls, init, 'Inner types are not allowed to have static blocks');
  checkEnumValues(cls, report);
  for (const method of [...[...cls.methods.values()].flat(), ...cls.constructors]) checkMethod(cls, method, report);
  for (const field of cls.fields.values()) {
    checkName(cls, field.pos, field.name, report);
    checkModifiers(cls, field.pos, field.modifiers, 'fields', report);
    checkGlobal(cls, field.pos, field.modifiers, 'fields', report);
    checkAccessors(cls, field, report);
    checkInvocableVariable(field, report);
  }
  for (const inner of cls.inner.values()) {
    checkGlobal(cls, inner.decl, inner.decl.modifiers, 'classes', report);
    checkDeclarations(universe, inner, report);
  }
}

/**
 * The constructors that every exception has cannot be declared anew.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
 */
function checkExceptionConstructors(cls: ClassSymbol, report: Report): void {
  for (const { params, decl } of cls.constructors) {
    const [first, second] = params;
    const isText = first?.is('string') ?? true;
    const isOwn = params.length > 2 || (second ? !isText || !isAnyException(second) : !isText && !isAnyException(first!));
    if (isOwn) continue;
    const types = params.map((type) => type.name).join(', ');
    report(cls, decl, `System exception constructor already defined: <Constructor>(${types})`);
  }
}

const isAnyException = (type: ApexType): boolean => type.is('exception', 'system.exception');

/** A class names an interface once, a generic one with one type of element. */
function checkInterfaces(cls: ClassSymbol, report: Report): void {
  cls.interfaces.forEach((type, i) => {
    const at = cls.decl.interfaces[i] ?? cls.decl;
    const other = cls.interfaces.slice(0, i).some((one) => one.head === type.head && one !== type && type.args.length > 0);
    if (other) report(cls, at, `Generic Interface already implemented: ${type.name}`);
    if (cls.interfaces.indexOf(type) < i) report(cls, at, `Interface already implemented: ${type.name}`);
  });
}

function checkEnumValues(cls: ClassSymbol, report: Report): void {
  const seen = new Set<string>();
  for (const value of cls.decl.enumValues) {
    const key = value.name.toLowerCase();
    if (seen.has(key)) report(cls, value, `Duplicate field: ${value.name}`);
    seen.add(key);
  }
}

function checkVisibility(cls: ClassSymbol, report: Report): void {
  const { words } = cls.decl.modifiers;
  if (cls.isTest || words.has('public') || words.has('global')) return;
  report(cls, cls.decl, 'Top-level type must have public or global visibility');
}

const SCOPES = ['private', 'protected', 'public', 'global'];

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm */
const SHARING = ['with sharing', 'without sharing', 'inherited sharing'];

/** Modifiers that a declaration of the kind cannot have. */
const WORDS: Readonly<Record<Target, readonly string[]>> = {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_final.htm
  classes: ['final', 'static', 'transient', 'override', 'webservice'],
  constructors: ['abstract', 'final', 'override', 'static', 'transient', 'virtual', 'webservice'],
  fields: [],
  methods: ['final', 'transient'],
};

function checkModifiers(cls: ClassSymbol, at: Pos, modifiers: Modifiers, target: Target, report: Report): void {
  // A declaration has one access modifier.
  if (SCOPES.filter((word) => modifiers.words.has(word)).length > 1) report(cls, at, 'Declarations can only have one scope');
  for (const word of WORDS[target]) if (modifiers.words.has(word)) report(cls, at, `${word} is not allowed on ${target}`);
  if (modifiers.repeated !== undefined) report(cls, at, `Duplicate modifier: ${modifiers.repeated}`);
  const [sharing, other] = SHARING.filter((word) => modifiers.words.has(word));
  if (sharing && other) report(cls, at, `${sharing} ${target} cannot be ${other}`);
  checkAnnotations(cls, at, modifiers, target, report);
}

/** What is global stands in a class that is. */
function checkGlobal(cls: ClassSymbol, at: Pos, modifiers: Modifiers, target: Target, report: Report): void {
  if (modifiers.words.has('global') && !cls.decl.modifiers.words.has('global'))
    report(cls, at, `Defining type for global ${target} must be declared as global`);
}

/**
 * An accessor is no more visible than its property.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_properties.htm
 */
function checkAccessors(cls: ClassSymbol, { pos, access, property }: FieldSymbol, report: Report): void {
  if (!property) return;
  for (const own of [property.getAccess, property.setAccess]) {
    if (SCOPES.indexOf(own) > SCOPES.indexOf(access)) report(cls, pos, `Cannot declare ${own} accessor on ${access} property`);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_defining_methods.htm */
const MOST_PARAMETERS = 32;

function checkMethod(cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  const { decl } = method;
  checkModifiers(cls, decl, decl.modifiers, decl.kind === 'constructor' ? 'constructors' : 'methods', report);
  checkGlobal(cls, decl, decl.modifiers, decl.kind === 'constructor' ? 'constructors' : 'methods', report);
  if (decl.params.length > MOST_PARAMETERS) report(cls, decl, `Invalid number of parameters exceeds: ${MOST_PARAMETERS}`);
  for (const param of decl.params) checkName(cls, param, param.name, report);
  if (cls.unit.apiVersion >= SINCE.inheritedMethodsNeedAccess && method.access === 'private' && (method.isAbstract || method.isOverride)) {
    report(
      cls,
      decl,
      `${method.isAbstract ? 'Abstract' : 'Override'} methods require at least one of the following: global, public, protected`,
    );
  }
}

/** Refuses names that are words of the language. */
export function checkName(cls: ClassSymbol, at: Pos, name: string, report: Report): void {
  const problem = nameProblem(name);
  if (problem !== undefined) report(cls, at, problem);
}

/** Letters and digits from a letter on, parted by single underscores. */
const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/i;
const LONGEST_NAME = 255;

/**
 * Why a variable cannot have the name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_variables.htm
 */
export function nameProblem(name: string): string | undefined {
  if (RESERVED.has(name.toLowerCase())) return `Identifier name is reserved: ${name}`;
  if (!NAME.test(name)) return `Invalid character in identifier: ${name}`;
  return name.length > LONGEST_NAME ? `Identifier name is too long: ${name}` : undefined;
}
