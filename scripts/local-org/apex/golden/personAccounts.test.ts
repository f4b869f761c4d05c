import { objectFiles, sourceFolder, xml } from '../../testing/source-folder.ts';
import { GoldenOrg, goldensIn } from './harness.ts';

const folder = sourceFolder({
  'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }] }),
  'config/project-scratch-def.json': JSON.stringify({ edition: 'Developer', features: ['PersonAccounts'] }),
  ...objectFiles('app', 'Contact', '', {
    Shoe_Size__c: '<type>Number</type><precision>3</precision><scale>1</scale><externalId>false</externalId>',
    Tall__c: '<type>Checkbox</type><formula>Shoe_Size__c &gt; 45</formula>',
    Greeting__c: "<type>Text</type><length>20</length><defaultValue>'Hello'</defaultValue>",
  }),
  'app/objects/PersonAccount/recordTypes/Patient.recordType-meta.xml': xml(
    'RecordType',
    '<fullName>Patient</fullName><active>true</active><label>Patient</label>',
  ),
});

const trigger = (object: string): string =>
  `trigger On${object} on ${object} (before insert, after insert, before update, after update, after delete) {
    System.debug(Trigger.operationType + ' of ${object}' + (Trigger.isAfter && Trigger.isInsert ? ' ' + (Trigger.new[0].get('${object === 'Account' ? 'PersonContactId' : 'AccountId'}') != null) : ''));
  }`;
const org = new GoldenOrg({}, {}, {}, [`${folder.dir}/app`]);
const withTriggers = new GoldenOrg({}, { OnAccount: trigger('Account'), OnContact: trigger('Contact') }, {}, [`${folder.dir}/app`]);
folder.remove();

const PERSON = `Account p = new Account(FirstName = 'Ada', LastName = 'Byron', PersonEmail = 'ada@example.com', Shoe_Size__pc = 38.5,
  Phone = '1', PersonMailingCity = 'London', RecordTypeId = Schema.SObjectType.Account.getRecordTypeInfosByName().get('Person Account').getRecordTypeId());
  insert p;`;

const RECORD_TYPES = 'developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_guidelines_personaccounts.htm';

