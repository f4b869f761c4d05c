import type { Annotation, Modifiers, Pos } from '../syntax/index.ts';
import type { Report } from './declare.ts';
import { isException } from './members.ts';
import { checkEntryPoints } from './entryPoints.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
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
  if (cls.outer && decl.name.toLowerCase() === cls.outer.decl.name.toLowerCase())
    report(cls, decl, `Type name already in use: ${cls.name}`);
  checkModifiers(cls, decl, decl.modifiers, 'classes', report);
  checkEntryPoints(cls, report);
  checkEnumValues(cls, report);
  for (const method of [...[...cls.methods.values()].flat(), ...cls.constructors]) checkMethod(cls, method, report);
  for (const field of cls.fields.values()) {
    checkName(cls, field.pos, field.name, report);
    checkModifiers(cls, field.pos, field.modifiers, 'fields', report);
  }
  for (const inner of cls.inner.values()) checkDeclarations(universe, inner, report);
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

type Target = 'classes' | 'constructors' | 'fields' | 'methods';

/**
 * What an annotation may stand on, where that is not everything.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */
const TARGETS: Readonly<Record<string, readonly [name: string, ...targets: Target[]]>> = {
  auraenabled: ['AuraEnabled', 'methods', 'fields', 'classes'],
  future: ['Future', 'methods'],
  httpdelete: ['HttpDelete', 'methods'],
  httpget: ['HttpGet', 'methods'],
  httppatch: ['HttpPatch', 'methods'],
  httppost: ['HttpPost', 'methods'],
  httpput: ['HttpPut', 'methods'],
  invocablemethod: ['InvocableMethod', 'methods'],
  invocablevariable: ['InvocableVariable', 'fields'],
  istest: ['IsTest', 'classes', 'methods'],
  jsonaccess: ['JsonAccess', 'classes'],
  readonly: ['ReadOnly', 'methods'],
  remoteaction: ['RemoteAction', 'methods'],
  restresource: ['RestResource', 'classes'],
  testsetup: ['TestSetup', 'methods'],
};

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
  for (const annotation of modifiers.annotations) {
    const [name, ...targets] = TARGETS[annotation.name.toLowerCase()] ?? [''];
    if (name && !targets.includes(target)) report(cls, annotation, `${name} is not allowed on ${target}`);
  }
  checkAnnotations(cls, at, modifiers, report);
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

function checkMethod(cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  const { decl } = method;
  checkModifiers(cls, decl, decl.modifiers, decl.kind === 'constructor' ? 'constructors' : 'methods', report);
  for (const param of decl.params) checkName(cls, param, param.name, report);
  if (cls.unit.apiVersion >= SINCE.inheritedMethodsNeedAccess && method.access === 'private' && (method.isAbstract || method.isOverride)) {
    const which = method.isAbstract ? 'Abstract' : 'Override';
    report(cls, decl, `${which} methods require one of the access modifiers protected, public or global: ${method.name}`);
  }
}

/** Refuses names that are words of the language. */
export function checkName(cls: ClassSymbol, at: Pos, name: string, report: Report): void {
  if (isReserved(name)) report(cls, at, `Identifier name is reserved: ${name}`);
}

export function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
