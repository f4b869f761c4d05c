import { goldens } from './harness.ts';

goldens('langCon_apex_NullCoalescingOperator', [
  {
    says: 'A query without rows leaves its place to the right side of ??',
    apex: `Account fallback = new Account(Name = 'Acme');
      Account found = [SELECT Name FROM Account WHERE Name = 'nobody'] ?? fallback;
      System.debug(found === fallback);
      insert new Account(Name = 'somebody');
      found = [SELECT Name FROM Account WHERE Name = 'somebody'] ?? fallback;
      System.debug(found.Name);`,
    prints: ['true', 'somebody'],
  },
  {
    says: 'A query with several rows is no single record before ?? either',
    apex: `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'a') };
      Account found = [SELECT Id FROM Account WHERE Name = 'a'] ?? new Account();`,
    throws: 'System.QueryException: List has more than 1 row for assignment to SObject',
  },
  {
    says: '+ binds tighter than ??, so text and a number may stand on its sides',
    apex: "String city; System.debug('Matches: ' + city?.countMatches('a') ?? 0);",
    prints: ['Matches: null'],
  },
  {
    says: 'Sides of ?? of unlike types are no value of either type',
    apex: "Integer i = 'a' ?? 1;",
    refuses: 'Illegal assignment from Object to Integer',
  },
  {
    says: 'a ?? b - c ?? d is a ?? (b - c) ?? d',
    apex: 'Integer top = 5, bottom; System.debug(top ?? 100 - bottom ?? 0);',
    prints: ['5'],
  },
  {
    says: 'A bind knows no ??',
    apex: "String name; Account[] found = [SELECT Id FROM Account WHERE Name = :name ?? 'a'];",
    refuses: "Unexpected token '??'.",
  },
]);

goldens('langCon_apex_SafeNavigationOperator', [
  {
    says: 'A field of a query without rows is null behind ?.',
    apex: "System.debug([SELECT Name FROM Account WHERE Name = 'nobody']?.Name);",
    prints: ['null'],
  },
  {
    says: 'What follows in the chain is not reached either',
    apex: "System.debug([SELECT Owner.Name FROM Account WHERE Name = 'nobody']?.Owner.Name.length());",
    prints: ['null'],
  },
  {
    says: 'A method behind ?. belongs to the list of rows',
    apex: "System.debug([SELECT Id FROM Account WHERE Name = 'nobody']?.size());",
    prints: ['0'],
  },
  {
    says: 'A bind knows no ?.',
    apex: 'Account a; Contact[] found = [SELECT Id FROM Contact WHERE AccountId = :a?.Id];',
    refuses: "Unexpected token '?.'.",
  },
  { says: 'A type is no value for ?.', apex: 'String text = String?.valueOf(1);', refuses: 'Variable does not exist: String' },
  {
    says: '?. reads the fields and field sets of a describe',
    apex: "System.debug(SObjectType.User?.fields?.getMap()?.containsKey('username')); System.debug(Schema.SObjectType.Account?.fieldSets?.getMap().size());",
    prints: ['true', '0'],
  },
  { says: '?. does not read X?.class', apex: 'Object o = Contact?.class;', refuses: 'Variable does not exist: Contact' },
  {
    says: '?. cannot be incremented',
    apex: 'Opportunity o; ++o?.Amount;',
    refuses: 'Safe navigation operator cannot be used on the left side of an assignment',
  },
  {
    says: '?. does not stand between a field and addError',
    apex: "Contact c; c.LastName?.addError('needed');",
    refuses: 'Safe navigation operator is not allowed between SObject field and addError',
  },
  { says: '?. stands between a record and addError', apex: "Contact c; c?.addError('a'); c?.Account?.addError('b');", prints: [] },
]);
