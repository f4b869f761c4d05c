import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf } from './harness.ts';

/**
 * Compile errors in the words of the platform's catalogue of messages:
 * https://github.com/forcedotcom/apex-language-support (messages_en_US)
 */

type Case = readonly [says: string, page: string, members: string, message?: string];

const MEMBERS: readonly Case[] = [
  [
    'bits are those of whole numbers',
    'langCon_apex_expressions_operators_understanding',
    "void f() { Integer i = 1 & 'x'; }",
    '& operator can only be applied to Boolean expressions or to Integer or Long expressions',
  ],
  [
    'so are shifts',
    'langCon_apex_expressions_operators_understanding',
    "void f() { Integer i = 'a' << 1; }",
    '<< operation can only be applied to Integer or Long types',
  ],
  [
    'only truth values are negated',
    'langCon_apex_expressions_operators_understanding',
    'void f() { Boolean b = !1; }',
    '! operator can only be applied to boolean expressions',
  ],
  [
    'dates move by whole days',
    'langCon_apex_expressions_operators_understanding',
    'void f() { Date d = Date.today() + 1.5; }',
    'Date expressions must use Integer or Long',
  ],
  [
    'lists have no order',
    'langCon_apex_expressions_operators_understanding',
    'void f(List<String> a, List<String> b) { Boolean c = a < b; }',
    'Inequality operator not allowed for this type: List<String>',
  ],
  [
    'a list begins with its own elements',
    'langCon_apex_collections_lists',
    "void f() { List<Integer> l = new List<Integer>{ 'a' }; }",
    'Initial expression is of incorrect type, expected: Integer but was: String',
  ],
  [
    'or with another list, or a size',
    'langCon_apex_collections_lists',
    "void f() { List<Integer> l = new List<Integer>('a'); }",
    'Invalid initializer type String found for List<Integer>: expected an Integer or a List of type Integer',
  ],
  [
    'a set with its own elements',
    'langCon_apex_collections_sets',
    "void f() { Set<Integer> l = new Set<Integer>('a'); }",
    'Invalid initializer type String found for Set<Integer>: expected a List or a Set of type: Integer',
  ],
  [
    'a map with its own keys',
    'langCon_apex_collections_maps',
    "void f() { Map<Integer, String> m = new Map<Integer, String>{ 'a' => 'b' }; }",
    'Invalid key type String for Map<Integer,String>',
  ],
  [
    'and values',
    'langCon_apex_collections_maps',
    "void f() { Map<String, Integer> m = new Map<String, Integer>{ 'a' => 'b' }; }",
    'Invalid value type String for Map<String,Integer>',
  ],
  [
    'collections are added to those of their type',
    'apex_methods_system_list',
    'void f() { new List<String>().addAll(new List<Account>()); }',
    'Illegal all method call for argument type, List<Account>, for collection: List<String>',
  ],
  [
    'maps too',
    'apex_methods_system_map',
    'void f() { new Map<String, String>().putAll(new List<String>()); }',
    'Invalid putAll type List<String> found for Map<String,String>',
  ],
  [
    'pairs of names and values make records',
    'apex_classes_constructors',
    'void f() { A a = new A(b = 1); }',
    'Invalid constructor syntax, name=value pairs can only be used for SObjects: A',
  ],
  [
    'loops over queries have records',
    'langCon_apex_loops_for_SOQL',
    'void f() { for (Contact c : [SELECT Id FROM Account]) { } }',
    'Loop variable must be a generic SObject or List or a concrete SObject or List of: Account',
  ],
  [
    'a branch of a type needs a wider one',
    'langCon_apex_switch_types',
    'void f(Account i) { switch on i { when Account a { } } }',
    "Account in the 'when expression' is already matching the switch expression type",
  ],
  [
    'numbers have no branches of types',
    'langCon_apex_switch_types',
    'void f(Integer i) { switch on i { when Account a { } } }',
    "Account cannot be a 'when type variable' block",
  ],
  [
    'records have no branches of values',
    'langCon_apex_switch_types',
    'void f(SObject s) { switch on s { when 1 { } } }',
    "Switching on SObject types must be a 'when type variable' or 'when null'",
  ],
  [
    'enums have branches of their values',
    'langCon_apex_switch_enum',
    "enum E { X } void f(E e) { switch on e { when 'X' { } } }",
    'Field must be an enum reference',
  ],
  [
    'an exception extends one',
    'apex_exception_custom',
    'class OwnException { }',
    'Exception class must extend another Exception class: OwnException',
  ],
  [
    'it has the constructors of all exceptions already',
    'apex_exception_custom',
    'class OwnException extends Exception { public OwnException(String s) { } }',
    'System exception constructor already defined: <Constructor>(String)',
  ],
  [
    'others it may have',
    'apex_exception_custom',
    'class OwnException extends Exception { public OwnException(Integer i) { } public OwnException(DmlException e) { } }',
  ],
  [
    'a class is iterated in one way',
    'apex_classes_iterable',
    'abstract class B implements Iterable<String>, Iterable<Integer> { }',
    'Generic Interface already implemented: Iterable<Integer>',
  ],
  [
    'a method gives what its interface says',
    'apex_classes_interfaces',
    'interface I { String f(); } class C implements I { public Integer f() { return 1; } }',
    'Method return types clash: String vs Integer from the type A.C',
  ],
  [
    'or its parent',
    'apex_classes_extending',
    'virtual class B { public virtual String f() { return null; } } class C extends B { public override Integer f() { return 1; } }',
    'Method return types clash: String vs Integer from the type A.C',
  ],
  ['tests are no inner classes', 'apex_classes_annotation_isTest', '@IsTest class B { }', 'IsTest can only be used on a top level type'],
  [
    'a method calls its constructor without what the object has',
    'apex_classes_keywords_this',
    'Integer x; A() { this(x); } A(Integer i) { }',
    'Cannot reference instance variables in a constructor invocation: x',
  ],
  [
    'and without what it does',
    'apex_classes_keywords_this',
    'A() { this(f()); } A(Integer i) { } Integer f() { return 1; }',
    'Cannot reference instance methods in a constructor invocation: f',
  ],
  [
    'fields know those before them',
    'apex_classes_static',
    'static Integer a = b; static Integer b = Integer.valueOf(1);',
    'Illegal forward reference: b',
  ],
  ['and constants anywhere', 'apex_classes_static', "static final String A1 = B1 + 'x'; static final String B1 = 'b';"],
  [
    'components call a method or a field by one name',
    'apex_classes_annotation_AuraEnabled',
    '@AuraEnabled public String x; @AuraEnabled public static String x() { return null; }',
    'AuraEnabled method and variable cannot have the same name: x',
  ],
  [
    'an action is nothing else',
    'apex_classes_annotation_InvocableMethod',
    '@InvocableMethod @AuraEnabled public static void f(List<String> s) { }',
    'The only annotation that can be used with InvocableMethod is Deprecated',
  ],
];

