import { goldens } from './harness.ts';

const PEOPLE = `insert new List<Account>{ new Account(Name = 'Golden Gate Tours'), new Account(Name = 'Gate Keepers', Phone = '(415) 555-1212') };
  insert new Contact(FirstName = 'Goldie', LastName = 'Gate', Email = 'goldie@gate.example.com');
`;

goldens('langCon_apex_SOSL', [
  {
    says: 'A search gives a list of records for each object after RETURNING',
    apex: `${PEOPLE} List<List<SObject>> found = [FIND 'gate' IN ALL FIELDS RETURNING Account(Name ORDER BY Name), Contact(FirstName, LastName)];
      System.debug(found.size() + ' ' + found[0].size() + ' ' + found[1].size()); System.debug(((Account) found[0][0]).Name + ', ' + ((Contact) found[1][0]).FirstName);`,
    prints: ['2 2 1', 'Gate Keepers, Goldie'],
  },
  {
    says: 'The text of a search, its conditions and limits are expressions of Apex',
    apex: `${PEOPLE} String word = 'gold'; Integer most = 1; Set<String> names = new Set<String>{ 'golden gate tours' };
      List<List<SObject>> found = [FIND :word + '*' IN NAME FIELDS RETURNING Account(Name WHERE Name IN :names), Contact(Id) LIMIT :most + 1];
      System.debug(found[0][0].get('Name') + ' ' + found[1].size());
      System.debug([FIND :(word + 'ie') IN EMAIL FIELDS RETURNING Contact(Id)][0].size());`,
    prints: ['Golden Gate Tours 1', '1'],
  },
]);

goldens('sforce_api_calls_sosl_syntax', [
  {
    says: 'A search in Apex names the objects it returns',
    apex: `System.debug([FIND 'gate' IN ALL FIELDS]);`,
    refuses: 'Searches in Apex need a RETURNING clause',
  },
  {
    says: 'A search of more than 100,000 characters is refused',
    apex: `Search.query('FIND {' + 'x'.repeat(100000) + '} RETURNING Account');`,
    throws: 'System.SearchException: SOSL statements cannot be longer than 100,000 characters.',
  },
]);

goldens('apex_methods_system_search', [
  {
    says: 'Search.query takes a text in quotes or braces, and binds of simple names',
    apex: `${PEOPLE} String word = '"gate keepers"';
      System.debug(Search.query('FIND \\'gate k*\\' RETURNING Account(Name)')[0].size());
      System.debug(Search.query('FIND {555 AND 1212} IN PHONE FIELDS RETURNING Account(Name)')[0].size());
      System.debug(Search.query('FIND :word RETURNING Account(Name)', AccessLevel.USER_MODE)[0].size());`,
    prints: ['1', '1', '1'],
  },
  {
    says: 'A search for less than two characters throws a SearchException',
    apex: `Search.query('FIND {a*} RETURNING Account(Id)');`,
    throws: 'System.SearchException: search term must be longer than one character: a*',
  },
  {
    says: 'Search.find gives the records found of an object',
    apex: `${PEOPLE} Search.SearchResults found = Search.find('FIND {golden} IN NAME FIELDS RETURNING Account(Id, Name)');
      for (Search.SearchResult one : found.get('Account')) System.debug(one.getSObject().get('Name'));`,
    prints: ['Golden Gate Tours'],
  },
  {
    says: 'Search.suggest gives the records whose names begin with a text, and whether there are more',
    apex: `${PEOPLE} Search.SuggestionOption options = new Search.SuggestionOption(); options.setLimit(1);
      Search.SuggestionResults found = Search.suggest('gat', 'Account', options);
      System.debug(found.getSuggestionResults().size() + ' ' + found.hasMoreResults() + ' ' + (found.getSuggestionResults()[0].getSObject() instanceof Account));`,
    prints: ['1 true true'],
  },
  {
    says: 'Searches count for their own limit',
    apex: `Integer queries = Limits.getQueries(); Search.query('FIND {nothing} RETURNING Account'); System.debug(Limits.getSoslQueries() + ' ' + (Limits.getQueries() - queries));`,
    prints: ['1 0'],
  },
]);

goldens('langCon_apex_SOQL_agg_fns', [
  {
    says: 'A grouped query without rows is an empty list of AggregateResult',
    apex: `List<SObject> none = Database.query('SELECT Name, COUNT(Id) FROM Account GROUP BY Name');
      List<AggregateResult> results = (List<AggregateResult>) none; System.debug(results.size());`,
    prints: ['0'],
  },
]);

goldens('sforce_api_calls_soql_select_tolabel', [
  {
    says: 'A function with an alias is read by the alias',
    apex: `insert new Account(Name = 'a', Industry = 'Energy');
      SObject a = Database.query('SELECT Industry, toLabel(Industry) shown, FORMAT(CreatedDate) made FROM Account');
      System.debug(a.get('SHOWN') + ' ' + (a.get('made') != null));`,
    prints: ['Energy true'],
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
