import { userGoldens } from './users.ts';

userGoldens('platform.standard_profiles', {
  'a read only user views records and edits none': `System.runAs(Users.make('ro', 'Read Only')) {
    Assert.isTrue(Account.SObjectType.getDescribe().isAccessible());
    Assert.isFalse(Account.SObjectType.getDescribe().isCreateable());
    Assert.isFalse(Account.SObjectType.getDescribe().isUpdateable());
    Assert.isTrue(Account.Phone.getDescribe().isAccessible());
    Assert.isFalse(Account.Phone.getDescribe().isUpdateable());
  }`,
  'a standard user manages opportunities, does not delete cases and only views campaigns': `System.runAs(Users.make('su', 'Standard User')) {
    Assert.isTrue(Opportunity.SObjectType.getDescribe().isDeletable());
    Assert.isTrue(Case.SObjectType.getDescribe().isUpdateable());
    Assert.isFalse(Case.SObjectType.getDescribe().isDeletable());
    Assert.isFalse(Campaign.SObjectType.getDescribe().isCreateable());
    Assert.isFalse(Product2.SObjectType.getDescribe().isCreateable());
    Assert.isTrue(Order.SObjectType.getDescribe().isCreateable());
    Assert.isTrue(OpportunityLineItem.SObjectType.getDescribe().isCreateable());
  }`,
  'marketing users manage campaigns and their members': `System.runAs(Users.make('mu', 'Marketing User')) {
    Assert.isTrue(Campaign.SObjectType.getDescribe().isDeletable());
    Assert.isTrue(CampaignMember.SObjectType.getDescribe().isCreateable());
  }`,
  'minimum access has no business objects': `System.runAs(Users.make('ma')) {
    for (SObjectType type : new List<SObjectType>{ Account.SObjectType, Opportunity.SObjectType, Order.SObjectType, Product2.SObjectType }) {
      Assert.isFalse(type.getDescribe().isAccessible(), String.valueOf(type));
    }
  }`,
  'users of Chatter have no business objects': `
    for (String name : new List<String>{ 'Chatter Free User', 'Chatter Moderator User', 'Chatter External User' }) {
      User u = Users.make('c' + name.length(), name);
      Assert.areEqual('CsnOnly', [SELECT Profile.UserType FROM User WHERE Id = :u.Id].Profile.UserType);
      System.runAs(u) { Assert.isFalse(Account.SObjectType.getDescribe().isAccessible(), name); }
    }`,
  'rows of the platform have somebody who created them': `
    Profile standard = [SELECT CreatedById, LastModifiedById FROM Profile WHERE Name = 'System Administrator'];
    Assert.areEqual(User.SObjectType, standard.CreatedById.getSObjectType());
    Assert.isNotNull([SELECT CreatedById FROM Organization].CreatedById);`,
});

userGoldens('apex_methods_system_fields_describe', {
  'fields of an object without read access are not accessible, its name neither': `System.runAs(Users.make('a')) {
    Assert.isFalse(Account.Name.getDescribe().isAccessible());
    Assert.isFalse(Account.Phone.getDescribe().isAccessible());
  }`,
  'a required field is open to whoever may change the object, and read only to whoever may read it': `
    User reader = Users.make('r'); Users.grant(reader, 'Lead', 'R');
    User editor = Users.make('e'); Users.grant(editor, 'Lead', 'RE');
    User author = Users.make('c'); Users.grant(author, 'Lead', 'RC');
    System.runAs(reader) { Assert.isTrue(Lead.Company.getDescribe().isAccessible()); Assert.isFalse(Lead.Company.getDescribe().isUpdateable()); }
    System.runAs(editor) { Assert.isTrue(Lead.Company.getDescribe().isUpdateable()); Assert.isFalse(Lead.Company.getDescribe().isCreateable()); }
    System.runAs(author) { Assert.isFalse(Lead.Company.getDescribe().isUpdateable()); Assert.isTrue(Lead.Company.getDescribe().isCreateable()); }`,
  'field permissions add up over permission sets': `
    User who = Users.make('f'); Id permissions = Users.grant(who, 'Contact', 'RE');
    Users.open(permissions, 'Contact.Email', false); Users.open(permissions, 'Contact.Phone', true);
    System.runAs(who) {
      Assert.isTrue(Contact.Email.getDescribe().isAccessible()); Assert.isFalse(Contact.Email.getDescribe().isUpdateable());
      Assert.isTrue(Contact.Phone.getDescribe().isUpdateable());
      Assert.isFalse(Contact.Birthdate.getDescribe().isAccessible());
    }`,
});

userGoldens('apex_classes_enforce_usermode', {
  'a query in user mode names every field that is inaccessible, in all its parts': `
    User who = Users.make('q'); Id permissions = Users.grant(who, 'Account', 'R'); Users.grant(who, 'Contact', 'R');
    Users.open(permissions, 'Account.Phone', false);
    System.runAs(who) {
      try {
        List<Account> found = [SELECT Name, Phone, Fax, (SELECT Email FROM Contacts) FROM Account WHERE Rating = 'Hot' WITH USER_MODE];
        Assert.fail();
      } catch (QueryException e) {
        Assert.areEqual(new Set<String>{ 'Fax', 'Rating' }, e.getInaccessibleFields().get('Account'));
        Assert.areEqual(new Set<String>{ 'Email' }, e.getInaccessibleFields().get('Contact'));
        Assert.isTrue(e.getMessage().contains('Fax'));
      }
    }`,
  'without read access to the object all its fields are inaccessible': `System.runAs(Users.make('n')) {
    try { Database.query('SELECT Name FROM Opportunity', AccessLevel.USER_MODE); Assert.fail(); }
    catch (QueryException e) { Assert.isTrue(e.getInaccessibleFields().get('Opportunity').contains('Name')); }
  }`,
  'a lookup to many objects is read through those the user may read': `
    User who = Users.make('p'); Users.open(Users.grant(who, 'Account', 'R'), 'Task.WhatId', false);
    System.runAs(new User(Id = UserInfo.getUserId())) { insert new Task(Subject = 't', OwnerId = who.Id); }
    System.runAs(who) { Assert.areEqual(1, [SELECT Id, What.Name FROM Task WITH USER_MODE].size()); }`,
  'system mode asks for nothing': `
    insert new Account(Name = 'a');
    System.runAs(Users.make('s')) { Assert.areEqual(1, [SELECT Name, Fax FROM Account WITH SYSTEM_MODE].size()); }`,
});

userGoldens('platform_events_considerations', {
  'field level security does not apply to platform events': `
    User who = Users.make('pe');
    Users.grant(who, 'Signal__e', 'CR');
    System.runAs(who) {
      Schema.DescribeFieldResult field = Signal__e.Text__c.getDescribe();
      Assert.isTrue(field.isAccessible());
      Assert.isTrue(field.isCreateable());
      Assert.isFalse(field.isUpdateable());
    }
    System.runAs(Users.make('no')) {
      Assert.isFalse(Signal__e.Text__c.getDescribe().isCreateable());
    }`,
});
