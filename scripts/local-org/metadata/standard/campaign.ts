import { standardObject } from './declare.ts';

export const campaign = standardObject(
  'Campaign',
  '701',
  { common: ['audit', 'recycle', 'owner', 'activities', 'lastActivity', 'viewed'] },
  `
  Name                     Text(80) name required                    : Campaign Name
  ParentId                 Lookup(Campaign) -> Parent/ChildCampaigns : Parent Campaign ID
  Type                     Picklist(Conference|Webinar|Trade Show|Public Relations|Partners|Referral Program|Advertisement|Banner Ads|Direct Mail|Email|Telemarketing|Other)
  Status                   Picklist(*Planned|In Progress|Completed|Aborted)
  StartDate                Date
  EndDate                  Date
  ExpectedRevenue          Currency(18,0)                            : Expected Revenue in Campaign
  BudgetedCost             Currency(18,0)                            : Budgeted Cost in Campaign
  ActualCost               Currency(18,0)                            : Actual Cost in Campaign
  ExpectedResponse         Percent(10,2)                             : Expected Response (%)
  NumberSent               Number(18,0)                              : Num Sent in Campaign
  IsActive                 Checkbox                                  : Active
  Description              LongTextArea(32000)
  NumberOfLeads            Number(8,0) readonly                      : Leads in Campaign
  NumberOfConvertedLeads   Number(8,0) readonly                      : Converted Leads in Campaign
  NumberOfContacts         Number(8,0) readonly                      : Contacts in Campaign
  NumberOfResponses        Number(8,0) readonly                      : Responses in Campaign
  NumberOfOpportunities    Number(8,0) readonly                      : Opportunities in Campaign
  NumberOfWonOpportunities Number(8,0) readonly                      : Won Opportunities in Campaign
  AmountAllOpportunities   Currency(18,0) readonly                   : Value Opportunities in Campaign
  AmountWonOpportunities   Currency(18,0) readonly                   : Value Won Opportunities in Campaign
  `,
);

export const campaignMember = standardObject(
  'CampaignMember',
  '00v',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  CampaignId         Lookup(Campaign) -> Campaign/CampaignMembers cascade required createonly
  LeadId             Lookup(Lead) -> Lead/CampaignMembers cascade createonly
  ContactId          Lookup(Contact) -> Contact/CampaignMembers cascade createonly
  Status             Picklist(*Sent|Responded)
  HasResponded       Checkbox readonly                               : Responded
  FirstRespondedDate Date readonly
  LeadOrContactId    Lookup(Lead,Contact) -> LeadOrContact readonly  : Related Record ID
  Type               Text(40) readonly
  `,
);

export const campaignMemberStatus = standardObject(
  'CampaignMemberStatus',
  '01Y',
  { plural: 'Campaign Member Statuses', sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  CampaignId   Lookup(Campaign) -> Campaign/CampaignMemberStatuses cascade required createonly
  Label        Text(765) required
  SortOrder    Number(9,0)
  IsDefault    Checkbox
  HasResponded Checkbox                                              : Responded
  `,
);
