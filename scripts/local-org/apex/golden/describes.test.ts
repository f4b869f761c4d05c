import { goldens, type Golden } from './harness.ts';

/** One statement that prints one value. */
const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

goldens('apex_methods_system_fields_describe', [
  shows(
    'permissions can be given for a standard field that is neither required nor the name',
    "Account.Phone.getDescribe().isPermissionable() + ' ' + Account.Name.getDescribe().isPermissionable()",
    'true false',
  ),
  shows('a record has an owner though none is given', 'Account.OwnerId.getDescribe().isDefaultedOnCreate()', 'true'),
  shows('all of a description can be asked for', 'Account.Type.getDescribe(FieldDescribeOptions.FULL_DESCRIBE).getLabel()', 'Account Type'),
  shows(
    'JSON has all of a picklist value, also what it depends on',
    'JSON.serialize(Account.Industry.getDescribe().getPicklistValues()[0])',
    '{"active":true,"defaultValue":false,"label":"Agriculture","validFor":null,"value":"Agriculture"}',
  ),
  shows('a field that is no picklist has no values to choose from', 'Account.Name.getDescribe().getPicklistValues().isEmpty()', 'true'),
]);

goldens('apex_methods_system_sobject_describe', [
  shows(
    'a history belongs to an object',
    "AccountHistory.SObjectType.getDescribe().getAssociateEntityType() + ' of ' + AccountHistory.SObjectType.getDescribe().getAssociateParentEntity() + ', ' + Account.SObjectType.getDescribe().getAssociateEntityType()",
    'History of Account, null',
  ),
  shows('two descriptions of an object are equal', 'Account.SObjectType.getDescribe().equals(Account.SObjectType.getDescribe())', 'true'),
  shows(
    'a description says how it was asked for',
    "Account.SObjectType.getDescribe(SObjectDescribeOptions.FULL).getSObjectDescribeOption() + ' ' + Account.SObjectType.getDescribe().getSObjectDescribeOption()",
    'FULL DEFERRED',
  ),
  shows(
    'recently used records are kept of standard objects and of custom objects with a tab',
    "Account.SObjectType.getDescribe().isMruEnabled() + ' ' + Secret__c.SObjectType.getDescribe().isMruEnabled() + ' ' + AccountShare.SObjectType.getDescribe().isMruEnabled()",
    'true false false',
  ),
  shows('describe by token', 'Account.SObjectType.getDescribe().getName()', 'Account'),
  shows('describe by static name', 'Schema.SObjectType.Account.getKeyPrefix()', '001'),
  shows('global describe ignores case', "Schema.getGlobalDescribe().get('ACCOUNT')", 'Account'),
  shows('field map', "Schema.SObjectType.Account.fields.getMap().get('name').getDescribe().getName()", 'Name'),
  shows('field type', 'Account.AnnualRevenue.getDescribe().getType()', 'CURRENCY'),
  shows('soap type', 'Account.NumberOfEmployees.getDescribe().getSoapType()', 'INTEGER'),
  shows('references', 'Contact.AccountId.getDescribe().getReferenceTo()', '(Account)'),
  shows('relationship names', 'Contact.AccountId.getDescribe().getRelationshipName()', 'Account'),
  shows('name field', 'Account.Name.getDescribe().isNameField()', 'true'),
  shows('tokens are equal', "Account.SObjectType == Schema.getGlobalDescribe().get('Account')", 'true'),
  shows('child relationships', 'Schema.SObjectType.Account.getChildRelationships().size() > 0', 'true'),
  shows('type of an id', "Id.valueOf('001000000000001').getSobjectType()", 'Account'),
  shows(
    'every object has the master record type',
    "Schema.SObjectType.Account.getRecordTypeInfosByDeveloperName().containsKey('Master')",
    'true',
  ),
  shows(
    'describes of one field are equal, and so in sets',
    'new Set<Schema.DescribeFieldResult>{ Account.Name.getDescribe(), Schema.SObjectType.Account.fields.Name, Contact.Name.getDescribe() }.size()',
    '2',
  ),
  shows(
    'a describe in text has what its methods answer, in the order of their names',
    "String.valueOf(Account.Phone.getDescribe()).replaceAll('getCalc.*isUnique', '…')",
    'Schema.DescribeFieldResult[getByteLength=120;…=false;isUpdateable=true;]',
  ),
  shows(
    'field security applies to optional fields, to addresses and not to their parts',
    "Account.AccountNumber.getDescribe().isPermissionable() + ' ' + Account.BillingAddress.getDescribe().isPermissionable() + ' ' + Account.BillingCity.getDescribe().isPermissionable() + ' ' + Account.Name.getDescribe().isPermissionable()",
    'true true false false',
  ),
  shows(
    'newSObject loads default values when it is told to, those of formulas too',
    "Threshold__c.SObjectType.newSObject(null, true).get('Since__c') + ' ' + Threshold__c.SObjectType.newSObject(null, false).get('Since__c')",
    '2024-02-01 00:00:00 null',
  ),
  shows('describeSObjects', "Schema.describeSObjects(new List<String>{ 'Contact' })[0].getName()", 'Contact'),
]);
