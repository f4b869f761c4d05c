import { standardObject } from './declare.ts';

export const organization = standardObject(
  'Organization',
  '00D',
  { sharing: 'Read', common: ['audit'] },
  `
  Name                 Text(80) name required
  Division             Text(80)
  Street               TextArea(255)
  City                 Text(40)
  State                Text(80)                       : State/Province
  PostalCode           Text(20)                       : Zip/Postal Code
  Country              Text(80)
  Phone                Phone(40)
  Fax                  Phone(40)
  PrimaryContact       Text(80)
  DefaultLocaleSidKey  Text(40)                       : Locale
  TimeZoneSidKey       Text(40)                       : Time Zone
  LanguageLocaleKey    Text(40)                       : Language
  FiscalYearStartMonth Number(2,0)
  UsesStartDateAsFiscalYearName Checkbox
  NamespacePrefix      Text(15) readonly
  InstanceName         Text(5) readonly
  IsSandbox            Checkbox readonly
  IsReadOnly           Checkbox readonly
  OrganizationType     Picklist(*Developer Edition|Enterprise Edition|Unlimited Edition|Professional Edition|Team Edition|Base Edition) readonly : Edition
  TrialExpirationDate  DateTime readonly
  DefaultAccountAccess Picklist(None|Read|Edit|ControlledByLeadOrContact) readonly
  DefaultContactAccess Picklist(None|Read|Edit|ControlledByParent) readonly
  DefaultCaseAccess    Picklist(None|Read|Edit|ReadEditTransfer) readonly
  DefaultLeadAccess    Picklist(None|Read|Edit|ReadEditTransfer) readonly
  DefaultOpportunityAccess Picklist(None|Read|Edit) readonly
  DefaultCalendarAccess Picklist(HideDetails|*HideDetailsInsert|ShowDetails|ShowDetailsInsert|AllowEdits) readonly
  DefaultPricebookAccess Picklist(None|Read|*ReadSelect) readonly
  DefaultCampaignAccess Picklist(None|Read|*Edit|All) readonly
  UiSkin Picklist(Theme1|Theme2|*Theme3) readonly : UI Skin
  Latitude Number(18,15)
  Longitude Number(18,15)
  Address Address
  ReceivesInfoEmails Checkbox : Info Emails
  ReceivesAdminInfoEmails Checkbox : Info Emails Admin
  WebToCaseDefaultOrigin Text(40) : Web to Cases Default Origin
  ComplianceBccEmail Email(80) : Compliance BCC Email
  `,
);
