import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg, goldens } from './harness.ts';

goldens('apex_pages_selectoption', [
  {
    says: 'an option has a value, a label and may be disabled',
    apex: `SelectOption o = new SelectOption('a', 'A', true); List<SelectOption> all = new List<SelectOption>{ o, new SelectOption('b', 'B') };
      System.debug(o.getValue() + o.getLabel()); System.debug(o.getDisabled()); System.debug(all[1].getDisabled());
      o.setLabel('Z'); o.setDisabled(false); System.debug(o.getLabel()); System.debug(o.getDisabled()); System.debug(o.getEscapeItem());`,
    prints: ['aA', 'true', 'false', 'Z', 'false', 'true'],
  },
]);

goldens('apex_system_pagereference', [
  {
    says: 'the class goes by the namespace of pages too',
    apex: "ApexPages.PageReference p = new PageReference('/apex/a'); PageReference same = p; System.debug(same.getUrl());",
    prints: ['/apex/a'],
  },
  {
    says: 'names of parameters have no case and keep the one they came with; an address has them by name',
    apex: `PageReference p = new PageReference('/apex/a?b=1'); p.getParameters().put('oppId', 'x y'); p.getParameters().put('OPPID', '2'); p.getParameters().put('A', '3');
      System.debug(p.getUrl()); System.debug(p.getParameters().get('OppId')); System.debug(p.getParameters().containsKey('B'));
      p.getParameters().remove('OPPid'); System.debug(p.getUrl()); p.getParameters().put('OPPID', '4'); System.debug(p.getUrl());`,
    prints: ['/apex/a?A=3&b=1&oppId=2', '2', 'true', '/apex/a?A=3&b=1', '/apex/a?A=3&b=1&OPPID=4'],
  },
]);

goldens('apex_ApexPages_StandardController_instance_methods', [
  {
    says: 'the controller of a page saves its record and then shows it',
    apex: `Account a = new Account(Name = 'Acme'); ApexPages.StandardController c = new ApexPages.StandardController(a);
      System.debug(c.getId()); PageReference page = c.save(); System.debug(page.getUrl() == '/' + a.Id); System.debug(c.getId() == a.Id);
      ((Account) c.getRecord()).Name = 'New'; c.save(); System.debug([SELECT Name FROM Account WHERE Id = :a.Id].Name);
      System.debug(c.edit().getUrl() == '/' + a.Id + '/e'); c.delete(); System.debug([SELECT COUNT() FROM Account WHERE Id = :a.Id]);`,
    prints: ['null', 'true', 'true', 'New', 'true', '0'],
  },
  {
    says: 'a record that cannot be saved is refused with the exception of the save',
    apex: 'new ApexPages.StandardController(new Account()).save();',
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
  },
]);

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_InstallHandler.htm
test('a test runs install and uninstall scripts [apex_interface_System_InstallHandler]', () => {
  const org = new GoldenOrg({
    Script: `public class Script implements InstallHandler, UninstallHandler {
      public static List<String> said = new List<String>();
      public void onInstall(InstallContext c) {
        said.add(c.isUpgrade() + ' ' + c.isPush() + ' ' + (c.previousVersion()?.major()) + ' ' + (c.installerId() == UserInfo.getUserId()));
        said.add(String.valueOf(c.organizationId() == UserInfo.getOrganizationId()));
      }
      public void onUninstall(UninstallContext c) { said.add('gone'); }
    }`,
    Script_TEST: `@IsTest private class Script_TEST {
      @IsTest static void installs() {
        Test.testInstall(new Script(), null);
        Test.testInstall(new Script(), new Version(1, 2), true);
        Test.testUninstall(new Script());
        Assert.areEqual(new List<String>{ 'false false null true', 'true', 'true true 1 true', 'true', 'gone' }, Script.said);
      }
    }`,
  });
  assert.deepEqual(org.problems, []);
  const { tests } = runTests(org.runtime, { userId: org.userId });
  assert.deepEqual(
    tests.map(({ outcome, message }) => [outcome, message]),
    [['Pass', null]],
  );
});
