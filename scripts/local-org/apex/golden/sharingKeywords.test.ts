import { userGoldens } from './users.ts';

const CLASSES = {
  Outer: `public with sharing class Outer {
    public class Inner { public Integer count() { return [SELECT COUNT() FROM Secret__c]; } }
    public inherited sharing class Asking { public Integer count() { return [SELECT COUNT() FROM Secret__c]; } }
    public static Integer own() { return [SELECT COUNT() FROM Secret__c]; }
  }`,
  Opener: `public without sharing class Opener {
    public static Integer inner() { return new Outer.Inner().count(); }
    public static Integer asking() { return new Outer.Asking().count(); }
    public static Integer outer() { return Outer.own(); }
  }`,
  Child: `public class Child extends Parent { }`,
  Parent: `public virtual with sharing class Parent { public Integer count() { return [SELECT COUNT() FROM Secret__c]; } }`,
};

const STRANGER = `User stranger = Users.make('str'); Users.grant(stranger, 'Secret__c', 'CRED'); insert new Secret__c(Name = 's');`;

userGoldens(
  'apex_classes_keywords_sharing',
  {
    'inner classes do not take the keyword of their outer class': `${STRANGER} System.runAs(stranger) { Assert.areEqual(1, Opener.inner()); }`,
    'inherited sharing takes that of the caller': `${STRANGER} System.runAs(stranger) { Assert.areEqual(1, Opener.asking()); }`,
    'a class with sharing keeps it when it is called from one without': `${STRANGER} System.runAs(stranger) { Assert.areEqual(0, Opener.outer()); }`,
    'a method runs with the sharing of the class that declares it': `${STRANGER} System.runAs(stranger) { Assert.areEqual(0, new Child().count()); }`,
    'DML in user mode is refused for records the user may not see': `${STRANGER} Secret__c secret = [SELECT Id FROM Secret__c];
    System.runAs(stranger) { Assert.isFalse(Database.update(new Secret__c(Id = secret.Id, Name = 'x'), false, AccessLevel.USER_MODE).isSuccess()); }`,
  },
  { classes: CLASSES },
);
