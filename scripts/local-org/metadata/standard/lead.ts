import { address, standardObject } from './declare.ts';

export const lead = standardObject(
  'Lead',
  '00Q',
  { sharing: 'ReadWriteTransfer', common: ['audit', 'recycle', 'queueOwner', 'activities', 'lastActivity', 'viewed'] },
  `
  LastName               Text(80) required
  FirstName              Text(40)
  Salutation             Picklist(Mr.|Ms.|Mrs.|Dr.|Prof.)
  Name                   Text(121) name compound                : Full Name
  Title                  Text(128)
  Company                Text(255) required
${address('')}
  Phone                  Phone(40)
  MobilePhone            Phone(40)
  Fax                    Phone(40)
  Email                  Email(80)
  Website                Url(255)
  Description            LongTextArea(32000)
  LeadSource             Picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  Status                 Picklist(*Open - Not Contacted|Working - Contacted|Closed - Converted|Closed - Not Converted) required : Lead Status
  Industry               Picklist(Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other)
  Rating                 Picklist(Hot|Warm|Cold)
  AnnualRevenue          Currency(18,0)
  NumberOfEmployees      Number(8,0)                            : Employees
  HasOptedOutOfEmail     Checkbox                               : Email Opt Out
  HasOptedOutOfFax       Checkbox                               : Fax Opt Out
  DoNotCall              Checkbox
  IsConverted            Checkbox readonly                      : Converted
  ConvertedDate          Date readonly
  ConvertedAccountId     Lookup(Account) -> ConvertedAccount readonly
  ConvertedContactId     Lookup(Contact) -> ConvertedContact readonly
  ConvertedOpportunityId Lookup(Opportunity) -> ConvertedOpportunity readonly
  IsUnreadByOwner        Checkbox                               : Unread By Owner
  LastTransferDate       Date readonly
  EmailBouncedReason     Text(255)
  EmailBouncedDate       DateTime
  MasterRecordId         Lookup(Lead) -> MasterRecord readonly
  Jigsaw                 Text(20)                               : Data.com Key
  PhotoUrl Url(255) readonly : Photo URL
  IsPriorityRecord Checkbox readonly : Important
  `,
);
