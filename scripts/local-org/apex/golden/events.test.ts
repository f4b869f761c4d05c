import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

/** Apex tests of platform events: publishing, delivery, triggers that ask for another one. */
const CLASSES: Record<string, string> = {
  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test.htm
  EventsTest: `@IsTest private class EventsTest {
    @IsTest static void triggersRunWhenTheTestStops() {
      Test.startTest();
      Assert.isTrue(EventBus.publish(new Signal__e(Text__c = 'a')).isSuccess());
      Assert.areEqual(0, [SELECT COUNT() FROM Account]);
      Test.stopTest();
      Assert.areEqual('a', [SELECT Name FROM Account].Name);
    }
    @IsTest static void theBrokerDeliversAtOnce() {
      EventBus.publish(new List<Signal__e>{ new Signal__e(Text__c = 'a'), new Signal__e(Text__c = 'b') });
      Test.getEventBus().deliver();
      Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test_deliver.htm
    @IsTest static void whatWasPublishedOneByOneArrivesTogether() {
      for (Integer i = 0; i < 3; i++) EventBus.publish(new Signal__e(Text__c = 'size'));
      Test.getEventBus().deliver();
      Assert.areEqual(3, [SELECT COUNT() FROM Account WHERE Name = '3']);
      EventBus.publish(new Signal__e(Text__c = 'size'));
      Test.getEventBus().deliver();
      Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = '1']);
    }
  }`,
  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_refire.htm
  RetryTest: `@IsTest private class RetryTest {
    @IsTest static void eventsComeAgainWhenTheirTriggerAsksForIt() {
      EventBus.publish(new Signal__e(Text__c = 'twice'));
      Test.getEventBus().deliver();
      Assert.areEqual(0, [SELECT COUNT() FROM Account]);
      Test.getEventBus().deliver();
      Assert.areEqual('twice 1 not yet', [SELECT Name FROM Account].Name);
      Assert.areEqual(0, EventBus.TriggerContext.currentContext().retries);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TriggerContext.htm
    @IsTest static void eventsAfterTheCheckpointComeInTheNextDelivery() {
      EventBus.publish(new List<Signal__e>{ new Signal__e(Text__c = 'checkpoint'), new Signal__e(Text__c = 'b'), new Signal__e(Text__c = 'c') });
      Test.getEventBus().deliver();
      Assert.areEqual('checkpoint', [SELECT Name FROM Account].Name);
      Integer reached = subscriber().Position;
      Test.getEventBus().deliver();
      Assert.areEqual(3, [SELECT COUNT() FROM Account]);
      Assert.areEqual(reached + 2, subscriber().Position);
      Test.getEventBus().deliver();
      Assert.areEqual(3, [SELECT COUNT() FROM Account]);
    }
    @IsTest static void theCheckpointIsOneOfTheEventsDelivered() {
      EventBus.publish(new Signal__e(Text__c = 'elsewhere'));
      Test.getEventBus().deliver();
      Assert.areEqual('refused null', [SELECT Name FROM Account].Name);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
    @IsTest static void aTriggerSeesMoreEventsAtOnceThanRecords() {
      List<Signal__e> signals = new List<Signal__e>();
      for (Integer i = 0; i < 201; i++) signals.add(new Signal__e(Text__c = 'size'));
      EventBus.publish(signals);
      Test.getEventBus().deliver();
      Assert.areEqual(201, [SELECT COUNT() FROM Account WHERE Name = '201']);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test_retry.htm
    static EventBusSubscriber subscriber() {
      return [SELECT Name, Position, Tip, Retries, LastError, Status FROM EventBusSubscriber WHERE Topic = 'Signal__e' AND Type = 'ApexTrigger'];
    }
    @IsTest static void subscribersTellHowFarTheyAre() {
      Assert.areEqual('Signals Running', subscriber().Name + ' ' + subscriber().Status);
      Integer start = subscriber().Position;
      EventBus.publish(new Signal__e(Text__c = 'twice'));
      Assert.areEqual(start, subscriber().Position);
      Test.getEventBus().deliver();
      Assert.areEqual(start, subscriber().Position);
      Assert.areEqual('1 not yet', subscriber().Retries + ' ' + subscriber().LastError);
      Test.getEventBus().deliver();
      Assert.areEqual(subscriber().Tip, subscriber().Position);
      Assert.isTrue(subscriber().Position > start);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_api_considerations.htm
    @IsTest static void anEventIsCreatedByWhoPublishesIt() {
      EventBus.publish(new Signal__e(Text__c = 'publisher'));
      Test.getEventBus().deliver();
      Assert.areEqual(UserInfo.getUserId(), [SELECT Name FROM Account].Name);
    }
    @IsTest static void messagesHaveAPlaceInTheStream() {
      EventBus.publish(new List<Signal__e>{ new Signal__e(Text__c = 'ids'), new Signal__e(Text__c = 'ids') });
      Test.getEventBus().deliver();
      Assert.areEqual(2, [SELECT COUNT() FROM Account WHERE Name LIKE '1 36' OR Name LIKE '2 36']);
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_apex.htm
    @IsTest static void aTextThatIsTooLongIsRefusedInTheResult() {
      Database.SaveResult result = EventBus.publish(new Signal__e(Text__c = 'x'.repeat(256)));
      Assert.isFalse(result.isSuccess());
      Assert.areEqual(StatusCode.STRING_TOO_LONG, result.getErrors()[0].getStatusCode());
    }
    // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_api_considerations.htm
    @IsTest static void aMessageHasNoIdAndIsNotMapped() {
      EventBus.publish(new Signal__e(Text__c = 'id'));
      Test.getEventBus().deliver();
      Assert.areEqual('null false', [SELECT Name FROM Account].Name);
    }
  }`,
  Fragile: `public class Fragile implements Database.Batchable<SObject>, Database.RaisesPlatformEvents {
    String phase;
    public Fragile(String phase) { this.phase = phase; }
    void reach(String now) { if (now == phase) throw new IllegalArgumentException('in ' + phase); }
    public Iterable<SObject> start(Database.BatchableContext context) { reach('START'); return [SELECT Id FROM Account]; }
    public void execute(Database.BatchableContext context, List<SObject> scope) { reach('EXECUTE'); }
    public void finish(Database.BatchableContext context) { reach('FINISH'); }
  }`,
  Silent: `public class Silent implements Database.Batchable<String> {
    public Iterable<String> start(Database.BatchableContext context) { throw new IllegalArgumentException('silent'); }
    public void execute(Database.BatchableContext context, List<String> scope) {}
    public void finish(Database.BatchableContext context) {}
  }`,
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_platformevents.htm
  BatchErrorsTest: `@IsTest private class BatchErrorsTest {
    static String told(Database.Batchable<SObject> job) {
      Id jobId;
      try {
        Test.startTest();
        jobId = Database.executeBatch(job);
        Test.stopTest();
        Assert.fail();
      } catch (IllegalArgumentException e) {}
      Test.getEventBus().deliver();
      return [SELECT Description FROM Account WHERE AccountNumber = :jobId].Description;
    }
    @IsTest static void anErrorInStartIsTold() {
      Assert.areEqual('START System.IllegalArgumentException in START null false true', told(new Fragile('START')));
    }
    @IsTest static void anErrorInExecuteIsToldWithTheIdsOfItsRecords() {
      Account a = new Account(Name = 'a');
      insert a;
      Assert.areEqual('EXECUTE System.IllegalArgumentException in EXECUTE ' + a.Id + ' false true', told(new Fragile('EXECUTE')));
    }
    @IsTest static void anErrorInFinishIsTold() {
      Assert.areEqual('FINISH System.IllegalArgumentException in FINISH null false true', told(new Fragile('FINISH')));
    }
    @IsTest static void aJobThatDoesNotRaiseEventsFailsAlone() {
      try {
        Test.startTest();
        Database.executeBatch(new Silent());
        Test.stopTest();
        Assert.fail();
      } catch (IllegalArgumentException e) {}
      Test.getEventBus().deliver();
      Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }
  }`,
};

