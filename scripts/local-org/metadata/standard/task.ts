import { standardObject } from './declare.ts';

export const task = standardObject(
  'Task',
  '00T',
  { sharing: 'Private', common: ['audit', 'recycle', 'queueOwner'] },
  `
  WhoId                 Lookup(Contact,Lead) -> Who/Tasks            : Name ID
  WhatId                Lookup(*activities) -> What/Tasks cascade    : Related To ID
  Subject               Text(255) name
  ActivityDate          Date                                         : Due Date Only
  Status                Picklist(*Not Started|In Progress|Completed|Waiting on someone else|Deferred) required
  Priority              Picklist(High|*Normal|Low) required
  IsHighPriority        Checkbox readonly                            : High Priority
  Description           LongTextArea(32000)
  Type                  Picklist(Call|Email|Meeting|Other)
  AccountId             Lookup(Account) -> Account readonly
  IsClosed              Checkbox readonly                            : Closed
  IsArchived            Checkbox readonly                            : Archived
  CallDurationInSeconds Number(8,0)                                  : Call Duration
  CallType              Picklist(Internal|Inbound|Outbound)
  CallDisposition       Text(255)                                    : Call Result
  CallObject            Text(255)                                    : Call Object Identifier
  TaskSubtype           Picklist(*Task|Email|List Email|Cadence|Call|LinkedIn) createonly
  CompletedDateTime     DateTime readonly                            : Completed Date/Time
  ReminderDateTime      DateTime                                     : Reminder Date/Time
  IsReminderSet         Checkbox                                     : Reminder Set
  IsRecurrence          Checkbox                                     : Create Recurring Series of Tasks
  RecurrenceStartDateOnly Date : Recurrence Start
  RecurrenceActivityId Lookup(Task) -> RecurrenceActivity/RecurringTasks readonly
  RecurrenceTimeZoneSidKey Text(40) : Recurrence Time Zone
  RecurrenceType Picklist(RecursDaily=Recurs Daily|RecursEveryWeekday=Recurs Every Weekday|RecursMonthly=Recurs Monthly|RecursMonthlyNth=Recurs Monthly Nth|RecursWeekly=Recurs Weekly|RecursYearly=Recurs Yearly|RecursYearlyNth=Recurs Yearly Nth)
  RecurrenceInterval Number(9,0)
  RecurrenceDayOfWeekMask Number(9,0)
  RecurrenceDayOfMonth Number(9,0)
  RecurrenceInstance Picklist(First=1st|Second=2nd|Third=3rd|Fourth=4th|Last=last)
  RecurrenceMonthOfYear Picklist(January|February|March|April|May|June|July|August|September|October|November|December)
  RecurrenceEndDateOnly Date : Recurrence End
  RecurrenceRegeneratedType Picklist(RecurrenceRegenerateAfterDueDate=After due date|RecurrenceRegenerateAfterToday=After date completed|RecurrenceRegenerated=Task Closed) : Repeat This Task
  `,
);
