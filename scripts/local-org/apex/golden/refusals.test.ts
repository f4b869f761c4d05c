import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoldenOrg } from './harness.ts';

/** Declarations and statements that the platform does not compile: page of the rule, source of class A, first error. */
const cases: readonly (readonly [says: string, page: string, source: string, error: string])[] = [
  [
    'code after return cannot be reached',
    'langCon_apex_loops',
    'public class A { Integer f() { return 1; Integer x = 2; } }',
    'Unreachable statement',
  ],
  [
    'code after throw cannot be reached',
    'apex_classes_exception_statements',
    'public class A { void f() { throw new CalloutException(); Integer x = 2; } }',
    'Unreachable statement',
  ],
  ['a top-level class is public or global', 'apex_classes_defining', 'class A { }', 'Top-level type must have public or global visibility'],
  ['a test class may be private', 'apex_classes_defining', '@IsTest private class A { }', ''],
  [
    'classes are nested one level deep',
    'apex_classes_defining',
    'public class A { class B { class C { } } }',
    'Inner types are not allowed to have inner types',
  ],
  [
    'names of exceptions end in Exception',
    'apex_exception_custom',
    'public class A { class Foo extends Exception { } }',
    "Classes extending Exception must have a name ending in 'Exception': Foo",
  ],
  ['a custom exception', 'apex_exception_custom', 'public class A { class FooException extends Exception { } }', ''],
  [
    'a variable cannot have a word of queries for its name',
    'apex_reserved_words',
    'public class A { void f() { Integer limit = 1; } }',
    'Identifier name is reserved: limit',
  ],
  ['nor can a field', 'apex_reserved_words', 'public class A { String select; }', 'Identifier name is reserved: select'],
  ['nor can a parameter', 'apex_reserved_words', 'public class A { void f(Id from) { } }', 'Identifier name is reserved: from'],
  [
    'other special words are fine',
    'apex_reserved_words',
    'public class A { Integer count; void f(Integer last) { Integer first = last; } }',
    '',
  ],
  ['annotations are known', 'apex_classes_annotation', 'public class A { @Futur static void f() { } }', 'Annotation does not exist: Futur'],
  [
    'a future method returns nothing',
    'apex_classes_annotation_future',
    'public class A { @future static Integer f() { return 1; } }',
    'Future methods do not support return type of Integer',
  ],
  [
    'a future method takes no objects',
    'apex_classes_annotation_future',
    'public class A { @future static void f(List<Account> a) { } }',
    'Future methods do not support parameter type of List<Account>',
  ],
  [
    'a future method takes collections of primitives',
    'apex_classes_annotation_future',
    'public class A { @future static void f(Set<Id> a) { } }',
    '',
  ],
  [
    'test methods are in test classes',
    'apex_classes_annotation_isTest',
    'public class A { @IsTest static void f() { } }',
    'Defining type for testMethod methods must be declared as IsTest',
  ],
  [
    'a value alone is no statement',
    'langCon_apex_expressions_understanding',
    'public class A { void f() { 1 + 2; } }',
    'Expression cannot be a statement.',
  ],
  ['a new object alone is one', 'langCon_apex_expressions_understanding', 'public class A { void f() { new A(); } }', ''],
  [
    'lists of different objects do not cast',
    'langCon_apex_collections_lists',
    'public class A { void f(List<Contact> c) { Object l = (List<Account>) c; } }',
    'Incompatible types since an instance of List<Contact> is never an instance of List<Account>',
  ],
  [
    'lists of SObjects cast',
    'langCon_apex_collections_lists',
    'public class A { void f(List<SObject> s) { Object l = (List<Account>) s; } }',
    '',
  ],
  ['a map has a key and a value type', 'apex_methods_system_map', 'public class A { Map<String> m; }', 'Invalid type: Map<String>'],
  ['a list has an element type', 'apex_methods_system_list', 'public class A { List l; }', 'Invalid type: List'],
  [
    'collections are not nested nine levels deep',
    'langCon_apex_collections_lists',
    'public class A { Integer[][][][][][][][][] deep; }',
    'Invalid type: Integer[][][][][][][][][]',
  ],
  ['but eight', 'langCon_apex_collections_lists', 'public class A { Integer[][][][][][][][] deep; }', ''],
  [
    'a value that may be missing is not written through',
    'langCon_apex_SObjects_accessing_fields',
    'public class A { void f(Account a) { a?.Name = null; } }',
    'Safe navigation operator cannot be used on the left side of an assignment',
  ],
  [
    'an override is as visible as what it overrides',
    'apex_classes_extending',
    'public class A { virtual class P { public virtual void go() { } } class Q extends P { protected override void go() { } } }',
    'Cannot reduce the visibility of method: void A.Q.go()',
  ],
  [
    'an override may be more visible',
    'apex_classes_extending',
    'public class A { virtual class P { protected virtual void go() { } } class Q extends P { public override void go() { } } }',
    '',
  ],
  [
    'a public method may override a global one',
    'apex_classes_extending',
    'global class A { global virtual class P { global virtual void go() { } } class Q extends P { public override void go() { } } }',
    '',
  ],
  [
    'a value has one branch of a switch',
    'langCon_apex_switch',
    "public class A { void f(String s) { switch on s { when 'a', 'b' { } when 'c', 'a' { } } } }",
    'a occurs as more than one when branch for this switch statement',
  ],
  [
    'values that differ in case are different',
    'langCon_apex_switch',
    "public class A { void f(String s) { switch on s { when 'a' { } when 'A' { } when null { } when 'null' { } } } }",
    '',
  ],
  [
    'so does an enum value',
    'langCon_apex_switch',
    'public class A { enum E { X, Y } void f(E e) { switch on e { when X { } when Y { } when x { } } } }',
    'x occurs as more than one when branch for this switch statement',
  ],
  [
    'and a type',
    'langCon_apex_switch',
    'public class A { void f(SObject s) { switch on s { when Account a { } when Account b { } } } }',
    'Account occurs as more than one when branch for this switch statement',
  ],
  [
    'a property without a getter is not read',
    'apex_classes_properties',
    'public class A { Integer x { set; } Integer f() { return x; } }',
    'Variable is not visible: A.x',
  ],
  ['but it is written', 'apex_classes_properties', 'public class A { Integer x { set; } void f() { x = 1; this.x = 2; } }', ''],
  [
    'a compound assignment reads too',
    'apex_classes_properties',
    'public class A { Integer x { set; } void f() { x += 1; } }',
    'Variable is not visible: A.x',
  ],
  [
    'its own accessor reads the stored value',
    'apex_classes_properties',
    'public class A { Integer x { set { x = x == null ? value : x; } } }',
    '',
  ],
  [
    'the platform alone writes audit fields',
    'system_fields',
    'public class A { void f(Account a) { a.CreatedDate = null; } }',
    'Field is not writeable: Account.CreatedDate',
  ],
  [
    'also of new records',
    'system_fields',
    'public class A { Account a = new Account(LastModifiedById = null); }',
    'Field is not writeable: Account.LastModifiedById',
  ],
  [
    'a method of a component instance is a getter',
    'apex_classes_annotation_AuraEnabled',
    'public class A { @AuraEnabled public void save() { } }',
    "Non static AuraEnabled methods must be named with a prefix 'get'",
  ],
  [
    'and takes nothing',
    'apex_classes_annotation_AuraEnabled',
    'public class A { @AuraEnabled public Id getId(Id of) { return of; } }',
    'Non static AuraEnabled methods may not have parameters',
  ],
  [
    'parameters of annotations are known',
    'apex_classes_annotation',
    'public class A { @AuraEnabled(cachable=true) public static void f() { } }',
    'No such property, cachable, defined on this annotation: AuraEnabled',
  ],
  [
    'parameters of annotations are taken',
    'apex_classes_annotation',
    "public class A { @SuppressWarnings('PMD') @AuraEnabled(cacheable=true scope='global') public static void f() { } }",
    '',
  ],
  ['a class is named like its file', 'meta_classes', 'public class B { }', 'File name mismatch with class name: B'],
];

for (const [says, page, source, error] of cases) {
  void test(`${says} [${page}]`, () => {
    const [problem] = new GoldenOrg({ A: source }).problems;
    assert.equal(problem?.message ?? '', error);
  });
}
