import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });
const nullAccount = 'Account a = null; ';
const nullText = 'String s = null; ';

goldens('langCon_apex_SafeNavigationOperator', [
  { says: 'the rest of the chain is not evaluated', apex: `${nullText}System.debug(s?.trim().length());`, prints: ['null'] },
  { says: 'nor is a field that follows', apex: `${nullAccount}System.debug(a?.Owner.Name);`, prints: ['null'] },
  { says: 'a chain that has its first value goes on', apex: `String s = ' ab '; System.debug(s?.trim().length());`, prints: ['2'] },
  {
    says: 'a null in the middle is still an error',
    apex: `Map<String, String> m = new Map<String, String>(); System.debug(m?.get('x').length());`,
    throws: 'System.NullPointerException: Attempt to de-reference a null object',
  },
  {
    says: 'each link may be safe',
    apex: `Map<String, String> m = new Map<String, String>(); System.debug(m?.get('x')?.length());`,
    prints: ['null'],
  },
  {
    says: 'arguments of what is skipped are not evaluated',
    apex: `${nullText}List<Integer> calls = new List<Integer>(); System.debug(s?.substring(calls.remove(0)).length());`,
    prints: ['null'],
  },
  {
    says: 'the result of a skipped comparison is null',
    apex: `${nullText}System.debug(s?.toLowerCase().contains('a') == true);`,
    prints: ['false'],
  },
]);

goldens('langCon_apex_NullCoalescingOperator', [
  { says: 'a skipped chain takes the value behind ??', apex: `${nullText}System.debug(s?.trim().length() ?? -1);`, prints: ['-1'] },
  { says: 'the first value that is not null counts', apex: `Integer i = null; Integer j = 2; System.debug(i ?? j ?? 3);`, prints: ['2'] },
  {
    says: 'what follows is evaluated only when needed',
    apex: `List<Integer> none = new List<Integer>(); Integer i = 1; System.debug(i ?? none[0]);`,
    prints: ['1'],
  },
]);

