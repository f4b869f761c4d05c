import { standardObject } from './declare.ts';

export const apexClass = standardObject(
  'ApexClass',
  '01p',
  { plural: 'Apex Classes', sharing: 'Read', common: ['audit'] },
  `
  Name                  Text(255) name required
  NamespacePrefix       Text(15) readonly
  ApiVersion            Number(18,1)
  Status                Picklist(Inactive|*Active|Deleted)
  IsValid               Checkbox
  BodyCrc               Number(18,0)
  Body                  LongTextArea(1000000)
  LengthWithoutComments Number(9,0)                      : Size Without Comments
  `,
);

export const apexTrigger = standardObject(
  'ApexTrigger',
  '01q',
  { sharing: 'Read', common: ['audit'] },
  `
  Name                  Text(255) name required
  NamespacePrefix       Text(15) readonly
  TableEnumOrId         Text(40) required                : Custom Object Definition ID
  UsageBeforeInsert     Checkbox
  UsageAfterInsert      Checkbox
  UsageBeforeUpdate     Checkbox
  UsageAfterUpdate      Checkbox
  UsageBeforeDelete     Checkbox
  UsageAfterDelete      Checkbox
  UsageAfterUndelete    Checkbox
  UsageIsBulk           Checkbox
  ApiVersion            Number(18,1)
  Status                Picklist(Inactive|*Active|Deleted)
  IsValid               Checkbox
  BodyCrc               Number(18,0)
  Body                  LongTextArea(1000000)
  LengthWithoutComments Number(9,0)                      : Size Without Comments
  `,
);

export const asyncApexJob = standardObject(
  'AsyncApexJob',
  '707',
  { label: 'Apex Job', sharing: 'Read', common: [] },
  `
  CreatedDate         DateTime readonly
  CreatedById         Lookup(User) -> CreatedBy readonly
  JobType             Picklist(Future|SharingRecalculation|ScheduledApex|BatchApex|BatchApexWorker|TestRequest|TestWorker|ApexToken|Queueable) readonly
  ApexClassId         Lookup(ApexClass) -> ApexClass readonly
  Status              Picklist(Queued|Processing|Aborted|Completed|Failed|Preparing|Holding) readonly
  JobItemsProcessed   Number(9,0) readonly               : Batches Processed
  TotalJobItems       Number(9,0) readonly               : Total Batches
  NumberOfErrors      Number(9,0) readonly               : Failures
  CompletedDate       DateTime readonly
  MethodName          Text(255) readonly                 : Apex Method
  ExtendedStatus      Text(255) readonly                 : Status Detail
  ParentJobId         Lookup(AsyncApexJob) -> ParentJob readonly : Apex Job ID
  LastProcessed       Text(15) readonly
  LastProcessedOffset Number(9,0) readonly
  CronTriggerId       Lookup(CronTrigger) -> CronTrigger readonly
  `,
);

export const cronTrigger = standardObject(
  'CronTrigger',
  '08e',
  { label: 'Scheduled Jobs', plural: 'Scheduled Jobs', sharing: 'Read', common: [] },
  `
  CronJobDetailId  Lookup(CronJobDetail) -> CronJobDetail readonly : Job ID
  NextFireTime     DateTime readonly                     : Next Run Time
  PreviousFireTime DateTime readonly                     : Previous Run Time
  State            Picklist(WAITING|ACQUIRED|EXECUTING|COMPLETE|ERROR|DELETED|PAUSED|BLOCKED|PAUSED_BLOCKED) readonly
  StartTime        DateTime readonly
  EndTime          DateTime readonly
  CronExpression   Text(255) readonly
  TimeZoneSidKey   Text(40) readonly                     : Time Zone
  OwnerId          Lookup(User) -> Owner readonly
  LastModifiedById Lookup(User) -> LastModifiedBy readonly
  CreatedById      Lookup(User) -> CreatedBy readonly
  CreatedDate      DateTime readonly
  TimesTriggered   Number(9,0) readonly                  : Job Fired Count
  `,
);

export const cronJobDetail = standardObject(
  'CronJobDetail',
  '08a',
  { sharing: 'Read', common: [] },
  `
  Name    Text(255) name readonly
  JobType Text(10) readonly
  `,
);

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apextestrunresult.htm */
export const apexTestRunResult = standardObject(
  'ApexTestRunResult',
  '05m',
  { sharing: 'Read', common: ['audit'] },
  `
  AsyncApexJobId   Lookup(AsyncApexJob) -> AsyncApexJob
  UserId           Lookup(User) -> User
  JobName          Text(255)
  IsAllTests       Checkbox
  Source           Text(255)
  StartTime        DateTime
  EndTime          DateTime
  TestTime         Number(9,0)
  TestSetupTime    Number(9,0)
  Status           Picklist(Queued|Processing|Aborted|Completed|Failed)
  ClassesEnqueued  Number(9,0)
  ClassesCompleted Number(9,0)
  MethodsEnqueued  Number(9,0)
  MethodsCompleted Number(9,0)
  MethodsFailed    Number(9,0)
  `,
);

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apextestqueueitem.htm */
export const apexTestQueueItem = standardObject(
  'ApexTestQueueItem',
  '709',
  { sharing: 'Read', common: ['audit'] },
  `
  ApexClassId          Lookup(ApexClass) -> ApexClass
  Status               Picklist(Holding|Queued|Preparing|Processing|Aborted|Completed|Failed)
  ExtendedStatus       Text(1000)
  ParentJobId          Lookup(AsyncApexJob) -> ParentJob
  TestRunResultId      Lookup(ApexTestRunResult) -> TestRunResult
  ShouldSkipCodeCoverage Checkbox
  `,
);

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apextestresult.htm */
export const apexTestResult = standardObject(
  'ApexTestResult',
  '07M',
  { sharing: 'Read', common: ['audit'] },
  `
  TestTimestamp       DateTime
  Outcome             Picklist(Pass|Fail|CompileFail|Skip)
  ApexClassId         Lookup(ApexClass) -> ApexClass
  MethodName          Text(255)
  Message             Text(4000)
  StackTrace          Text(4000)
  AsyncApexJobId      Lookup(AsyncApexJob) -> AsyncApexJob
  QueueItemId         Lookup(ApexTestQueueItem) -> QueueItem
  ApexLogId           Lookup(ApexLog) -> ApexLog
  ApexTestRunResultId Lookup(ApexTestRunResult) -> ApexTestRunResult
  RunTime             Number(9,0)
  IsTestSetup         Checkbox
  `,
);

const COVERAGE = `
  ApexClassOrTriggerId Lookup(ApexClass,ApexTrigger) -> ApexClassOrTrigger cascade
  NumLinesCovered      Number(9,0)
  NumLinesUncovered    Number(9,0)
  Coverage             LongTextArea(1000000) json
`;

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexcodecoverage.htm */
export const apexCodeCoverage = standardObject(
  'ApexCodeCoverage',
  '714',
  { sharing: 'Read', common: ['audit'] },
  `
  ApexTestClassId      Lookup(ApexClass) -> ApexTestClass cascade
  TestMethodName       Text(255)
  ${COVERAGE}`,
);

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexcodecoverageaggregate.htm */
export const apexCodeCoverageAggregate = standardObject(
  'ApexCodeCoverageAggregate',
  '715',
  { sharing: 'Read', common: ['audit'] },
  COVERAGE,
);

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexorgwidecoverage.htm */
export const apexOrgWideCoverage = standardObject(
  'ApexOrgWideCoverage',
  '716',
  { sharing: 'Read', common: ['audit'] },
  'PercentCovered Number(3,0)',
);
