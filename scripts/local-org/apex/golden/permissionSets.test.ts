import { userGoldens } from './users.ts';

/** A user without rights, and a permission set that nobody has: reads, creates and edits secrets. */
const LOOSE = `User ann = Users.make('ann');
  PermissionSet loose = new PermissionSet(Name = 'Loose', Label = 'L'); Users.save(loose);
  Users.save(new ObjectPermissions(ParentId = loose.Id, SobjectType = 'Secret__c', PermissionsCreate = true, PermissionsRead = true,
    PermissionsEdit = true, PermissionsViewAllRecords = true));
  AccessLevel level = AccessLevel.USER_MODE.withPermissionSetId(loose.Id);`;

userGoldens('apex_class_System_AccessLevel', {
  'DML in user mode counts the permission set along with what the user has': `${LOOSE}
    System.runAs(ann) {
      try { Database.insert(new Secret__c(Name = 'x'), AccessLevel.USER_MODE); Assert.fail(); } catch (SecurityException e) { }
      Secret__c made = new Secret__c(Name = 'x');
      Assert.isTrue(Database.insert(made, false, level).isSuccess());
      made.Name = 'y';
      Assert.isTrue(Database.update(new List<SObject>{ made }, level)[0].isSuccess());
      try { Database.delete(made, level); Assert.fail(); } catch (SecurityException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); }
    }`,
  'queries count it too, for this call only': `${LOOSE} Secret__c own = Users.secretOf(ann);
    System.runAs(ann) {
      Assert.areEqual(1, Database.query('SELECT Name FROM Secret__c', level).size());
      Assert.areEqual(1, Database.countQuery('SELECT COUNT() FROM Secret__c', level));
      Assert.areEqual(1, Database.queryWithBinds('SELECT Id FROM Secret__c WHERE Id = :id', new Map<String, Object>{ 'id' => own.Id }, level).size());
      try { Database.query('SELECT Name FROM Secret__c', AccessLevel.USER_MODE); Assert.fail(); } catch (QueryException e) { }
      Assert.isFalse(Secret__c.SObjectType.getDescribe().isAccessible());
    }`,
  'it adds object and field permissions, not records: sharing stays that of the user': `${LOOSE} insert new Secret__c(Name = 'of the administrator');
    System.runAs(ann) { Assert.areEqual(0, Database.countQuery('SELECT COUNT() FROM Secret__c', level)); }`,
  'fields of the permission set can be set and read': `User ann = Users.make('ann'); Users.grant(ann, 'Account', 'CRE');
    PermissionSet loose = new PermissionSet(Name = 'Loose', Label = 'L'); Users.save(loose);
    Users.save(new ObjectPermissions(ParentId = loose.Id, SobjectType = 'Account', PermissionsRead = true, PermissionsEdit = true));
    Users.open(loose.Id, 'Account.Phone', true);
    AccessLevel level = AccessLevel.USER_MODE.withPermissionSetId(loose.Id);
    System.runAs(ann) {
      Account made = new Account(Name = 'a', Phone = '1');
      Assert.isFalse(Database.insert(made, false, AccessLevel.USER_MODE).isSuccess());
      Assert.isTrue(Database.insert(made, false, level).isSuccess());
      Assert.areEqual('1', ((Account) Database.query('SELECT Phone FROM Account', level)[0]).Phone);
    }`,
  'the level it was made from does not change': `${LOOSE}
    System.runAs(ann) {
      try { Database.insert(new Secret__c(Name = 'x'), AccessLevel.USER_MODE); Assert.fail(); } catch (SecurityException e) { }
    }`,
});

const READER = `User ann = Users.make('ann'); Id own = Users.grant(ann, 'Account', 'RE'); Users.open(own, 'Account.Phone', false);
  List<Account> given = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b', Phone = '1', Fax = '2') };`;

