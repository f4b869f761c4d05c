import { userGoldens } from './users.ts';

const TWO = 'List<User> both = Users.two(); User ann = both[0]; User bob = both[1]; Secret__c secret = Users.secretOf(ann);';
const ASK = (who: string, record = 'secret.Id'): string =>
  `[SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel
    FROM UserRecordAccess WHERE UserId = :${who}.Id AND RecordId = :${record}]`;

userGoldens('sforce_api_objects_userrecordaccess', {
  'the owner has all access, another user none': `${TWO}
    UserRecordAccess own = ${ASK('ann')};
    Assert.isTrue(own.HasReadAccess && own.HasEditAccess && own.HasDeleteAccess && own.HasTransferAccess && own.HasAllAccess);
    Assert.areEqual('All', own.MaxAccessLevel);
    UserRecordAccess other = ${ASK('bob')};
    Assert.isFalse(other.HasReadAccess || other.HasEditAccess || other.HasDeleteAccess || other.HasTransferAccess || other.HasAllAccess);
    Assert.areEqual('None', other.MaxAccessLevel);
    Assert.areEqual(secret.Id, other.RecordId);`,
  'a share for reading gives reading': `${TWO}
    insert new Secret__Share(ParentId = secret.Id, UserOrGroupId = bob.Id, AccessLevel = 'Read', RowCause = Schema.Secret__Share.RowCause.Manual);
    UserRecordAccess other = ${ASK('bob')};
    Assert.areEqual('Read', other.MaxAccessLevel); Assert.isTrue(other.HasReadAccess); Assert.isFalse(other.HasEditAccess);`,
  'object permissions narrow what sharing opens': `
    User ann = Users.make('ann'); Users.grant(ann, 'Secret__c', 'R'); Secret__c secret = Users.secretOf(ann);
    Assert.areEqual('Read', ${ASK('ann')}.MaxAccessLevel);`,
  'rows can be filtered by what is allowed, for several records': `${TWO}
    Secret__c second = Users.secretOf(bob); List<Id> ids = new List<Id>{ secret.Id, second.Id };
    List<UserRecordAccess> rows = [SELECT RecordId FROM UserRecordAccess WHERE UserId = :bob.Id AND RecordId IN :ids AND HasEditAccess = TRUE];
    Assert.areEqual(1, rows.size()); Assert.areEqual(second.Id, rows[0].RecordId);`,
  'users have no access to delete users': `
    User ann = Users.make('ann', 'System Administrator');
    Assert.isFalse(${ASK('ann', 'ann.Id')}.HasDeleteAccess);`,
  'a query has to name the user and the records': `
    try { List<UserRecordAccess> rows = [SELECT RecordId FROM UserRecordAccess WHERE HasReadAccess = TRUE]; Assert.fail(); }
    catch (QueryException e) { Assert.isTrue(e.getMessage().contains('UserRecordAccess')); }`,
});

