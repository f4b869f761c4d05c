import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoldenOrg } from './harness.ts';

/**
 * Standard objects of an org: how Apex makes a record, a field to change, and the companions it has.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_list.htm
 */
interface Standard {
  readonly object: string;
  /** Fields of a new record. Names of other rows of the table stand for the id of such a record. */
  readonly values?: string;
  /** Assignment that changes the record; absent when an org does not let it be changed. */
  readonly change?: string;
  /** An org makes the records itself. */
  readonly readOnly?: boolean;
  readonly share?: string;
  readonly history?: string;
}

const ID = (object: string): string => `make('${object}')`;
const OBJECTS: readonly Standard[] = [
  { object: 'Account', values: `Name = 'a'`, change: `Name = 'b'`, share: 'AccountShare', history: 'AccountHistory' },
  { object: 'Contact', values: `LastName = 'a'`, change: `LastName = 'b'`, share: 'ContactShare', history: 'ContactHistory' },
  { object: 'Lead', values: `LastName = 'a', Company = 'c'`, change: `Company = 'b'`, share: 'LeadShare', history: 'LeadHistory' },
  {
    object: 'Opportunity',
    values: `Name = 'a', StageName = 'Prospecting', CloseDate = Date.today()`,
    change: `Amount = 5`,
    share: 'OpportunityShare',
    history: 'OpportunityFieldHistory',
  },
  { object: 'Case', values: `Subject = 'a'`, change: `Subject = 'b'`, share: 'CaseShare', history: 'CaseHistory' },
  { object: 'CaseComment', values: `ParentId = ${ID('Case')}, CommentBody = 'a'`, change: `CommentBody = 'b'` },
  { object: 'Task', values: `Subject = 'a'`, change: `Subject = 'b'` },
  { object: 'Event', values: `Subject = 'a', DurationInMinutes = 5, ActivityDateTime = Datetime.now()`, change: `Subject = 'b'` },
  { object: 'Campaign', values: `Name = 'a'`, change: `Name = 'b'` },
  { object: 'CampaignMember', values: `CampaignId = ${ID('Campaign')}, LeadId = ${ID('Lead')}`, change: `Status = 'Responded'` },
  { object: 'Product2', values: `Name = 'a'`, change: `Name = 'b'`, history: 'Product2History' },
  { object: 'Pricebook2', values: `Name = 'a'`, change: `Name = 'b'` },
  { object: 'Asset', values: `Name = 'a', AccountId = ${ID('Account')}`, change: `Name = 'b'`, history: 'AssetHistory' },
  { object: 'Contract', values: `AccountId = ${ID('Account')}, Status = 'Draft'`, change: `BillingCity = 'b'` },
  {
    object: 'Order',
    values: `AccountId = ${ID('Account')}, Status = 'Draft', EffectiveDate = Date.today()`,
    change: `Description = 'b'`,
    history: 'OrderHistory',
  },
  { object: 'ContentVersion', values: `Title = 'a', PathOnClient = 'a.txt', VersionData = Blob.valueOf('x')`, change: `Title = 'b'` },
  {
    object: 'ContentDocumentLink',
    values: `LinkedEntityId = ${ID('Account')}, ContentDocumentId = document(), ShareType = 'V'`,
    change: `ShareType = 'V'`,
  },
  { object: 'Note', values: `ParentId = ${ID('Account')}, Title = 'a'`, change: `Title = 'b'` },
  { object: 'Attachment', values: `ParentId = ${ID('Task')}, Name = 'a', Body = Blob.valueOf('x')`, change: `Name = 'b'` },
  { object: 'EmailMessage', values: `ParentId = ${ID('Case')}, Subject = 'a'`, change: `Subject = 'b'` },
  {
    object: 'EmailTemplate',
    values: `Name = 'a', DeveloperName = 'a', FolderId = UserInfo.getOrganizationId(), TemplateType = 'text'`,
    change: `Subject = 'b'`,
  },
  { object: 'Group', values: `Name = 'a'`, change: `Name = 'b'` },
  { object: 'GroupMember', values: `GroupId = ${ID('Group')}, UserOrGroupId = UserInfo.getUserId()` },
  { object: 'QueueSobject', values: `QueueId = queue(), SobjectType = 'Case'` },
  { object: 'PermissionSet', values: `Name = 'A', Label = 'a'`, change: `Label = 'b'` },
  { object: 'PermissionSetAssignment', values: `PermissionSetId = ${ID('PermissionSet')}, AssigneeId = UserInfo.getUserId()` },
  { object: 'PermissionSetGroup', values: `DeveloperName = 'A', MasterLabel = 'a'`, change: `MasterLabel = 'b'` },
  {
    object: 'ObjectPermissions',
    values: `ParentId = ${ID('PermissionSet')}, SobjectType = 'Account', PermissionsRead = true`,
    change: `PermissionsEdit = true`,
  },
  { object: 'UserRole', values: `Name = 'a'`, change: `Name = 'b'` },
  ...[
    'Profile',
    'Organization',
    'RecordType',
    'ApexClass',
    'ApexTrigger',
    'AsyncApexJob',
    'CronTrigger',
    'CronJobDetail',
    'UserLicense',
  ].map((object): Standard => ({ object, readOnly: true })),
];

