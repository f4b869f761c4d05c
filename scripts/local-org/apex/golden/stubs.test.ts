import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

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
