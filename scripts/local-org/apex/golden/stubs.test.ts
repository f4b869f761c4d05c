import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { goldens, GoldenOrg } from './harness.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_StubProvider.htm
test('a stub is told that a method returns nothing, and is still a stub in a job [apex_interface_System_StubProvider]', () => {
  const org = new GoldenOrg({
    Worker: "public virtual class Worker { public virtual void work() { } public virtual String name() { return 'x'; } }",
    Provider_TEST: `@IsTest private class Provider_TEST implements StubProvider {
      List<Type> types = new List<Type>();
      public Object handleMethodCall(Object stub, String name, Type returns, List<Type> params, List<String> names, List<Object> args) {
        types.add(returns);
        return null;
      }
      @IsTest static void asks() {
        Provider_TEST provider = new Provider_TEST();
        Worker stub = (Worker) Test.createStub(Worker.class, provider);
        stub.work();
        stub.name();
        Assert.isTrue(provider.types[0] == void.class);
        Assert.isTrue(provider.types[1] == String.class);
      }
      static Integer calls = 0;
      class Job implements Queueable {
        Worker worker;
        public void execute(QueueableContext context) { worker.work(); }
      }
      class Counter implements StubProvider {
        public Object handleMethodCall(Object stub, String name, Type returns, List<Type> params, List<String> names, List<Object> args) {
          calls++;
          return null;
        }
      }
      @IsTest static void isQueued() {
        Job job = new Job();
        job.worker = (Worker) Test.createStub(Worker.class, new Counter());
        Test.startTest();
        System.enqueueJob(job);
        Test.stopTest();
        Assert.areEqual(1, calls);
      }
    }`,
  });
  assert.deepEqual(org.problems, []);
  const { tests } = runTests(org.runtime, { userId: org.userId });
  assert.deepEqual(
    tests.map(({ outcome, message }) => [outcome, message]),
    [
      ['Pass', null],
      ['Pass', null],
    ],
  );
});

const STUBBED = {
  Provider: `public class Provider implements StubProvider {
    Object answer;
    public Provider(Object answer) { this.answer = answer; }
    public Object handleMethodCall(Object stub, String name, Type returns, List<Type> params, List<String> names, List<Object> args) {
      return answer;
    }
  }`,
  Speaker: 'public interface Speaker { String toString(); List<Object> words(); }',
  Plain: 'public virtual class Plain { public class Inner { } public interface Part { Integer size(); } }',
  Single: 'public class Single { private Single() { } }',
};

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_stub_api.htm
goldens(
  'apex_testing_stub_api',
  [
    {
      says: 'what the provider answers must fit the method',
      apex: "((Speaker) Test.createStub(Speaker.class, new Provider('x'))).words();",
      throws: 'System.TypeException: Invalid conversion from runtime type String to List<ANY>',
    },
    {
      says: 'the provider answers for the text of a stub whose type declares toString',
      apex: "System.debug('' + Test.createStub(Speaker.class, new Provider('said')));",
      prints: ['said'],
    },
    {
      says: 'the default text of a stub names its class, messages name the class it stands for',
      apex: `Object stub = Test.createStub(Plain.class, new Provider(null)); System.debug(stub);
        try { Date d = (Date) stub; } catch (TypeException e) { System.debug(e.getMessage()); }`,
      prints: ['Plain__sfdc_ApexStub:[]', 'Invalid conversion from runtime type Plain to Date'],
    },
    {
      says: 'inner classes have no stubs',
      apex: 'Test.createStub(Plain.Inner.class, new Provider(null));',
      throws: 'System.TypeException: Invalid type for a stub: Plain.Inner',
    },
    {
      says: 'classes with private constructors only have no stubs',
      apex: 'Test.createStub(Single.class, new Provider(null));',
      throws: 'System.TypeException: Invalid type for a stub: Single',
    },
  ],
  STUBBED,
);
