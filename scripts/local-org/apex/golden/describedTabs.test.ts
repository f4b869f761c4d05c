import { after } from 'node:test';
import { objectFiles, sourceFolder, xml } from '../../testing/source-folder.ts';
import { userGoldens } from './users.ts';

const value = (name: string): string => `<value><fullName>${name}</fullName><default>false</default><label>${name}</label></value>`;
const picklist = (values: readonly string[], more = ''): string =>
  `<type>Picklist</type><valueSet>${more}<restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${values.map(value).join('')}</valueSetDefinition></valueSet>`;
const DEPENDENCE = `<controllingField>Kind__c</controllingField>
  <valueSettings><controllingFieldValue>b</controllingFieldValue><controllingFieldValue>c</controllingFieldValue><valueName>x</valueName></valueSettings>`;

const folder = sourceFolder({
  'applications/Kitchen.app-meta.xml': xml(
    'CustomApplication',
    '<label>The Kitchen</label><description>Cooks</description><tabs>standard-Account</tabs><tabs>Dish__c</tabs><uiType>Lightning</uiType>',
  ),
  'tabs/Dish__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject><motif>Custom48: Phone</motif>'),
  ...objectFiles(
    '.',
    'Dish__c',
    '<label>Dish</label><pluralLabel>Dishes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel><deploymentStatus>Deployed</deploymentStatus>',
    { Kind__c: picklist(['a', 'b', 'c']), Part__c: picklist(['x', 'y'], DEPENDENCE) },
  ),
});
after(() => folder.remove());

userGoldens(
  'apex_dynamic_describeTabs',
  {
    'apps are described with their tabs': `
      Schema.DescribeTabSetResult app = Schema.describeTabs()[0]; List<String> tabs = new List<String>();
      for (Schema.DescribeTabResult tab : app.getTabs()) tabs.add(tab.getLabel() + '/' + tab.getSobjectName() + '/' + tab.isCustom());
      Assert.areEqual('The Kitchen: Accounts/Account/false, Dishes/Dish__c/true', app.getLabel() + ': ' + String.join(tabs, ', '));
      Assert.areEqual('Cooks', app.description);`,
    'a custom tab has the icon of its motif': `
      Schema.DescribeIconResult icon = Schema.describeTabs()[0].getTabs()[1].getIcons()[0];
      Assert.isTrue(icon.getUrl().endsWith('/custom/custom48.svg'), icon.getUrl());
      Assert.areEqual('image/svg+xml 0 theme4', icon.getContentType() + ' ' + icon.getHeight() + ' ' + icon.getTheme());`,
    'a user to whom no app is given sees none': `
      System.runAs(Users.make('ann')) { Assert.areEqual(0, Schema.describeTabs().size()); }`,
  },
  { folders: [folder.dir] },
);

userGoldens(
  'apex_class_Schema_PicklistEntry',
  {
    'JSON has the controlling values that a value is valid for as bits': `
      String text = JSON.serialize(Dish__c.Part__c.getDescribe().getPicklistValues());
      Assert.isTrue(text.contains('"validFor":"YA==","value":"x"') && text.contains('"validFor":"AA==","value":"y"'), text);`,
    'a custom object with a tab keeps a list of recently used records': `
      Assert.isTrue(Dish__c.SObjectType.getDescribe().isMruEnabled());`,
  },
  { folders: [folder.dir] },
);

userGoldens('apex_methods_system_url', {
  'the request of a test comes in at the address of the org': `
    Assert.areEqual(Url.getOrgDomainUrl().getHost(), Url.getCurrentRequestUrl().getHost());
    Assert.areEqual('https', Url.getCurrentRequestUrl().getProtocol());`,
});
