import type { Annotation, Modifiers, Pos } from '../syntax/index.ts';
import type { Report } from './declare.ts';
import { annotationValue, hasAnnotation, type ClassSymbol, type FieldSymbol } from './symbols.ts';

export type Target = 'classes' | 'constructors' | 'fields' | 'methods';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm */
const ANNOTATIONS = new Set(
  `auraenabled deprecated future invocablemethod invocablevariable istest jsonaccess namespaceaccessible readonly remoteaction
  suppresswarnings testreadonly testsetup testvisible restresource httpdelete httpget httppatch httppost httpput
  namedcredential beta`.split(/\s+/),
);

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

/** Checks the annotations of one declaration: known ones, once each, where they may stand, with their parameters. */
export function checkAnnotations(cls: ClassSymbol, at: Pos, modifiers: Modifiers, target: Target, report: Report): void {
  const seen = new Set<string>();
  for (const annotation of modifiers.annotations) {
    const { name, line, column } = annotation;
    const place = { ...at, line, column };
    const key = name.toLowerCase();
    const [shown, ...targets] = TARGETS[key] ?? [''];
    if (shown && !targets.includes(target)) report(cls, annotation, `${shown} is not allowed on ${target}`);
    if (seen.has(key)) report(cls, place, `Duplicate modifier: ${name}`);
    seen.add(key);
    if (!ANNOTATIONS.has(key)) report(cls, place, `Annotation does not exist: ${name}`);
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

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableVariable.htm */
export function checkInvocableVariable(field: FieldSymbol, report: Report): void {
  const { cls, pos, access, isStatic, modifiers } = field;
  if (!hasAnnotation(modifiers, 'invocablevariable')) return;
  if (isStatic) report(cls, pos, 'InvocableVariable fields cannot be static');
  if (access !== 'public' && access !== 'global') {
    report(cls, pos, 'InvocableVariable fields require at least one of the following global, public');
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_isTest.htm */
export function checkTestClass(cls: ClassSymbol, report: Report): void {
  const seesData = (modifiers: Modifiers): boolean => annotationValue(modifiers, 'istest', 'seealldata') === true;
  const { modifiers } = cls.decl;
  const methods = [...cls.methods.values()].flat().map(({ decl }) => decl);
  if (annotationValue(modifiers, 'istest', 'isparallel') === true) {
    if (seesData(modifiers)) {
      report(cls, cls.decl, 'Test class annotated with @isTest(IsParallel=true) cannot also be annotated with @isTest(SeeAllData=true)');
    }
    for (const method of methods.filter((decl) => seesData(decl.modifiers))) {
      const rule = 'cannot have any methods annotated with @isTest(SeeAllData=true)';
      report(cls, method, `Test class annotated with @isTest(IsParallel=true) ${rule}`);
    }
  }
  const setup = methods.find((decl) => hasAnnotation(decl.modifiers, 'testsetup'));
  if (!setup) return;
  if (seesData(modifiers)) report(cls, setup, 'Test class cannot be annotated with @isTest(SeeAllData=true)');
  if (methods.some((decl) => seesData(decl.modifiers))) {
    report(cls, setup, 'Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)');
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_rest_resource.htm */
export function checkRestResource(cls: ClassSymbol, report: Report): void {
  const url = annotationValue(cls.decl.modifiers, 'restresource', 'urlmapping');
  if (typeof url !== 'string') return;
  const refuse = (rule: string): void => report(cls, cls.decl, `Rest Resource url ${rule}`);
  if (url === '') return refuse('cannot be empty');
  if (!url.startsWith('/')) refuse("must begin with a forward slash, '/'");
  if (url.length > 255) refuse('cannot be longer than 255 characters');
  if (/[^/]\*/.test(url)) refuse("wildcard, '*', must be preceded by a forward slash, '/'");
  if (/\*[^/]/.test(url)) refuse("wildcard, '*', must be followed by a forward slash, '/', or be the last character");
}
