import type { Annotation, Modifiers, Pos } from '../syntax/index.ts';
import type { Report } from './declare.ts';
import { annotationValue, hasAnnotation, type ClassSymbol, type FieldSymbol } from './symbols.ts';

export type Target = 'classes' | 'constructors' | 'fields' | 'methods';

interface AnnotationRule {
  /** What errors call it. */
  readonly name: string;
  /** What it may stand on, where that is not everything. */
  readonly on?: readonly Target[];
  /** Names of its parameters, lower-cased. An annotation without them takes none, or one that has no name. */
  readonly parameters?: readonly string[];
  /** Its methods are static. */
  readonly isStatic?: true;
}

const words = (text: string): string[] => text.split(' ');
const HTTP = { on: ['methods'], isStatic: true } as const;

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm */
const RULES: readonly AnnotationRule[] = [
  { name: 'AuraEnabled', on: ['methods', 'fields', 'classes'], parameters: words('cacheable continuation scope') },
  { name: 'Beta' },
  { name: 'Deprecated' },
  { name: 'Future', on: ['methods'], isStatic: true, parameters: words('callout limits') },
  { name: 'HttpDelete', ...HTTP },
  { name: 'HttpGet', ...HTTP },
  { name: 'HttpPatch', ...HTTP },
  { name: 'HttpPost', ...HTTP },
  { name: 'HttpPut', ...HTTP },
  {
    name: 'InvocableMethod',
    on: ['methods'],
    isStatic: true,
    parameters: words('callout capabilitytype category configurationeditor description iconname label'),
  },
  { name: 'InvocableVariable', on: ['fields'], parameters: words('defaultvalue description label placeholdertext required') },
  { name: 'IsTest', on: ['classes', 'methods'], parameters: words('critical isparallel oninstall seealldata testfor') },
  { name: 'JsonAccess', on: ['classes'], parameters: words('deserializable serializable') },
  { name: 'NamedCredential' },
  { name: 'NamespaceAccessible' },
  { name: 'ReadOnly', on: ['methods'], parameters: words('usereplica') },
  { name: 'RemoteAction', on: ['methods'], isStatic: true },
  { name: 'RestResource', on: ['classes'], parameters: words('urlmapping') },
  { name: 'SuppressWarnings' },
  { name: 'TestReadOnly' },
  { name: 'TestSetup', on: ['methods'], isStatic: true },
  { name: 'TestVisible' },
];

const ANNOTATIONS = new Map(RULES.map((rule) => [rule.name.toLowerCase(), rule]));

/** Name of an annotation as errors print it, when its methods are static; undefined for all others. */
export function staticAnnotation(name: string): string | undefined {
  const rule = ANNOTATIONS.get(name.toLowerCase());
  return rule?.isStatic && rule.name;
}

/** Checks the annotations of one declaration: known ones, once each, where they may stand, with their parameters. */
export function checkAnnotations(cls: ClassSymbol, at: Pos, modifiers: Modifiers, target: Target, report: Report): void {
  const seen = new Set<string>();
  for (const annotation of modifiers.annotations) {
    const { name, line, column } = annotation;
    const place = { ...at, line, column };
    const key = name.toLowerCase();
    const rule = ANNOTATIONS.get(key);
    if (rule?.on && !rule.on.includes(target)) report(cls, annotation, `${rule.name} is not allowed on ${target}`);
    if (seen.has(key)) report(cls, place, `Duplicate modifier: ${name}`);
    seen.add(key);
    if (!rule) report(cls, place, `Annotation does not exist: ${name}`);
    else if (cls.outer && target === 'classes' && (key === 'istest' || key === 'restresource'))
      report(cls, place, `${rule.name} can only be used on a top level type`);
    else checkParameters(cls, place, annotation, rule, report);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_JsonAccess.htm */
const JSON_ACCESS = new Set(['never', 'samenamespace', 'samepackage', 'always']);

function checkJsonAccess(cls: ClassSymbol, at: Pos, { values }: Annotation, report: Report): void {
  if (values.size === 0) report(cls, at, 'At least one JSON serialization control parameter must be specified');
  for (const [name, value] of values) {
    if (!JSON_ACCESS.has(String(value).toLowerCase()))
      report(cls, at, `Annotation property, ${name} on JsonAccess, unknown value: ${String(value)}`);
  }
}

function checkParameters(
  cls: ClassSymbol,
  at: Pos,
  annotation: Annotation,
  { name: kind, parameters = [] }: AnnotationRule,
  report: Report,
): void {
  if (kind === 'JsonAccess') checkJsonAccess(cls, at, annotation, report);
  for (const name of annotation.values.keys()) {
    if (name !== '' && !parameters.includes(name))
      report(cls, at, `No such property, ${name}, defined on this annotation: ${annotation.name}`);
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
