import { goldens } from './harness.ts';

goldens('apex_methods_system_database_dmloptions', [
  {
    says: 'Options of a save allow a part to fail unless they say otherwise',
    apex: `Database.DMLOptions options = new Database.DMLOptions();
      List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'fine'), new Account() }, options);
      System.debug(results[0].isSuccess() + ' ' + results[1].isSuccess());`,
    prints: ['true false'],
  },
  {
    says: 'Options of a save can make it all or nothing',
    apex: `Database.DMLOptions options = new Database.DMLOptions(); options.OptAllOrNone = true;
      try { Database.insert(new List<Account>{ new Account(Name = 'fine'), new Account() }, options); }
      catch (DmlException e) { System.debug(e.getDmlType(0)); }`,
    prints: ['REQUIRED_FIELD_MISSING'],
  },
  {
    says: 'Texts that are too long are cut when the options allow it',
    apex: `Database.DMLOptions options = new Database.DMLOptions(); options.AllowFieldTruncation = true;
      Account a = new Account(Name = 'x'.repeat(300)); Database.insert(a, options);
      System.debug([SELECT Name FROM Account WHERE Id = :a.Id].Name.length());`,
    prints: ['255'],
  },
]);

goldens('langCon_apex_dml_database_dmloptions', [
  {
    says: 'Options that were set on a record hold for its save, whichever way it is saved',
    apex: `Database.DMLOptions options = new Database.DMLOptions(); options.AllowFieldTruncation = true;
      Account a = new Account(Name = 'x'.repeat(300)); a.setOptions(options); insert a;
      Account b = new Account(Name = 'x'.repeat(300)); b.setOptions(options); Database.upsert(b);
      try { insert new Account(Name = 'x'.repeat(300)); } catch (DmlException e) { System.debug(e.getDmlType(0)); }
      System.debug([SELECT Name FROM Account WHERE Id = :a.Id].Name.length() + ' ' + [SELECT Name FROM Account WHERE Id = :b.Id].Name.length());`,
    prints: ['STRING_TOO_LONG', '255 255'],
  },
]);

goldens('not documented; seen in the tests of apex-rollup', [
  {
    says: 'A bound collection may hold texts that are no ids',
    apex: `Set<String> ids = new Set<String>{ 'no id', 'neither' };
      System.debug([SELECT COUNT() FROM Account WHERE Id IN :ids] + ' ' + [SELECT COUNT() FROM Account WHERE Id = :ids]);`,
    prints: ['0 0'],
  },
]);

goldens('not documented; seen in the tests of NebulaLogger and apex-rollup', [
  {
    says: 'An id is equal to its form of 15 characters',
    apex: `Account a = new Account(Name = 'x'); insert a; Assert.areEqual(a.Id, ((String) a.Id).left(15)); System.debug('equal');`,
    prints: ['equal'],
  },
  {
    says: 'An Id in an Object is equal to its form of 15 characters',
    apex: `Account a = new Account(Name = 'x'); insert a; Assert.areEqual(((String) a.Id).left(15), a.get('Id')); System.debug('equal');`,
    prints: ['equal'],
  },
  {
    says: 'Assertions compare datetimes to the second',
    apex: `Assert.areEqual(Datetime.newInstance(1000000000123L), Datetime.newInstance(1000000000000L)); System.debug('equal');`,
    prints: ['equal'],
  },
  {
    says: 'Datetimes a second apart differ',
    apex: `Assert.areEqual(Datetime.newInstance(1000000001000L), Datetime.newInstance(1000000000000L));`,
    throws: 'System.AssertException: Assertion Failed: Expected: 2001-09-09 01:46:41, Actual: 2001-09-09 01:46:40',
  },
]);

goldens('not documented; seen in the tests of soql-lib, fflib and apex-rollup', [
  {
    says: 'getSObject of a relationship that was not queried is refused',
    apex: `insert new Contact(LastName = 'x'); SObject c = [SELECT Id FROM Contact LIMIT 1]; c.getSObject('Account');`,
    throws: 'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Contact.Account',
  },
  {
    says: 'getSObject of an empty relationship that was queried is null',
    apex: `insert new Contact(LastName = 'x'); SObject c = [SELECT Id, Account.Name FROM Contact LIMIT 1]; System.debug(c.getSObject('Account'));`,
    prints: ['null'],
  },
  {
    says: 'Child relationships are equal whoever asks for them',
    apex: `System.debug(Account.SObjectType.getDescribe().getChildRelationships()[0] == Account.SObjectType.getDescribe().getChildRelationships()[0]);`,
    prints: ['true'],
  },
  {
    says: 'Records with different parents are different',
    apex: `Contact a = new Contact(LastName = 'x', Account = new Account(Name = 'a')); Contact b = new Contact(LastName = 'x', Account = new Account(Name = 'b'));
      Contact c = new Contact(LastName = 'x', Account = new Account(Name = 'a'));
      System.debug((a == b) + ' ' + (a == c) + ' ' + (a.hashCode() == c.hashCode()) + ' ' + (a.hashCode() == b.hashCode()));`,
    prints: ['false true true false'],
  },
]);