const makers = OBJECTS.filter(({ values }) => values !== undefined).map(
  ({ object, values }) => `when '${object}' { record = new ${object}(${values}); }`,
);
const org = new GoldenOrg({
  Maker: `public class Maker {
    public static SObject fresh(String name) { SObject record; switch on name { ${makers.join(' ')} } return record; }
    public static Id make(String name) {
      SObject record = fresh(name); insert record; return record.Id;
    }
    static Id document() { return [SELECT ContentDocumentId FROM ContentVersion WHERE Id = :make('ContentVersion')].ContentDocumentId; }
    static Id queue() { Group g = new Group(Name = 'q', Type = 'Queue'); insert g; return g.Id; }
  }`,
});

const run = (apex: string): string[] => org.store.transaction('write', () => org.run(apex));

test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

for (const { object, change, readOnly, share, history } of OBJECTS) {
  void test(`${object} is there as in an org`, () => {
    const { schema } = org.store;
    for (const name of [object, share, history]) if (name !== undefined) assert.ok(schema.object(name), name);
    if (readOnly) return assert.equal(run(`System.debug([SELECT COUNT() FROM ${object}] >= 0);`)[0], 'true');
    const saved = run(`${object} r = (${object}) Maker.fresh('${object}'); insert r;
      ${change === undefined ? '' : `r = new ${object}(Id = r.Id, ${change}); update r;`}
      System.debug([SELECT COUNT() FROM ${object} WHERE Id = :r.Id]);`);
    assert.deepEqual(saved, ['1']);
  });
}

test('children of standard objects are reached by their documented names', () => {
  const names = (object: string): string[] =>
    org.store.schema.object(object)?.childRelationships.map(({ name, childObject }) => `${name} ${childObject}`) ?? [];
  const expected: Readonly<Record<string, readonly string[]>> = {
    Account: [
      'Contacts Contact',
      'Opportunities Opportunity',
      'Cases Case',
      'Tasks Task',
      'Shares AccountShare',
      'Histories AccountHistory',
      'ServicedAssets Asset',
    ],
    Opportunity: [
      'OpportunityLineItems OpportunityLineItem',
      'OpportunityContactRoles OpportunityContactRole',
      'Histories OpportunityFieldHistory',
    ],
    Product2: ['Tasks Task', 'Events Event', 'PricebookEntries PricebookEntry'],
    Pricebook2: ['Opportunities Opportunity', 'Orders Order'],
    Task: ['Attachments Attachment', 'ContentDocumentLinks ContentDocumentLink'],
    Order: ['OrderItems OrderItem', 'Tasks Task'],
  };
  for (const [object, children] of Object.entries(expected)) {
    for (const child of children) assert.ok(names(object).includes(child), `${object}: ${child}`);
  }
});
