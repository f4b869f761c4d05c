import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../index.ts';
import { GoldenOrg } from './harness.ts';

const org = new GoldenOrg(
  {
    Seen: `public class Seen {
      public static List<String> events = new List<String>();
      public static void add() {
        String event = Trigger.operationType.name();
        for (SObject r : Trigger.new == null ? Trigger.old : Trigger.new) {
          Object master = r.getSObjectType() == Account.SObjectType ? r.get('MasterRecordId') : null;
          events.add(event + ' ' + r.get('Name') + (master == null ? '' : ' merged'));
        }
      }
    }`,
  },
  {
    Accounts: 'trigger Accounts on Account (before insert, before delete, after delete, before update, after update) { Seen.add(); }',
    Contacts: 'trigger Contacts on Contact (before update, after update) { Seen.add(); }',
  },
);
const run = (apex: string): string[] => org.store.transaction('write', () => org.run(apex));

test('the classes of these tests compile', () => assert.deepEqual(org.problems, []));

const TWO = `Account m = new Account(Name = 'master'); Account l = new Account(Name = 'loser', Phone = '1'); insert new List<Account>{ m, l };
  insert new Contact(LastName = 'child', AccountId = l.Id); insert new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.today(), AccountId = l.Id); Seen.events.clear();`;

test('merge deletes the losers, gives their children to the master and saves it, with triggers in that order [apex_triggers_merge_statements]', () => {
  assert.deepEqual(
    run(`${TWO} m.Phone = '2'; merge m l; System.debug(String.join(Seen.events, ', '));
      System.debug([SELECT Phone, (SELECT LastName FROM Contacts), (SELECT Name FROM Opportunities) FROM Account WHERE Id = :m.Id].Contacts.size());
      System.debug([SELECT COUNT() FROM Account]); System.debug([SELECT MasterRecordId FROM Account WHERE Id = :l.Id ALL ROWS].MasterRecordId == m.Id);`),
    ['BEFORE_DELETE loser, AFTER_DELETE loser merged, BEFORE_UPDATE master, AFTER_UPDATE master', '1', '1', 'true'],
  );
});

test('Database.merge answers with what was merged and what was moved; one statement [apex_methods_system_database_mergeresult]', () => {
  assert.deepEqual(
    run(`${TWO} Integer before = Limits.getDmlStatements(); Database.MergeResult r = Database.merge(m, l.Id, false);
      System.debug(r.isSuccess() + ' ' + (r.getId() == m.Id) + ' ' + (r.getMergedRecordIds()[0] == l.Id) + ' ' + r.getUpdatedRelatedIds().size() + ' ' + (Limits.getDmlStatements() - before));`),
    ['true true true 2 1'],
  );
});

test('a merge of more than three records or of other objects is refused whole [langCon_apex_dml_merge]', () => {
  assert.throws(
    () => run(`${TWO} merge m new List<Account>{ l, new Account(Id = l.Id), new Account(Id = l.Id) };`),
    (error) => error instanceof ApexException && (error.apexMessage ?? '').startsWith('Merge failed. First exception on row 0 with id 001'),
  );
  assert.deepEqual(
    run(
      `${TWO} try { merge m m; } catch (DmlException e) { System.debug(e.getDmlType(0) != null); } System.debug([SELECT COUNT() FROM Account]);`,
    ),
    ['true', '2'],
  );
});

const LEAD = `Lead l = new Lead(LastName = 'Doe', FirstName = 'Jane', Company = 'Acme', Email = 'j@example.com', City = 'Omsk', LeadSource = 'Web'); insert l;
  Database.LeadConvert c = new Database.LeadConvert(); c.setLeadId(l.Id); c.setConvertedStatus([SELECT MasterLabel FROM LeadStatus WHERE IsConverted = true LIMIT 1].MasterLabel);`;

test('convertLead makes an account, a contact and an opportunity [apex_dml_convertLead]', () => {
  assert.deepEqual(
    run(`${LEAD} Database.LeadConvertResult r = Database.convertLead(c);
      Account a = [SELECT Name, BillingCity FROM Account WHERE Id = :r.getAccountId()];
      Contact k = [SELECT Name, Email, AccountId, MailingCity, LeadSource FROM Contact WHERE Id = :r.getContactId()];
      Opportunity o = [SELECT Name, AccountId, StageName, CloseDate FROM Opportunity WHERE Id = :r.getOpportunityId()];
      System.debug(a.Name + ' ' + a.BillingCity + ' ' + k.Name + ' ' + k.Email + ' ' + (k.AccountId == a.Id) + ' ' + k.LeadSource);
      System.debug(o.Name + ' ' + (o.AccountId == a.Id) + ' ' + o.StageName + ' ' + o.CloseDate);
      l = [SELECT IsConverted, ConvertedAccountId, ConvertedDate FROM Lead]; System.debug(l.IsConverted + ' ' + (l.ConvertedAccountId == a.Id) + ' ' + (l.ConvertedDate != null));`),
    ['Acme Omsk Jane Doe j@example.com true Web', 'Acme true Prospecting 2026-03-31 00:00:00', 'true true true'],
  );
});

test('convertLead uses what it is given, and makes no opportunity when told so [apex_dml_convertLead]', () => {
  assert.deepEqual(
    run(`${LEAD} Account a = new Account(Name = 'existing'); insert a; c.setAccountId(a.Id); c.setDoNotCreateOpportunity(true);
      Database.LeadConvertResult r = Database.convertLead(c); System.debug((r.getAccountId() == a.Id) + ' ' + r.getOpportunityId() + ' ' + [SELECT COUNT() FROM Account]);`),
    ['true null 1'],
  );
});

test('a lead is converted once, and to a converted status only; a failure leaves nothing [apex_dml_convertLead]', () => {
  assert.deepEqual(
    run(`${LEAD} c.setConvertedStatus('Nothing'); Database.LeadConvertResult r = Database.convertLead(c, false);
      System.debug(r.isSuccess() + ' ' + r.getErrors()[0].getStatusCode() + ' ' + [SELECT COUNT() FROM Account]);`),
    ['false INVALID_STATUS 0'],
  );
  assert.throws(
    () => run(`${LEAD} Database.convertLead(c); Database.convertLead(new List<Database.LeadConvert>{ c });`),
    (error) =>
      error instanceof ApexException &&
      (error.apexMessage ?? '').startsWith('ConvertLead failed. First exception on row 0; first error: CANNOT_UPDATE_CONVERTED_LEAD'),
  );
});

test('emptyRecycleBin removes deleted records for good; ALL ROWS still finds them [sforce_api_calls_emptyrecyclebin]', () => {
  assert.deepEqual(
    run(`Account a = new Account(Name = 'gone'); insert a; delete a; System.debug([SELECT COUNT() FROM Account ALL ROWS]);
      System.debug(Database.emptyRecycleBin(a).isSuccess() + ' ' + Database.emptyRecycleBin(new List<Account>{ a })[0].isSuccess());
      System.debug([SELECT COUNT() FROM Account ALL ROWS]);
      System.debug(Database.undelete(a.Id, false).isSuccess());`),
    ['1', 'true false', '1', 'false'],
  );
});
