import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });
const fromJson = (text: string, type: string): string => `((${type}) JSON.deserialize('${text}', ${type}.class))`;

goldens('apex_methods_system_database_saveresult', [
  shows(
    'a save result can be made from JSON',
    `${fromJson('{"success":true,"id":"001000000000001"}', 'Database.SaveResult')}.isSuccess()`,
    'true',
  ),
  shows(
    'its id has 18 characters',
    `${fromJson('{"success":true,"id":"001000000000001"}', 'Database.SaveResult')}.getId()`,
    '001000000000001AAA',
  ),
  shows('without errors the list is empty', `${fromJson('{"success":true}', 'Database.SaveResult')}.getErrors().size()`, '0'),
  {
    says: 'its errors have fields, message and status code',
    apex: `Database.SaveResult r = ${fromJson(
      '{"success":false,"errors":[{"message":"Oops","statusCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]}',
      'Database.SaveResult',
    )};
      Database.Error e = r.getErrors()[0];
      System.debug(r.isSuccess() + ' ' + r.getId() + ' ' + e.getMessage() + ' ' + e.getFields() + ' ' + (e.getStatusCode() == StatusCode.REQUIRED_FIELD_MISSING));`,
    prints: ['false null Oops (Name) true'],
  },
  shows(
    'an upsert result tells what was created',
    `${fromJson('{"success":true,"created":true}', 'Database.UpsertResult')}.isCreated()`,
    'true',
  ),
  shows('a delete result can be made from JSON', `${fromJson('{"success":true}', 'Database.DeleteResult')}.isSuccess()`, 'true'),
  shows('an undelete result can be made from JSON', `${fromJson('{"success":false}', 'Database.UndeleteResult')}.isSuccess()`, 'false'),
  {
    says: 'results are JSON again',
    apex: `Account a = new Account(Name = 'x'); Database.SaveResult r = Database.insert(a);
      Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped(JSON.serialize(r));
      System.debug(m.get('success') + ' ' + (m.get('id') == a.Id) + ' ' + ((List<Object>) m.get('errors')).size());`,
    prints: ['true true 0'],
  },
]);

goldens('apex_methods_system_database_leadconvertresult', [
  {
    says: 'a conversion names the records it made',
    apex: `Database.LeadConvertResult r = ${fromJson('{"success":true,"accountId":"001000000000001"}', 'Database.LeadConvertResult')};
      System.debug(r.isSuccess() + ' ' + r.getAccountId() + ' ' + r.getOpportunityId());`,
    prints: ['true 001000000000001AAA null'],
  },
]);

goldens('apex_methods_system_database_mergeresult', [
  {
    says: 'a merge names the records that went',
    apex: `Database.MergeResult r = ${fromJson('{"success":true,"mergedRecordIds":["001000000000002AAA"]}', 'Database.MergeResult')};
      System.debug(r.getMergedRecordIds() + ' ' + r.getUpdatedRelatedIds());`,
    prints: ['(001000000000002AAA) null'],
  },
]);

goldens('apex_methods_system_database_emptyrecyclebinresult', [
  shows(
    'it tells whether the record is gone',
    `${fromJson('{"success":true,"id":"001000000000001AAA"}', 'Database.EmptyRecycleBinResult')}.isSuccess()`,
    'true',
  ),
]);

goldens('apex_class_Approval_LockResult', [
  shows('a lock can be made from JSON', `${fromJson('{"success":true}', 'Approval.LockResult')}.isSuccess()`, 'true'),
  shows('so can an unlock', `${fromJson('{"success":false}', 'Approval.UnlockResult')}.isSuccess()`, 'false'),
]);

goldens('apex_class_Approval_ProcessResult', [
  shows(
    'it names the state of the approval',
    `${fromJson('{"instanceStatus":"Pending"}', 'Approval.ProcessResult')}.getInstanceStatus()`,
    'Pending',
  ),
]);

