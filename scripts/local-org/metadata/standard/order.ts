import { address, standardObject } from './declare.ts';

export const opportunityLineItem = standardObject(
  'OpportunityLineItem',
  '00k',
  { label: 'Opportunity Product', sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  OpportunityId    Lookup(Opportunity) -> Opportunity/OpportunityLineItems cascade required createonly
  PricebookEntryId Lookup(PricebookEntry) -> PricebookEntry/OpportunityLineItems restrict createonly : Price Book Entry ID
  Product2Id       Lookup(Product2) -> Product2 createonly : Product ID
  ProductCode      Text(255) readonly
  Name             Text(376) name readonly                          : Opportunity Product Name
  SortOrder        Number(9,0)
  Quantity         Number(12,2) required
  UnitPrice        Currency(18,2)                                   : Sales Price
  ListPrice        Currency(18,2) readonly
  TotalPrice       Currency(18,2)
  Discount         Percent(5,2)
  ServiceDate      Date                                             : Date
  Description      Text(255)                                        : Line Description
  `,
);

export const opportunityContactRole = standardObject(
  'OpportunityContactRole',
  '00K',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  OpportunityId Lookup(Opportunity) -> Opportunity/OpportunityContactRoles cascade required createonly
  ContactId     Lookup(Contact) -> Contact/OpportunityContactRoles cascade required
  Role          Picklist(Business User|Decision Maker|Economic Buyer|Economic Decision Maker|Evaluator|Executive Sponsor|Influencer|Technical Buyer|Other)
  IsPrimary     Checkbox                                            : Primary
  `,
);

export const contract = standardObject(
  'Contract',
  '800',
  { common: ['audit', 'recycle', 'owner', 'activities', 'lastActivity', 'viewed'] },
  `
  ContractNumber   AutoNumber({00000000}) name
  Name             Text(80)                                         : Contract Name
  AccountId        Lookup(Account) -> Account/Contracts cascade required
  Pricebook2Id     Lookup(Pricebook2) -> Pricebook2/Contracts restrict : Price Book ID
  StartDate        Date                                             : Contract Start Date
  EndDate          Date readonly                                    : Contract End Date
  ContractTerm     Number(8,0)
${address('Billing')}
${address('Shipping')}
  CompanySignedDate     Date
  CustomerSignedDate    Date
  CustomerSignedTitle   Text(40)
  OwnerExpirationNotice Picklist(15=15 Days|30=30 Days|45=45 Days|60=60 Days|90=90 Days|120=120 Days)
  LastApprovedDate      DateTime readonly
  Status           Picklist(*Draft|In Approval Process|Activated) required
  CompanySignedId  Lookup(User) -> CompanySigned/ContractsSigned    : Company Signed By ID
  CustomerSignedId Lookup(Contact) -> CustomerSigned/ContractsSigned : Customer Signed By ID
  ActivatedById    Lookup(User) -> ActivatedBy readonly
  ActivatedDate    DateTime readonly
  StatusCode       Picklist(*Draft|InApproval|Activated|Terminated|Expired) readonly : Status Category
  Description      LongTextArea(32000)
  SpecialTerms     TextArea(4000)
  `,
);

export const order = standardObject(
  'Order',
  '801',
  { common: ['audit', 'recycle', 'owner', 'activities', 'viewed'] },
  `
  OrderNumber     AutoNumber({00000000}) name
  AccountId       Lookup(Account) -> Account/Orders restrict
  ContractId      Lookup(Contract) -> Contract/Orders
  Pricebook2Id    Lookup(Pricebook2) -> Pricebook2/Orders restrict  : Price Book ID
  OriginalOrderId Lookup(Order) -> OriginalOrder/Orders
  OpportunityId   Lookup(Opportunity) -> Opportunity/Orders
  EffectiveDate   Date required                                     : Order Start Date
  EndDate         Date                                              : Order End Date
  Status          Picklist(*Draft|Activated) required
  StatusCode      Picklist(*Draft|Activated|Cancelled|Expired) readonly : Status Category
  Name            Text(80)                                          : Order Name
  Type            Picklist()                                        : Order Type
  BillToContactId Lookup(Contact) -> BillToContact
  ShipToContactId Lookup(Contact) -> ShipToContact
  TotalAmount     Currency(18,2) readonly                           : Order Amount
${address('Billing')}
${address('Shipping')}
  PoNumber Text(80) : PO Number
  PoDate Date : PO Date
  OrderReferenceNumber Text(80)
  CustomerAuthorizedById Lookup(Contact) -> CustomerAuthorizedBy
  CustomerAuthorizedDate Date
  CompanyAuthorizedById Lookup(User) -> CompanyAuthorizedBy
  CompanyAuthorizedDate Date
  IsReductionOrder Checkbox                                         : Reduction Order
  ActivatedDate   DateTime readonly
  ActivatedById   Lookup(User) -> ActivatedBy readonly
  Description     LongTextArea(32000)
  `,
);

export const orderItem = standardObject(
  'OrderItem',
  '802',
  { label: 'Order Product', sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  OrderItemNumber  AutoNumber({0000000000}) name                    : Order Product Number
  OrderId          Lookup(Order) -> Order/OrderItems cascade required createonly
  PricebookEntryId Lookup(PricebookEntry) -> PricebookEntry/OrderItems restrict createonly : Price Book Entry ID
  Product2Id       Lookup(Product2) -> Product2 createonly : Product ID
  Quantity         Number(18,2) required
  AvailableQuantity Number(18,2) readonly
  UnitPrice        Currency(18,2)
  ListPrice        Currency(18,2)
  TotalPrice       Currency(18,2) readonly
  ServiceDate      Date                                             : Start Date
  EndDate          Date
  Description      Text(255)                                        : Line Description
  `,
);
