import { standardObject } from './declare.ts';

export const opportunity = standardObject(
  'Opportunity',
  '006',
  { plural: 'Opportunities', common: ['audit', 'recycle', 'owner', 'activities', 'lastActivity', 'viewed'] },
  `
  Name                   Text(120) name required                : Name
  AccountId              Lookup(Account) -> Account/Opportunities cascade
  ContactId              Lookup(Contact) -> Contact/Opportunities createonly
  IsPrivate              Checkbox                               : Private
  Description            LongTextArea(32000)
  StageName              Picklist(Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost) required : Stage
  Amount                 Currency(18,2)
  Probability            Percent(3,0)                           : Probability (%)
  ExpectedRevenue        Currency(18,2) readonly                : Expected Amount
  TotalOpportunityQuantity Number(18,2)                         : Quantity
  CloseDate              Date required
  Type                   Picklist(Existing Customer - Upgrade|Existing Customer - Replacement|Existing Customer - Downgrade|New Customer) : Opportunity Type
  NextStep               Text(255)
  LeadSource             Picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  IsClosed               Checkbox readonly                      : Closed
  IsWon                  Checkbox readonly                      : Won
  ForecastCategory       Picklist(Omitted|Pipeline|BestCase|MostLikely|Forecast|Closed) readonly
  ForecastCategoryName   Picklist(Omitted|Pipeline|Best Case|Commit|Closed) : Forecast Category
  CampaignId             Lookup(Campaign) -> Campaign/Opportunities
  HasOpportunityLineItem Checkbox readonly                      : Has Line Item
  Pricebook2Id           Lookup(Pricebook2) -> Pricebook2/Opportunities : Price Book ID
  Fiscal                 Text(6) readonly                       : Fiscal Period
  FiscalQuarter          Number(1,0) readonly
  FiscalYear             Number(4,0) readonly
  LastStageChangeDate    DateTime readonly
  ContractId Lookup(Contract) -> Contract/Opportunities
  PushCount Number(8,0) readonly
  HasOpenActivity Checkbox readonly
  HasOverdueTask Checkbox readonly
  `,
);
