import { staticAnnotation } from './annotations.ts';
import type { Report } from './declare.ts';
import { hasAnnotation, type ClassSymbol, type MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import { SINCE } from './versions.ts';

/** What the platform asks of methods that it calls itself. */

/** Checks the methods of a class that carry annotations. */
export function checkEntryPoints(cls: ClassSymbol, report: Report): void {
  const methods = [...cls.methods.values()].flat();
  for (const method of methods) checkEntryPoint(cls, method, report);
  const [, second] = methods.filter(({ decl }) => hasAnnotation(decl.modifiers, 'invocablemethod'));
  if (second) report(cls, second.decl, 'Only one method per type can be defined with: InvocableMethod');
  refuseNamesakes(cls, report);
  if (cls.unit.apiVersion >= SINCE.auraMethodsAreNotOverloaded) refuseAuraOverloads(cls, report);
}

function checkEntryPoint(cls: ClassSymbol, method: MethodSymbol, report: Report): void {
  const { decl, isStatic } = method;
  const has = (name: string): boolean => hasAnnotation(decl.modifiers, name);
  for (const { name } of decl.modifiers.annotations) {
    const shown = staticAnnotation(name);
    if (shown && !isStatic) report(cls, decl, `${shown} methods must be declared as static`);
    if (shown?.startsWith('Http') && !hasAnnotation(cls.decl.modifiers, 'restresource')) {
      report(cls, decl, `Defining type for ${shown} methods must be declared as RestResource`);
    }
  }
  const takesBody = !has('httpget') && !has('httpdelete');
  if (!takesBody && method.params.length > 0)
    report(cls, decl, `${has('httpget') ? 'HttpGet' : 'HttpDelete'} methods do not support parameters`);
  if (decl.modifiers.words.has('webservice')) {
    if (!isStatic) report(cls, decl, 'WebService methods must be declared as static');
    if (!cls.decl.modifiers.words.has('global')) report(cls, decl, 'Defining type for WebService methods must be declared as global');
  }
  if (has('istest') || has('testsetup') || decl.modifiers.words.has('testmethod')) checkTest(cls, method, report);
  if (has('future')) checkFuture(cls, method, report);
  if (has('auraenabled')) checkAura(cls, method, report);
  if (has('invocablemethod')) checkInvocable(cls, method, report);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_unit_tests.htm */
function checkTest(cls: ClassSymbol, { decl, params, isStatic, returns }: MethodSymbol, report: Report): void {
  const isSetup = hasAnnotation(decl.modifiers, 'testsetup');
  const needsTestClass = isSetup || cls.unit.apiVersion >= SINCE.testMethodsInTestClasses;
  if (needsTestClass && !cls.top.isTest)
    report(cls, decl, `Defining type for ${isSetup ? 'TestSetup' : 'testMethod'} methods must be declared as IsTest`);
  if (!isSetup && !isStatic) report(cls, decl, 'testMethod methods must be declared as static');
  if (params.length > 0) report(cls, decl, 'Test methods must have no arguments');
  if (isSetup && !returns.isVoid) report(cls, decl, 'Test setup method must return void');
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm */
function checkFuture(cls: ClassSymbol, { decl, returns, params }: MethodSymbol, report: Report): void {
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

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm */
function checkAura(cls: ClassSymbol, { decl, name, params, isStatic }: MethodSymbol, report: Report): void {
  if (isStatic) return;
  if (!/^get/i.test(name)) report(cls, decl, "Non static AuraEnabled methods must be named with a prefix 'get'");
  else if (params.length > 0) report(cls, decl, 'Non static AuraEnabled methods may not have parameters');
}

/** What is called by its name from outside has that name alone. */
function refuseNamesakes(cls: ClassSymbol, report: Report): void {
  for (const overloads of cls.methods.values()) {
    const [, web] = overloads.filter(({ decl }) => decl.modifiers.words.has('webservice'));
    if (web) report(cls, web.decl, `Web Service does not support two web service methods with the same name: ${web.name}`);
    const remote = overloads.filter(({ decl }) => hasAnnotation(decl.modifiers, 'remoteaction'));
    const second = remote.find(({ params }, i) => remote.findIndex((one) => one.params.length === params.length) < i);
    const rule = 'with the same name and same number of parameters';
    if (second) report(cls, second.decl, `Remote Action does not support two remote action methods ${rule}`);
    const aura = overloads.find(({ decl }) => hasAnnotation(decl.modifiers, 'auraenabled'));
    const field = aura && cls.fields.get(aura.name.toLowerCase());
    if (field && hasAnnotation(field.modifiers, 'auraenabled'))
      report(cls, aura.decl, `AuraEnabled method and variable cannot have the same name: ${aura.name}`);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm */
function refuseAuraOverloads(cls: ClassSymbol, report: Report): void {
  for (const overloads of cls.methods.values()) {
    const [, second] = overloads.filter(({ decl }) => hasAnnotation(decl.modifiers, 'auraenabled'));
    if (second) report(cls, second.decl, `Overload of AuraEnabled method: ${second.name} overload is not permitted`);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableMethod.htm */
function checkInvocable(cls: ClassSymbol, { decl, access, params, returns }: MethodSymbol, report: Report): void {
  if (cls.outer) report(cls, decl, 'InvocableMethod can only be used on methods of a top level type');
  if (access !== 'public' && access !== 'global') {
    report(cls, decl, 'InvocableMethod methods require at least one of the following global, public');
  }
  if (
    decl.modifiers.annotations.some(
      ({ name }) => !/^(?:invocablemethod|deprecated|testvisible|suppresswarnings|namespaceaccessible)$/i.test(name),
    )
  )
    report(cls, decl, 'The only annotation that can be used with InvocableMethod is Deprecated');
  const [first, second] = params;
  if (second) report(cls, decl, 'Only one parameter is supported on methods with @Invocable annotation');
  else if (first && !first.isUnknown && !first.is('list')) {
    const rule = 'Valid invocable parameters must be List types like List<T> where T is a supported type';
    report(cls, decl.params[0]!, `Unsupported parameter type ${first.name}. ${rule}`);
  }
  if (!returns.isVoid && !returns.isUnknown && !returns.is('list')) {
    report(cls, decl, `InvocableMethod methods do not support return type of ${returns.name}`);
  }
}
