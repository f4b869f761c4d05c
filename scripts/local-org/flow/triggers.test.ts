import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runTests } from '../apex/index.ts';
import { assign, connector, decide, element, filter, flow, flowOrg, inputs, printed, value } from './test-flows.ts';

/** The start of a flow that saves of an object start. */
function startOf(object: string, type: string, when: string, next: string, ...conditions: string[]): string {
  const texts = { object, triggerType: type, ...(when === '' ? {} : { recordTriggerType: when }) };
  return element('start', texts, connector(next), ...conditions);
}

const REGION = {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
  Region_Before: flow(startOf('Account', 'RecordBeforeSave', 'CreateAndUpdate', 'Set', filter('Name', 'StartsWith', 'Region')), [
    assign('Set', [['$Record.Site', 'Assign', 'set by {!$Record.Name}']]),
  ]),
  Region_After: flow(startOf('Account', 'RecordAfterSave', 'Create', 'Find', filter('Name', 'StartsWith', 'Region')), [
    element(
      'recordLookups',
      { name: 'Find', object: 'User', getFirstRecordOnly: true, storeOutputAutomatically: true },
      filter('Id', 'EqualTo', '=$Record.OwnerId'),
      connector('Make'),
    ),
    element(
      'recordCreates',
      { name: 'Make', object: 'Contact' },
      inputs({ LastName: '{!$Record.Name} of {!Find.LastName}', AccountId: '=$Record.Id' }),
    ),
  ]),
};

const CHANGES = {
  Renamed: flow(startOf('Account', 'RecordAfterSave', 'Update', 'Note', filter('Name', 'IsChanged', true)), [
    element(
      'recordUpdates',
      { name: 'Note', inputReference: '$Record' },
      inputs({ Description: '{!$Record__Prior.Name} to {!$Record.Name}' }),
    ),
  ]),
  Grown: flow(
    startOf(
      'Account',
      'RecordBeforeSave',
      'Update',
      'Count',
      element('filterFormula', {}, '').replace('></', '>{!$Record.NumberOfEmployees} &gt; 10</'),
      '<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>',
    ),
    [
      assign('Count', [['$Record.AnnualRevenue', 'Assign', '=more']]),
      element('formulas', {
        name: 'more',
        dataType: 'Number',
        scale: 0,
        expression: 'IF(ISBLANK({!$Record.AnnualRevenue}), 0, {!$Record.AnnualRevenue}) + 1',
      }),
    ],
  ),
};

const TRIGGER = {
  AccountTrigger: `trigger AccountTrigger on Account (before insert, after insert) {
    for (Account a : Trigger.new) System.debug((Trigger.isBefore ? 'before ' : 'after ') + a.Site + ' ' + [SELECT COUNT() FROM Contact]);
  }`,
};

