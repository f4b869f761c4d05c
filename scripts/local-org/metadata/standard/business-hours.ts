import { standardObject } from './declare.ts';

export const businessHours = standardObject(
  'BusinessHours',
  '01m',
  { label: 'Business Hours', plural: 'Business Hours', sharing: 'Read', common: ['audit'] },
  `
  Name               Text(80) name required                         : Business Hours Name
  IsActive           Checkbox                                       : Active
  IsDefault          Checkbox                                       : Default Business Hours
  TimeZoneSidKey     Text(40)                                       : Time Zone
  SundayStartTime    Time
  SundayEndTime      Time
  MondayStartTime    Time
  MondayEndTime      Time
  TuesdayStartTime   Time
  TuesdayEndTime     Time
  WednesdayStartTime Time
  WednesdayEndTime   Time
  ThursdayStartTime  Time
  ThursdayEndTime    Time
  FridayStartTime    Time
  FridayEndTime      Time
  SaturdayStartTime  Time
  SaturdayEndTime    Time
  `,
);

export const holiday = standardObject(
  'Holiday',
  '0C0',
  { sharing: 'Read', common: ['audit'] },
  `
  Name               Text(80) name required                         : Holiday Name
  Description        TextArea(100)
  ActivityDate       Date                                           : Holiday Date
  IsAllDay           Checkbox                                       : All Day
  StartTimeInMinutes Number(9,0)
  EndTimeInMinutes   Number(9,0)
  IsRecurrence       Checkbox                                       : Recurring Holiday
  `,
);

export const caseComment = standardObject(
  'CaseComment',
  '00a',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  ParentId    Lookup(Case) -> Parent/CaseComments cascade required createonly
  IsPublished Checkbox                                              : Published
  CommentBody LongTextArea(4000)                                    : Body
  `,
);

export const accountContactRole = standardObject(
  'AccountContactRole',
  '02Z',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  AccountId Lookup(Account) -> Account/AccountContactRoles cascade required createonly
  ContactId Lookup(Contact) -> Contact/AccountContactRoles cascade required createonly
  Role      Picklist(Business User|Decision Maker|Economic Buyer|Economic Decision Maker|Evaluator|Executive Sponsor|Influencer|Technical Buyer|Other)
  IsPrimary Checkbox                                                : Primary
  `,
);