userGoldens('platform.security_data_access', {
  'a private record is invisible to others in every kind of query': `${TWO}
    insert new Secret_Part__c(Name = 'p', Secret__c = secret.Id);
    System.runAs(bob) {
      Assert.areEqual(0, Users.secrets());
      Assert.areEqual(0, [SELECT Id FROM Secret__c WHERE Id = :secret.Id WITH USER_MODE].size());
      Assert.areEqual(0, [SELECT COUNT(Id) n FROM Secret__c WITH USER_MODE][0].get('n'));
      Assert.areEqual(0, [SELECT Id FROM Secret_Part__c WITH USER_MODE].size());
      Assert.areEqual(0, [SELECT Id FROM Secret_Part__c WHERE Secret__r.Name LIKE 'Secret%' WITH USER_MODE].size());
      Assert.areEqual(0, [SELECT Id FROM Secret__c WHERE Id IN (SELECT Secret__c FROM Secret_Part__c) WITH USER_MODE].size());
      Assert.areEqual(0, Database.countQuery('SELECT COUNT() FROM Secret__c', AccessLevel.USER_MODE));
    }
    System.runAs(ann) {
      Assert.areEqual(1, Users.secrets());
      Assert.areEqual(1, [SELECT Id, (SELECT Id FROM Parts__r) FROM Secret__c WITH USER_MODE][0].Parts__r.size());
    }`,
  'notes and attachments follow the record they belong to': `${TWO}
    insert new Note(Title = 'n', ParentId = secret.Id, OwnerId = ann.Id); insert new Attachment(Name = 'a', Body = Blob.valueOf('a'), ParentId = secret.Id, OwnerId = ann.Id);
    Account open = new Account(Name = 'a'); insert open; insert new Note(Title = 'of all', ParentId = open.Id);
    System.runAs(bob) {
      Assert.areEqual('of all', [SELECT Title FROM Note WITH USER_MODE].Title);
      Assert.areEqual(0, [SELECT COUNT() FROM Attachment WITH USER_MODE]);
    }
    System.runAs(ann) { Assert.areEqual(2, [SELECT COUNT() FROM Note WITH USER_MODE]); }`,
  'names of parents that the user may not see can be filtered by no one else': `${TWO}
    System.runAs(bob) { Assert.areEqual(0, [SELECT Id FROM Secret__Share WHERE Parent.Name != null WITH USER_MODE].size()); }`,
  'a private record of somebody else can be neither changed, nor deleted, nor given away': `${TWO}
    System.runAs(bob) {
      Database.SaveResult changed = Database.update(new Secret__c(Id = secret.Id, Name = 'mine'), false, AccessLevel.USER_MODE);
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, changed.getErrors()[0].getStatusCode());
      Database.SaveResult given = Database.update(new Secret__c(Id = secret.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE);
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, given.getErrors()[0].getStatusCode());
      Database.DeleteResult gone = Database.delete(secret.Id, false, AccessLevel.USER_MODE);
      Assert.isFalse(gone.isSuccess());
      Database.SaveResult part = Database.insert(new Secret_Part__c(Name = 'x', Secret__c = secret.Id), false, AccessLevel.USER_MODE);
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, part.getErrors()[0].getStatusCode());
      Database.SaveResult shared = Database.insert(new Secret__Share(ParentId = secret.Id, UserOrGroupId = bob.Id, AccessLevel = 'Edit'), false, AccessLevel.USER_MODE);
      Assert.isFalse(shared.isSuccess());
    }`,
  'a share for editing lets one edit, not delete, not give away, not share': `${TWO}
    insert new Secret__Share(ParentId = secret.Id, UserOrGroupId = bob.Id, AccessLevel = 'Edit');
    System.runAs(bob) {
      Assert.isTrue(Database.update(new Secret__c(Id = secret.Id, Name = 'edited'), false, AccessLevel.USER_MODE).isSuccess());
      Assert.isFalse(Database.delete(secret.Id, false, AccessLevel.USER_MODE).isSuccess());
      Database.SaveResult given = Database.update(new Secret__c(Id = secret.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE);
      Assert.areEqual(StatusCode.INSUFFICIENT_ACCESS_OR_READONLY, given.getErrors()[0].getStatusCode());
      Assert.isFalse(Database.insert(new Secret__Share(ParentId = secret.Id, UserOrGroupId = UserInfo.getUserId(), AccessLevel = 'Read'), false, AccessLevel.USER_MODE).isSuccess());
    }`,
  'public read only: everybody reads, the owner edits': `
    User ann = Users.make('ann'); User bob = Users.make('bob');
    Users.grant(ann, 'Published__c', 'CRED'); Users.grant(bob, 'Published__c', 'CRED');
    Published__c text = new Published__c(Name = 't', OwnerId = ann.Id); insert text;
    System.runAs(bob) {
      Assert.areEqual(1, [SELECT COUNT() FROM Published__c WITH USER_MODE]);
      Assert.isFalse(Database.update(new Published__c(Id = text.Id, Name = 'u'), false, AccessLevel.USER_MODE).isSuccess());
    }
    System.runAs(ann) { Assert.isTrue(Database.update(new Published__c(Id = text.Id, Name = 'u'), false, AccessLevel.USER_MODE).isSuccess()); }`,
  'public read and write: everybody edits, only the owner deletes': `
    User bob = Users.make('bob', 'Standard User');
    Account shared = new Account(Name = 'a'); insert shared;
    System.runAs(bob) {
      Assert.isTrue(Database.update(new Account(Id = shared.Id, Name = 'b'), false, AccessLevel.USER_MODE).isSuccess());
      Assert.isFalse(Database.delete(shared.Id, false, AccessLevel.USER_MODE).isSuccess());
    }`,
});

