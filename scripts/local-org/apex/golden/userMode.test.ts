import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg, type GoldenSource } from './harness.ts';

const classOf = (apiVersion: string, name: string, declaration: string): [string, GoldenSource] => [
  name,
  {
    apiVersion,
    body: `public ${declaration} class ${name} {
      public static Integer count() { return [SELECT COUNT() FROM Secret__c]; }
      public static Integer dynamic() { return Database.countQuery('SELECT COUNT() FROM Secret__c'); }
      public static Integer asSystem() { return [SELECT COUNT() FROM Secret__c WITH SYSTEM_MODE]; }
      public static Integer dynamicAsSystem() { return Database.countQuery('SELECT COUNT() FROM Secret__c WITH SYSTEM_MODE'); }
      public static void save() { insert new Secret__c(Name = 'n'); }
      public static void saveByMethod() { Database.insert(new Secret__c(Name = 'n')); }
      public static void saveAsSystem() { insert as system new Secret__c(Name = 'n'); }
    }`,
  },
];

/** A user without any permission, and classes of both ages without a word about the access mode. */
const org = new GoldenOrg(
  {
    ...Object.fromEntries([
      classOf('66.0', 'Before', ''),
      classOf('67.0', 'Since', ''),
      classOf('67.0', 'SinceWithout', 'without sharing'),
    ]),
    UserModeTest: `@IsTest private class UserModeTest {
      static void check(Integer expected, Integer actual) { Assert.areEqual(expected, actual); }
      @TestSetup static void setup() {
        insert new Secret__c(Name = 's');
        insert new User(FirstName = 'A', LastName = 'B', Username = 'stranger@example.com', Email = 's@example.com', Alias = 's',
          ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id, TimeZoneSidKey = 'Europe/Paris',
          LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
      }
      static User other() { return [SELECT Id FROM User WHERE Username = 'stranger@example.com']; }
      @IsTest static void upToVersion66CodeRunsInSystemMode() {
        System.runAs(other()) { check(1, Before.count()); check(1, Before.dynamic()); Before.save(); Before.saveByMethod(); }
      }
      @IsTest static void from67OnQueriesRunInUserMode() {
        System.runAs(other()) { try { Since.count(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); } }
      }
      @IsTest static void from67OnDynamicQueriesRunInUserMode() {
        System.runAs(other()) { try { Since.dynamic(); Assert.fail(); } catch (QueryException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); } }
      }
      @IsTest static void from67OnDmlRunsInUserMode() {
        System.runAs(other()) { try { Since.save(); Assert.fail(); } catch (SecurityException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); } }
      }
      @IsTest static void from67OnDatabaseMethodsRunInUserMode() {
        System.runAs(other()) { try { Since.saveByMethod(); Assert.fail(); } catch (SecurityException e) { Assert.isTrue(e.getMessage().contains('Secret__c')); } }
      }
      @IsTest static void systemModeKeepsTheSharingOfTheClass() {
        System.runAs(other()) {
          check(0, Since.asSystem()); check(0, Since.dynamicAsSystem());
          check(1, SinceWithout.asSystem()); check(1, SinceWithout.dynamicAsSystem());
          Since.saveAsSystem();
        }
      }
    }`,
  },
  {
    SecretTrigger: {
      apiVersion: '67.0',
      body: `trigger SecretTrigger on Secret__c (after insert) {
        if ([SELECT COUNT() FROM Secret__c] == 0) Trigger.new[0].addError('triggers run in system mode');
      }`,
    },
  },
);

test('the classes of this file compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  test(`Access mode: ${result.method} [apex_classes_enforce_usermode]`, () =>
    assert.deepEqual([result.outcome, result.message], ['Pass', null]));
}

test('from API version 67 on WITH SECURITY_ENFORCED does not compile [versioned_behavior_changes]', () => {
  const body = 'public class Old { static List<Account> all() { return [SELECT Id FROM Account WITH SECURITY_ENFORCED]; } }';
  const messages = (apiVersion: string): string[] => new GoldenOrg({ Old: { apiVersion, body } }).problems.map(({ message }) => message);
  assert.deepEqual(messages('66.0'), []);
  assert.deepEqual(messages('67.0'), ['WITH SECURITY_ENFORCED is not supported from API version 67.0 on; use WITH USER_MODE']);
});

test('from API version 65 on abstract and override methods must not be private [versioned_behavior_changes]', () => {
  const body = 'public abstract class Base { abstract void run(); }';
  const messages = (apiVersion: string): string[] => new GoldenOrg({ Base: { apiVersion, body } }).problems.map(({ message }) => message);
  assert.deepEqual(messages('64.0'), []);
  assert.deepEqual(messages('65.0'), ['Abstract methods require at least one of the following: global, public, protected']);
});
