import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UnsupportedFeatureError } from '../metadata/index.ts';
import { FlowDefinitionError } from './errors.ts';
import { assign, connector, decide, element, filter, flow, flowOrg, inputs, printed, value, variable } from './test-flows.ts';

const CLASSES = {
  Doubler: `public class Doubler {
    public class Input { @InvocableVariable public Integer amount; @InvocableVariable public String name; }
    public class Output { @InvocableVariable public Integer doubled; }
    @InvocableMethod public static List<Output> run(List<Input> inputs) {
      System.debug('called with ' + inputs.size());
      List<Output> results = new List<Output>();
      for (Input i : inputs) {
        if (i.amount == null) throw new IllegalArgumentException('no amount');
        Output o = new Output(); o.doubled = i.amount * 2; results.add(o);
      }
      return results;
    }
  }`,
};

const FLOWS = {
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Flow_Interview.htm
  Discount: flow('Large', [
    decide('Large', [['Is_Large', 'amount', 'GreaterThan', 100, 'Reduce']], 'Keep'),
    assign('Reduce', [['price', 'Assign', '=reduced']]),
    assign('Keep', [['price', 'Assign', '=amount']]),
    element('formulas', { name: 'reduced', dataType: 'Number', scale: 2, expression: '{!amount} * 0.9' }),
    variable('amount', 'Number'),
    variable('price', 'Number'),
  ]),
  Operators: flow('Change', [
    assign('Change', [
      ['text', 'Add', ', there'],
      ['number', 'Add', 5],
      ['number', 'Subtract', 2],
      ['list', 'Add', 'b'],
      ['list', 'AddAtStart', 'a'],
      ['list', 'Add', 'c'],
      ['list', 'RemoveFirst', 'b'],
      ['size', 'AssignCount', '=list'],
      ['note', 'Assign', 'Hello {!text}, {!number} of {!size}'],
    ]),
    variable('text', 'String'),
    variable('number', 'Number'),
    variable('list', 'String[]'),
    variable('size', 'Number'),
    variable('note', 'String'),
  ]),
  Accounts: flow('Make', [
    element(
      'recordCreates',
      { name: 'Make', object: 'Account', storeOutputAutomatically: true },
      inputs({ Name: '=name' }),
      connector('Find'),
    ),
    element(
      'recordLookups',
      {
        name: 'Find',
        object: 'Account',
        filterLogic: 'and',
        getFirstRecordOnly: false,
        storeOutputAutomatically: true,
        sortField: 'Name',
        sortOrder: 'Desc',
      },
      filter('Name', 'StartsWith', 'Flow'),
      connector('Each'),
    ),
    element(
      'loops',
      { name: 'Each', collectionReference: 'Find', iterationOrder: 'Asc' },
      connector('Note', 'nextValueConnector'),
      connector('Rename', 'noMoreValuesConnector'),
    ),
    assign('Note', [['names', 'Add', '=Each.Name']], 'Each'),
    element(
      'recordUpdates',
      { name: 'Rename', object: 'Account' },
      filter('Id', 'EqualTo', '=Make'),
      inputs({ Site: 'here' }),
      connector('Drop'),
    ),
    element('recordDeletes', { name: 'Drop', object: 'Account' }, filter('Name', 'EqualTo', 'Flow gone')),
    variable('name', 'String'),
    variable('names', 'String[]'),
  ]),
  Outer: flow('Call', [
    element(
      'subflows',
      { name: 'Call', flowName: 'Discount' },
      element('inputAssignments', { name: 'amount' }, value(200)),
      element('outputAssignments', { assignToReference: 'result', name: 'price' }),
    ),
    variable('result', 'Number'),
  ]),
  Acts: flow('Act', [
    element(
      'actionCalls',
      { name: 'Act', actionName: 'Doubler', actionType: 'apex', storeOutputAutomatically: true },
      element('inputParameters', { name: 'amount' }, value('=amount')),
      connector('Done'),
      connector('Failed', 'faultConnector'),
    ),
    assign('Done', [['result', 'Assign', '=Act.doubled']]),
    assign('Failed', [['message', 'Assign', '=$Flow.FaultMessage']]),
    variable('amount', 'Number'),
    variable('result', 'Number'),
    variable('message', 'String'),
  ]),
  Faulty: flow('Make', [
    element('recordCreates', { name: 'Make', object: 'Account' }, inputs({ Site: 'x' }), connector('Failed', 'faultConnector')),
    assign('Failed', [['message', 'Assign', '=$Flow.FaultMessage']]),
    variable('message', 'String'),
  ]),
  Unhandled: flow('Make', [element('recordCreates', { name: 'Make', object: 'Account' }, inputs({ Site: 'x' }))]),
  Greedy: flow('Each', [
    element('loops', { name: 'Each', collectionReference: 'names', iterationOrder: 'Asc' }, connector('Find', 'nextValueConnector')),
    element(
      'recordLookups',
      { name: 'Find', object: 'Account', getFirstRecordOnly: true, storeOutputAutomatically: true },
      filter('Name', 'EqualTo', '=Each'),
      connector('Each'),
      connector('Each', 'faultConnector'),
    ),
    variable('names', 'String[]'),
  ]),
  Waiting: flow('Wait', [element('waits', { name: 'Wait' })]),
  Broken: flow('First', [assign('First', [], 'Nowhere')]),
  Sleeping: flow('First', [assign('First', [['woken', 'Assign', true]]), variable('woken', 'Boolean')], { status: 'Draft' }),
};

