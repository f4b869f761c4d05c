import { address, standardObject } from './declare.ts';

export const contact = standardObject(
  'Contact',
  '003',
  { common: ['audit', 'recycle', 'owner', 'activities', 'lastActivity', 'viewed'] },
  `
  AccountId          Lookup(Account) -> Account/Contacts cascade
  LastName           Text(80) required
  FirstName          Text(40)
  Salutation         Picklist(Mr.|Ms.|Mrs.|Dr.|Prof.)
  Name               Text(121) name compound              : Full Name
${address('Other')}
${address('Mailing')}
  Phone              Phone(40)                            : Business Phone
  Fax                Phone(40)                            : Business Fax
  MobilePhone        Phone(40)
  HomePhone          Phone(40)
  OtherPhone         Phone(40)
  AssistantPhone     Phone(40)                            : Asst. Phone
  ReportsToId        Lookup(Contact) -> ReportsTo
  Email              Email(80)
  Title              Text(128)
  Department         Text(80)
  AssistantName      Text(40)                             : Assistant's Name
  LeadSource         Picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  Birthdate          Date
  Description        LongTextArea(32000)                  : Contact Description
  HasOptedOutOfEmail Checkbox                             : Email Opt Out
  HasOptedOutOfFax   Checkbox                             : Fax Opt Out
  DoNotCall          Checkbox
  EmailBouncedReason Text(255)
  EmailBouncedDate   DateTime
  IsEmailBounced     Checkbox readonly
  LastCURequestDate  DateTime readonly                    : Last Stay-in-Touch Request Date
  LastCUUpdateDate   DateTime readonly                    : Last Stay-in-Touch Save Date
  MasterRecordId     Lookup(Contact) -> MasterRecord readonly
  Jigsaw             Text(20)                             : Data.com Key
  PhotoUrl Url(255) readonly : Photo URL
  IsPriorityRecord Checkbox readonly : Important
  `,
);
