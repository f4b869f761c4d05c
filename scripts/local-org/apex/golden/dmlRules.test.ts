import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goldens, GoldenOrg } from './harness.ts';

const MIXED = 'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
const LINK = `User u = new User(Id = UserInfo.getUserId()); PermissionSet p = new PermissionSet(Name = 'P', Label = 'P');`;

goldens('apex-dml-non-mix-sobjects', [
  {
    says: 'Setup objects are not saved after other objects',
    apex: `insert new Account(Name = 'a'); insert new PermissionSet(Name = 'P', Label = 'P');`,
    throws: `System.DmlException: Insert failed. First exception on row 0; first error: MIXED_DML_OPERATION, ${MIXED}: PermissionSet, original object: Account: []`,
  },
  {
    says: 'Other objects are not saved after setup objects',
    apex: `${LINK} insert p; Database.SaveResult r = Database.insert(new Account(Name = 'a'), false); System.debug(r.getErrors()[0].getStatusCode());`,
    prints: ['MIXED_DML_OPERATION'],
  },
  {
    says: 'A user without a role, and fields of a user that give no access, may be saved with other objects',
    apex: `${LINK} insert new Account(Name = 'a'); u.FirstName = 'x'; update u; System.debug('saved'); u.UserRoleId = null;
      try { update u; } catch (DmlException e) { System.debug(e.getDmlType(0)); }`,
    prints: ['saved', 'MIXED_DML_OPERATION'],
  },
  {
    says: 'Groups may be inserted with other objects, not deleted',
    apex: `insert new Account(Name = 'a'); Group g = new Group(Name = 'g', Type = 'Regular'); insert g;
      try { delete g; } catch (DmlException e) { System.debug(e.getDmlType(0)); }`,
    prints: ['MIXED_DML_OPERATION'],
  },
]);

goldens('not documented; known from public code that relies on it', [
  {
    says: 'A list to insert must not hold one record twice',
    apex: `Account a = new Account(Name = 'a'); Database.insert(new List<Account>{ a, a }, false);`,
    throws: 'System.ListException: Before Insert or Upsert list must not have two identically equal elements',
  },
  {
    says: 'A list to update must not hold one id twice',
    apex: `Account a = new Account(Name = 'a'); insert a; Id key = a.Id;
      try { update new List<Account>{ a, new Account(Id = key) }; } catch (ListException e) { System.debug(e.getMessage() == 'Duplicate id in list: ' + key); }`,
    prints: ['true'],
  },
  {
    says: 'Equal records without ids are inserted',
    apex: `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'a') }; System.debug([SELECT COUNT() FROM Account]);`,
    prints: ['2'],
  },
]);

const CHUNKS = (count: number): string => `List<SObject> l = new List<SObject>(); for (Integer i = 0; i < ${count}; i++)
  l.add(Math.mod(i, 2) == 0 ? (SObject) new Account(Name = 'a') : (SObject) new Contact(LastName = 'c')); insert l; System.debug(l.size());`;

goldens('sforce_api_calls_create', [
  { says: 'The object may change ten times in a list', apex: CHUNKS(10), prints: ['10'] },
  {
    says: 'The object may not change more often',
    apex: CHUNKS(11),
    throws: 'System.TypeException: Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.',
  },
]);

goldens('langCon_apex_transaction_control', [
  {
    says: 'Rolling back to a savepoint ends the later ones; both count as DML statements',
    apex: `Savepoint first = Database.setSavepoint(); Savepoint second = Database.setSavepoint(); Database.rollback(first); Database.rollback(first);
      try { Database.rollback(second); } catch (TypeException e) { System.debug(e.getMessage()); } System.debug(Limits.getDmlStatements());`,
    prints: ['Savepoint is not valid: the transaction was rolled back to an earlier one', '4'],
  },
  {
    says: 'Releasing a savepoint ends it and the later ones',
    apex: `Savepoint first = Database.setSavepoint(); Savepoint second = Database.setSavepoint(); Database.releaseSavepoint(first);
      for (Savepoint s : new List<Savepoint>{ first, second }) try { Database.rollback(s); } catch (TypeException e) { System.debug(e.getMessage()); }`,
    prints: ['Savepoint has been released', 'Savepoint has been released'],
  },
  {
    says: 'The id of a record stays after a rollback, so that it cannot be inserted again',
    apex: `Account a = new Account(Name = 'a'); Savepoint s = Database.setSavepoint(); insert a; Database.rollback(s); System.debug(a.Id != null);
      Database.SaveResult r = Database.insert(a, false); System.debug(r.getErrors()[0].getMessage());`,
    prints: ['true', 'cannot specify Id in an insert call'],
  },
]);

goldens('sforce_api_calls_delete', [
  {
    says: 'An account with cases is not deleted; each case is named once',
    apex: `Account a = new Account(Name = 'Acme'); insert a; Contact c = new Contact(LastName = 'c', AccountId = a.Id); insert c;
      Case k = new Case(AccountId = a.Id, ContactId = c.Id); insert k; String n = [SELECT CaseNumber FROM Case].CaseNumber;
      String expected = 'Your attempt to delete Acme could not be completed because it is associated with the following cases.: ' + n + '\\n';
      System.debug(Database.delete(a, false).getErrors()[0].getMessage() == expected);`,
    prints: ['true'],
  },
  {
    says: 'A record without an id is not deleted',
    apex: `delete new Account(Name = 'a');`,
    throws:
      'System.DmlException: Delete failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an delete call: []',
  },
]);