void describe('Flows that records start', () => {
  void test('Flows run before the triggers before the save, and after the triggers after it [apex_triggers_order_of_execution]', () => {
    const org = flowOrg(REGION, {}, TRIGGER);
    const apex = `insert new Account(Name = 'Region 1');
      for (Contact c : [SELECT LastName, Account.Site FROM Contact]) System.debug(c.LastName + ' ' + c.Account.Site);`;
    const [before, after, last] = printed(org, apex);
    assert.deepEqual([before, after], ['before set by Region 1 0', 'after set by Region 1 0']);
    assert.match(last!, /^Region 1 of \S.* set by Region 1$/);
  });

  void test('Interviews of 200 records share one query and one statement at each element [flow_concepts_bulkification]', () => {
    const org = flowOrg(REGION);
    const apex = `List<Account> all = new List<Account>();
      for (Integer i = 0; i < 200; i++) all.add(new Account(Name = (Math.mod(i, 2) == 0 ? 'Region ' : 'Other ') + i));
      insert all;
      System.debug(Limits.getQueries() + ' ' + Limits.getQueryRows() + ' ' + Limits.getDmlStatements() + ' ' + Limits.getDmlRows());
      System.debug([SELECT COUNT() FROM Contact]);`;
    assert.deepEqual(printed(org, apex), ['1 100 2 300', '100']);
  });

  void test('A condition on a changed field sees the record as it was; the flow does not start itself anew [flow_ref_operators_condition]', () => {
    const org = flowOrg(CHANGES);
    const apex = `Account a = new Account(Name = 'Old'); insert a; a.Site = 'x'; update a;
      System.debug([SELECT Description FROM Account].Description);
      a.Name = 'New'; update a; System.debug([SELECT Description FROM Account].Description);`;
    assert.deepEqual(printed(org, apex), ['null', 'Old to New']);
  });

  void test('A flow that only starts when a record comes to meet its conditions starts once [flow_ref_elements_start]', () => {
    const org = flowOrg(CHANGES);
    const apex = `Account a = new Account(Name = 'A', NumberOfEmployees = 5); insert a;
      for (Integer n : new List<Integer>{ 20, 30, 3, 40 }) { a.NumberOfEmployees = n; update a; }
      System.debug([SELECT AnnualRevenue FROM Account].AnnualRevenue);`;
    assert.deepEqual(printed(org, apex), ['2']);
  });

  void test('An outcome that only holds when a record comes to meet its conditions holds once [flow_ref_elements_decision]', () => {
    const rule = element(
      'rules',
      { name: 'Became_Hot', label: 'Hot', conditionLogic: 'and', doesRequireRecordChangedToMeetCriteria: true },
      element('conditions', { leftValueReference: '$Record.Rating', operator: 'EqualTo' }, value('Hot', 'rightValue')),
      connector('Note'),
    );
    const org = flowOrg({
      Heats: flow(startOf('Account', 'RecordBeforeSave', 'CreateAndUpdate', 'Check'), [
        element('decisions', { name: 'Check', label: 'Check' }, rule),
        assign('Note', [['$Record.Site', 'Add', 'x']]),
      ]),
    });
    const apex = `Account a = new Account(Name = 'A', Rating = 'Cold'); insert a;
      for (String rating : new List<String>{ 'Hot', 'Hot', 'Cold', 'Hot' }) { a.Rating = rating; update a; }
      System.debug([SELECT Site FROM Account].Site);`;
    assert.deepEqual(printed(org, apex), ['xx']);
  });

  void test('Records of parents are read when a flow asks for them; values of numbers and dates are as the fields hold them [flow_ref_resources_global_variables]', () => {
    const org = flowOrg({
      Reads: flow(startOf('Contact', 'RecordBeforeSave', 'Create', 'Note'), [
        assign('Note', [
          ['$Record.Department', 'Assign', '{!$Record.Account.Name} {!$Record.Account.NumberOfEmployees} {!$User.LastName}'],
          ['$Record.Birthdate', 'Assign', '=nextDay'],
        ]),
        element('formulas', { name: 'nextDay', dataType: 'Date', expression: 'DATE(2026, 1, 31) + 1' }),
      ]),
    });
    const apex = `Account a = new Account(Name = 'Parent', NumberOfEmployees = 7); insert a;
      insert new Contact(LastName = 'C', AccountId = a.Id);
      Contact c = [SELECT Department, Birthdate FROM Contact]; System.debug(c.Department.startsWith('Parent 7 ') + ' ' + c.Birthdate);`;
    assert.deepEqual(printed(org, apex), ['true 2026-02-01 00:00:00']);
  });

  void test('A fault that the flow does not handle fails the save of its record only [flow_concepts_bulkification]', () => {
    const org = flowOrg({
      Strict: flow(startOf('Account', 'RecordAfterSave', 'Create', 'Make'), [
        element('recordCreates', { name: 'Make', object: 'Contact' }, inputs({ LastName: '=$Record.Site' })),
      ]),
    });
    const apex = `List<Account> all = new List<Account>{ new Account(Name = 'Good', Site = 'x'), new Account(Name = 'Bad'), new Account(Name = 'Fine', Site = 'y') };
      for (Database.SaveResult result : Database.insert(all, false)) System.debug(result.isSuccess() ? 'saved' : result.getErrors()[0].getStatusCode() + ' ' + result.getErrors()[0].getMessage());
      System.debug([SELECT COUNT() FROM Account] + ' ' + [SELECT COUNT() FROM Contact]);
      try { insert new Account(Name = 'Bad'); } catch (DmlException e) { System.debug(e.getDmlType(0)); }`;
    const message =
      "We can't save this record because the “Test Flow” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]. You can look up ExceptionCode values in the SOAP API Developer Guide.";
    assert.deepEqual(printed(org, apex), [
      'saved',
      `CANNOT_EXECUTE_FLOW_TRIGGER ${message}`,
      'saved',
      '2 2',
      'CANNOT_EXECUTE_FLOW_TRIGGER',
    ]);
  });

  void test('A custom error message fails the save on its field [flow_ref_elements_custom_error]', () => {
    const org = flowOrg({
      Refuses: flow(startOf('Account', 'RecordBeforeSave', 'Create', 'Check'), [
        decide('Check', [['Is_Blank', '$Record.Site', 'IsNull', true, 'Refuse']]),
        element(
          'customErrors',
          { name: 'Refuse' },
          element('customErrorMessages', { errorMessage: 'No site for {!$Record.Name}', fieldSelection: 'Site', isFieldError: true }),
        ),
      ]),
    });
    const apex = `try { insert new Account(Name = 'A'); } catch (DmlException e) { System.debug(e.getDmlMessage(0) + ' ' + e.getDmlFieldNames(0)); }`;
    assert.deepEqual(printed(org, apex), ['No site for A (Site)']);
  });

  void test('A flow before a deletion still finds the record [flow_ref_elements_start]', () => {
    const org = flowOrg({
      Farewell: flow(startOf('Account', 'RecordBeforeDelete', 'Delete', 'Make'), [
        element('recordCreates', { name: 'Make', object: 'Contact' }, inputs({ LastName: 'was {!$Record.Name}' })),
      ]),
    });
    assert.deepEqual(
      printed(org, `Account a = new Account(Name = 'A'); insert a; delete a; System.debug([SELECT LastName FROM Contact].LastName);`),
      ['was A'],
    );
  });

  void test('Flows of one object run in the order they are given [flow_task_trigger_run_order]', () => {
    const adds = (text: string, order: string): string =>
      flow(
        startOf('Account', 'RecordBeforeSave', 'Create', 'Add'),
        [assign('Add', [['$Record.Site', 'Add', text]])],
        order === '' ? {} : { triggerOrder: order },
      );
    const org = flowOrg({ A_Last: adds('3', '1500'), B_None: adds('2', ''), C_First: adds('1', '10') });
    assert.deepEqual(printed(org, `insert new Account(Name = 'A'); System.debug([SELECT Site FROM Account].Site);`), ['123']);
  });

  void test('Flows that create records which start them come to an end [apex_gov_limits]', () => {
    const org = flowOrg({
      Endless: flow(startOf('Account', 'RecordAfterSave', 'Create', 'Make'), [
        element('recordCreates', { name: 'Make', object: 'Account' }, inputs({ Name: 'again' })),
      ]),
    });
    assert.deepEqual(
      printed(
        org,
        `try { insert new Account(Name = 'A'); } catch (DmlException e) { System.debug(e.getMessage().contains('Maximum trigger depth exceeded')); }`,
      ),
      ['true'],
    );
  });
});

