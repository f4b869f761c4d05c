import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/** Who sees the administrator's private record: a user without any permission, through classes of each kind. */
const org = new GoldenOrg({
  WithSharing: `public with sharing class WithSharing {
    public static Integer own() { return [SELECT COUNT() FROM Secret__c]; }
    public static Integer throughPlain() { return Plain.count(); }
    public static Integer throughInherited() { return Inherited.count(); }
    public static Integer throughWithout() { return WithoutSharing.own(); }
    public static Integer plainAfterWithout() { WithoutSharing.own(); return Plain.count(); }
    public static Integer lazily() { return new Plain().lazy; }
    public static Integer throughInterface(Counter c) { return c.count(); }
  }`,
  WithoutSharing: `public without sharing class WithoutSharing {
    public static Integer own() { return [SELECT COUNT() FROM Secret__c]; }
    public static Integer throughPlain() { return Plain.count(); }
    public static Integer asUser() { return [SELECT COUNT() FROM Secret__c WITH USER_MODE]; }
    public static Integer dynamic() { return Database.countQuery('SELECT COUNT() FROM Secret__c'); }
  }`,
  Plain: `public class Plain {
    public static Integer count() { Integer n = WithoutSharing.own(); return [SELECT COUNT() FROM Secret__c]; }
    public Integer lazy { get { if (lazy == null) lazy = [SELECT COUNT() FROM Secret__c]; return lazy; } private set; }
  }`,
  Inherited: `public inherited sharing class Inherited { public static Integer count() { return [SELECT COUNT() FROM Secret__c]; } }`,
  Counter: 'public interface Counter { Integer count(); }',
  PlainCounter: 'public class PlainCounter implements Counter { public Integer count() { return [SELECT COUNT() FROM Secret__c]; } }',
  SharingTest: `@IsTest private class SharingTest {
    static User stranger() {
      return new User(FirstName = 'A', LastName = 'B', Username = 'stranger@example.com', Email = 's@example.com', Alias = 's',
        ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id, TimeZoneSidKey = 'Europe/Paris',
        LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    }
    static void check(Integer expected, Integer actual) { Assert.areEqual(expected, actual); }
    @TestSetup static void setup() { insert new Secret__c(Name = 's'); insert stranger(); }
    static User other() { return [SELECT Id FROM User WHERE Username = 'stranger@example.com']; }
    @IsTest static void withSharingFilters() { System.runAs(other()) { check(0, WithSharing.own()); } }
    @IsTest static void withoutSharingSeesAll() { System.runAs(other()) { check(1, WithoutSharing.own()); } }
    @IsTest static void plainClassesTakeTheCallers() { System.runAs(other()) { check(0, WithSharing.throughPlain()); check(1, WithoutSharing.throughPlain()); } }
    @IsTest static void inheritedTakesTheCallers() { System.runAs(other()) { check(0, WithSharing.throughInherited()); } }
    @IsTest static void declaredClassesKeepTheirs() { System.runAs(other()) { check(1, WithSharing.throughWithout()); } }
    @IsTest static void anotherCallDoesNotChangeIt() { System.runAs(other()) { check(0, WithSharing.plainAfterWithout()); } }
    @IsTest static void accessorsTakeTheCallers() { System.runAs(other()) { check(0, WithSharing.lazily()); } }
    @IsTest static void interfacesTakeTheCallers() { System.runAs(other()) { check(0, WithSharing.throughInterface(new PlainCounter())); } }
    @IsTest static void dynamicQueriesToo() { System.runAs(other()) { check(1, WithoutSharing.dynamic()); } }
    @IsTest static void userModeRefusesWhatTheUserMayNotRead() {
      System.runAs(other()) {
        try { WithoutSharing.asUser(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); }
      }
    }
    @IsTest static void theOwnerSeesIt() { check(1, WithSharing.own()); }
  }`,
});

test('the classes of this file compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  test(`Sharing: ${result.method} [apex_classes_keywords_sharing]`, () =>
    assert.deepEqual([result.outcome, result.message], ['Pass', null]));
}
