import { address, standardObject } from './declare.ts';

export const account = standardObject(
  'Account',
  '001',
  { common: ['audit', 'recycle', 'owner', 'activities', 'lastActivity', 'viewed'] },
  `
  Name               Text(255) name required                                          : Account Name
  Type               Picklist(Prospect|Customer - Direct|Customer - Channel|Channel Partner / Reseller|Installation Partner|Technology Partner|Other) : Account Type
  ParentId           Lookup(Account) -> Parent/ChildAccounts                          : Parent Account ID
${address('Billing')}
${address('Shipping')}
  Phone              Phone(40)                                                        : Account Phone
  Fax                Phone(40)                                                        : Account Fax
  AccountNumber      Text(40)
  Website            Url(255)
  Sic                Text(20)                                                         : SIC Code
  SicDesc            Text(80)                                                         : SIC Description
  Industry           Picklist(Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other)
  AnnualRevenue      Currency(18,0)
  NumberOfEmployees  Number(8,0)                                                      : Employees
  Ownership          Picklist(Public|Private|Subsidiary|Other)
  TickerSymbol       Text(20)
  Description        LongTextArea(32000)                                              : Account Description
  Rating             Picklist(Hot|Warm|Cold)                                          : Account Rating
  Site               Text(80)                                                         : Account Site
  AccountSource      Picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  MasterRecordId     Lookup(Account) -> MasterRecord readonly
  Jigsaw             Text(20)                                                         : Data.com Key
  PhotoUrl Url(255) readonly : Photo URL
  IsPriorityRecord Checkbox readonly : Important
  Tradestyle         Text(255)
  YearStarted        Text(4)
  DunsNumber         Text(9)                              : D-U-N-S Number
  NaicsCode          Text(8)                              : NAICS Code
  NaicsDesc          Text(120)                            : NAICS Description
  `,
);
