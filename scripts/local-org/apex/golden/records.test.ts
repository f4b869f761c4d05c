import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

goldens('apex_methods_system_sobject', [
  {
    says: 'get and put ignore the case of names',
    apex: "SObject s = new Account(); s.put('nAmE', 'x'); System.debug(s.get('NAME'));",
    prints: ['x'],
  },
  {
    says: 'put converts an Integer to Decimal',
    apex: "Account a = new Account(); a.put('AnnualRevenue', 5); System.debug(a.AnnualRevenue + 0.5);",
    prints: ['5.5'],
  },
  {
    says: 'put refuses a value of the wrong type',
    apex: "new Account().put('AnnualRevenue', 'x');",
    throws: 'System.SObjectException: Illegal assignment from String to Decimal',
  },
  {
    says: 'a checkbox that was never set is null by name and false by field',
    apex: "Contact c = new Contact(); System.debug(c.get('DoNotCall')); System.debug(c.DoNotCall);",
    prints: ['null', 'false'],
  },
  { says: 'an unknown field', apex: "new Account().get('Nothing');", throws: 'System.SObjectException: Invalid field Nothing for Account' },
  {
    says: 'a field that was not selected cannot be read',
    apex: "insert new Account(Name = 'x'); Account a = [SELECT Id FROM Account LIMIT 1]; System.debug(a.Name);",
    throws: 'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name',
  },
  {
    says: 'getPopulatedFieldsAsMap has set and selected fields',
    apex: "System.debug(new Account(Name = 'x').getPopulatedFieldsAsMap());",
    prints: ['{Name=x}'],
  },
  {
    says: 'isSet',
    apex: "Account a = new Account(Name = 'x'); System.debug(a.isSet('Name')); System.debug(a.isSet(Account.Phone));",
    prints: ['true', 'false'],
  },
  {
    says: 'clone drops the id',
    apex: "Account a = new Account(Name = 'x'); insert a; Account b = a.clone(); System.debug(b.Id); System.debug(b.getCloneSourceId() == a.Id); System.debug(b.isClone());",
    prints: ['null', 'true', 'true'],
  },
  {
    says: 'clone keeps the id when asked',
    apex: "Account a = new Account(Name = 'x'); insert a; System.debug(a.clone(true).Id == a.Id);",
    prints: ['true'],
  },
  { says: 'checkboxes are never null', apex: 'System.debug(new Contact().DoNotCall);', prints: ['false'] },
  {
    says: 'getSObjects by the lookup of the child records',
    apex: "insert new Account(Name = 'x'); insert new Contact(LastName = 'y', AccountId = [SELECT Id FROM Account].Id); Account a = [SELECT Id, (SELECT LastName FROM Contacts) FROM Account]; System.debug(a.getSObjects(Contact.AccountId)[0].get('LastName'));",
    prints: ['y'],
  },
  {
    says: 'putSObject and getSObject',
    apex: "Contact c = new Contact(); c.putSObject('Account', new Account(Name = 'x')); System.debug(c.getSObject('Account').get('Name')); System.debug(c.Account.Name);",
    prints: ['x', 'x'],
  },
  {
    says: 'addError and hasErrors',
    apex: "Account a = new Account(); a.addError('no'); System.debug(a.hasErrors()); System.debug(a.getErrors()[0].getMessage());",
    prints: ['true', 'no'],
  },
  shows('records in text', "new Account(Name = 'x', Phone = '1')", 'Account:{Name=x, Phone=1}'),
  {
    says: 'newSObject',
    apex: "SObject s = Schema.getGlobalDescribe().get('account').newSObject(); System.debug(s instanceof Account);",
    prints: ['true'],
  },
]);

goldens('apex_methods_system_sobject', [
  {
    says: 'an error of no field belongs to the record',
    apex: `Account a = new Account(); a.addError('', 'one'); a.addError((String) null, 'two'); a.addError((Schema.SObjectField) null, 'three'); a.addError('name', 'four');
      for (Database.Error e : a.getErrors()) System.debug(e.getMessage() + ' ' + e.getFields());`,
    prints: ['one ()', 'two ()', 'three ()', 'four (Name)'],
  },
]);

// Pages of the object reference, the security guide and the help.
goldens('field_types (ID)', [
  {
    says: 'a record does not take the id of a record of another object',
    apex: `try { new Account().put('Id', '003000000000001'); } catch (SObjectException e) { System.debug(e.getMessage()); }
      Id contactId = '003000000000001'; new Account(Id = contactId);`,
    prints: ['Invalid id value for this SObject type: 003000000000001AAA'],
    throws: 'System.SObjectException: Invalid id value for this SObject type: 003000000000001AAA',
  },
]);

goldens('system_fields', [
  {
    says: 'put does not change what the platform alone writes',
    apex: "new Account().put('IsDeleted', false);",
    throws: 'System.SObjectException: Field IsDeleted is not editable',
  },
]);