goldens('apex_methods_system_list', [
  {
    says: 'addAll refuses null',
    apex: `List<String> none = null; new List<String>().addAll(none);`,
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
  {
    says: 'a list cannot be made of null',
    apex: `Set<String> none = null; List<String> l = new List<String>(none);`,
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
]);

goldens('apex_methods_system_set', [
  {
    says: 'addAll refuses null',
    apex: `Set<String> none = null; new Set<String>().addAll(none);`,
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
  {
    says: 'containsAll refuses null',
    apex: `List<String> none = null; new Set<String>().containsAll(none);`,
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
  {
    says: 'retainAll refuses null',
    apex: `Set<String> none = null; new Set<String>{ 'a' }.retainAll(none);`,
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
]);

goldens('apex_methods_system_type', [
  shows(
    'an exception of the platform is named with its namespace',
    'IllegalArgumentException.class.getName()',
    'System.IllegalArgumentException',
  ),
  shows('primitives are not', "String.class.getName() + ' ' + Integer.class.getName()", 'String Integer'),
  shows('nor are objects', 'Account.class.getName()', 'Account'),
  shows('both names find the same type', "Type.forName('System.DmlException') == DmlException.class", 'true'),
  shows('there is no type of an unknown name', "Type.forName('No_Such_Type')", 'null'),
  shows('a type of collections is named with its elements', "Type.forName('List<Account>').getName()", 'List<Account>'),
  shows('new instances of collections are empty', "((List<String>) Type.forName('List<String>').newInstance()).size()", '0'),
]);

goldens('apex_methods_system_datetime', [
  { says: 'a Date is a Datetime', apex: `Object o = Date.newInstance(2026, 3, 1); System.debug(o instanceof Datetime);`, prints: ['true'] },
  {
    says: 'and casts to its midnight in GMT',
    apex: `Object o = Date.newInstance(2026, 3, 1); System.debug(((Datetime) o).formatGmt('yyyy-MM-dd HH:mm'));`,
    prints: ['2026-03-01 00:00'],
  },
  {
    says: 'a Datetime is no Date',
    apex: `Object o = Datetime.newInstanceGmt(2026, 3, 1); System.debug(o instanceof Date);`,
    prints: ['false'],
  },
  {
    says: 'valueOf takes milliseconds since 1970',
    apex: `System.debug(Datetime.valueOf(86400000L).formatGmt('yyyy-MM-dd HH:mm'));`,
    prints: ['1970-01-02 00:00'],
  },
]);

goldens('apex_methods_system_fields_describe', [
  shows('a checkbox is not checked by default', 'Account.IsDeleted.getDescribe().getDefaultValue()', 'false'),
  shows('a picklist gives its default value', 'Contract.Status.getDescribe().getDefaultValue()', 'Draft'),
  shows('a text without default gives null', 'Account.Name.getDescribe().getDefaultValue()', 'null'),
]);

goldens('apex_class_System_Address', [
  {
    says: 'a compound address is read in its parts',
    apex: `insert new Account(Name = 'x', BillingStreet = 'Main 1', BillingCity = 'Omsk');
      Address a = [SELECT BillingAddress FROM Account].BillingAddress; System.debug(a.getStreet() + ', ' + a.city + ', ' + a.getPostalCode());`,
    prints: ['Main 1, Omsk, null'],
  },
  {
    says: 'an empty address is null',
    apex: `insert new Account(Name = 'x'); System.debug([SELECT BillingAddress FROM Account].BillingAddress);`,
    prints: ['null'],
  },
]);

const ACCOUNTS = `List<Account> all = new List<Account>{ new Account(Name = 'Alfa'), new Account(Name = 'Beta'), new Account(Name = 'Gamma') }; insert all; `;

goldens('langCon_apex_SOQL_variables', [
  {
    says: '= takes a list as IN does',
    apex: `${ACCOUNTS}List<String> names = new List<String>{ 'alfa', 'Gamma' }; System.debug([SELECT COUNT() FROM Account WHERE Name = :names]);`,
    prints: ['2'],
  },
  {
    says: '!= takes a set as NOT IN does',
    apex: `${ACCOUNTS}Set<Id> ids = new Set<Id>{ all[0].Id }; System.debug([SELECT COUNT() FROM Account WHERE Id != :ids]);`,
    prints: ['2'],
  },
  {
    says: 'LIKE takes a list of patterns',
    apex: `${ACCOUNTS}List<String> patterns = new List<String>{ 'al%', '%mm%' }; System.debug([SELECT COUNT() FROM Account WHERE Name LIKE :patterns]);`,
    prints: ['2'],
  },
  {
    says: 'an empty list matches nothing',
    apex: `${ACCOUNTS}List<String> none = new List<String>(); System.debug([SELECT COUNT() FROM Account WHERE Name LIKE :none] + ' ' + [SELECT COUNT() FROM Account WHERE Name IN :none]);`,
    prints: ['0 0'],
  },
  {
    says: 'an id that belongs to nothing finds nothing',
    apex: `${ACCOUNTS}String id = '0016g00003VDGbF001'; System.debug(Database.countQuery('SELECT COUNT() FROM Account WHERE Id = :id'));`,
    prints: ['0'],
  },
]);

goldens('langCon_apex_SOQL_working_with_results', [
  {
    says: 'a parent among several objects carries its id, too',
    apex: `Account a = new Account(Name = 'x'); insert a; insert new Task(Subject = 's', WhatId = a.Id);
      System.debug([SELECT What.Name FROM Task].What.Id == a.Id);`,
    prints: ['true'],
  },
]);

// The arguments of a call are worked out first, as public code relies on (a loop that takes from a list until it is empty).
goldens(
  'langCon_apex_expressions',
  [
    {
      says: 'arguments are worked out before a platform method finds that its object is null',
      apex: `Account a = null; List<String> path = new List<String>{ 'Parent' };
        try { a.getSObject(path.remove(0)); } catch (NullPointerException e) { System.debug(path.size()); }`,
      prints: ['0'],
    },
    {
      says: 'so they are before a method of the source does',
      apex: `Greeter g = null; List<String> names = new List<String>{ 'x' };
        try { g.greet(names.remove(0)); } catch (NullPointerException e) { System.debug(names.size()); }`,
      prints: ['0'],
    },
    {
      says: 'a failing argument hides the missing object',
      apex: 'List<Integer> none = new List<Integer>(); String s = null; s.left(none[0]);',
      throws: 'System.ListException: List index out of bounds: 0',
    },
  ],
  { Greeter: 'public class Greeter { public String greet(String name) { return name; } }' },
);
