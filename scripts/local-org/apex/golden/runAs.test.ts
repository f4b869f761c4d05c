import { userGoldens } from './users.ts';

const CLASSES = {
  Opened: 'public without sharing class Opened { public static Integer count() { return [SELECT COUNT() FROM Secret__c]; } }',
  Closed: 'public with sharing class Closed { public static Integer count() { return [SELECT COUNT() FROM Secret__c]; } }',
};
const TWO = `List<User> both = Users.two(); User ann = both[0]; User bob = both[1]; Users.secretOf(ann);`;

userGoldens(
  'apex_testing_tools_runas',
  {
    'a method called in the block has the sharing of the class that declares it': `${TWO}
    System.runAs(bob) { Assert.areEqual(1, Opened.count()); Assert.areEqual(0, Closed.count()); }`,
    'blocks nest, and each gives the user before back, also after an exception': `${TWO} Id admin = UserInfo.getUserId();
    System.runAs(ann) {
      System.runAs(bob) { Assert.areEqual(bob.Id, UserInfo.getUserId()); }
      Assert.areEqual(ann.Id, UserInfo.getUserId());
      try { System.runAs(bob) { throw new IllegalArgumentException('x'); } } catch (IllegalArgumentException e) { Assert.areEqual(ann.Id, UserInfo.getUserId()); }
    }
    Assert.areEqual(admin, UserInfo.getUserId());`,
    'every call counts as a DML statement': `${TWO} Integer before = Limits.getDmlStatements();
    System.runAs(ann) { System.runAs(bob) { } }
    Assert.areEqual(before + 2, Limits.getDmlStatements());`,
  },
  { classes: CLASSES },
);

userGoldens('apex_dml_non_mix_sobjects_test_methods', {
  'a block saves setup objects and others together, in any order; the code around it may not': `User self = new User(Id = UserInfo.getUserId());
    PermissionSet p = new PermissionSet(Name = 'P', Label = 'P');
    System.runAs(self) { insert new Account(Name = 'a'); insert p; insert new Account(Name = 'b'); }
    Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    insert new Account(Name = 'c');
    try { delete p; Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.MIXED_DML_OPERATION, e.getDmlType(0)); }`,
});

userGoldens('apex_classes_with_security_enforced', {
  'fields and objects that the user may not read make the query fail': `User ann = Users.make('ann'); Id granted = Users.grant(ann, 'Account', 'R');
    Users.open(granted, 'Account.Phone', false); insert new Account(Name = 'a');
    System.runAs(ann) {
      try { Database.query('SELECT Name, Fax FROM Account WITH SECURITY_ENFORCED'); Assert.fail(); }
      catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Insufficient permissions')); }
      try { Database.query('SELECT Id FROM Contact WITH SECURITY_ENFORCED'); Assert.fail(); } catch (QueryException e) { }
      Assert.areEqual(1, Database.query('SELECT Name, Phone FROM Account WITH SECURITY_ENFORCED').size());
    }`,
  'only what is selected is checked, not what is filtered by': `User ann = Users.make('ann'); Users.grant(ann, 'Account', 'R'); insert new Account(Name = 'a', Fax = '1');
    System.runAs(ann) { Assert.areEqual(1, Database.query('SELECT Name FROM Account WHERE Fax = \\'1\\' WITH SECURITY_ENFORCED').size()); }`,
});

userGoldens(
  'networks_secure_guest_user_sharing',
  {
    'a user of the guest license is a guest, to whom nothing is open by default': `
    insert new Account(Name = 'public to all users');
    Profile guests = [SELECT Id, UserLicense.Name FROM Profile WHERE Name = 'Guest License User'];
    Assert.areEqual('Guest User License', guests.UserLicense.Name);
    User visitor = new User(Alias = 'guest', Email = 'guest@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', LastName = 'Guest',
      LocaleSidKey = 'en_US', ProfileId = guests.Id, TimeZoneSidKey = 'America/Los_Angeles', Username = 'visitor@example.com');
    Assert.areEqual(1, Accounts.count());
    System.runAs(visitor) {
      Assert.areEqual('Guest', UserInfo.getUserType());
      Assert.areEqual(0, Accounts.count());
    }`,
  },
  {
    classes: { Accounts: 'public with sharing class Accounts { public static Integer count() { return [SELECT COUNT() FROM Account]; } }' },
  },
);
