import { goldens } from './harness.ts';

goldens('apex_testing_load_data', [
  {
    says: 'records are inserted from a CSV file, whose ids serve later files to refer to them',
    apex: `List<SObject> accounts = Test.loadData(Account.SObjectType, 'loadAccounts');
      Test.loadData(Contact.SObjectType, 'LOADCONTACTS');
      Contact person = [SELECT LastName, Birthdate, HasOptedOutOfEmail, Account.Name FROM Contact];
      System.debug(accounts.size() + ((Account) accounts[0]).Name + ((Account) accounts[0]).AnnualRevenue);
      System.debug(person.Account.Name + person.LastName + person.Birthdate.year() + person.HasOptedOutOfEmail);
      System.debug([SELECT COUNT() FROM Account WHERE AnnualRevenue = NULL AND Id = :accounts[1].Id]);`,
    prints: ['2First, Inc10.5', 'SecondDoe1990true', '1'],
  },
  {
    says: 'test data may say when it was made',
    apex: `Id id = Test.loadData(Account.SObjectType, 'loadAccounts')[0].Id; System.debug([SELECT CreatedDate FROM Account WHERE Id = :id].CreatedDate.yearGmt());`,
    prints: ['2020'],
  },
  {
    says: 'a file that is not there is an error',
    apex: "Test.loadData(Account.SObjectType, 'nowhere');",
    throws: 'System.IllegalArgumentException: Static resource not found: nowhere',
  },
  {
    says: 'a column that is no field is an error',
    apex: "Test.loadData(Account.SObjectType, 'loadWrong');",
    throws: 'System.SObjectException: Invalid field Nothing__c for Account',
  },
  {
    says: 'static resources are found by queries',
    apex: "StaticResource found = [SELECT Name, ContentType, BodyLength, Body FROM StaticResource WHERE Name = 'loadContacts']; System.debug(found.ContentType + found.BodyLength + found.Body.toString().startsWith('AccountId'));",
    prints: ['text/csv70true'],
  },
]);
