import { standardObject } from './declare.ts';

/** Calendars of resources and of the public; events can belong to one. */
export const calendar = standardObject(
  'Calendar',
  '023',
  { sharing: 'Read', common: ['audit'] },
  `
  Name     Text(80) name readonly
  UserId   Lookup(User) -> User readonly
  Type     Picklist(User|Public|Resource|Holiday) readonly
  IsActive Checkbox readonly : Active
  `,
);

export const event = standardObject(
  'Event',
  '00U',
  { sharing: 'Private', common: ['audit', 'recycle', 'calendarOwner'] },
  `
  WhoId             Lookup(Contact,Lead) -> Who/Events               : Name ID
  WhatId            Lookup(*activities) -> What/Events cascade       : Related To ID
  Subject           Text(255) name
  Location          Text(255)
  IsAllDayEvent     Checkbox                                         : All-Day Event
  ActivityDateTime  DateTime                                         : Due Date Time
  ActivityDate      Date                                             : Due Date Only
  DurationInMinutes Number(8,0)                                      : Duration
  StartDateTime     DateTime                                         : Start Date Time
  EndDateTime       DateTime                                         : End Date Time
  EndDate           Date readonly
  Description       LongTextArea(32000)
  Type              Picklist(Email|Meeting|Other|Call)
  AccountId         Lookup(Account) -> Account readonly
  IsPrivate         Checkbox                                         : Private
  ShowAs            Picklist(*Busy|OutOfOffice=Out of Office|Free)   : Show Time As
  IsChild           Checkbox readonly
  IsGroupEvent      Checkbox readonly
  IsArchived        Checkbox readonly                                : Archived
  EventSubtype      Picklist(*Event) createonly
  ReminderDateTime  DateTime                                         : Reminder Date/Time
  IsReminderSet     Checkbox                                         : Reminder Set
  IsRecurrence      Checkbox                                         : Create Recurring Series of Events
  RecurrenceStartDateTime DateTime : Recurrence Start
  RecurrenceActivityId Lookup(Event) -> RecurrenceActivity/RecurringEvents readonly
  RecurrenceTimeZoneSidKey Text(40) : Recurrence Time Zone
  RecurrenceType Picklist(RecursDaily=Recurs Daily|RecursEveryWeekday=Recurs Every Weekday|RecursMonthly=Recurs Monthly|RecursMonthlyNth=Recurs Monthly Nth|RecursWeekly=Recurs Weekly|RecursYearly=Recurs Yearly|RecursYearlyNth=Recurs Yearly Nth)
  RecurrenceInterval Number(9,0)
  RecurrenceDayOfWeekMask Number(9,0)
  RecurrenceDayOfMonth Number(9,0)
  RecurrenceInstance Picklist(First=1st|Second=2nd|Third=3rd|Fourth=4th|Last=last)
  RecurrenceMonthOfYear Picklist(January|February|March|April|May|June|July|August|September|October|November|December)
  RecurrenceEndDateOnly Date : Recurrence End
  GroupEventType Picklist(*0=Non Group Event|1=Group Event|2=Proposed Event) readonly
  `,
);
