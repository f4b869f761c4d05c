import { goldens } from './harness.ts';

const THREE = `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };
  Database.Cursor c = Database.getCursor('SELECT Name FROM Account ORDER BY Name');`;
const TEN = `List<Account> all = new List<Account>(); for (Integer i = 0; i < 10; i++) all.add(new Account(Name = 'a' + i)); insert all;
  Database.PaginationCursor p = Database.getPaginationCursor('SELECT Name FROM Account ORDER BY Name');`;

goldens('apex_cursors', [
  {
    says: 'a cursor gives its records in parts, in any order',
    apex: `${THREE} System.debug(c.getNumRecords() + ' ' + c.fetch(1, 2).size() + ' ' + c.fetch(0, 1)[0].get('Name') + ' ' + Limits.getFetchCallsOnApexCursor());`,
    prints: ['3 2 a 2'],
  },
  {
    says: 'fetch is refused outside of its records',
    apex: `Database.Cursor c = Database.getCursor('SELECT Id FROM Account'); try { c.fetch(5, 1); } catch (InvalidParameterValueException e) { System.debug('refused'); }`,
    prints: ['refused'],
  },
  {
    says: 'a record that no longer meets the query stays in the cursor, with its present fields',
    apex: `insert new Account(Name = 'a'); Database.Cursor c = Database.getCursor('SELECT Name FROM Account WHERE Name = \\'a\\'');
      update new Account(Id = [SELECT Id FROM Account].Id, Name = 'b'); System.debug(((Account) c.fetch(0, 1)[0]).Name);`,
    prints: ['b'],
  },
  {
    says: 'a hundred fetches are possible beside the call that opens the cursor, one more is not',
    apex: `${THREE} Assert.areEqual(0, Limits.getQueries()); for (Integer i = 0; i < 100; i++) c.fetch(0, 1);
      System.debug(Limits.getQueries()); c.fetch(0, 1);`,
    prints: ['100'],
    throws: 'System.LimitException: Too many fetch calls on cursor: 101',
  },
  {
    says: 'each fetch counts as a query and its rows count as query rows',
    apex: `${THREE} Integer queries = Limits.getQueries(); Integer rows = Limits.getQueryRows(); c.fetch(0, 2);
      System.debug(rows + ' ' + (Limits.getQueries() - queries) + ' ' + Limits.getQueryRows());`,
    prints: ['0 1 2'],
  },
  {
    says: 'deleted rows are missing from what a cursor fetches',
    apex: `${THREE} delete [SELECT Id FROM Account WHERE Name = 'a']; System.debug(c.fetch(0, 2).size() + ' of ' + c.getNumRecords());`,
    prints: ['1 of 3'],
  },
  {
    says: 'child records are fetched with their parents',
    apex: `Account a = new Account(Name = 'a'); insert a; insert new Contact(LastName = 'x', AccountId = a.Id); String last = 'x';
      Database.Cursor c = Database.getCursor('SELECT Name, (SELECT LastName FROM Contacts WHERE LastName = :last) FROM Account WHERE Name = \\'a\\' LIMIT 5');
      System.debug(((Account) c.fetch(0, 1)[0]).Contacts[0].LastName);`,
    prints: ['x'],
  },
  {
    says: 'a page is full though rows before it were deleted',
    apex: `${TEN} delete [SELECT Id FROM Account WHERE Name IN ('a0', 'a1')]; Database.CursorFetchResult r = p.fetchPage(0, 3);
      System.debug(r.getRecords().size() + ' ' + r.getRecords()[0].get('Name') + ' ' + r.getNumDeletedRecords() + ' ' + r.getNextIndex() + ' ' + r.isDone());`,
    prints: ['3 a2 2 5 true'],
  },
  {
    says: 'the last page holds what is left, and no index leads on from it',
    apex: `${TEN} Database.CursorFetchResult r = p.fetchPage(8, 5); System.debug(r.getRecords().size() + ' ' + r.getNextIndex() + ' ' + r.isDone());`,
    prints: ['2 0 true'],
  },
  {
    says: 'the deleted rows of a range can be counted',
    apex: `${TEN} delete [SELECT Id FROM Account WHERE Name IN ('a0', 'a1', 'a9')]; System.debug(p.fetchDeleted(0, 5) + ' ' + p.getNumRecords());`,
    prints: ['2 10'],
  },
  {
    says: 'a page has 2,000 rows at most',
    apex: `${TEN} try { p.fetchPage(0, 2001); } catch (InvalidParameterValueException e) { System.debug('refused'); }`,
    prints: ['refused'],
  },
  {
    says: 'a pagination cursor takes binds from a map',
    apex: `insert new Account(Name = 'x'); System.debug(Database.getPaginationCursorWithBinds('SELECT Id FROM Account WHERE Name = :n',
      new Map<String, Object>{ 'n' => 'x' }, AccessLevel.USER_MODE).fetchPage(0, 10).getRecords().size());`,
    prints: ['1'],
  },
  {
    says: 'both kinds of cursors and their rows are counted apart',
    apex: `${TEN} Database.getCursor('SELECT Id FROM Account LIMIT 4'); p.fetchPage(0, 5);
      System.debug(Limits.getApexCursors() + ' ' + Limits.getApexCursorRows() + ' ' + Limits.getApexPaginationCursors() + ' ' + Limits.getApexPaginationCursorRows() + ' ' + Limits.getFetchCallsOnApexCursor());`,
    prints: ['1 4 1 10 1'],
  },
]);