goldens('apex_classes_with_security_stripInaccessible', [
  {
    says: 'rows of an aggregate are no records to strip',
    apex: "insert new Account(Name = 'x'); Security.stripInaccessible(AccessType.READABLE, [SELECT COUNT(Id) n FROM Account]);",
    throws: 'System.SObjectException: AggregateResult SObject types are not supported',
  },
]);

goldens('apex_methods_system_fields_describe', [
  {
    says: 'field permissions cover fields that may be empty, of standard objects too',
    apex: `for (String name : new List<String>{ 'Phone', 'Industry', 'Name', 'OwnerId', 'CreatedById' })
      System.debug(Schema.SObjectType.Account.fields.getMap().get(name).getDescribe().isPermissionable());`,
    prints: ['true', 'true', 'false', 'false', 'false'],
  },
]);

goldens('apex_methods_system_id', [
  shows('ids have 18 characters', "Id.valueOf('001000000000001')", '001000000000001AAA'),
  shows('to15', "Id.valueOf('001000000000001AAA').to15()", '001000000000001'),
  { says: 'text that is no id', apex: "Id.valueOf('x');", throws: 'System.StringException: Invalid id: x' },
]);

goldens('apex_methods_system_database', [
  {
    says: 'insert gives a SaveResult',
    apex: "Database.SaveResult r = Database.insert(new Account(Name = 'x')); System.debug(r.isSuccess()); System.debug(r.getId() != null);",
    prints: ['true', 'true'],
  },
  {
    says: 'partial success reports the failed rows',
    apex: "List<Database.SaveResult> r = Database.insert(new List<Account>{ new Account(Name = 'x'), new Account() }, false); System.debug(r[0].isSuccess()); System.debug(r[1].getErrors()[0].getStatusCode());",
    prints: ['true', 'REQUIRED_FIELD_MISSING'],
  },
  {
    says: 'all or none is a DmlException',
    apex: 'try { Database.insert(new Account()); } catch (DmlException e) { System.debug(e.getNumDml()); System.debug(e.getDmlType(0)); System.debug(e.getDmlFieldNames(0)); }',
    prints: ['1', 'REQUIRED_FIELD_MISSING', '(Name)'],
  },
  {
    says: 'text of a DmlException',
    apex: 'insert new Account();',
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
  },
  {
    says: 'dynamic queries bind variables of the caller',
    apex: "insert new Account(Name = 'x'); String n = 'x'; List<Account> l = Database.query('SELECT Name FROM Account WHERE Name = :n'); System.debug(l.size());",
    prints: ['1'],
  },
  {
    says: 'dynamic queries bind variables whose block has ended',
    apex: `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
      for (Integer i = 0; i < 2; i++) {
        String text = 'SELECT Name FROM Account WHERE ';
        if (i == 0) { String name = 'a'; text += 'Name = :name'; } else { String other = 'b'; text += 'Name = :other'; }
        System.debug(((Account) Database.query(text)[0]).Name);
      }`,
    prints: ['a', 'b'],
  },
  {
    says: 'queryWithBinds takes its binds from a map',
    apex: "insert new Account(Name = 'x'); List<Account> l = Database.queryWithBinds('SELECT Name FROM Account WHERE Name IN :names', new Map<String, Object>{ 'names' => new List<String>{ 'x' } }, AccessLevel.SYSTEM_MODE); System.debug(l.size());",
    prints: ['1'],
  },
  {
    says: 'a missing bind',
    apex: "Database.query('SELECT Id FROM Account WHERE Name = :nothing');",
    throws: 'System.QueryException: Variable does not exist: nothing',
  },
  {
    says: 'countQuery',
    apex: "insert new Account(Name = 'x'); System.debug(Database.countQuery('SELECT COUNT() FROM Account'));",
    prints: ['1'],
  },
  {
    says: 'rollback undoes what came after the savepoint',
    apex: "Savepoint sp = Database.setSavepoint(); insert new Account(Name = 'x'); Database.rollback(sp); System.debug([SELECT COUNT() FROM Account]);",
    prints: ['0'],
  },
  {
    says: 'upsert by id tells what was created',
    apex: "Account a = new Account(Name = 'x'); System.debug(Database.upsert(a).isCreated()); a.Name = 'y'; System.debug(Database.upsert(a).isCreated());",
    prints: ['true', 'false'],
  },
  {
    says: 'delete by id',
    apex: "Account a = new Account(Name = 'x'); insert a; System.debug(Database.delete(a.Id).isSuccess()); System.debug([SELECT COUNT() FROM Account]);",
    prints: ['true', '0'],
  },
  {
    says: 'aggregates',
    apex: "insert new Account(Name = 'x'); AggregateResult r = [SELECT COUNT(Id) n, MAX(Name) m FROM Account]; System.debug((Integer) r.get('n') + 1); System.debug(r.get('M'));",
    prints: ['2', 'x'],
  },
]);
