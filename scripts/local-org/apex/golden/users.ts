import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/** Apex that makes users and gives them rights; every case may call it. */
const USERS = `@IsTest public class Users {
  public static User make(String alias, String profile) {
    User made = new User(LastName = alias, Username = alias + '@golden.example.com', Email = 'u@example.com', Alias = alias,
      ProfileId = [SELECT Id FROM Profile WHERE Name = :profile].Id, TimeZoneSidKey = 'Europe/Paris',
      LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    save(made);
    return made;
  }
  /** Setup objects are saved apart from others: within a user of their own they do not count as mixed. */
  public static void save(SObject setup) { System.runAs(new User(Id = UserInfo.getUserId())) { insert setup; } }
  /** A user with the least rights. */
  public static User make(String alias) { return make(alias, 'Minimum Access - Salesforce'); }
  /** Rights on an object by letters: Create, Read, Edit, Delete, View all, Modify all. */
  public static Id grant(User who, String objectName, String rights) {
    PermissionSet granted = new PermissionSet(Name = 'P' + who.Alias + objectName.replace('_', ''), Label = 'P');
    save(granted);
    save(new ObjectPermissions(ParentId = granted.Id, SobjectType = objectName,
      PermissionsCreate = rights.contains('C'), PermissionsRead = rights.contains('R'), PermissionsEdit = rights.contains('E'),
      PermissionsDelete = rights.contains('D'), PermissionsViewAllRecords = rights.contains('V'),
      PermissionsModifyAllRecords = rights.contains('M')));
    assign(who, granted);
    return granted.Id;
  }
  public static void assign(User who, PermissionSet granted) { save(new PermissionSetAssignment(AssigneeId = who.Id, PermissionSetId = granted.Id)); }
  /** A permission set with one user permission. */
  public static void allow(User who, String permission) {
    PermissionSet granted = new PermissionSet(Name = 'A' + who.Alias + permission, Label = 'A');
    granted.put('Permissions' + permission, true);
    save(granted); assign(who, granted);
  }
  public static Secret__c secretOf(User owner) {
    Secret__c made = new Secret__c(Name = 'Secret of ' + owner.Alias, OwnerId = owner.Id);
    insert made;
    return made;
  }
  /** What the running user sees of the secrets. */
  public static Integer secrets() { return [SELECT COUNT() FROM Secret__c WITH USER_MODE]; }
  /** Two users who may do everything with their own secrets. */
  public static List<User> two() {
    List<User> made = new List<User>{ make('ann'), make('bob') };
    for (User each : made) { grant(each, 'Secret__c', 'CRED'); grant(each, 'Secret_Part__c', 'CRED'); }
    return made;
  }
  public static void open(Id permissionSet, String field, Boolean edit) {
    save(new FieldPermissions(ParentId = permissionSet, SobjectType = field.substringBefore('.'), Field = field,
      PermissionsRead = true, PermissionsEdit = edit));
  }
}`;

/**
 * Registers a test per behaviour that needs several users: the statements run in an Apex test of their own.
 *
 * @param page the documentation page they follow
 * @param cases the rule as a sentence, and the statements that assert it
 */
export function userGoldens(
  page: string,
  cases: Readonly<Record<string, string>>,
  {
    classes = {},
    triggers = {},
    folders = [],
  }: {
    readonly classes?: Readonly<Record<string, string>>;
    readonly triggers?: Readonly<Record<string, string>>;
    /** More source: what objects there are depends on what source files mention. */
    readonly folders?: readonly string[];
  } = {},
): void {
  const methods = Object.values(cases).map((body, index) => `@IsTest static void case${index}() { ${body} }`);
  const org = new GoldenOrg(
    { ...classes, Users: USERS, Cases: `@IsTest private class Cases { ${methods.join('\n')} }` },
    triggers,
    {},
    folders,
  );
  assert.deepEqual(org.problems, []);
  const results = new Map(runTests(org.runtime, { userId: org.userId }).tests.map((result) => [result.method, result]));
  for (const [index, says] of Object.keys(cases).entries()) {
    void test(`${says} [${page}]`, () => {
      const result = results.get(`case${index}`);
      assert.deepEqual([result?.outcome, result?.message], ['Pass', null]);
    });
  }
}
