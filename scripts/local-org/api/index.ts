export { ApiError, invalidSession, notFound, StartError, unsupported, type ApiErrorEntry } from './errors.ts';
export * from './extension.ts';
export { openOrg, type OpenOrgOptions } from './org/open.ts';
export type * from './org/types.ts';
export { describeObject } from './rest/describe.ts';
export { describeType } from './rest/field-types.ts';
export { fullId } from './rest/ids.ts';
export { asList, asObject, toDmlRecord } from './rest/record-input.ts';
export { rowToJson, type RecordJson } from './rest/record-json.ts';
export { recordTypeInfos, type RecordTypeInfo } from './rest/record-types.ts';
export { formatDatetime, fromJsonValue, toJsonValue } from './rest/values.ts';
export { readCookie, sessionCookie } from './server/credentials.ts';
export {
  currentSourceDirs,
  findServer,
  lockDataFile,
  startServer,
  STATE_FOLDER,
  type DataLock,
  type RunningServer,
  type ServerFile,
  type ServerOptions,
} from './server/index.ts';
