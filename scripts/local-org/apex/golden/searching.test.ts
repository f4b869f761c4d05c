import { goldens } from './harness.ts';

goldens('apex_methods_system_search', [
  {
    says: 'Search outside of a test is refused by name',
    apex: `try { Search.query('FIND {a} RETURNING Account(Id)'); } catch (Exception e) { System.debug('caught'); } finally { System.debug('done'); }`,
    fails: 'SOSL outside of tests',
  },
]);

goldens('apex_ApexPages_StandardSetController', [
  {
    says: 'A set controller shows its records page by page',
    apex: `List<Account> accounts = new List<Account>(); for (Integer i = 0; i < 45; i++) accounts.add(new Account(Name = 'a' + i));
      ApexPages.StandardSetController c = new ApexPages.StandardSetController(accounts);
      System.debug(c.getResultSize() + ' ' + c.getPageSize() + ' ' + c.getRecords().size() + ' ' + c.getHasPrevious() + ' ' + c.getHasNext());
      c.last(); System.debug(c.getPageNumber() + ' ' + c.getRecords().size() + ' ' + c.getHasNext());
      c.setPageSize(10); c.setPageNumber(2); System.debug(((Account) c.getRecords()[0]).Name);`,
    prints: ['45 20 20 false true', '3 5 false', 'a10'],
  },
  {
    says: 'A set controller keeps what was selected',
    apex: `Account a = new Account(Name = 'a');
      ApexPages.StandardSetController c = new ApexPages.StandardSetController(new List<Account>{ a });
      System.debug(c.getSelected().size()); c.setSelected(new List<Account>{ a }); System.debug(c.getSelected().size());`,
    prints: ['0', '1'],
  },
]);