goldensIn(org, RECORD_TYPES, [
  {
    says: 'A person account has a contact of its own and a name made of names',
    apex: `${PERSON}
      p = [SELECT Name, IsPersonAccount, PersonContactId, RecordType.DeveloperName, RecordType.IsPersonType FROM Account];
      Contact c = [SELECT Id, Name, Email, Phone, MailingCity, Shoe_Size__c, AccountId, IsPersonAccount, OwnerId FROM Contact];
      System.debug(p.Name + ' ' + p.IsPersonAccount + ' ' + p.RecordType.DeveloperName + ' ' + p.RecordType.IsPersonType + ' ' + (c.Id == p.PersonContactId));
      System.debug(c.Name + ' ' + c.Email + ' ' + c.Phone + ' ' + c.MailingCity + ' ' + c.Shoe_Size__c + ' ' + (c.AccountId == p.Id) + ' ' + c.IsPersonAccount);
      System.debug(c.OwnerId == UserInfo.getUserId());`,
    prints: ['Ada Byron true PersonAccount true true', 'Ada Byron ada@example.com 1 London 38.5 true true', 'true'],
  },
  {
    says: 'A change of the account reaches its contact',
    apex: `${PERSON}
      update new Account(Id = p.Id, LastName = 'Lovelace', Shoe_Size__pc = null, PersonTitle = 'Countess');
      Contact c = [SELECT Name, Title, Shoe_Size__c, FirstName FROM Contact];
      System.debug(c.Name + ' ' + c.Title + ' ' + c.Shoe_Size__c);
      System.debug([SELECT Name FROM Account].Name);`,
    prints: ['Ada Lovelace Countess null', 'Ada Lovelace'],
  },
  {
    says: 'A change of the contact reaches its account',
    apex: `${PERSON}
      Contact c = [SELECT Id, Name, AccountId, LastName FROM Contact];
      c.LastName = 'Lovelace'; c.Shoe_Size__c = 40; c.MobilePhone = '2';
      update c;
      p = [SELECT Name, Shoe_Size__pc, PersonMobilePhone, PersonContact.LastName FROM Account];
      System.debug(p.Name + ' ' + p.Shoe_Size__pc + ' ' + p.PersonMobilePhone + ' ' + p.PersonContact.LastName);`,
    prints: ['Ada Lovelace 40.0 2 Lovelace'],
  },
  {
    says: 'Formulas of the contact are read on the account',
    apex: `${PERSON}
      System.debug([SELECT Tall__pc FROM Account].Tall__pc);
      update new Account(Id = p.Id, Shoe_Size__pc = 46);
      System.debug([SELECT Tall__pc FROM Account].Tall__pc);`,
    prints: ['false', 'true'],
  },
  {
    says: 'Contacts give their defaults to persons, not to businesses',
    apex: `insert new List<Account>{ new Account(LastName = 'Byron'), new Account(Name = 'Works') };
      for (Account a : [SELECT Name, Greeting__pc FROM Account ORDER BY Name]) System.debug(a.Name + ' ' + a.Greeting__pc);
      System.debug([SELECT Greeting__c FROM Contact].Greeting__c);`,
    prints: ['Byron Hello', 'Works null', 'Hello'],
  },
  {
    says: 'An account without a record type is a person by its last name, and a business by its name',
    apex: `insert new List<Account>{ new Account(LastName = 'Byron'), new Account(Name = 'Works') };
      for (Account a : [SELECT Name, IsPersonAccount, PersonContactId, RecordType.Name FROM Account ORDER BY Name])
        System.debug(a.Name + ' ' + a.IsPersonAccount + ' ' + a.RecordType.Name + ' ' + (a.PersonContactId != null));
      System.debug([SELECT COUNT() FROM Contact]);`,
    prints: ['Byron true Person Account true', 'Works false Business Account false', '1'],
  },
  {
    says: 'The source may declare further record types of persons',
    apex: `Id type = Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().get('Patient').getRecordTypeId();
      insert new Account(LastName = 'Byron', RecordTypeId = type);
      System.debug([SELECT IsPersonAccount FROM Account].IsPersonAccount);
      for (RecordType t : [SELECT DeveloperName FROM RecordType WHERE SobjectType = 'Account' AND IsPersonType = true ORDER BY DeveloperName]) System.debug(t.DeveloperName);`,
    prints: ['true', 'Patient', 'PersonAccount'],
  },
  {
    says: 'A person account without a last name is refused',
    apex: `insert new Account(FirstName = 'Ada', RecordTypeId = Schema.SObjectType.Account.getRecordTypeInfosByName().get('Person Account').getRecordTypeId());`,
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]',
  },
  {
    says: 'The contact goes with the person account, and comes back with it',
    apex: `${PERSON}
      delete p;
      System.debug([SELECT COUNT() FROM Contact]);
      undelete p;
      Account again = [SELECT PersonContactId FROM Account];
      System.debug(again.PersonContactId == [SELECT Id FROM Contact].Id);`,
    prints: ['0', 'true'],
  },
  {
    says: 'A person account is described with the fields of the contact',
    apex: `Map<String, Schema.SObjectField> fields = Schema.SObjectType.Account.fields.getMap();
      for (String name : new List<String>{ 'IsPersonAccount', 'PersonContactId', 'PersonEmail', 'Salutation', 'Shoe_Size__pc' }) {
        Schema.DescribeFieldResult d = fields.get(name).getDescribe();
        System.debug(d.getName() + ' ' + d.getType() + ' ' + d.isCustom());
      }
      System.debug(Account.PersonEmail.getDescribe().isUpdateable() + ' ' + Account.IsPersonAccount.getDescribe().isUpdateable());
      System.debug(Schema.SObjectType.Contact.fields.getMap().containsKey('IsPersonAccount'));
      System.debug(Account.PersonContactId.getDescribe().getRelationshipName());`,
    prints: [
      'IsPersonAccount BOOLEAN false',
      'PersonContactId REFERENCE false',
      'PersonEmail EMAIL false',
      'Salutation PICKLIST false',
      'Shoe_Size__pc DOUBLE true',
      'true false',
      'true',
      'PersonContact',
    ],
  },
]);

