import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException, LimitException } from '../index.ts';
import { goldens, GoldenOrg } from './harness.ts';

goldens(
  'langCon_apex_dml',
  [
    {
      says: 'insert puts the id on the record',
      apex: "Account a = new Account(Name = 'a'); insert a; System.debug(a.Id != null);",
      prints: ['true'],
    },
    {
      says: 'A failed insert is a DmlException',
      apex: 'insert new Contact();',
      throws:
        'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]',
    },
    {
      says: 'Database.insert without allOrNone keeps the good rows',
      apex: "List<Database.SaveResult> r = Database.insert(new List<Contact>{ new Contact(LastName = 'a'), new Contact() }, false); System.debug(r[0].isSuccess()); System.debug(r[1].isSuccess()); System.debug([SELECT COUNT() FROM Contact]);",
      prints: ['true', 'false', '1'],
    },
    {
      says: 'A savepoint undoes what came after it',
      apex: "insert new Account(Name = 'a'); Savepoint s = Database.setSavepoint(); insert new Account(Name = 'b'); Database.rollback(s); System.debug([SELECT COUNT() FROM Account]);",
      prints: ['1'],
    },
    {
      says: 'A single record is taken from a query',
      apex: "insert new Account(Name = 'a'); Account a = [SELECT Name FROM Account LIMIT 1]; System.debug(a.Name); System.debug([SELECT Name FROM Account].Name);",
      prints: ['a', 'a'],
    },
    {
      says: 'Parents are reached through relationships, a missing one reads as null',
      apex: "Account a = new Account(Name = 'a'); insert a; insert new List<Contact>{ new Contact(LastName = 'x', AccountId = a.Id), new Contact(LastName = 'y') }; for (Contact c : [SELECT LastName, Account.Name FROM Contact ORDER BY LastName]) System.debug(c.LastName + c.Account.Name);",
      prints: ['xa', 'ynull'],
    },
    {
      says: 'Children come as lists',
      apex: "Account a = new Account(Name = 'a'); insert a; insert new Contact(LastName = 'x', AccountId = a.Id); a = [SELECT Id, (SELECT LastName FROM Contacts) FROM Account]; System.debug(a.Contacts.size() + a.Contacts[0].LastName);",
      prints: ['1x'],
    },
    {
      says: 'Binds take expressions',
      apex: "insert new List<Account>{ new Account(Name = 'ab'), new Account(Name = 'c') }; Set<String> names = new Set<String>{ 'c' }; System.debug([SELECT COUNT() FROM Account WHERE Name IN :names OR Name = :('a' + 'b')]);",
      prints: ['2'],
    },
    {
      says: 'Dynamic queries see local variables',
      apex: "insert new Account(Name = 'a'); String n = 'a'; List<Account> l = Database.query('SELECT Id FROM Account WHERE Name = :n'); System.debug(l.size());",
      prints: ['1'],
    },
    {
      says: 'Aggregates are read by alias',
      apex: "insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'a') }; for (AggregateResult r : [SELECT Name n, COUNT(Id) c FROM Account GROUP BY Name]) System.debug((String) r.get('n') + (Integer) r.get('c'));",
      prints: ['a2'],
    },
    {
      says: 'A map of records is keyed by id',
      apex: "Account a = new Account(Name = 'a'); insert a; Map<Id, Account> m = new Map<Id, Account>([SELECT Name FROM Account]); System.debug(m.get(a.Id).Name);",
      prints: ['a'],
    },
    {
      says: 'Unknown fields in queries are refused',
      apex: 'List<Account> l = [SELECT Nothing__c FROM Account];',
      refuses:
        "No such column 'Nothing__c' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
    },
    {
      says: 'Unknown fields in constructors are refused',
      apex: "Account a = new Account(Nam = 'x');",
      refuses: 'Field does not exist: Nam on Account',
    },
    {
      says: "Field values have the field's type",
      apex: 'Account a = new Account(Name = 1);',
      refuses: 'Illegal assignment from Integer to String',
    },
    {
      says: '100 queries are allowed',
      apex: 'for (Integer i = 0; i < 100; i++) { Integer n = [SELECT COUNT() FROM Account]; } System.debug(Limits.getQueries());',
      prints: ['100'],
    },
    {
      says: 'The 101st query ends the transaction, uncaught',
      apex: "try { for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; } } catch (Exception e) { System.debug('caught'); }",
      throws: 'System.LimitException: Too many SOQL queries: 101',
    },
    {
      says: 'The 151st DML statement ends the transaction',
      apex: "for (Integer i = 0; i < 151; i++) insert new Account(Name = 'a');",
      throws: 'System.LimitException: Too many DML statements: 151',
    },
    {
      says: 'Endless recursion ends the transaction',
      apex: 'Recursive.down(1);',
      throws: 'System.LimitException: Maximum stack depth reached: 1001',
    },
    {
      says: 'finally does not run after a limit',
      apex: "try { Recursive.endless(); } finally { System.debug('finally'); }",
      throws: 'System.LimitException: Too many SOQL queries: 101',
    },
  ],
  {
    Recursive: `public class Recursive {
    public static Integer down(Integer i) { return down(i + 1) + 1; }
    public static void endless() { while (true) { Integer n = [SELECT COUNT() FROM Account]; } }
  }`,
  },
);

