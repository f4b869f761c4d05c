import { standardObject } from './declare.ts';

export const caseObject = standardObject(
  'Case',
  '500',
  { sharing: 'ReadWriteTransfer', common: ['audit', 'recycle', 'queueOwner', 'activities', 'viewed'] },
  `
  CaseNumber        AutoNumber({00000000}) name
  ContactId         Lookup(Contact) -> Contact/Cases restrict
  AccountId         Lookup(Account) -> Account/Cases restrict
  AssetId           Lookup(Asset) -> Asset/Cases
  ParentId          Lookup(Case) -> Parent/Cases                   : Parent Case ID
  SuppliedName      Text(80)                                       : Name
  SuppliedEmail     Email(80)                                      : Email Address
  SuppliedPhone     Text(40)                                       : Phone
  SuppliedCompany   Text(80)                                       : Company
  Type              Picklist(Mechanical|Electrical|Electronic|Structural|Other) : Case Type
  Status            Picklist(*New|Working|Escalated|Closed) required
  Reason            Picklist(Installation|Equipment Complexity|Performance|Breakdown|Equipment Design|Feedback|Other) : Case Reason
  Origin            Picklist(Phone|Email|Web)                      : Case Origin
  Subject           Text(255)
  Priority          Picklist(High|*Medium|Low)
  Description       LongTextArea(32000)
  IsClosed          Checkbox readonly                              : Closed
  ClosedDate        DateTime readonly
  IsEscalated       Checkbox                                       : Escalated
  Comments          LongTextArea(4000)                             : Internal Comments
  ContactPhone      Phone(40) readonly
  ContactMobile     Phone(40) readonly
  ContactEmail      Email(80) readonly
  ContactFax        Phone(40) readonly
  MasterRecordId    Lookup(Case) -> MasterRecord readonly
  BusinessHoursId Lookup(BusinessHours) -> BusinessHours/Cases
  IsClosedOnCreate Checkbox readonly : Closed When Created
  `,
);
