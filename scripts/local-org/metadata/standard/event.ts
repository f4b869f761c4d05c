import { standardObject } from './declare.ts';

export const event = standardObject(
  'Event',
  '00U',
  { sharing: 'Private', common: ['audit', 'recycle', 'owner'] },
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
  `,
);