for (const [says, page, members, message] of MEMBERS) {
  void test(`${says} [${page}]`, () => {
    const found = errorsOf(`public class A { ${members} }`).map((error) => error.replace(/^\d+: /, ''));
    assert.deepEqual(found, message === undefined ? [] : [message]);
  });
}

const FILES: readonly Case[] = [
  [
    'access to JSON is said in one of four words',
    'apex_classes_annotation_JsonAccess',
    "@JsonAccess(serializable='sometimes') public class A { }",
    'Annotation property, serializable on JsonAccess, unknown value: sometimes',
  ],
  [
    'and for one direction at least',
    'apex_classes_annotation_JsonAccess',
    '@JsonAccess public class A { }',
    'At least one JSON serialization control parameter must be specified',
  ],
  [
    'a request without a body has no parameters',
    'apex_rest_methods',
    "@RestResource(urlMapping='/x') global class A { @HttpGet global static void f(String a) { } }",
    'HttpGet methods do not support parameters',
  ],
  [
    'web services have names of their own',
    'apex_web_services_methods_exposing',
    'global class A { webservice static String f(String a) { return a; } webservice static String f(Integer a) { return null; } }',
    'Web Service does not support two web service methods with the same name: f',
  ],
  [
    'remote actions of one name differ in the number of their parameters',
    'apex_classes_annotation_RemoteAction',
    'global class A { @RemoteAction global static String f(String a) { return a; } @RemoteAction global static String f(Integer a) { return null; } }',
    'Remote Action does not support two remote action methods with the same name and same number of parameters',
  ],
];

for (const [says, page, body, message] of FILES) {
  void test(`${says} [${page}]`, () =>
    assert.deepEqual(
      errorsOf(body).map((error) => error.replace(/^\d+: /, '')),
      [message],
    ));
}