const handler = `public with sharing class Handler {
  public static List<String> seen = new List<String>();
  public static void run() {
    seen.add(Trigger.operationType + ' ' + Trigger.size);
    if (Trigger.isBefore && Trigger.isInsert) {
      for (Account a : (List<Account>) Trigger.new) {
        a.Description = 'by trigger';
        if (a.Name == 'bad') a.Name.addError('bad name');
      }
    }
    if (Trigger.isAfter && Trigger.isUpdate) {
      for (Id key : Trigger.newMap.keySet()) {
        Account before = (Account) Trigger.oldMap.get(key);
        seen.add(before.Name + '>' + ((Account) Trigger.newMap.get(key)).Name);
      }
    }
    if (Trigger.isDelete) throw new CalloutException('no deletes');
  }
}`;

const org = new GoldenOrg(
  { Handler: handler },
  { AccountTrigger: 'trigger AccountTrigger on Account (before insert, after insert, after update, before delete) { Handler.run(); }' },
);
const run = (apex: string): string[] => org.store.transaction('write', () => org.run(apex));
const page = 'apex_triggers_context_variables';

test(`Triggers see new and old records, and change records before they are saved [${page}]`, () => {
  assert.deepEqual(
    run(`Account a = new Account(Name = 'x'); insert a; a.Name = 'y'; update a;
      System.debug(String.join(Handler.seen, ', ')); System.debug([SELECT Description FROM Account].Description);`),
    ['BEFORE_INSERT 1, AFTER_INSERT 1, AFTER_UPDATE 1, x>y', 'by trigger'],
  );
});

test(`Triggers run over at most 200 records at once [${page}]`, () => {
  const apex = `List<Account> l = new List<Account>(); for (Integer i = 0; i < 201; i++) l.add(new Account(Name = 'n')); insert l;
    System.debug(String.join(Handler.seen, ', '));`;
  assert.deepEqual(run(apex), ['BEFORE_INSERT 200, AFTER_INSERT 200, BEFORE_INSERT 1, AFTER_INSERT 1']);
});

test(`addError on a field refuses the record [apex_classes_exception_trigger_addError]`, () => {
  assert.throws(
    () => run("insert new Account(Name = 'bad');"),
    (error) =>
      error instanceof ApexException &&
      error.apexMessage === 'Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, bad name: [Name]',
  );
});

test(`An exception in a trigger fails the statement with the trigger's trace [apex_classes_exception_trigger_addError]`, () => {
  assert.throws(
    () => run("Account a = new Account(Name = 'x'); insert a; delete a;"),
    (error) =>
      error instanceof ApexException &&
      /^Delete failed\. First exception on row 0 with id \w{18}; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, AccountTrigger: execution of BeforeDelete\n\ncaused by: System\.CalloutException: no deletes\n\nClass\.Handler\.run: line \d+, column 1\nTrigger\.AccountTrigger: line 1, column 1: \[\]$/.test(
        error.apexMessage ?? '',
      ),
  );
});

test('A giant text ends the transaction instead of the process [apex_gov_limits]', () => {
  assert.throws(() => run("String s = 'xxxxxxxxxxxxxxxx'; while (true) s += s;"), LimitException);
});

goldens('sforce_api_calls_soql_select_using_scope', [
  {
    says: 'USING SCOPE mine finds the records of the user, and of the users the user',
    apex: "insert new Account(Name = 'a'); System.debug([SELECT Name FROM Account USING SCOPE mine][0].Name); System.debug([SELECT Id FROM User USING SCOPE mine][0].Id == UserInfo.getUserId());",
    prints: ['a', 'true'],
  },
]);

goldens('custommetadatatypes_limits', [
  {
    says: 'queries of custom metadata do not count for the limit, unless they select long text',
    apex: `List<Plan__mdt> plans = [SELECT DeveloperName FROM Plan__mdt]; System.debug(Limits.getQueries());
      plans = Database.query('SELECT Note__c FROM Plan__mdt'); System.debug(Limits.getQueries());
      Integer n = [SELECT COUNT() FROM Plan__mdt]; System.debug(Limits.getQueries());`,
    prints: ['0', '1', '1'],
  },
]);

goldens('apex_methods_system_sobject_describe', [
  {
    says: 'feeds are enabled where the object says so',
    apex: 'System.debug(Secret__c.SObjectType.getDescribe().isFeedEnabled()); System.debug(Signal__e.SObjectType.getDescribe().isFeedEnabled());',
    prints: ['true', 'false'],
  },
]);
