import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goldens, GoldenOrg } from './harness.ts';

goldens('not documented; seen in the tests of EDA', [
  {
    says: 'a checkbox that is set to null is not checked',
    apex: 'Contact c = new Contact(DoNotCall = null); System.debug(c.DoNotCall); c.DoNotCall = true; c.DoNotCall = null; System.debug(c.DoNotCall);',
    prints: ['false', 'false'],
  },
  {
    says: 'a child relationship that was not selected has no records',
    apex: "insert new Account(Name = 'x'); System.debug([SELECT Id, (SELECT Id FROM Cases) FROM Account LIMIT 1].Contacts.isEmpty());",
    prints: ['true'],
  },
  {
    says: 'ids without an object begin with 000, and what begins with nothing known is no id',
    apex: "Object none = '000000000000001'; Object nothing = '~~~000000000001'; System.debug(none instanceof Id); System.debug(nothing instanceof Id);",
    prints: ['true', 'false'],
  },
  {
    says: 'a query for one of a collection that is null fails on the null reference',
    apex: 'List<Id> ids; List<Account> found = [SELECT Id FROM Account WHERE Id IN :ids];',
    throws: 'System.NullPointerException: Attempt to de-reference a null object',
  },
  {
    says: 'a dynamic one does as well',
    apex: "Set<String> names; Database.query('SELECT Id FROM Account WHERE Name NOT IN :names');",
    throws: 'System.NullPointerException: Attempt to de-reference a null object',
  },
]);

goldens('apex_methods_system_custom_settings', [
  {
    says: 'the values of the user, the profile and the organization come together, the nearest first',
    apex: `insert new List<Preference__c>{ new Preference__c(SetupOwnerId = UserInfo.getOrganizationId(), Greeting__c = 'Hello', Place__c = 'World'),
        new Preference__c(SetupOwnerId = UserInfo.getProfileId(), Greeting__c = 'Goodbye'), new Preference__c(SetupOwnerId = UserInfo.getUserId(), Greeting__c = 'Hi') };
      for (Preference__c each : new List<Preference__c>{ Preference__c.getInstance(), Preference__c.getInstance(UserInfo.getProfileId()), Preference__c.getOrgDefaults(),
        Preference__c.getValues(UserInfo.getUserId()), Preference__c.getValues(UserInfo.getProfileId()) }) System.debug(each.Greeting__c + ' ' + each.Place__c);`,
    prints: ['Hi World', 'Goodbye World', 'Hello World', 'Hi null', 'Goodbye null'],
  },
  {
    says: 'a user without a record gets a new one with what holds for the user',
    apex: `Preference__c empty = Preference__c.getInstance();
      System.debug(empty.Id + ' ' + (empty.SetupOwnerId == UserInfo.getUserId()) + ' ' + empty.Place__c + ' ' + Preference__c.getValues(UserInfo.getUserId()));
      insert new Preference__c(SetupOwnerId = UserInfo.getOrganizationId(), Place__c = 'World'); Preference__c own = Preference__c.getInstance();
      System.debug(own.Id + ' ' + (own.SetupOwnerId == UserInfo.getUserId()) + ' ' + own.Place__c);
      own.Greeting__c = 'Hi'; upsert own; System.debug([SELECT COUNT() FROM Preference__c] + ' ' + Preference__c.getInstance().Greeting__c);`,
    prints: ['null true null null', 'null true World', '2 Hi'],
  },
  {
    says: 'a setting that was deleted is not found',
    apex: `Threshold__c one = new Threshold__c(Name = 'one', Limit__c = 1); insert new List<Threshold__c>{ one, new Threshold__c(Name = 'two') };
      System.debug(Threshold__c.getInstance('ONE').Limit__c); delete one;
      System.debug(Threshold__c.getInstance('one')); System.debug(Threshold__c.getAll().keySet());`,
    prints: ['1', 'null', '{two}'],
  },
]);

test('fields of a record of a trigger that are empty are not set [not documented; seen in the tests of EDA]', () => {
  const org = new GoldenOrg(
    {},
    {
      Set: `trigger Set on Account (before insert) { Account a = Trigger.new[0]; a.Fax = null;
    System.debug(a.isSet('Name') + ' ' + a.isSet(Account.Phone) + ' ' + a.isSet('Fax')); }`,
    },
  );
  const lines = org.store.transaction('write', () => org.run("insert new Account(Name = 'x');"));
  assert.deepEqual(lines, ['true false true']);
});
