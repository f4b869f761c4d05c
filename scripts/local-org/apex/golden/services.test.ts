import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/** Apex tests of what only works in tests: mocks, asynchronous work, pages, the cache, field security. */
const CLASSES: Record<string, string> = {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_restful_http_testing_httpcalloutmock.htm
  CalloutTest: `@IsTest private class CalloutTest {
    private class Mock implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest req) {
        HttpResponse res = new HttpResponse();
        res.setStatusCode(201);
        res.setHeader('X-Method', req.getMethod());
        res.setBody(req.getEndpoint() + '|' + req.getBody());
        return res;
      }
    }
    private static HttpResponse send() {
      HttpRequest req = new HttpRequest();
      req.setEndpoint('callout:Anything/path');
      req.setMethod('POST');
      req.setBody('тело');
      return new Http().send(req);
    }
    @IsTest static void theMockAnswers() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      HttpResponse res = send();
      Assert.areEqual(201, res.getStatusCode());
      Assert.areEqual('POST', res.getHeader('x-method'));
      Assert.areEqual('callout:Anything/path|тело', res.getBody());
      Assert.areEqual(1, Limits.getCallouts());
    }
    @IsTest static void aCalloutAfterUncommittedWorkIsRefused() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      insert new Account(Name = 'x');
      try { send(); Assert.fail(); } catch (CalloutException e) {
        Assert.areEqual('You have uncommitted work pending. Please commit or rollback before calling out.', e.getMessage());
      }
    }
    @IsTest static void startTestSeparatesPreparationFromCallouts() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      insert new Account(Name = 'x');
      Test.startTest();
      Assert.areEqual(201, send().getStatusCode());
      Test.stopTest();
    }
  }`,
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
  AsyncTest: `@IsTest private class AsyncTest {
    private class Work implements Queueable, Finalizer {
      private Boolean fails;
      public Work(Boolean fails) { this.fails = fails; }
      public void execute(QueueableContext context) {
        System.attachFinalizer(this);
        insert new Account(Name = 'work');
        if (fails) throw new IllegalArgumentException('failed');
      }
      public void execute(FinalizerContext context) {
        insert new Account(Name = 'finalizer ' + context.getResult().name());
      }
    }
    private class Batch implements Database.Batchable<SObject>, Database.Stateful {
      private Integer scopes = 0;
      public Database.QueryLocator start(Database.BatchableContext context) { return Database.getQueryLocator('SELECT Name FROM Account'); }
      public void execute(Database.BatchableContext context, List<Account> scope) {
        scopes++;
        for (Account a : scope) a.Name += '!';
        update scope;
      }
      public void finish(Database.BatchableContext context) { insert new Account(Name = 'scopes ' + scopes); }
    }
    private class Nightly implements Schedulable {
      public void execute(SchedulableContext context) { insert new Account(Name = 'nightly'); }
    }
    private static Set<String> names() {
      Set<String> names = new Set<String>();
      for (Account a : [SELECT Name FROM Account]) names.add(a.Name);
      return names;
    }
    @IsTest static void jobsRunWhenTheTestStops() {
      Test.startTest();
      System.enqueueJob(new Work(false));
      Assert.isTrue(names().isEmpty());
      Test.stopTest();
      Assert.areEqual(new Set<String>{ 'work', 'finalizer SUCCESS' }, names());
    }
    @IsTest static void finalizersRunAfterAFailureThatIsUndone() {
      Test.startTest();
      System.enqueueJob(new Work(true));
      try { Test.stopTest(); } catch (IllegalArgumentException e) { Assert.areEqual('failed', e.getMessage()); }
      Assert.areEqual(new Set<String>{ 'finalizer UNHANDLED_EXCEPTION' }, names());
    }
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm (Testing Batch Apex)
    @IsTest static void batchesRunOneScope() {
      insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };
      Test.startTest();
      Id job = Database.executeBatch(new Batch(), 3);
      Assert.areEqual('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :job].Status);
      Test.stopTest();
      Assert.areEqual(new Set<String>{ 'a!', 'b!', 'c!', 'scopes 1' }, names());
      AsyncApexJob row = [SELECT Status, JobType, TotalJobItems, JobItemsProcessed, NumberOfErrors FROM AsyncApexJob WHERE Id = :job];
      Assert.areEqual('Completed BatchApex 1 1 0', row.Status + ' ' + row.JobType + ' ' + row.TotalJobItems + ' ' + row.JobItemsProcessed + ' ' + row.NumberOfErrors);
    }
    @IsTest static void batchesDoNotRunTwoScopes() {
      insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };
      Test.startTest();
      Database.executeBatch(new Batch(), 2);
      try { Test.stopTest(); Assert.fail(); } catch (UnexpectedException e) { Assert.isTrue(e.getMessage().startsWith('No more than one executeBatch')); }
    }
    @IsTest static void jobsKnowTheirKind() {
      Test.startTest();
      System.enqueueJob(new Kind('queueable'));
      new Kind('').later('future');
      Database.executeBatch(new Kind('batch'));
      System.schedule('kind', '0 0 1 * * ?', new Kind('schedulable'));
      Test.stopTest();
      Assert.areEqual(new Set<String>{ 'queueable true 200', 'future true 200', 'batch true 200', 'schedulable true 200' }, names());
      Assert.isFalse(System.isQueueable() || System.isFuture() || System.isBatch() || System.isScheduled());
      Assert.areEqual(100, Limits.getLimitQueries());
    }
    // The example of https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
    @IsTest static void schedulesAreInCronTrigger() {
      Test.startTest();
      Id job = System.schedule('far', '0 0 0 3 9 ? 2042', new Nightly());
      CronTrigger t = [SELECT Id, CronExpression, TimesTriggered, NextFireTime, CronJobDetail.Name, CronJobDetail.JobType FROM CronTrigger WHERE Id = :job];
      Assert.areEqual('0 0 0 3 9 ? 2042 0 far 7', t.CronExpression + ' ' + t.TimesTriggered + ' ' + t.CronJobDetail.Name + ' ' + t.CronJobDetail.JobType);
      Assert.areEqual('2042-09-03 00:00:00', String.valueOf(t.NextFireTime));
      try { System.schedule('far', '0 0 0 3 9 ? 2042', new Nightly()); Assert.fail(); } catch (AsyncException e) {
        Assert.areEqual('The Apex job named "far" is already scheduled for execution.', e.getMessage());
      }
      System.abortJob(job);
      Assert.areEqual(0, [SELECT COUNT() FROM CronTrigger WHERE Id = :job]);
      Test.stopTest();
      Assert.isTrue(names().isEmpty());
    }
    @IsTest static void jobsRunAsTheUserWhoQueuedThem() {
      Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
      User u = new User(Username = 'queue@example.com', LastName = 'q', Email = 'q@example.com', Alias = 'q', TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', ProfileId = p.Id);
      insert u;
      Test.startTest();
      System.runAs(u) { System.enqueueJob(new Who()); }
      Test.stopTest();
      Assert.areEqual(new Set<String>{ 'queue@example.com' }, names());
    }
    private class Who implements Queueable {
      public void execute(QueueableContext context) { insert new Account(Name = UserInfo.getUserName()); }
    }
    @IsTest static void schedulesRunOnceWhenTheTestStops() {
      Test.startTest();
      System.schedule('nightly', '0 0 1 * * ?', new Nightly());
      Test.stopTest();
      Assert.areEqual(new Set<String>{ 'nightly' }, names());
    }
    @IsTest static void aMalformedScheduleIsRefused() {
      try { System.schedule('never', 'every day', new Nightly()); Assert.fail(); } catch (AsyncException e) { Assert.isNotNull(e.getMessage()); }
    }
  }`,
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_sites_cookie.htm
  PageTest: `@IsTest private class PageTest {
    private class Job implements Queueable {
      public void execute(QueueableContext context) { insert new Account(Name = 'page ' + (ApexPages.currentPage() == null)); }
    }
    @IsTest static void aTestHasAPageAndItsJobsHaveNone() {
      ApexPages.currentPage().getParameters().put('id', '1');
      Assert.areEqual('1', ApexPages.currentPage().getParameters().get('id'));
      Assert.isNull(ApexPages.currentPage().getUrl());
      Test.startTest();
      System.enqueueJob(new Job());
      Test.stopTest();
    }
    @IsTest static void aPageKeepsItsCookies() {
      PageReference page = new PageReference('/apex/thing');
      page.setCookies(new Cookie[] { new Cookie('visit', '1', null, 315569260, true, 'Lax') });
      Test.setCurrentPage(page);
      Cookie visit = ApexPages.currentPage().getCookies().get('visit');
      Assert.areEqual('1 315569260 true Lax false', String.join(new List<Object>{ visit.getValue(), visit.getMaxAge(), visit.isSecure(), visit.getSameSite(), visit.isHttpOnly() }, ' '));
      Assert.isNull(ApexPages.currentPage().getCookies().get('other'));
    }
  }`,
  ThingsTest: `@IsTest private class ThingsTest {
    public class Loader implements Cache.CacheBuilder {
      public Object doLoad(String key) { return 'loaded ' + key; }
    }
    @IsTest static void theBuilderOfAPartitionIsGivenThePlainKey() {
      Assert.areEqual('loaded plain', Cache.Org.getPartition('local.part').get(Loader.class, 'plain'));
    }
    @IsTest static void cachesKeepValues() {
      Cache.Org.put('key', 5);
      Assert.areEqual(5, (Integer) Cache.Org.get('key'));
      Assert.isNull(Cache.Session.get('key'));
      Cache.OrgPartition partition = Cache.Org.getPartition('local.Things');
      partition.put('key', 'x');
      Assert.isTrue(partition.contains('key'));
      Assert.areEqual('loaded other', (String) Cache.Org.get(Loader.class, 'other'));
      Assert.isTrue(Cache.Org.remove('key'));
    }
    @IsTest static void pagesHaveParametersAndMessages() {
      PageReference page = new PageReference('/apex/thing?id=1');
      page.getParameters().put('q', 'a b');
      Test.setCurrentPage(page);
      Assert.areEqual('1', ApexPages.currentPage().getParameters().get('id'));
      Assert.areEqual('/apex/thing?id=1&q=a+b', page.getUrl());
      ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'no'));
      Assert.isTrue(ApexPages.hasMessages(ApexPages.Severity.ERROR));
      Assert.areEqual('no', ApexPages.getMessages()[0].getSummary());
    }
    @IsTest static void restRequestsAreInTheContext() {
      RestContext.request = new RestRequest();
      RestContext.request.requestURI = '/things/1';
      RestContext.request.addParameter('a', 'b');
      RestContext.response = new RestResponse();
      RestContext.response.statusCode = 404;
      Assert.areEqual('b', RestContext.request.params.get('a'));
      Assert.areEqual(404, RestContext.response.statusCode);
    }
    @IsTest static void requestsKnowHowTheyBegan() {
      Assert.areEqual(Quiddity.RUNTEST_SYNC, Request.getCurrent().getQuiddity());
      Assert.areEqual(Request.getCurrent().getRequestId(), Request.getCurrent().getRequestId());
      Assert.areEqual(-1, new Version(1, 2).compareTo(new Version(1, 10)));
    }
    @IsTest static void distancesAreOnTheGlobe() {
      Location moscow = Location.newInstance(55.7558, 37.6173);
      Location petersburg = Location.newInstance(59.9343, 30.3351);
      Assert.areEqual(633, Math.round(moscow.getDistance(petersburg, 'km')));
    }
  }`,
};

CLASSES['Kind'] = `public class Kind implements Queueable, Schedulable, Database.Batchable<String> {
    private String name;
    public Kind(String name) { this.name = name; }
    public void execute(QueueableContext context) { add(name, System.isQueueable()); }
    public void execute(SchedulableContext context) { add(name, System.isScheduled()); }
    public Iterable<String> start(Database.BatchableContext context) { return new List<String>{ 'batch' }; }
    public void execute(Database.BatchableContext context, List<String> scope) { add(scope[0], System.isBatch()); }
    public void finish(Database.BatchableContext context) {}
    public void later(String name) { soon(name); }
    @future static void soon(String name) { add(name, System.isFuture()); }
    private static void add(String name, Boolean isKind) { insert new Account(Name = name + ' ' + isKind + ' ' + Limits.getLimitQueries()); }
  }`;

const org = new GoldenOrg(CLASSES);

void test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  void test(`${result.class}.${result.method}`, () =>
    assert.equal(result.outcome, 'Pass', `${result.message ?? ''}\n${result.stack ?? ''}`));
}