const SPAN = `Datetime s = Datetime.now().addHours(-1); Datetime e = Datetime.now().addHours(1);`;

goldens('apex_methods_system_database', [
  {
    says: 'getDeleted gives what is in the recycle bin, getUpdated what was saved',
    apex: `Account a = new Account(Name = 'a'); Account b = new Account(Name = 'b'); insert new List<Account>{ a, b }; delete a; ${SPAN}
      Database.GetDeletedResult d = Database.getDeleted('Account', s, e); Database.GetUpdatedResult u = Database.getUpdated('Account', s, e);
      System.debug(d.getDeletedRecords().size() + ' ' + (d.getDeletedRecords()[0].getId() == a.Id) + ' ' + (d.getLatestDateCovered() == e.date()));
      System.debug(u.getIds().size() + ' ' + (u.getIds()[0] == b.Id));`,
    prints: ['1 true true', '1 true'],
  },
  {
    says: 'A span of time begins before it ends',
    apex: `${SPAN} Database.getDeleted('Account', e, s);`,
    throws: 'System.InvalidParameterValueException: The start of the time span must be before its end',
  },
]);

goldens('apex_methods_system_test', [
  {
    says: 'Every org has one standard price book',
    apex: `Pricebook2 p = [SELECT Id, IsStandard FROM Pricebook2 WHERE Id = :Test.getStandardPricebookId()]; System.debug(p.IsStandard);
      System.debug([SELECT COUNT() FROM Pricebook2 WHERE IsStandard = true]);`,
    prints: ['true', '1'],
  },
]);

goldens('langCon_apex_dml_undelete', [
  {
    says: 'undelete gives lookups back that have not been set otherwise since',
    apex: `Account a = new Account(Name = 'a'); insert a; Account d = new Account(Name = 'd'); insert d;
      Account b = new Account(Name = 'b', ParentId = a.Id); Account c = new Account(Name = 'c', ParentId = a.Id); insert new List<Account>{ b, c };
      delete a; System.debug([SELECT COUNT() FROM Account WHERE ParentId != null]);
      c.ParentId = d.Id; update c; undelete a;
      System.debug([SELECT Parent.Name FROM Account WHERE Name = 'b'].Parent.Name + [SELECT Parent.Name FROM Account WHERE Name = 'c'].Parent.Name);`,
    prints: ['0', 'ad'],
  },
]);

const org = new GoldenOrg(
  {
    Seen: `public class Seen { public static String act; public static List<String> events = new List<String>(); }`,
  },
  {
    Cases: `trigger Cases on Case (before update, before delete, after update) {
      String act = Seen.act; if (act == null || Trigger.isAfter != (act == 'after')) return; Seen.act = null;
      if (act == 'delete') delete new Case(Id = Trigger.old[0].Id); else update new Case(Id = Trigger.old[0].Id, Subject = 'again');
    }`,
    Leads: `trigger Leads on Lead (before insert) {
      Integer n = [SELECT COUNT() FROM Lead]; Seen.events.add(Trigger.size + ' after ' + Limits.getQueries());
      for (Lead l : Trigger.new) if (l.LastName == 'bad') l.addError('no');
    }`,
  },
);
const run = (apex: string): string[] => org.store.transaction('write', () => org.run(apex));
const CASE = `Case c = new Case(Subject = 'a'); insert c; c.Subject = 'b';`;

test('records cannot be updated or deleted by their own before-triggers, but by after-triggers [apex_triggers_context_variables_considerations]', () => {
  const message = (verb: string, event: string): string =>
    `${CASE} Seen.act = '${verb}'; try { ${event} c; } catch (DmlException e) { String s = e.getMessage(); System.debug(s.contains('SELF_REFERENCE_FROM_TRIGGER, Object (id = ' + String.valueOf(c.Id).left(15) + ') is currently in trigger Cases, therefore it cannot recursively ${verb} itself')); }`;
  assert.deepEqual(run(message('update', 'update')), ['true']);
  assert.deepEqual(run(message('delete', 'update')), ['true']);
  assert.deepEqual(run(message('delete', 'delete')), ['true']);
  assert.deepEqual(run(`${CASE} Seen.act = 'update'; delete c; System.debug([SELECT COUNT() FROM Case]);`), ['0']);
  assert.deepEqual(run(`${CASE} Seen.act = 'after'; update c; System.debug([SELECT Subject FROM Case].Subject);`), ['again']);
});

test('further attempts of a partial save begin with the limits of the first, and see its static variables [apex_dml_bulk_exceptions]', () => {
  assert.deepEqual(
    run(`Database.insert(new List<Lead>{ new Lead(LastName = 'bad', Company = 'x'), new Lead(LastName = 'ok', Company = 'x') }, false);
      System.debug(Seen.events); System.debug(Limits.getQueries());`),
    ['(2 after 1, 1 after 1)', '1'],
  );
});
