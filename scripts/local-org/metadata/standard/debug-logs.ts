import { standardObject } from './declare.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexlog.htm */
export const apexLog = standardObject(
  'ApexLog',
  '07L',
  { label: 'Apex Debug Log', sharing: 'Read', common: [] },
  `
  LogUserId            Lookup(User) -> LogUser readonly
  LogLength            Number(9,0) readonly              : Size (Bytes)
  Request              Text(64) readonly
  Operation            Text(255) readonly
  Application          Text(64) readonly
  Status               Text(255) readonly
  DurationMilliseconds Number(9,0) readonly              : Duration (ms)
  StartTime            DateTime readonly
  Location             Picklist(*SystemLog|Monitoring|Preserved)
  RequestIdentifier    Text(100) readonly
  LastModifiedDate     DateTime readonly
  SystemModstamp       DateTime readonly
  `,
);

/** @param level what a new record has */
const levels = (level: string): string =>
  `Picklist(${['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR'].map((one) => (one === level ? `*${one}` : one)).join('|')}) required restricted`;

/** https://developer.salesforce.com/docs/platform/api-tooling/references/tooling-objects/tooling-debuglevel.html */
export const debugLevel = standardObject(
  'DebugLevel',
  '7dl',
  { common: ['audit'] },
  `
  DeveloperName Text(80) name required unique
  Language      Picklist(*en_US)
  MasterLabel   Text(80) required
  ApexCode      ${levels('DEBUG')}
  ApexProfiling ${levels('INFO')}
  Callout       ${levels('INFO')}
  DataAccess    ${levels('NONE')}
  Database      ${levels('INFO')}
  Nba           ${levels('INFO')}
  System        ${levels('DEBUG')}
  Validation    ${levels('INFO')}
  Visualforce   ${levels('INFO')}
  Wave          ${levels('INFO')}
  Workflow      ${levels('INFO')}
  `,
);

/** https://developer.salesforce.com/docs/platform/api-tooling/references/tooling-objects/tooling-traceflag.html */
export const traceFlag = standardObject(
  'TraceFlag',
  '7tf',
  { common: ['audit'] },
  `
  TracedEntityId Lookup(User,ApexClass,ApexTrigger) -> TracedEntity required createonly cascade
  DebugLevelId   Lookup(DebugLevel) -> DebugLevel required restrict
  LogType        Picklist(CLASS_TRACING|DEVELOPER_LOG|PROFILING|USER_DEBUG) required restricted createonly
  StartDate      DateTime
  ExpirationDate DateTime required
  `,
);