goldens('sforce_api_calls_soql_select_count', [
  {
    says: 'a grouped row can be made from JSON and is read by alias',
    apex: `AggregateResult r = ${fromJson('{"total":3}', 'AggregateResult')}; System.debug(r.get('total'));`,
    prints: ['3'],
  },
  {
    says: 'a grouped row has a type of its own',
    apex: `insert new Account(Name = 'x'); SObject r = [SELECT COUNT(Id) total FROM Account];
      System.debug((r.getSObjectType() == AggregateResult.SObjectType) + ' ' + AggregateResult.SObjectType);`,
    prints: ['true AggregateResult'],
  },
]);

goldens('apex_class_System_OrgLimits', [
  shows('a limit is found by its name', "OrgLimits.getMap().get('DailyApiRequests').getLimit() > 0", 'true'),
  shows('and knows it', "OrgLimits.getMap().get('SingleEmail').getName()", 'SingleEmail'),
  shows('all of them are in the list', 'OrgLimits.getAll().size() == OrgLimits.getMap().size()', 'true'),
]);

goldens('apex_methods_system_limits', [
  shows('features that are not there use nothing', 'Limits.getFetchCallsOnApexCursor() + Limits.getMobilePushApexCalls()', '0'),
  shows('their limits are known', 'Limits.getLimitMobilePushApexCalls()', '10'),
  {
    says: 'saving an empty list is no DML statement',
    apex: `insert new List<Account>(); Database.update(new List<Account>(), false); System.debug(Limits.getDmlStatements() + ' ' + Limits.getDmlRows());`,
    prints: ['0 0'],
  },
  {
    says: 'query locators count their rows',
    apex: `insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
      Database.getQueryLocator('SELECT Id FROM Account'); System.debug(Limits.getQueryLocatorRows() + ' of ' + Limits.getLimitQueryLocatorRows());`,
    prints: ['2 of 10000'],
  },
]);

goldens('apex_classes_email_inbound_inbound', [
  {
    says: 'code makes an e-mail as the service would hand it over',
    apex: `Messaging.InboundEmail mail = new Messaging.InboundEmail(); mail.subject = 'Hi';
      Messaging.InboundEmail.BinaryAttachment part = new Messaging.InboundEmail.BinaryAttachment(); part.fileName = 'a.txt'; part.body = Blob.valueOf('abc');
      mail.binaryAttachments = new Messaging.InboundEmail.BinaryAttachment[]{ part };
      System.debug(mail.subject + ' ' + mail.binaryAttachments[0].fileName + ' ' + mail.binaryAttachments[0].body.toString() + ' ' + mail.plainTextBody);`,
    prints: ['Hi a.txt abc null'],
  },
  {
    says: 'an envelope has two addresses',
    apex: `Messaging.InboundEnvelope e = new Messaging.InboundEnvelope(); e.fromAddress = 'a@b.c'; System.debug(e.fromAddress + ' ' + e.toAddress);`,
    prints: ['a@b.c null'],
  },
  {
    says: 'a result tells of success',
    apex: `Messaging.InboundEmailResult r = new Messaging.InboundEmailResult(); System.debug(r.success); r.success = true; System.debug(r.success);`,
    prints: ['false', 'true'],
  },
]);

goldens('apex_class_eventbus_ChangeEventHeader', [
  {
    says: 'its properties can be set and read',
    apex: `EventBus.ChangeEventHeader h = new EventBus.ChangeEventHeader(); h.changeType = 'CREATE'; h.recordIds = new List<String>{ '001' };
      System.debug(h.changeType + ' ' + h.getRecordIds() + ' ' + h.commitUser);`,
    prints: ['CREATE (001) null'],
  },
]);

goldens('apex_methods_system_network', [shows('outside of a site there is no network', 'Network.getNetworkId()', 'null')]);

goldens('apex_methods_system_url', [
  shows(
    'the org has a My Domain',
    "URL.getOrgDomainUrl().getProtocol() + ' ' + URL.getOrgDomainUrl().getHost().endsWith('.my.salesforce.com')",
    'https true',
  ),
]);

goldens('apex_classes_email_outbound_messaging', [
  {
    says: 'no more can be reserved than the org may send in a day',
    apex: `Messaging.reserveSingleEmailCapacity(OrgLimits.getMap().get('SingleEmail').getLimit()); Messaging.reserveSingleEmailCapacity(1);`,
    throws: 'System.HandledException: The daily limit for the org would be exceeded by this request',
  },
]);