void test('A flow sees each event that is delivered; what fails in it fails nothing else [flow_ref_elements_start]', () => {
  const org = flowOrg(
    {
      Listens: flow(startOf('Signal__e', 'PlatformEvent', '', 'Make'), [
        element('recordCreates', { name: 'Make', object: 'Contact' }, inputs({ LastName: '=$Record.Text__c' })),
      ]),
    },
    {
      ListeningTest: `@IsTest private class ListeningTest {
        @IsTest static void eventsStartTheFlow() {
          Test.startTest();
          EventBus.publish(new List<Signal__e>{ new Signal__e(Text__c = 'a'), new Signal__e(), new Signal__e(Text__c = 'c') });
          Assert.areEqual(0, [SELECT COUNT() FROM Contact]);
          Test.stopTest();
          List<Contact> made = [SELECT LastName, CreatedBy.Name FROM Contact ORDER BY LastName];
          Assert.areEqual(2, made.size());
          Assert.areEqual('a', made[0].LastName);
          Assert.areEqual('Automated Process', made[0].CreatedBy.Name);
        }
      }`,
    },
  );
  const { tests } = runTests(org.runtime, { userId: org.userId });
  assert.deepEqual(
    tests.map(({ outcome, message }) => [outcome, message]),
    [['Pass', null]],
  );
});
