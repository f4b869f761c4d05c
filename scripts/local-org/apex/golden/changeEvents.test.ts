import { after } from 'node:test';
import { sourceFolder } from '../../testing/source-folder.ts';
import { userGoldens } from './users.ts';

/** Remembers what a change event says of its change. */
const SUBSCRIBER = (object: string, value: string) => `trigger On${object} on ${object} (after insert) {
  for (${object} event : Trigger.new) {
    EventBus.ChangeEventHeader header = event.ChangeEventHeader;
    Seen.events.add(event);
    Seen.runner = UserInfo.getName();
    Seen.lines.add(header.getChangeType() + ' ' + header.getEntityName() + ' ' + header.getRecordIds().size() + ' ' + header.getSequenceNumber() + ' ' + ${value});
  }
}`;

const SEEN = `public class Seen {
  public static List<String> lines = new List<String>();
  public static String runner;
  public static List<SObject> events = new List<SObject>();
  public static EventBus.ChangeEventHeader header(Integer i) { return (EventBus.ChangeEventHeader) events[i].get('ChangeEventHeader'); }
}`;

const folder = sourceFolder({ 'Mentions.cls': '// AccountChangeEvent Secret__ChangeEvent' });
after(() => folder.remove());

const org = {
  folders: [folder.dir],
  classes: { Seen: SEEN },
  triggers: {
    OnAccount: SUBSCRIBER('AccountChangeEvent', "event.Name + ' ' + event.Industry"),
    OnThing: SUBSCRIBER('Secret__ChangeEvent', 'event.Name'),
  },
};

userGoldens(
  'change_data_capture.cdc_trigger_test',
  {
    'a test that has not asked for change events gets none': `
    insert new Account(Name = 'a'); Test.getEventBus().deliver();
    Assert.areEqual(0, Seen.lines.size());`,
    'an event arrives when the broker of the test delivers, and once only': `
    Test.enableChangeDataCapture();
    insert new Account(Name = 'a', Industry = 'Energy');
    Assert.areEqual(0, Seen.lines.size());
    Test.getEventBus().deliver(); Test.getEventBus().deliver();
    Assert.areEqual('CREATE Account 1 1 a Energy', String.join(Seen.lines, ','));`,
    'and when the test stops': `
    Test.enableChangeDataCapture();
    Test.startTest(); insert new Account(Name = 'a'); Test.stopTest();
    Assert.areEqual('CREATE Account 1 1 a null', String.join(Seen.lines, ','));`,
    'custom objects have change events too, numbered within the transaction': `
    Test.enableChangeDataCapture();
    insert new List<SObject>{ new Secret__c(Name = 'x'), new Secret__c(Name = 'y') };
    Test.getEventBus().deliver();
    Assert.areEqual('CREATE Secret__c 1 1 x,CREATE Secret__c 1 2 y', String.join(Seen.lines, ','));`,
    'what failed has no event': `
    Test.enableChangeDataCapture();
    Database.insert(new List<Account>{ new Account(Name = 'a'), new Account() }, false);
    Test.getEventBus().deliver();
    Assert.areEqual(1, Seen.lines.size());`,
  },
  org,
);

userGoldens(
  'change_data_capture.cdc_event_fields_header',
  {
    'an update names the fields that changed, has only these, and names those that are empty now': `
    Test.enableChangeDataCapture();
    Account a = new Account(Name = 'a', Industry = 'Energy', Site = 's'); insert a; Test.getEventBus().deliver(); Seen.events.clear();
    update new Account(Id = a.Id, Industry = 'Media', Site = null); Test.getEventBus().deliver();
    EventBus.ChangeEventHeader h = Seen.header(0);
    Assert.areEqual('UPDATE', h.changeType);
    Assert.areEqual(new Set<String>{ 'Industry', 'Site', 'LastModifiedDate' }, new Set<String>(h.changedFields));
    Assert.areEqual(new List<String>{ 'Site' }, h.nulledFields);
    AccountChangeEvent event = (AccountChangeEvent) Seen.events[0];
    Assert.areEqual('Media', event.Industry); Assert.isNull(event.Name); Assert.isNull(event.Site);`,
    'a deletion has no fields, an undeletion all': `
    Test.enableChangeDataCapture();
    Account a = new Account(Name = 'a'); insert a; delete a; undelete a; Test.getEventBus().deliver();
    Assert.areEqual('CREATE Account 1 1 a null,DELETE Account 1 2 null null,UNDELETE Account 1 3 a null', String.join(Seen.lines, ','));`,
    'it says who changed which record when, in which transaction': `
    Test.enableChangeDataCapture();
    List<Account> both = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; insert both; Test.getEventBus().deliver();
    EventBus.ChangeEventHeader h = Seen.header(0), other = Seen.header(1);
    Assert.areEqual(new List<String>{ both[0].Id }, h.recordIds); Assert.areEqual(UserInfo.getUserId(), h.commitUser);
    Assert.isTrue(Math.abs(h.commitTimestamp - System.now().getTime()) < 60000); Assert.isNotNull(h.commitNumber);
    Assert.areEqual(h.transactionKey, other.transactionKey); Assert.areEqual(0, h.changedFields.size());`,
    'triggers of change events run as the user of automated processes': `
    Test.enableChangeDataCapture(); insert new Account(Name = 'a'); Test.getEventBus().deliver();
    Assert.areEqual('Automated Process', Seen.runner);`,
    'change events are not published by Apex': `
    try { EventBus.publish(new AccountChangeEvent()); Assert.fail(); } catch (TypeException e) { Assert.areEqual('AccountChangeEvent is no platform event', e.getMessage()); }`,
  },
  org,
);
