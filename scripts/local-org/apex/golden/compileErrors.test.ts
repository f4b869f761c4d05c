import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf } from './harness.ts';

type Case = readonly [says: string, page: string, apex: string, ...errors: string[]];

/** Page of the rule, members of class A, errors. */
const MEMBERS: readonly Case[] = [
  ['a modifier stands once', 'apex_classes_access_modifiers', 'public public Integer i;', '40: Duplicate modifier: public'],
  ['so does an annotation', 'apex_classes_annotation', '@TestVisible @TestVisible Integer i;', '31: Duplicate modifier: TestVisible'],
  [
    'values of actions are seen from outside',
    'apex_classes_annotation_InvocableVariable',
    'class B { @InvocableVariable Integer i; }',
    '55: InvocableVariable fields require at least one of the following global, public',
  ],
  [
    'values of actions belong to an object',
    'apex_classes_annotation_InvocableVariable',
    '@InvocableVariable public static Integer i;',
    '59: InvocableVariable fields cannot be static',
  ],
  [
    'inner classes have no static blocks',
    'apex_classes_static',
    'class B { static { } }',
    '28: Inner types are not allowed to have static blocks',
  ],
  [
    'an interface is implemented once',
    'apex_classes_interfaces',
    'interface I { } class B implements I, I { }',
    '56: Interface already implemented: A.I',
  ],
  [
    'a constructor calls another first',
    'apex_classes_constructors',
    'A() { Integer i = 1; this(i); } A(Integer i) { }',
    "39: Call to 'this()' must be the first statement in a constructor method",
  ],
  [
    'or that of its parent',
    'apex_classes_keywords_super',
    'A() { Integer i = 1; super(); }',
    "39: Call to 'super()' must be the first statement in a constructor method",
  ],
  [
    'methods call no constructor',
    'apex_classes_keywords_this',
    'void f() { this(); }',
    "29: Call to 'this()' must be the first statement in a constructor method",
  ],
  ['constructors call each other first', 'apex_classes_constructors', 'A() { this(1); } A(Integer i) { super(); }'],
  ['a constructor gives nothing', 'apex_classes_constructors', 'A() { return 1; }', '24: Constructors must not return a value'],
  [
    'nothing follows a try that returns in all its parts',
    'apex_classes_exception_statements',
    'Integer f() { try { return 1; } catch (DmlException e) { return 2; } return 3; }',
    '87: Unreachable statement',
  ],
  [
    'a catch that goes on leaves the try',
    'apex_classes_exception_statements',
    'Integer f() { try { return 1; } catch (DmlException e) { } return 3; }',
  ],
  [
    'nothing follows a switch that returns in all its branches',
    'langCon_apex_switch',
    'Integer f(Integer i) { switch on i { when 1 { return 1; } when else { return 2; } } return 3; }',
    '102: Unreachable statement',
  ],
  ['a switch without when else goes on', 'langCon_apex_switch', 'Integer f(Integer i) { switch on i { when 1 { return 1; } } return 3; }'],
  [
    'records of two objects are not merged',
    'langCon_apex_dml_merge',
    'void f(Account a, List<Contact> c) { merge a c; }',
    '55: Invalid type for duplicate records',
  ],
  [
    'opportunities are not merged',
    'langCon_apex_dml_merge',
    'void f(Opportunity a, Opportunity c) { merge a c; }',
    '57: Specified type Opportunity cannot be merged',
  ],
  [
    'a merge knows its object',
    'langCon_apex_dml_merge',
    'void f(SObject a, SObject c) { merge a c; }',
    '49: Merge requires a concrete SObject type: SObject',
  ],
  ['records are merged by id too', 'langCon_apex_dml_merge', 'void f(Account a, List<Id> c, Id i) { merge a c; merge a i; }'],
  [
    'an upsert by a field knows its object',
    'apex_dml_section',
    'void f(SObject a) { upsert a Key__c; }',
    '38: Upsert with a field specification requires a concrete SObject type',
  ],
  [
    'code runs as one user',
    'apex_testing_tools_runas',
    "void f() { System.runAs('x') { } }",
    "29: runAs requires a single argument of type 'User' or 'Version'",
  ],
  [
    'an enum and a field have one name',
    'apex_classes_namespace_precedence',
    'enum Scope { MINE } Scope scope; Object f(Scope scope) { this.scope = Scope.MINE; return A.Scope.MINE; }',
  ],
  [
    'a method has up to 32 parameters',
    'apex_classes_defining_methods',
    `void f(${Array.from({ length: 33 }, (_, i) => `Id p${i}`).join(', ')}) { }`,
    '23: Invalid number of parameters exceeds: 32',
  ],
];

