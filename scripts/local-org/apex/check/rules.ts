import type { Annotation, Modifiers, Pos } from '../syntax/index.ts';
import type { Report } from './declare.ts';
import { isException } from './members.ts';
import { hasAnnotation, type ClassSymbol, type MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';
import { SINCE } from './versions.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm */
const ANNOTATIONS = new Set(
  `auraenabled deprecated future invocablemethod invocablevariable istest jsonaccess namespaceaccessible readonly remoteaction
  suppresswarnings testreadonly testsetup testvisible restresource httpdelete httpget httppatch httppost httpput
  namedcredential beta`.split(/\s+/),
);

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
  checkAnnotations(cls, decl, decl.modifiers, report);
  for (const method of [...[...cls.methods.values()].flat(), ...cls.constructors]) checkMethod(cls, method, report);
  for (const field of cls.fields.values()) {
    checkName(cls, field.pos, field.name, report);
    checkAnnotations(cls, field.pos, field.modifiers, report);
  }
  for (const inner of cls.inner.values()) checkDeclarations(universe, inner, report);
}

function checkVisibility(cls: ClassSymbol, report: Report): void {
  const { words } = cls.decl.modifiers;
  if (cls.isTest || words.has('public') || words.has('global')) return;
  report(cls, cls.decl, 'Top-level type must have public or global visibility');
}

function checkAnnotations(cls: ClassSymbol, at: Pos, modifiers: Modifiers, report: Report): void {
  for (const annotation of modifiers.annotations) {
    const { name, line, column } = annotation;
    const place = { ...at, line, column };
    if (!ANNOTATIONS.has(name.toLowerCase())) report(cls, place, `Annotation does not exist: ${name}`);
    else checkParameters(cls, place, annotation, report);
  }
}

/**
 * Parameters of annotations, lower-cased. Annotations that are not here take none or have one without a name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  auraenabled: 'cacheable continuation scope',
  future: 'callout limits',
  invocablemethod: 'callout capabilitytype category configurationeditor description iconname label',
  invocablevariable: 'defaultvalue description label placeholdertext required',
  istest: 'critical isparallel oninstall seealldata testfor',
  jsonaccess: 'deserializable serializable',
  readonly: 'usereplica',
  restresource: 'urlmapping',
};

function checkParameters(cls: ClassSymbol, at: Pos, annotation: Annotation, report: Report): void {
  const known = PARAMETERS[annotation.name.toLowerCase()]?.split(' ') ?? [];
  for (const name of annotation.values.keys()) {
    if (name !== '' && !known.includes(name)) report(cls, at, `No such property, ${name}, defined on this annotation: ${annotation.name}`);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm */
function checkAura(cls: ClassSymbol, { decl, name, params, isStatic }: MethodSymbol, report: Report): void {
  if (isStatic) return;
  if (!/^get/i.test(name)) report(cls, decl, "Non static AuraEnabled methods must be named with a prefix 'get'");
  else if (params.length > 0) report(cls, decl, 'Non static AuraEnabled methods may not have parameters');
}

function checkMethod(cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  const { decl } = method;
  checkAnnotations(cls, decl, decl.modifiers, report);
  for (const param of decl.params) checkName(cls, param, param.name, report);
  if (cls.unit.apiVersion >= SINCE.inheritedMethodsNeedAccess && method.access === 'private' && (method.isAbstract || method.isOverride)) {
    const which = method.isAbstract ? 'Abstract' : 'Override';
    report(cls, decl, `${which} methods require one of the access modifiers protected, public or global: ${method.name}`);
  }
  if (hasAnnotation(decl.modifiers, 'istest') && !cls.top.isTest) {
    report(cls, decl, 'Defining type for testMethod methods must be declared as IsTest');
  }
  if (hasAnnotation(decl.modifiers, 'future')) checkFuture(cls, method, report);
  if (hasAnnotation(decl.modifiers, 'auraenabled')) checkAura(cls, method, report);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm */
function checkFuture(cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  const { decl, returns, params } = method;
  if (!returns.isVoid && !returns.isUnknown) report(cls, decl, `Future methods do not support return type of ${returns.name}`);
  params.forEach((type, i) => {
    if (!isPlain(type)) report(cls, decl.params[i]!, `Future methods do not support parameter type of ${type.name}`);
  });
}

/** Primitives and collections of them. */
function isPlain(type: ApexType): boolean {
  if (type.is('list', 'set', 'map')) return type.args.every(isPlain);
  return type.isUnknown || type.is('id', 'string', 'integer', 'long', 'double', 'decimal', 'boolean', 'date', 'datetime', 'time', 'blob');
}

/** Refuses names that are words of the language. */
export function checkName(cls: ClassSymbol, at: Pos, name: string, report: Report): void {
  if (isReserved(name)) report(cls, at, `Identifier name is reserved: ${name}`);
}

export function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