goldens('not documented; seen in the tests of apex-recipes', [
  {
    says: 'A list is expected and the text begins otherwise',
    apex: `JSON.deserialize('"}]', List<Account>.class);`,
    throws: "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
  },
]);

goldens('sforce_api_objects_emailmessage', [
  {
    says: 'An e-mail message holds the ids of its recipients as a list',
    apex: `EmailMessage m = new EmailMessage(Subject = 'x', ToIds = new List<String>{ UserInfo.getUserId() }); insert m;
      m = [SELECT ToIds FROM EmailMessage WHERE Id = :m.Id]; System.debug(m.ToIds.size() + ' ' + (m.ToIds[0] == UserInfo.getUserId()));`,
    prints: ['1 true'],
  },
]);

goldens('sforce_api_objects_emailmessage', [
  {
    says: 'An e-mail message is related to each of its recipients',
    apex: `Contact c = new Contact(LastName = 'x'); insert c;
      insert new EmailMessage(Subject = 'x', ToIds = new List<String>{ UserInfo.getUserId() }, CcIds = new List<String>{ c.Id });
      for (EmailMessageRelation r : [SELECT RelationId, RelationType, RelationObjectType FROM EmailMessageRelation ORDER BY RelationType]) {
        System.debug(r.RelationType + ' ' + r.RelationObjectType + ' ' + (r.RelationId == c.Id));
      }`,
    prints: ['CcAddress Contact true', 'ToAddress User false'],
  },
]);

goldens('not documented; seen in the tests of apex-rollup', [
  {
    says: 'The lists of a new change event header are empty',
    apex: `EventBus.ChangeEventHeader h = new EventBus.ChangeEventHeader(); System.debug(h.changedFields.size() + ' ' + h.getRecordIds().size());`,
    prints: ['0 0'],
  },
]);

goldens('sforce_api_calls_soql_relationships_and_polymorph_keys', [
  {
    says: 'The owner of an event may be of several objects, that of an account is a user',
    apex: `System.debug(Event.OwnerId.getDescribe().isNamePointing() + ' ' + Account.OwnerId.getDescribe().isNamePointing());`,
    prints: ['true false'],
  },
]);

goldens('langCon_apex_primitives', [
  {
    says: 'Two Strings that hold the forms of one id differ',
    apex: "String a = '001000000000001'; String b = '001000000000001AAA'; Assert.areEqual(a, b);",
    throws: 'System.AssertException: Assertion Failed: Expected: 001000000000001, Actual: 001000000000001AAA',
  },
  {
    says: 'Two Strings that hold the forms of one id differ for the older assertions',
    apex: "String a = '001000000000001'; String b = '001000000000001AAA'; System.assertEquals(a, b, 'Forms');",
    throws: 'System.AssertException: Assertion Failed: Forms: Expected: 001000000000001, Actual: 001000000000001AAA',
  },
  {
    says: 'An Id and a String that hold the forms of one id are equal for the older assertions',
    apex: "Id a = '001000000000001'; String b = '001000000000001'; System.assertEquals(a, b); System.debug('equal');",
    prints: ['equal'],
  },
]);

goldens('https://help.salesforce.com/s/articleView?id=000387302', [
  {
    says: 'Saves keep more decimals than the field shows',
    apex: `Account a = new Account(Name = 'x', AnnualRevenue = 12345.67); insert a;
      System.debug([SELECT AnnualRevenue FROM Account WHERE Id = :a.Id].AnnualRevenue);
      a.AnnualRevenue = -0.125; update a;
      System.debug([SELECT AnnualRevenue FROM Account WHERE AnnualRevenue = -0.125].AnnualRevenue);`,
    prints: ['12345.67', '-0.125'],
  },
]);

// Known from public code (addresses that differ by white space only are no change), not from the documentation.
goldens('apex_dml_insert_update', [
  {
    says: 'A save cuts off the white space around text; text of nothing else is null',
    apex: `Account a = new Account(Name = ' a b ', BillingStreet = '\\n street \\n', Phone = '  '); insert a;
      a = [SELECT Name, BillingStreet, Phone FROM Account WHERE Id = :a.Id]; System.debug(a.Name + '|' + a.BillingStreet + '|' + a.Phone);`,
    prints: ['a b|street|null'],
  },
]);

goldens('apex_methods_system_test', [
  {
    says: 'in read-only mode records are read and nothing is saved',
    apex: `Test.setReadOnlyApplicationMode(true); System.debug(System.getApplicationReadWriteMode() + ' ' + [SELECT COUNT() FROM Account]);
      try { insert new Account(Name = 'x'); } catch (InvalidReadOnlyUserDmlException e) { System.debug('refused'); }
      Test.setReadOnlyApplicationMode(false); insert new Account(Name = 'x'); System.debug([SELECT COUNT() FROM Account]);`,
    prints: ['READ_ONLY 0', 'refused', '1'],
  },
]);