const SOQL = 'sforce_api_calls_soql_select';

/** Page of the rule, a query in method f at column 40, errors. */
const QUERIES: readonly Case[] = [
  [
    'what is selected beside an aggregate is grouped',
    `${SOQL}_groupby`,
    '[SELECT Name, COUNT(Id) FROM Account]',
    '40: Field must be grouped or aggregated: Name',
  ],
  [
    'by the field itself',
    `${SOQL}_groupby`,
    '[SELECT Name FROM Account GROUP BY Industry]',
    '40: Field must be grouped or aggregated: Name',
  ],
  ['grouped fields are fine in any case', `${SOQL}_groupby`, '[SELECT NAME, COUNT(Id) n FROM Account a GROUP BY a.Name]'],
  [
    'long texts are no filters',
    `${SOQL}_conditionexpression`,
    "[SELECT Id FROM Account WHERE Description = 'a']",
    "40: field 'Description' can not be filtered in a query call",
  ],
  ['a field is selected once', `${SOQL}_fields`, '[SELECT Id, Name, id FROM Account]', '40: duplicate field selected: Id'],
  [
    'a filter has a value of its type',
    `${SOQL}_conditionexpression`,
    '[SELECT Id FROM Account WHERE Name = 5]',
    "40: value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
  ],
  [
    'objects of classes are no values of filters',
    'langCon_apex_SOQL_variables',
    '[SELECT Id FROM Account WHERE Name = :this]',
    '78: Invalid bind expression type of A for the query',
  ],
  [
    'a search gives fields of its objects',
    'sforce_api_calls_sosl_returning',
    "[FIND 'x' IN ALL FIELDS RETURNING Account(Missing)]",
    "40: No such column 'Missing' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  ['those they have', 'sforce_api_calls_sosl_returning', "[FIND 'x' IN NAME FIELDS RETURNING Account(Name WHERE Name != 'a'), Contact]"],
];

/** Page of the rule, source of class or trigger A, errors. */
const FILES: readonly Case[] = [
  [
    'a class has one sharing mode',
    'apex_classes_keywords_sharing',
    'public with sharing without sharing class A { }',
    '43: with sharing classes cannot be without sharing',
  ],
  [
    'parallel tests see no data of the org',
    'apex_classes_annotation_isTest',
    '@IsTest(SeeAllData=true IsParallel=true) private class A { }',
    '56: Test class annotated with @isTest(IsParallel=true) cannot also be annotated with @isTest(SeeAllData=true)',
  ],
  [
    'nor do tests with a set-up',
    'apex_testing_testsetup_using',
    '@IsTest(SeeAllData=true) private class A { @TestSetup static void f() { } }',
    '67: Test class cannot be annotated with @isTest(SeeAllData=true)',
  ],
  [
    'addresses of resources begin with a slash',
    'apex_classes_annotation_rest_resource',
    "@RestResource(urlMapping='a/*') global class A { }",
    "46: Rest Resource url must begin with a forward slash, '/'",
  ],
  [
    'an event of a trigger stands once',
    'apex_triggers_defining',
    'trigger A on Account (before insert, before insert) { }',
    '1: Duplicate Trigger Usage: before insert',
  ],
  [
    'nothing runs before an undelete',
    'apex_triggers_defining',
    'trigger A on Account (before undelete) { }',
    '1: Trigger Usage Before Undelete is not supported',
  ],
  [
    'a trigger gives nothing',
    'apex_triggers_defining',
    'trigger A on Account (before insert) { return 1; }',
    '40: Trigger bodies must not return a value',
  ],
];

for (const [says, page, members, ...errors] of MEMBERS) {
  void test(`${says} [${page}]`, () => assert.deepEqual(errorsOf(`public class A { ${members} }`), errors));
}

for (const [says, page, query, ...errors] of QUERIES) {
  void test(`${says} [${page}]`, () => assert.deepEqual(errorsOf(`public class A { void f() { Object o = ${query}; } }`), errors));
}

for (const [says, page, body, ...errors] of FILES) {
  void test(`${says} [${page}]`, () => assert.deepEqual(errorsOf(body), errors));
}
