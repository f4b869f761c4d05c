import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/** What jobs may do, and how far they may queue each other. Each test class is named after its page. */
const org = new GoldenOrg(
  {
    Fibonacci: `public class Fibonacci implements Queueable {
    private Long last; private Long beforeLast;
    public Fibonacci(Long last, Long beforeLast) { this.last = last; this.beforeLast = beforeLast; }
    public void execute(QueueableContext context) {
      Integer depth = AsyncInfo.getCurrentQueueableStackDepth();
      Long step = depth <= 2 ? 1 : last + beforeLast;
      if (depth < AsyncInfo.getMaximumQueueableStackDepth()) System.enqueueJob(new Fibonacci(step, last));
      else insert new Account(Name = depth + ': ' + step + ' ' + AsyncInfo.hasMaxStackDepth() + ' ' + AsyncInfo.getMinimumQueueableDelayInMinutes());
    }
  }`,
    Endless: `public class Endless implements Queueable { public void execute(QueueableContext context) { System.enqueueJob(new Endless()); } }`,
    Ender: `public class Ender implements Queueable, Finalizer {
    private String way; private String request;
    public Ender(String way) { this.way = way; }
    public void execute(QueueableContext context) {
      request = Request.getCurrent().getRequestId();
      System.attachFinalizer(way == 'null' ? null : this);
      if (way == 'twice') System.attachFinalizer(this);
    }
    public void execute(FinalizerContext context) {
      Assert.areEqual(request, context.getRequestId()); Assert.areEqual(request, Request.getCurrent().getRequestId());
      insert new Account(Name = String.join(new List<Integer>{
        Limits.getLimitQueries(), Limits.getLimitHeapSize(), Limits.getLimitQueueableJobs(), Limits.getLimitFutureCalls() }, ' '));
    }
  }`,
    Caller: `public virtual class Caller implements Queueable, Schedulable, Database.Batchable<String>, HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) { HttpResponse response = new HttpResponse(); response.setBody('answer'); return response; }
    public static void call() { insert new Account(Name = new Http().send(new HttpRequest()).getBody()); }
    @Future public static void silent() { call(); }
    @Future(callout=true) public static void open() { call(); }
    public void execute(QueueableContext context) { call(); }
    public void execute(SchedulableContext context) { call(); }
    public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'one' }; }
    public void execute(Database.BatchableContext context, List<String> scope) { call(); }
    public void finish(Database.BatchableContext context) {}
    public class Allowed extends Caller implements Database.AllowsCallouts {}
  }`,
    Batches: `public class Batches implements Database.Batchable<Integer> {
    private String step; private Integer size;
    public Batches(String step, Integer size) { this.step = step; this.size = size; }
    private void next(String here) { if (step == here) Database.executeBatch(new Batches('none', 1)); }
    public Iterable<Integer> start(Database.BatchableContext context) { next('start'); List<Integer> all = new List<Integer>(); for (Integer i = 0; i < size; i++) all.add(i); return all; }
    public void execute(Database.BatchableContext context, List<Integer> scope) { next('execute'); insert new Account(Name = 'scope', NumberOfEmployees = scope.size()); }
    public void finish(Database.BatchableContext context) { next('finish'); }
  }`,
    apex_queueing_jobs: `@IsTest private class apex_queueing_jobs {
    private static AsyncOptions most(Integer depth) { AsyncOptions options = new AsyncOptions(); options.MaximumQueueableStackDepth = depth; return options; }
    @IsTest static void jobsWithAGreatestDepthChainInTests() {
      Test.startTest(); System.enqueueJob(new Fibonacci(null, 0), most(6)); Test.stopTest();
      Assert.areEqual('6: 8 true null', [SELECT Name FROM Account].Name);
    }
    @IsTest static void noJobIsQueuedBelowTheGreatestDepth() {
      Test.startTest(); System.enqueueJob(new Endless(), most(3));
      try { Test.stopTest(); Assert.fail(); } catch (AsyncException e) { Assert.areEqual('Maximum stack depth has been reached.', e.getMessage()); }
    }
    @IsTest static void outsideOfQueueablesThereIsNoDepth() {
      Assert.isFalse(AsyncInfo.hasMaxStackDepth()); Assert.isNull(AsyncInfo.getMinimumQueueableDelayInMinutes());
    }
  }`,
    apex_transaction_finalizers: `@IsTest private class apex_transaction_finalizers {
    @IsTest static void finalizersHaveTheLimitsOfRequestsButForHeapAndJobsAndTheRequestOfTheirJob() {
      Test.startTest(); System.enqueueJob(new Ender('once')); Test.stopTest();
      Assert.areEqual('100 12000000 1 50', [SELECT Name FROM Account].Name);
    }
  }`,
    apex_transaction_finalizers_error_messages: `@IsTest private class apex_transaction_finalizers_error_messages {
    private static String failure(String way) {
      Test.startTest(); System.enqueueJob(new Ender(way));
      try { Test.stopTest(); } catch (Exception e) { return e.getMessage(); }
      return null;
    }
    @IsTest static void aJobHasOneFinalizer() { Assert.areEqual('More than one Finalizer cannot be attached to same Async Apex Job', failure('twice')); }
    @IsTest static void nullIsNoFinalizer() { Assert.areEqual('Argument cannot be null', failure('null')); }
    @IsTest static void onlyQueueablesHaveOne() {
      try { new Ender('once').execute((QueueableContext) null); Assert.fail(); }
      catch (HandledException e) { Assert.areEqual('System.attachFinalizer(Finalizer) is not allowed in this context', e.getMessage()); }
    }
  }`,
    apex_callouts: `@IsTest private class apex_callouts {
    private static final String ASKED = 'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';
    private static String outcome() {
      try { Test.stopTest(); } catch (CalloutException e) { return e.getMessage(); }
      return [SELECT Name FROM Account].Name;
    }
    private static void begin() { Test.setMock(HttpCalloutMock.class, new Caller()); Test.startTest(); }
    @IsTest static void futureMethodsCallOutWhenTheySaySo() { begin(); Caller.open(); Assert.areEqual('answer', outcome()); }
    @IsTest static void otherFutureMethodsDoNot() { begin(); Caller.silent(); Assert.areEqual(ASKED, outcome()); }
    @IsTest static void queueablesCallOutWhenTheySaySo() { begin(); System.enqueueJob(new Caller.Allowed()); Assert.areEqual('answer', outcome()); }
    @IsTest static void otherQueueablesDoNot() { begin(); System.enqueueJob(new Caller()); Assert.areEqual(ASKED, outcome()); }
    @IsTest static void batchesCallOutWhenTheySaySo() { begin(); Database.executeBatch(new Caller.Allowed()); Assert.areEqual('answer', outcome()); }
    @IsTest static void otherBatchesDoNot() { begin(); Database.executeBatch(new Caller()); Assert.areEqual(ASKED, outcome()); }
    @IsTest static void scheduledClassesDoNot() {
      begin(); System.schedule('s', '0 0 2 * * ?', new Caller.Allowed()); Assert.areEqual('Callout from scheduled Apex not supported.', outcome());
    }
    @IsTest static void triggersDoNot() {
      begin();
      try { insert new Contact(LastName = 'calls'); Assert.fail(); }
      catch (DmlException e) { Assert.isTrue(e.getMessage().contains('Callout from triggers are currently not supported.'), e.getMessage()); }
    }
  }`,
    apex_batch_interface: `@IsTest private class apex_batch_interface {
    private static String failure(Batches job) {
      Test.startTest(); Database.executeBatch(job);
      try { Test.stopTest(); } catch (AsyncException e) { return e.getMessage(); }
      return [SELECT COUNT() FROM Account] + ' scopes';
    }
    private static final String REFUSED = 'Database.executeBatch cannot be called from a batch start, batch execute, or future method.';
    @IsTest static void noBatchFromStart() { Assert.areEqual(REFUSED, failure(new Batches('start', 1))); }
    @IsTest static void noBatchFromExecute() { Assert.areEqual(REFUSED, failure(new Batches('execute', 1))); }
    @IsTest static void finishChainsABatch() { Assert.areEqual('2 scopes', failure(new Batches('finish', 1))); }
    @IsTest static void scopesOfIterablesHaveNoLimit() {
      Test.startTest(); Database.executeBatch(new Batches('none', 2500), 3000); Test.stopTest();
      Assert.areEqual(2500, [SELECT NumberOfEmployees FROM Account].NumberOfEmployees);
    }
    @IsTest static void aTestSubmitsFiveBatches() {
      Test.startTest(); for (Integer i = 0; i < 5; i++) Database.executeBatch(new Batches('none', 1)); Test.stopTest();
      Assert.areEqual(5, [SELECT COUNT() FROM Account]);
    }
  }`,
    apex_scheduler: `@IsTest private class apex_scheduler {
    private static String failure(String cron) {
      try { System.schedule('s', cron, new Caller()); Assert.fail(); } catch (Exception e) { return e.getTypeName() + ': ' + e.getMessage(); }
      return null;
    }
    @IsTest static void jobsRunOnceAnHourAtMost() {
      for (String cron : new List<String>{ '0 */5 * * * ?', '0-30 0 * * * ?', '0 0,30 * * * ?' })
        Assert.areEqual('System.StringException: Seconds and minutes must be specified as integers: ' + cron, failure(cron));
    }
    @IsTest static void daysOfTheMonthOrOfTheWeek() {
      Assert.areEqual('System.AsyncException: Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.', failure('0 0 1 1 * 2'));
    }
  }`,
  },
  {
    Calling: `trigger Calling on Contact (before insert) { new Http().send(new HttpRequest()); }`,
  },
);

void test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  void test(`${result.method} [${result.class}]`, () =>
    assert.equal(result.outcome, 'Pass', `${result.message ?? ''}\n${result.stack ?? ''}`));
}

void test('a test submits no sixth batch [apex_batch_interface]', () => {
  const many = new GoldenOrg({
    Nothing: `public class Nothing implements Database.Batchable<Integer> {
      public Iterable<Integer> start(Database.BatchableContext context) { return new List<Integer>(); }
      public void execute(Database.BatchableContext context, List<Integer> scope) {}
      public void finish(Database.BatchableContext context) {}
    }`,
    ManyTest:
      '@IsTest class ManyTest { @IsTest static void six() { for (Integer i = 0; i < 6; i++) Database.executeBatch(new Nothing()); } }',
  });
  const [result] = runTests(many.runtime, { userId: many.userId }).tests;
  assert.equal(result?.message, 'System.LimitException: Attempted to schedule too many concurrent batch jobs in this org (limit is 5).');
});
