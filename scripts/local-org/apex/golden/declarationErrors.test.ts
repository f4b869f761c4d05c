import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf } from './harness.ts';

/** Page of the rule, members of class A, errors. */
const MEMBERS: readonly (readonly [says: string, page: string, members: string, ...errors: string[]])[] = [
  ['methods are not final', 'apex_classes_keywords_final', 'final void f() { }', '29: final is not allowed on methods'],
  ['nor are classes', 'apex_classes_keywords_final', 'final class B { }', '30: final is not allowed on classes'],
  [
    'a declaration has one access modifier',
    'apex_classes_access_modifiers',
    'public private Integer i;',
    '41: Declarations can only have one scope',
  ],
  ['enum values differ', 'langCon_apex_enums', 'enum E { X, Y, x }', '33: Duplicate field: x'],
  ['an inner class is not called like its outer class', 'apex_classes_defining', 'class A { }', '24: Type name already in use: A.A'],
  [
    'interfaces do not extend each other in a circle',
    'apex_classes_interfaces',
    'interface B extends C { } interface C extends B { }',
    '28: Circular definition: A.B',
  ],
  [
    'a class without constructors needs one without parameters in its parent',
    'apex_classes_extending',
    'virtual class B { B(Integer i) { } } class C extends B { }',
    '61: No default constructor available in super type: A.B',
  ],
  [
    'a property of an inner class is not static',
    'apex_classes_java_diffs',
    'class B { static Integer x { get; set; } }',
    '43: static can only be used on fields of a top level type',
  ],
  [
    'an accessor is no more visible than its property',
    'apex_classes_properties',
    'public Integer x { get; global set; }',
    '33: Cannot declare global accessor on public property',
  ],
  [
    'a global method stands in a global class',
    'apex_classes_access_modifiers',
    'global void f() { }',
    '30: Defining type for global methods must be declared as global',
  ],
  [
    'so does a global inner class',
    'apex_classes_defining',
    'global class B { }',
    '31: Defining type for global classes must be declared as global',
  ],
  [
    'a list is always iterable',
    'apex_classes_keywords_instanceof',
    'virtual class B { } class C extends B { } Boolean f(List<C> c) { return c instanceof Iterable<B>; }',
    '90: Operation instanceof is always true since an instance of List<A.C> is always an instance of Iterable<A.B>',
  ],
  [
    'a test that is always true is refused',
    'apex_classes_keywords_instanceof',
    'virtual class B { } class C extends B { } Boolean f(C c) { return c instanceof B; }',
    '84: Operation instanceof is always true since an instance of A.C is always an instance of A.B',
  ],
  [
    'so is one that is always false',
    'apex_classes_keywords_instanceof',
    'class B { } class C { } Boolean f(C c) { return c instanceof B; }',
    '66: Operation instanceof is always false since an instance of A.C is never an instance of A.B',
  ],
  [
    'others are not',
    'apex_classes_keywords_instanceof',
    'interface I { } virtual class B { } class C extends B { } Boolean f(B b, I i, Object o) { return b instanceof C || i instanceof B || b instanceof I || o instanceof C; }',
  ],
  [
    'decimals are not switched on',
    'langCon_apex_switch',
    'void f(Decimal d) { switch on d { when 1 { } } }',
    '48: Decimal is not a valid switch expression type',
  ],
  [
    'values of a switch have its type',
    'langCon_apex_switch',
    "void f(Integer i) { switch on i { when 'a' { } } }",
    "57: String value in 'when expression' cannot be implicitly converted to the Integer type in switch expression",
  ],
  [
    'when else is the last branch',
    'langCon_apex_switch',
    'void f(Integer i) { switch on i { when else { } when 1 { } } }',
    "66: 'when else' must be the last when block",
  ],
  [
    'nothing follows two branches that return',
    'langCon_apex_if_else',
    'Integer f(Boolean b) { if (b) { return 1; } else { throw new DmlException(); } return 3; }',
    '97: Unreachable statement',
  ],
  [
    'one branch that returns leaves the other',
    'langCon_apex_if_else',
    'Integer f(Boolean b) { if (b) { return 1; } else { b = true; } return 3; }',
  ],
  [
    'an exception is caught once',
    'langCon_apex_exception_statements',
    'void f() { try { } catch (DmlException e) { } catch (DmlException e) { } }',
    '64: Exception type already caught: DmlException',
  ],
  ['future methods are static', 'apex_classes_annotation_future', '@future void f() { }', '31: Future methods must be declared as static'],
  [
    'methods of components have one signature',
    'apex_classes_annotation_AuraEnabled',
    '@AuraEnabled public static void f(Id a) { } @AuraEnabled public static void f(Date a) { }',
    '94: Overload of AuraEnabled method: f overload is not permitted',
  ],
  [
    'a constructor is no entry of components',
    'apex_classes_annotation_AuraEnabled',
    '@AuraEnabled public A() { }',
    '18: AuraEnabled is not allowed on constructors',
  ],
  [
    'an action takes one list',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod public static void f(List<Id> a, List<Id> b) { }',
    '54: Only one parameter is supported on methods with @Invocable annotation',
  ],
  [
    'of whatever it takes',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod public static void f(Id a) { }',
    '56: Unsupported parameter type Id. Valid invocable parameters must be List types like List<T> where T is a supported type',
  ],
  [
    'and gives a list',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod public static Id f() { return null; }',
    '52: InvocableMethod methods do not support return type of Id',
  ],
  [
    'an action is static',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod public void f() { }',
    '47: InvocableMethod methods must be declared as static',
  ],
  [
    'a class has one action',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod public static void f() { } @InvocableMethod public static void g() { }',
    '98: Only one method per type can be defined with: InvocableMethod',
  ],
  [
    'actions are seen from outside',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod static void f() { }',
    '47: InvocableMethod methods require at least one of the following global, public',
  ],
  [
    'resources are classes of their own',
    'apex_rest_methods',
    '@HttpGet global static void f() { }',
    '46: Defining type for HttpGet methods must be declared as RestResource',
    '46: Defining type for global methods must be declared as global',
  ],
  [
    'web services are in global classes',
    'apex_classes_keywords_webservice',
    'webservice static void f() { }',
    '41: Defining type for WebService methods must be declared as global',
  ],
  [
    'annotations of methods do not stand on fields',
    'apex_classes_annotation_readonly',
    '@ReadOnly Integer i;',
    '18: ReadOnly is not allowed on fields',
  ],
];

for (const [says, page, members, ...errors] of MEMBERS) {
  void test(`${says} [${page}]`, () => assert.deepEqual(errorsOf(`public class A { ${members} }`), errors));
}

void test('Tests have no parameters, and their set-up gives nothing [apex_testing_unit_tests]', () => {
  const members = '@IsTest static void f(Integer i) { } @TestSetup static Integer g() { return 1; } @IsTest void h() { }';
  assert.deepEqual(errorsOf(`@IsTest private class A { ${members} }`), [
    '47: Test methods must have no arguments',
    '90: Test setup method must return void',
    '121: testMethod methods must be declared as static',
  ]);
});

void test('Wrong names of types are reported once, not for each member that needs them [apex_classes_extending]', () => {
  assert.deepEqual(errorsOf('public class A extends Missing { public override void f() { } }'), ['24: Invalid type: Missing']);
});