userGoldens('apex_bulk_sharing_understanding', {
  'a new owner loses the manual shares of the former one': `${TWO} User eve = Users.make('eve'); Users.grant(eve, 'Secret__c', 'R');
    insert new Secret__Share(ParentId = secret.Id, UserOrGroupId = eve.Id, AccessLevel = 'Read');
    System.runAs(eve) { Assert.areEqual(1, Users.secrets()); }
    update new Secret__c(Id = secret.Id, Name = 'same owner');
    Assert.areEqual(1, [SELECT COUNT() FROM Secret__Share WHERE RowCause = 'Manual']);
    update new Secret__c(Id = secret.Id, OwnerId = bob.Id);
    Assert.areEqual(0, [SELECT COUNT() FROM Secret__Share WHERE RowCause = 'Manual']);
    System.runAs(eve) { Assert.areEqual(0, Users.secrets()); }`,
  'shares are seen by whoever sees the record, and changed by its owner': `${TWO}
    insert new Secret__Share(ParentId = secret.Id, UserOrGroupId = bob.Id, AccessLevel = 'Read');
    User eve = Users.make('eve'); Users.grant(eve, 'Secret__c', 'CRED');
    Secret__Share share = [SELECT Id FROM Secret__Share WHERE UserOrGroupId = :bob.Id];
    System.runAs(eve) { Assert.areEqual(0, [SELECT COUNT() FROM Secret__Share WITH USER_MODE]); }
    System.runAs(bob) {
      Assert.areEqual(1, [SELECT COUNT() FROM Secret__Share WHERE Id = :share.Id WITH USER_MODE]);
      Assert.isFalse(Database.update(new Secret__Share(Id = share.Id, AccessLevel = 'Edit'), false, AccessLevel.USER_MODE).isSuccess(), 'update');
      Assert.isFalse(Database.delete(share, false, AccessLevel.USER_MODE).isSuccess(), 'delete');
    }
    System.runAs(ann) {
      Database.SaveResult wider = Database.update(new Secret__Share(Id = share.Id, AccessLevel = 'Edit'), false, AccessLevel.USER_MODE);
      Assert.isTrue(wider.isSuccess(), String.valueOf(wider.getErrors()));
      Assert.isTrue(Database.delete(share, false, AccessLevel.USER_MODE).isSuccess());
    }`,
});

userGoldens('sales.admin_transfer', {
  'public read, write and transfer: everybody gives leads and cases away': `
    User bob = Users.make('bob', 'Standard User'); Case shared = new Case(Subject = 'c'); insert shared; Account kept = new Account(Name = 'a'); insert kept;
    System.runAs(bob) {
      Assert.isTrue(Database.update(new Case(Id = shared.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE).isSuccess());
      Assert.isFalse(Database.update(new Account(Id = kept.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE).isSuccess());
    }
    Assert.areEqual('All', ${ASK('bob', 'shared.Id')}.MaxAccessLevel);
    Assert.areEqual('Edit', ${ASK('bob', 'kept.Id')}.MaxAccessLevel);`,
  'the owner gives the own record away and loses it': `${TWO}
    System.runAs(ann) {
      update as user new Secret__c(Id = secret.Id, OwnerId = bob.Id);
      Assert.areEqual(0, Users.secrets());
    }
    System.runAs(bob) { Assert.areEqual(1, Users.secrets()); }`,
  'Transfer Record lets one give away what one may edit': `${TWO}
    Users.allow(bob, 'TransferAnyEntity');
    System.runAs(bob) { Assert.isFalse(Database.update(new Secret__c(Id = secret.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE).isSuccess()); }
    insert new Secret__Share(ParentId = secret.Id, UserOrGroupId = bob.Id, AccessLevel = 'Edit');
    System.runAs(bob) { Assert.isTrue(Database.update(new Secret__c(Id = secret.Id, OwnerId = bob.Id), false, AccessLevel.USER_MODE).isSuccess()); }`,
  'a save in system mode asks nobody': `${TWO}
    System.runAs(bob) { update as system new Secret__c(Id = secret.Id, OwnerId = bob.Id); Assert.areEqual(1, Users.secrets()); }`,
});

userGoldens('users_profiles_view_all_mod_all', {
  'View All of an object opens its records for reading': `${TWO} Users.grant(bob, 'Published__c', 'R');
    User eve = Users.make('eve'); Users.grant(eve, 'Secret__c', 'REDV');
    System.runAs(eve) {
      Assert.areEqual(1, Users.secrets());
      Assert.isFalse(Database.update(new Secret__c(Id = secret.Id, Name = 'x'), false, AccessLevel.USER_MODE).isSuccess());
    }`,
  'Modify All of an object opens its records for everything': `${TWO}
    User eve = Users.make('eve'); Users.grant(eve, 'Secret__c', 'REDVM');
    System.runAs(eve) {
      Assert.isTrue(Database.update(new Secret__c(Id = secret.Id, OwnerId = eve.Id), false, AccessLevel.USER_MODE).isSuccess());
      Assert.isTrue(Database.delete(secret.Id, false, AccessLevel.USER_MODE).isSuccess());
    }`,
  'View All Data sees every record, and every field security stays': `${TWO}
        User eve = Users.make('eve'); Users.allow(eve, 'ViewAllData');
    insert new Account(Name = 'a');
    System.runAs(eve) {
      Assert.areEqual(1, Users.secrets());
      Assert.isFalse(Account.Phone.getDescribe().isAccessible());
      Assert.isFalse(Secret__c.SObjectType.getDescribe().isUpdateable());
    }`,
});