goldensIn(org, 'help.salesforce.com/s/articleView?id=000386207', [
  {
    says: 'The name of a person account cannot be written',
    apex: `insert new Account(Name = 'Ada Byron', LastName = 'Byron');`,
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: INVALID_FIELD_FOR_INSERT_UPDATE, Account: bad field names on insert/update call: Name: [Name]',
  },
  {
    says: 'A business account has no fields of persons',
    apex: `insert new Account(Name = 'Works', PersonEmail = 'a@example.com', Shoe_Size__pc = 4);`,
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: INVALID_FIELD_FOR_INSERT_UPDATE, Account: bad field names on insert/update call: PersonEmail, Shoe_Size__pc: [PersonEmail, Shoe_Size__pc]',
  },
]);

goldensIn(withTriggers, 'developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_ignoring_operations.htm', [
  {
    says: 'Person accounts fire the triggers of accounts, not those of contacts',
    apex: `${PERSON} update new Account(Id = p.Id, LastName = 'Lovelace'); update new Contact(Id = [SELECT Id FROM Contact].Id, LastName = 'B'); delete p;`,
    prints: [
      'BEFORE_INSERT of Account',
      'AFTER_INSERT of Account true',
      ...['BEFORE_UPDATE of Account', 'AFTER_UPDATE of Account', 'BEFORE_UPDATE of Account', 'AFTER_UPDATE of Account'],
      'AFTER_DELETE of Account',
    ],
  },
]);

goldensIn(org, 'help.salesforce.com/s/articleView?id=sales.account_person_behavior.htm', [
  {
    says: 'A lead without a company becomes a person account',
    apex: `Lead l = new Lead(FirstName = 'Ada', LastName = 'Byron', Email = 'ada@example.com');
      insert l;
      Database.LeadConvert c = new Database.LeadConvert(); c.setLeadId(l.Id); c.setConvertedStatus('Closed - Converted'); c.setDoNotCreateOpportunity(true);
      Database.LeadConvertResult r = Database.convertLead(c);
      Account a = [SELECT Id, Name, IsPersonAccount, PersonEmail, PersonContactId FROM Account];
      System.debug(a.Name + ' ' + a.IsPersonAccount + ' ' + a.PersonEmail + ' ' + (a.Id == r.getAccountId()) + ' ' + (a.PersonContactId == r.getContactId()));`,
    prints: ['Ada Byron true ada@example.com true true'],
  },
  {
    says: 'A person account is no parent of contacts',
    apex: `${PERSON} Database.SaveResult r = Database.insert(new Contact(LastName = 'B', AccountId = p.Id), false);
      System.debug(r.isSuccess() + ' ' + r.getErrors()[0].getStatusCode());`,
    prints: ['false INVALID_PERSON_ACCOUNT_OPERATION'],
  },
  {
    says: 'Person accounts are not yet merged',
    apex: `${PERSON} Account q = new Account(LastName = 'B'); insert q; merge p q;`,
    fails: 'merging person accounts',
  },
  {
    says: 'The contact of a person account is not yet deleted without it',
    apex: `${PERSON} delete [SELECT Id FROM Contact];`,
    fails: 'deleting the contact of a person account',
  },
  {
    says: 'The kind of an account is not yet changed',
    apex: `${PERSON} update new Account(Id = p.Id, RecordTypeId = Schema.SObjectType.Account.getRecordTypeInfosByName().get('Business Account').getRecordTypeId());`,
    fails: 'changing accounts of businesses into accounts of persons, or back',
  },
]);