const TRIGGERS = {
  Signals: `trigger Signals on Signal__e (after insert) {
    List<Account> accounts = new List<Account>();
    for (Signal__e signal : Trigger.new) {
      EventBus.TriggerContext context = EventBus.TriggerContext.currentContext();
      String name = signal.Text__c;
      if (name == 'twice') name += ' ' + context.retries + ' ' + context.lastError;
      if (name == 'ids') name = signal.ReplayId + ' ' + signal.EventUuid.length();
      if (name == 'size') name = String.valueOf(Trigger.new.size());
      if (name == 'elsewhere') {
        try { context.setResumeCheckpoint('no such event'); } catch (EventBus.InvalidReplayIdException e) { name = 'refused ' + context.getResumeCheckpoint(); }
      }
      if (name == 'checkpoint') context.setResumeCheckpoint(signal.ReplayId);
      if (name == 'publisher') name = signal.CreatedById;
      if (name == 'id') name = Trigger.newMap + ' ' + JSON.serialize(signal).contains('"Id"');
      accounts.add(new Account(Name = name));
      if (name == 'checkpoint') break;
    }
    insert accounts;
    if (accounts[0].Name == 'twice 0 null') throw new EventBus.RetryableException('not yet');
  }`,
  Failures: `trigger Failures on BatchApexErrorEvent (after insert) {
    List<Account> accounts = new List<Account>();
    for (BatchApexErrorEvent failure : Trigger.new) {
      Boolean traced = failure.StackTrace.startsWith('Class.Fragile.reach: line ');
      accounts.add(new Account(Name = 'failure', AccountNumber = failure.AsyncApexJobId, Description = failure.Phase + ' ' + failure.ExceptionType + ' '
        + failure.Message + ' ' + failure.JobScope + ' ' + failure.DoesExceedJobScopeMaxLength + ' ' + traced));
    }
    insert accounts;
  }`,
};

const org = new GoldenOrg(CLASSES, TRIGGERS);

void test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  void test(`${result.class}.${result.method}`, () =>
    assert.equal(result.outcome, 'Pass', `${result.message ?? ''}\n${result.stack ?? ''}`));
}
