import { goldens } from './harness.ts';

const CALLBACK = `public class Callback extends DataSource.AsyncSaveCallback {
  public static List<Boolean> told = new List<Boolean>();
  public override void processSave(Database.SaveResult result) { told.add(result.isSuccess()); }
}`;

goldens(
  'apex_methods_system_database',
  [
    {
      says: 'records of the org are saved by the methods for external objects too, each for itself',
      apex: `List<Database.SaveResult> r = Database.insertImmediate(new List<Account>{ new Account(Name = 'a'), new Account() });
        System.debug(r[0].isSuccess() + ' ' + r[1].isSuccess() + ' ' + [SELECT COUNT() FROM Account]);`,
      prints: ['true false 1'],
    },
    {
      says: 'update and delete at once change the record',
      apex: `Account a = new Account(Name = 'a'); insert a; a.Name = 'b'; Database.updateImmediate(a);
        System.debug([SELECT Name FROM Account].Name + ' ' + Database.deleteImmediate(a).isSuccess() + ' ' + [SELECT COUNT() FROM Account]);`,
      prints: ['b true 0'],
    },
    {
      says: 'only external objects can be inserted asynchronously',
      apex: `Database.SaveResult r = Database.insertAsync(new Account(Name = 'a')); System.debug(r.isSuccess() + ' ' + r.getErrors()[0].getStatusCode());`,
      prints: ['false CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'],
    },
    {
      says: 'a callback is told of every record',
      apex: `List<Account> all = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; insert all; all[1].Name = null;
        Database.updateAsync(all, new Callback()); System.debug(Callback.told);`,
      prints: ['(true, false)'],
    },
    {
      says: 'what became of an operation on external data is refused by name',
      apex: `Database.SaveResult r = Database.updateImmediate(new Account(Id = '001000000000001')); Database.getAsyncSaveResult(r);`,
      fails: 'Database.getAsyncSaveResult',
    },
  ],
  { Callback: CALLBACK },
);

goldens(
  'apex_system_pagereference',
  [
    {
      says: 'code beside a refused call runs',
      apex: `PageReference p = new PageReference('/apex/x'); Boolean isPdf = false; System.debug(isPdf ? p.getContentAsPDF().size() : 0);`,
      prints: ['0'],
    },
    {
      says: 'a static resource has an address of its own',
      apex: `StaticResource r = [SELECT Name FROM StaticResource LIMIT 1]; String url = PageReference.forResource(r.Name, 'a/b.png').getUrl();
        System.debug(Pattern.matches('/resource/\\\\d{13}/' + r.Name + '/a/b\\\\.png', url));`,
      prints: ['true'],
    },
    {
      says: 'a page reference is also known as one of Visualforce',
      apex: `ApexPages.PageReference p = new PageReference('/apex/x'); System.debug(p.getUrl());`,
      prints: ['/apex/x'],
    },
    { says: 'a refused call is named', apex: `new PageReference('/apex/x').getContentAsPDF();`, fails: 'PageReference.getContentAsPDF' },
  ],
  {},
);
