import { userGoldens } from './users.ts';

const SHARES = `User ann = Users.make('ann');
  Secret__c secret = new Secret__c(Name = 's'); insert secret; Published__c text = new Published__c(Name = 'p'); insert text;
  Secret__Share first = new Secret__Share(ParentId = secret.Id, UserOrGroupId = ann.Id, AccessLevel = 'Read');
  Published__Share second = new Published__Share(ParentId = text.Id, UserOrGroupId = ann.Id, AccessLevel = 'Edit');
  insert new List<SObject>{ first, second };`;

userGoldens('apex_bulk_sharing_creating_with_apex', {
  'shares of all custom objects have one key prefix, and each is of its own object': `${SHARES}
    Assert.areEqual(((String) first.Id).left(3), ((String) second.Id).left(3));
    Assert.areEqual(Secret__Share.SObjectType, first.Id.getSobjectType());
    Assert.areEqual(Published__Share.SObjectType, second.Id.getSobjectType());`,
  'they are deleted by id': `${SHARES}
    Database.delete(new List<Id>{ second.Id, first.Id });
    Assert.areEqual(0, [SELECT COUNT() FROM Secret__Share WHERE Id = :first.Id]);
    Assert.areEqual(0, [SELECT COUNT() FROM Published__Share WHERE Id = :second.Id]);`,
  'access to them is that to the record': `${SHARES} Id admin = UserInfo.getUserId();
    UserRecordAccess access = [SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = :admin AND RecordId = :second.Id];
    Assert.isTrue(access.HasReadAccess);`,
});

userGoldens('apex_bulk_sharing_understanding', {
  'the owner of a record has a row with all access': `Secret__c secret = new Secret__c(Name = 's'); insert secret;
    Secret__Share share = [SELECT ParentId, UserOrGroupId, AccessLevel, RowCause FROM Secret__Share WHERE ParentId = :secret.Id];
    Assert.areEqual(secret.Id, share.ParentId);
    Assert.areEqual(UserInfo.getUserId(), share.UserOrGroupId);
    Assert.areEqual('All', share.AccessLevel);
    Assert.areEqual('Owner', share.RowCause);`,
  'it follows the owner': `User ann = Users.make('ann'); Account account = new Account(Name = 'a'); insert account;
    account.OwnerId = ann.Id; update account;
    AccountShare share = [SELECT UserOrGroupId, AccountAccessLevel FROM AccountShare WHERE AccountId = :account.Id AND RowCause = 'Owner'];
    Assert.areEqual(ann.Id, share.UserOrGroupId);
    Assert.areEqual('All', share.AccountAccessLevel);`,
  'it is no share that Apex could delete': `Secret__c secret = new Secret__c(Name = 's'); insert secret;
    Secret__Share share = [SELECT Id FROM Secret__Share WHERE ParentId = :secret.Id];
    Assert.isFalse(Database.delete(share, false).isSuccess());
    Assert.areEqual(1, [SELECT COUNT() FROM Secret__Share WHERE ParentId = :secret.Id]);`,
});

userGoldens('apex_bulk_sharing_creating_with_apex', {
  'a share grants more than everybody has': `User ann = Users.make('ann'); Published__c text = new Published__c(Name = 'p'); insert text;
    Database.SaveResult result = Database.insert(new Published__Share(ParentId = text.Id, UserOrGroupId = ann.Id, AccessLevel = 'Read'), false);
    Assert.areEqual(StatusCode.FIELD_FILTER_VALIDATION_EXCEPTION, result.getErrors()[0].getStatusCode());
    Assert.isTrue(result.getErrors()[0].getMessage().contains('AccessLevel'));`,
  'full access is not granted': `User ann = Users.make('ann'); Secret__c secret = new Secret__c(Name = 's'); insert secret;
    Secret__Share share = new Secret__Share(ParentId = secret.Id, UserOrGroupId = ann.Id, AccessLevel = 'All');
    Assert.isFalse(Database.insert(share, false).isSuccess());`,
});

userGoldens('sforce_api_objects_accountshare', {
  'that somebody is the owner is nothing that Apex says': `User ann = Users.make('ann'); Secret__c secret = new Secret__c(Name = 's'); insert secret;
    Secret__Share share = new Secret__Share(ParentId = secret.Id, UserOrGroupId = ann.Id, AccessLevel = 'Edit', RowCause = 'Owner');
    Assert.areEqual(StatusCode.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Database.insert(share, false).getErrors()[0].getStatusCode());
    share.RowCause = 'Manual'; insert share;`,
});
