import { goldens } from './harness.ts';

goldens('langCon_apex_SOQL_single_row', [
  {
    says: 'The values of a map may be assigned to a single record',
    apex: `insert new Account(Name = 'only');
      Map<Id, Account> accounts = new Map<Id, Account>([SELECT Name FROM Account WHERE Name = 'only']);
      Account only = accounts.values();
      System.debug(only.Name);`,
    prints: ['only'],
  },
]);

goldens('langCon_apex_SOQL_foreign_key', [
  {
    says: 'Children are rows of a query: a single one is assigned to a record',
    apex: `Account parent = new Account(Name = 'p');
      insert parent;
      insert new Contact(LastName = 'only', AccountId = parent.Id);
      for (Account a : [SELECT (SELECT LastName FROM Contacts) FROM Account WHERE Id = :parent.Id]) {
        Contact c = a.Contacts;
        System.debug(c.LastName);
      }`,
    prints: ['only'],
  },
  {
    says: 'The parent of a new record may be a query',
    apex: `insert new Account(Name = 'p');
      Contact c = new Contact(Account = [SELECT Name FROM Account WHERE Name = 'p' LIMIT 1]);
      System.debug(c.Account.Name);`,
    prints: ['p'],
  },
]);

goldens('apex_dynamic_soql', [
  {
    says: 'A list of records of another type does not take the rows of a dynamic query',
    apex: "insert new Account(Name = 'a'); List<Contact> found = Database.query('SELECT Id FROM Account');",
    throws: 'System.TypeException: Invalid conversion from runtime type List<Account> to List<Contact>',
  },
  {
    says: 'Nor does a record of another type its single row',
    apex: "insert new Account(Name = 'a'); Contact found = Database.query('SELECT Id FROM Account LIMIT 1');",
    throws: 'System.TypeException: Invalid conversion from runtime type Account to Contact',
  },
  {
    says: 'Names of binds that differ by case only are refused',
    apex: `Map<String, Object> binds = new Map<String, Object>{ 'acctName' => 'a', 'Acctname' => 'b' };
      List<Contact> found = Database.queryWithBinds('SELECT Id FROM Contact WHERE LastName = :acctName', binds, AccessLevel.USER_MODE);`,
    throws: 'System.QueryException: The bindMap consists of duplicate case-insensitive keys: [Acctname, acctName]',
  },
]);

goldens('langCon_apex_SOQL_polymorphic_relationships', [
  {
    says: 'The owner is assigned to a variable of the type it has',
    apex: `insert new Case(Subject = 'a');
      Case found = [SELECT TYPEOF Owner WHEN User THEN Username WHEN Group THEN Name END FROM Case LIMIT 1];
      User owner = found.Owner;
      System.debug(owner.Username);`,
    prints: ['admin@example.com'],
  },
  {
    says: 'To one of another type it is not',
    apex: "insert new Case(Subject = 'a'); Group owner = [SELECT Owner.Name FROM Case LIMIT 1].Owner;",
    throws: 'System.TypeException: Invalid conversion from runtime type User to Group',
  },
]);

goldens('langCon_apex_sobject_map_considerations', [
  {
    says: 'A record that was inserted after it became a key is not found any more',
    apex: `Account a = new Account(Name = 'a');
      Map<SObject, Integer> numbers = new Map<SObject, Integer>{ a => 1 };
      System.debug(numbers.get(a));
      insert a;
      System.debug(numbers.get(a));
      System.debug(numbers.containsKey(a));`,
    prints: ['1', 'null', 'false'],
  },
]);

goldens('langCon_apex_locking_statements', [
  {
    says: 'Rows that are locked are not sorted',
    apex: 'Account[] locked = [SELECT Id FROM Account ORDER BY Name FOR UPDATE];',
    refuses: 'ORDER BY is not allowed with FOR UPDATE',
  },
]);

const NOTES_AND_FILES = `Account a = new Account(Name = 'a'); insert a; insert new Account(Name = 'b');
  insert new Note(ParentId = a.Id, Title = 'spoken'); insert new Attachment(ParentId = a.Id, Name = 'drawn', Body = Blob.valueOf('x'));
  Note gone = new Note(ParentId = a.Id, Title = 'gone'); insert gone; delete gone;`;

goldens('sforce_api_objects_noteandattachment', [
  {
    says: 'Notes and attachments of a record are read together as its children',
    apex: `${NOTES_AND_FILES}
      for (Account found : [SELECT Name, (SELECT Title, IsNote, ParentId, Owner.Name FROM NotesAndAttachments ORDER BY Title) FROM Account ORDER BY Name])
        for (NoteAndAttachment n : found.NotesAndAttachments)
          System.debug(found.Name + ' ' + n.Title + ' ' + n.IsNote + ' ' + n.Id.getSObjectType() + ' ' + (n.ParentId == found.Id) + ' ' + n.Owner.Name);`,
    prints: ['a drawn false Attachment true System Administrator', 'a spoken true Note true System Administrator'],
  },
  {
    says: 'they are filtered and limited for each parent',
    apex: `${NOTES_AND_FILES}
      for (Account found : [SELECT (SELECT Title FROM NotesAndAttachments WHERE IsNote = true LIMIT 1) FROM Account WITH USER_MODE ORDER BY Name])
        System.debug(found.NotesAndAttachments.size());`,
    prints: ['1', '0'],
  },
  {
    says: 'they are not queried by themselves',
    apex: `Database.query('SELECT Id FROM NoteAndAttachment');`,
    throws: 'System.QueryException: entity type NoteAndAttachment does not support query',
  },
  {
    says: 'and nobody saves them',
    apex: `System.debug(NoteAndAttachment.SObjectType.getDescribe().isCreateable()); insert new NoteAndAttachment();`,
    prints: ['false'],
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, entity type cannot be inserted: Note And Attachment: []',
  },
]);
