import { userGoldens } from './users.ts';

const AUTOMATED = "User automated = [SELECT Id, Name, ProfileId, UserType FROM User WHERE Alias = 'autoproc'];";

userGoldens(
  'platform_events_trigger_config',
  {
    'there is a user of automated processes, without a profile': `${AUTOMATED}
    Assert.areEqual('Automated Process', automated.Name); Assert.areEqual('AutomatedProcess', automated.UserType); Assert.isNull(automated.ProfileId);
    Assert.areEqual('autoproc@' + UserInfo.getOrganizationId().toLowerCase(), [SELECT Username FROM User WHERE Id = :automated.Id].Username);`,
    'triggers of platform events run as it and own what they create, when the test stops': `${AUTOMATED}
    Test.startTest(); EventBus.publish(new Signal__e(Text__c = 'stopped')); Test.stopTest();
    Secret__c made = [SELECT OwnerId, CreatedById FROM Secret__c WHERE Name = 'stopped'];
    Assert.areEqual(automated.Id, made.OwnerId); Assert.areEqual(automated.Id, made.CreatedById);
    Assert.areNotEqual(automated.Id, UserInfo.getUserId());`,
    'and when the broker of a test delivers, whoever published': `${AUTOMATED}
    System.runAs(Users.make('pub')) { EventBus.publish(new Signal__e(Text__c = 'delivered')); Test.getEventBus().deliver(); Assert.areEqual('pub', UserInfo.getLastName()); }
    Assert.areEqual(automated.Id, [SELECT OwnerId FROM Secret__c WHERE Name = 'delivered'].OwnerId);`,
  },
  {
    triggers: {
      Signals: 'trigger Signals on Signal__e (after insert) { for (Signal__e s : Trigger.new) insert new Secret__c(Name = s.Text__c); }',
    },
  },
);

userGoldens(
  'apex_methods_system_userinfo',
  {
    'a request has a session, the same throughout': `
    Assert.isNotNull(UserInfo.getSessionId()); Assert.areEqual(UserInfo.getSessionId(), UserInfo.getSessionId());
    Assert.isTrue(UserInfo.getSessionId().startsWith(UserInfo.getOrganizationId().left(15) + '!'));`,
    'asynchronous Apex has none': `
    Test.startTest(); Later.run(); System.enqueueJob(new Later()); Test.stopTest();
    List<Secret__c> written = [SELECT Name FROM Secret__c ORDER BY Name];
    Assert.areEqual('future null', written[0].Name); Assert.areEqual('queueable null', written[1].Name);`,
  },
  {
    classes: {
      Later: `public class Later implements Queueable {
      @future public static void run() { insert new Secret__c(Name = 'future ' + UserInfo.getSessionId()); }
      public void execute(QueueableContext c) { insert new Secret__c(Name = 'queueable ' + UserInfo.getSessionId()); }
    }`,
    },
  },
);
