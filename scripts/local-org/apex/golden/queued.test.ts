import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/**
 * What a job has when it runs is what its object held when it was queued, in tests too.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */
const org = new GoldenOrg({
  Carrier: `public class Carrier implements Queueable {
    public static final List<String> SEEN = new List<String>();
    public List<String> names { get { if (names == null) names = new List<String>(); return names; } set; }
    public Map<String, Schema.SObjectField> fields = Account.SObjectType.getDescribe().fields.getMap();
    public Database.Cursor cursor;
    public transient String gone = 'here';
    public void execute(QueueableContext context) {
      SEEN.add(String.join(names, ',') + ' ' + fields.containsKey('NAME') + ' ' + gone + ' ' + (cursor == null ? 'no cursor' : String.valueOf(cursor.fetch(0, 1).size())));
      names.add('from the job');
    }
  }`,
  Chained: `public class Chained implements Queueable, Finalizer, Schedulable, Database.Batchable<String> {
    private List<String> ways;
    public Chained(List<String> ways) { this.ways = ways; }
    private void next() {
      if (ways.isEmpty()) { insert new Account(Name = 'end'); return; }
      String way = ways.remove(0);
      if (way == 'batch') Database.executeBatch(this); else if (way == 'finalizer') System.attachFinalizer(this); else System.enqueueJob(this);
    }
    public void execute(QueueableContext context) { next(); }
    public void execute(SchedulableContext context) { next(); }
    public void execute(FinalizerContext context) {
      if (System.isQueueable() || Request.getCurrent().getQuiddity() != Quiddity.TRANSACTION_FINALIZER_QUEUEABLE) throw new IllegalArgumentException('a finalizer is no queueable');
      System.enqueueJob(this);
    }
    public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'one' }; }
    public void execute(Database.BatchableContext context, List<String> scope) { next(); }
    public void finish(Database.BatchableContext context) {}
  }`,
  ChainedTest: `@IsTest private class ChainedTest {
    private static Integer ends(List<String> ways) {
      Test.startTest(); System.enqueueJob(new Chained(ways)); Test.stopTest();
      return [SELECT COUNT() FROM Account WHERE Name = 'end'];
    }
    @IsTest static void aQueueableOfAQueueableStaysQueued() {
      Assert.areEqual(0, ends(new List<String>{ 'queueable' }));
      Assert.areEqual(1, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Queued']);
    }
    @IsTest static void aQueueableOfItsFinalizerRuns() { Assert.areEqual(1, ends(new List<String>{ 'finalizer' })); }
    @IsTest static void whatAScheduledClassStartsStaysQueued() {
      Test.startTest(); System.schedule('s', '0 0 2 * * ?', new Chained(new List<String>{ 'batch' })); Test.stopTest();
      Assert.areEqual(0, [SELECT COUNT() FROM Account WHERE Name = 'end']);
    }
    @IsTest static void aBatchOfAQueueableRuns() { Assert.areEqual(1, ends(new List<String>{ 'batch' })); }
    @IsTest static void aQueueableOfABatchRuns() { Assert.areEqual(1, ends(new List<String>{ 'batch', 'queueable' })); }
  }`,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_asyncapexjob.htm
  ToldTest: `@IsTest private class ToldTest {
    private class Told implements Database.Batchable<String> {
      public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'one' }; }
      public void execute(Database.BatchableContext context, List<String> scope) {}
      public void finish(Database.BatchableContext context) {
        AsyncApexJob job = [SELECT Status, CompletedDate, JobItemsProcessed, TotalJobItems FROM AsyncApexJob WHERE Id = :context.getJobId()];
        insert new Account(Name = job.Status + ' ' + job.JobItemsProcessed + ' of ' + job.TotalJobItems + ' at ' + job.CompletedDate);
      }
    }
    @IsTest static void finishReadsThatTheBatchIsCompleted() {
      Test.startTest(); Database.executeBatch(new Told()); Test.stopTest();
      Datetime completed = [SELECT CompletedDate FROM AsyncApexJob WHERE JobType = 'BatchApex'].CompletedDate;
      Assert.isNotNull(completed); Assert.areEqual('Completed 1 of 1 at ' + completed, [SELECT Name FROM Account].Name);
    }
  }`,
  CarrierTest: `@IsTest private class CarrierTest {
    private static String run(Carrier job) {
      Test.startTest(); System.enqueueJob(job); job.names.clear(); Test.stopTest();
      return Carrier.SEEN[0];
    }
    @IsTest static void laterChangesDoNotReachTheJob() {
      Carrier job = new Carrier(); job.names.add('one');
      Assert.areEqual('one true null no cursor', run(job));
      Assert.isTrue(job.names.isEmpty(), 'nor do those of the job reach the object of the test');
    }
    @IsTest static void aCursorGoesAlong() {
      insert new Account(Name = 'x');
      Carrier job = new Carrier(); job.cursor = Database.getCursor('SELECT Id FROM Account');
      Assert.areEqual(' true null 1', run(job));
    }
    @IsTest static void exceptionsAndContextsGoAlong() {
      Test.startTest(); System.enqueueJob(new Memory()); Test.stopTest();
      Assert.areEqual('mine / text / true', [SELECT Name FROM Account].Name);
    }
    public class MineException extends Exception { public Integer code = 7; }
    private class Memory implements Queueable, Finalizer {
      private MineException mine = new MineException('mine', new IllegalArgumentException('text'));
      private QueueableContext seen; private Id first;
      public void execute(QueueableContext context) {
        if (seen == null) { seen = context; first = context.getJobId(); System.attachFinalizer(this); }
        else insert new Account(Name = mine.getMessage() + ' / ' + mine.getCause().getMessage() + ' / ' + (seen.getJobId() == first && mine.code == 7));
      }
      public void execute(FinalizerContext context) { System.enqueueJob(this); }
    }
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
    public class Caller implements Queueable {
      public void execute(QueueableContext context) { save(Limits.getLimitFutureCalls()); }
    }
    @Future private static void save(Integer before) { insert new Account(Name = before + ' ' + Limits.getLimitFutureCalls()); }
    @IsTest static void jobsCallFutureMethodsWhichCallNoOthers() {
      Test.startTest(); System.enqueueJob(new Caller()); Test.stopTest();
      Assert.areEqual('50 0', [SELECT Name FROM Account].Name);
    }
    @IsTest static void whatLivesInATransactionOnlyIsRefused() {
      try { System.enqueueJob(new Holder()); Assert.fail('queued'); } catch (System.SerializationException e) { Assert.isTrue(e.getMessage().startsWith('Not Serializable'), e.getMessage()); }
    }
    private class Holder implements Queueable { private HttpRequest request = new HttpRequest(); public void execute(QueueableContext context) {} }
  }`,
});

void test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  void test(`${result.class}.${result.method} [apex_queueing_jobs]`, () =>
    assert.equal(result.outcome, 'Pass', `${result.message ?? ''}\n${result.stack ?? ''}`));
}