const org = flowOrg(FLOWS, CLASSES);
const prints = (apex: string): string[] => printed(org, apex);

void describe('Interviews that Apex starts', () => {
  void test('The class of a flow takes its inputs and gives its outputs [apex_class_Flow_Interview]', () => {
    const apex = `Flow.Interview.Discount big = new Flow.Interview.Discount(new Map<String, Object>{ 'amount' => 200 });
      big.start(); System.debug(big.getVariableValue('price'));
      Flow.Interview small = Flow.Interview.createInterview('discount', new Map<String, Object>{ 'amount' => 50.5 });
      small.start(); System.debug(small.getVariableValue('price')); System.debug(small.getVariableValue('nothing'));`;
    assert.deepEqual(prints(apex), ['180', '50.5', 'null']);
  });

  void test('Assignments add to texts, numbers and collections, and count [flow_ref_operators_assignment]', () => {
    const apex = `Flow.Interview f = new Flow.Interview.Operators(new Map<String, Object>{ 'text' => 'Hi' }); f.start();
      System.debug(f.getVariableValue('text')); System.debug(f.getVariableValue('list')); System.debug(f.getVariableValue('note'));`;
    assert.deepEqual(prints(apex), ['Hi, there', '(a, c)', 'Hello Hi, there, 3 of 2']);
  });

  void test('Data elements create, find, update and delete records, each for one statement or query [flow_ref_elements_data]', () => {
    const apex = `insert new List<Account>{ new Account(Name = 'Flow gone'), new Account(Name = 'Other') };
      Integer queries = Limits.getQueries(); Integer statements = Limits.getDmlStatements();
      Flow.Interview f = new Flow.Interview.Accounts(new Map<String, Object>{ 'name' => 'Flow new' }); f.start();
      System.debug((Limits.getQueries() - queries) + ' ' + (Limits.getDmlStatements() - statements));
      System.debug(f.getVariableValue('names'));
      for (Account a : [SELECT Name, Site FROM Account ORDER BY Name]) System.debug(a.Name + ' ' + a.Site);`;
    assert.deepEqual(prints(apex), ['3 3', '(Flow new, Flow gone)', 'Flow new here', 'Other null']);
  });

  void test('A subflow has variables of its own and gives its outputs back [flow_ref_elements_subflow]', () => {
    assert.deepEqual(
      prints(
        `Flow.Interview f = new Flow.Interview.Outer(new Map<String, Object>()); f.start(); System.debug(f.getVariableValue('result'));`,
      ),
      ['180'],
    );
  });

  void test('An action calls the invocable method of a class; its exception leads to the fault path [flow_ref_elements_connector_fault]', () => {
    const apex = `Flow.Interview f = new Flow.Interview.Acts(new Map<String, Object>{ 'amount' => 4 }); f.start(); System.debug(f.getVariableValue('result'));
      f = new Flow.Interview.Acts(new Map<String, Object>()); f.start(); System.debug(f.getVariableValue('message'));`;
    assert.deepEqual(prints(apex), [
      'called with 1',
      '8',
      'called with 1',
      'An Apex error occurred: System.IllegalArgumentException: no amount',
    ]);
  });

  void test('The fault message tells what the flow tried to do [flow_ref_elements_connector_fault]', () => {
    assert.deepEqual(
      prints(
        `Flow.Interview f = new Flow.Interview.Faulty(new Map<String, Object>()); f.start(); System.debug(f.getVariableValue('message'));`,
      ),
      [
        'This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [Name]. You can look up ExceptionCode values in the SOAP API Developer Guide.',
      ],
    );
  });

  void test('A fault that the flow does not handle is a FlowException for Apex [apex_classes_exception_methods]', () => {
    const apex = `try { new Flow.Interview.Unhandled(new Map<String, Object>()).start(); } catch (System.FlowException e) { System.debug(e.getMessage().substringBefore('\\n')); }`;
    assert.deepEqual(prints(apex), ['An unhandled fault has occurred in this flow']);
  });

  void test('A flow that is not there is an invalid type; of one that is not active the latest version runs [apex_class_Flow_Interview]', () => {
    const apex = `try { Flow.Interview.createInterview('Nowhere', new Map<String, Object>()); } catch (TypeException e) { System.debug(e.getMessage()); }
      Flow.Interview f = new Flow.Interview.Sleeping(new Map<String, Object>()); f.start(); System.debug(f.getVariableValue('woken'));`;
    assert.deepEqual(prints(apex), ['Invalid type: Nowhere', 'true']);
  });

  void test('An action of a flow runs an interview for each invocation; a fault fails only its own [apex_class_Invocable_Action]', () => {
    const apex = `Invocable.Action action = Invocable.Action.createCustomAction('flow', 'Discount');
      action.setInvocationParameter('amount', 200).addInvocation().setInvocationParameter('amount', 10);
      for (Invocable.Action.Result result : action.invoke())
        System.debug(result.isSuccess() + ' ' + result.getOutputParameters().get('price') + ' ' + result.getOutputParameters().get('Flow__InterviewStatus'));
      Invocable.Action failing = Invocable.Action.createCustomAction('flow', 'Unhandled');
      for (Invocable.Action.Result result : failing.invoke()) System.debug(result.isSuccess() + ' ' + result.getErrors()[0].getMessage());`;
    assert.deepEqual(prints(apex), ['true 180 Finished', 'true 10 Finished', 'false An error occurred when executing a flow interview.']);
  });

  void test('Elements in a loop count each time; no fault path catches a limit [apex_gov_limits]', () => {
    const run = (count: number): string[] =>
      prints(`List<String> names = new List<String>(); for (Integer i = 0; i < ${count}; i++) names.add('n' + i);
        try { new Flow.Interview.Greedy(new Map<String, Object>{ 'names' => names }).start(); } catch (Exception e) { System.debug('caught'); }
        System.debug(Limits.getQueries());`);
    assert.deepEqual(run(100), ['100']);
    assert.throws(() => run(101), /Too many SOQL queries: 101/);
  });

  void test('An element that the local org lacks is refused by its name', () => {
    assert.throws(
      () => prints(`new Flow.Interview.Waiting(new Map<String, Object>()).start();`),
      (error) => error instanceof UnsupportedFeatureError && error.message.endsWith('flow element waits (Waiting.Wait)'),
    );
  });

  void test('A flow that an org would not deploy is refused with file, line and element', () => {
    assert.throws(
      () => prints(`new Flow.Interview.Broken(new Map<String, Object>()).start();`),
      (error) =>
        error instanceof FlowDefinitionError && /Broken\.flow-meta\.xml:\d+: First: The connector leads to Nowhere/.test(error.message),
    );
  });
});