userGoldens('apex_classes_with_security_stripInaccessible', {
  'the decision names the rows and fields that were changed, and leaves the given records as they were': `${READER}
    System.runAs(ann) {
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.UPDATABLE, given);
      Assert.areEqual(new Set<Integer>{ 1 }, decision.getModifiedIndexes());
      Assert.areEqual(new Map<String, Set<String>>{ 'Account' => new Set<String>{ 'Phone', 'Fax' } }, decision.getRemovedFields());
      Assert.areEqual(2, decision.getRecords().size());
      Account stripped = (Account) decision.getRecords()[1];
      Assert.areEqual(new Set<String>{ 'Name' }, stripped.getPopulatedFieldsAsMap().keySet());
      Assert.areEqual('1', given[1].Phone);
      List<Account> typed = decision.getRecords(); Assert.areEqual('b', typed[1].Name);
    }`,
  'reading takes away less than writing': `${READER}
    System.runAs(ann) {
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, given);
      Assert.areEqual(new Map<String, Set<String>>{ 'Account' => new Set<String>{ 'Fax' } }, decision.getRemovedFields());
    }`,
  'nothing is named when nothing is taken away': `${READER}
    System.runAs(ann) {
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, new List<Account>{ given[0] });
      Assert.isTrue(decision.getModifiedIndexes().isEmpty()); Assert.isTrue(decision.getRemovedFields().isEmpty());
    }`,
  'without access to the object it throws, unless the object is not asked about': `${READER}
    System.runAs(ann) {
      try { Security.stripInaccessible(AccessType.CREATABLE, given); Assert.fail(); } catch (NoAccessException e) { Assert.isNotNull(e.getMessage()); }
      Assert.areEqual(2, Security.stripInaccessible(AccessType.CREATABLE, given, false).getRecords().size());
    }`,
  'the id is never taken away, relationship fields are': `${READER} insert given; Contact made = new Contact(LastName = 'c', AccountId = given[0].Id); insert made;
    Users.grant(ann, 'Contact', 'R'); List<Contact> found = [SELECT Id, LastName, Account.Fax, Account.Name FROM Contact WHERE Id = :made.Id];
    System.runAs(ann) {
      Contact stripped = (Contact) Security.stripInaccessible(AccessType.READABLE, found).getRecords()[0];
      Assert.areEqual(made.Id, stripped.Id);
      Assert.isFalse(stripped.isSet('AccountId'));
    }`,
  'a permission set counts along with what the user has': `${READER}
    PermissionSet loose = new PermissionSet(Name = 'Loose', Label = 'L'); Users.save(loose);
    Users.save(new ObjectPermissions(ParentId = loose.Id, SobjectType = 'Account', PermissionsCreate = true, PermissionsRead = true, PermissionsEdit = true));
    Users.open(loose.Id, 'Account.Fax', true);
    System.runAs(ann) {
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.CREATABLE, given, loose.Id);
      Assert.areEqual(new Map<String, Set<String>>{ 'Account' => new Set<String>{ 'Phone' } }, decision.getRemovedFields());
    }`,
});

userGoldens('sforce_api_objects_permissionset', {
  'a user is assigned the permission set that the profile owns, and another one with another profile': `User ann = Users.make('ann');
    PermissionSetAssignment first = [SELECT PermissionSet.ProfileId, PermissionSet.IsOwnedByProfile FROM PermissionSetAssignment WHERE AssigneeId = :ann.Id];
    Assert.isTrue(first.PermissionSet.IsOwnedByProfile); Assert.areEqual(ann.ProfileId, first.PermissionSet.ProfileId);
    Profile other = [SELECT Id FROM Profile WHERE Id != :ann.ProfileId LIMIT 1];
    System.runAs(new User(Id = UserInfo.getUserId())) { update new User(Id = ann.Id, ProfileId = other.Id); }
    PermissionSetAssignment second = [SELECT PermissionSet.ProfileId FROM PermissionSetAssignment WHERE AssigneeId = :ann.Id];
    Assert.areEqual(other.Id, second.PermissionSet.ProfileId);`,
  'the administrator has the rights of the profile in a permission set': `List<PermissionSetAssignment> own = [SELECT Id FROM PermissionSetAssignment
      WHERE AssigneeId = :UserInfo.getUserId() AND PermissionSet.PermissionsCustomizeApplication = TRUE];
    Assert.areEqual(1, own.size());`,
});
