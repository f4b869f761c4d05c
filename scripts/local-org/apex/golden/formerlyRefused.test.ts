import { after } from 'node:test';
import { objectFiles, sourceFolder } from '../../testing/source-folder.ts';
import { goldens, type Golden } from './harness.ts';
import { userGoldens } from './users.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

goldens('apex_methods_system_sobject_describe', [
  shows(
    'an object without subtypes says so',
    "Contact.SObjectType.getDescribe().getHasSubtypes() + ' ' + Contact.SObjectType.getDescribe().getIsSubtype() + ' ' + Contact.SObjectType.getDescribe().getImplementsInterfaces()",
    'false false null',
  ),
]);

goldens('apex_methods_system_userinfo', [
  shows('nobody has a licence of a package that is not installed', "UserInfo.hasPackageLicense('050000000000001')", 'false'),
  {
    says: 'the namespace must be that of a package',
    apex: `try { UserInfo.isCurrentUserLicensed('nowhere'); } catch (TypeException e) { System.debug('no package'); }`,
    prints: ['no package'],
  },
]);

goldens('apex_methods_system_system', [
  {
    says: 'jobs that ended before a day are forgotten',
    apex: `System.debug(System.purgeOldAsyncJobs(Date.today()));`,
    prints: ['0'],
  },
  {
    says: 'what is refused is named when it is called',
    apex: `System.setPassword(UserInfo.getUserId(), 'x');`,
    fails: 'System.setPassword',
  },
]);

goldens('apex_methods_system_database_leadconvert', [
  {
    says: 'a conversion may leave out the look for duplicates',
    apex: `Database.LeadConvert c = new Database.LeadConvert(); c.setBypassAccountDedupeCheck(true);
      System.debug(c.getBypassAccountDedupeCheck() + ' ' + c.bypassContactDedupeCheck);`,
    prints: ['true false'],
  },
]);

const filter = (valueField: string, more = ''): string =>
  `<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Rel${more.length}</relationshipName><lookupFilter><active>true</active>
    <filterItems><field>Account.Name</field><operation>equals</operation>${valueField}</filterItems><isOptional>${more === '' ? 'false' : 'true'}</isOptional></lookupFilter>`;
const folder = sourceFolder(
  objectFiles(
    '.',
    'Visit__c',
    '<label>Visit</label><pluralLabel>Visits</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel><deploymentStatus>Deployed</deploymentStatus>',
    {
      Place__c: '<type>Text</type><length>80</length>',
      Host__c: filter('<valueField>$Source.Place__c</valueField>'),
      Guest__c: filter('<value>x</value>', 'optional'),
    },
  ),
);
after(() => folder.remove());

userGoldens(
  'apex_class_Schema_FilteredLookupInfo',
  {
    'a filtered lookup names the fields it depends on': `
      Schema.FilteredLookupInfo info = Visit__c.Host__c.getDescribe().getFilteredLookupInfo();
      Assert.areEqual(new List<String>{ 'Place__c' }, info.getControllingFields()); Assert.isTrue(info.isDependent()); Assert.isFalse(info.isOptionalFilter());`,
    'a filter on a value depends on no field': `
      Schema.FilteredLookupInfo info = Visit__c.Guest__c.getDescribe().getFilteredLookupInfo();
      Assert.isTrue(info.controllingFields.isEmpty()); Assert.isFalse(info.dependent); Assert.isTrue(info.optionalFilter);`,
    'other fields have no filter': `Assert.isNull(Visit__c.Place__c.getDescribe().getFilteredLookupInfo());`,
    'records of jobs that have ended can be purged': `
      Test.startTest(); System.enqueueJob(new Nothing()); Test.stopTest();
      Assert.areEqual(0, System.purgeOldAsyncJobs(Date.today())); Assert.areEqual(1, System.purgeOldAsyncJobs(Date.today().addDays(2)));
      Assert.areEqual(0, [SELECT COUNT() FROM AsyncApexJob]);`,
  },
  {
    folders: [folder.dir],
    classes: { Nothing: 'public class Nothing implements Queueable { public void execute(QueueableContext context) {} }' },
  },
);
