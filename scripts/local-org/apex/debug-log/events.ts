import type { LogCategory, LogLevel } from './levels.ts';

/**
 * The events that the local org logs, with the category and the level at which the platform logs them. `USER_DEBUG` has
 * the level that `System.debug` was given.
 * https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm (Debug Event Types)
 */
export const EVENTS = {
  USER_INFO: ['APEX_CODE', 'ERROR'],
  EXECUTION_STARTED: ['APEX_CODE', 'ERROR'],
  EXECUTION_FINISHED: ['APEX_CODE', 'ERROR'],
  CODE_UNIT_STARTED: ['APEX_CODE', 'ERROR'],
  CODE_UNIT_FINISHED: ['APEX_CODE', 'ERROR'],
  FATAL_ERROR: ['APEX_CODE', 'ERROR'],
  EXCEPTION_THROWN: ['APEX_CODE', 'INFO'],
  USER_DEBUG: ['APEX_CODE', 'DEBUG'],
  METHOD_ENTRY: ['APEX_CODE', 'FINE'],
  METHOD_EXIT: ['APEX_CODE', 'FINE'],
  CONSTRUCTOR_ENTRY: ['APEX_CODE', 'FINE'],
  CONSTRUCTOR_EXIT: ['APEX_CODE', 'FINE'],
  STATEMENT_EXECUTE: ['APEX_CODE', 'FINER'],
  VARIABLE_SCOPE_BEGIN: ['APEX_CODE', 'FINEST'],
  VARIABLE_ASSIGNMENT: ['APEX_CODE', 'FINEST'],
  // A block of limits, LIMIT_USAGE_FOR_NS included, stands between these two.
  CUMULATIVE_LIMIT_USAGE: ['APEX_PROFILING', 'INFO'],
  LIMIT_USAGE_FOR_NS: ['APEX_PROFILING', 'INFO'],
  CUMULATIVE_LIMIT_USAGE_END: ['APEX_PROFILING', 'INFO'],
  CALLOUT_REQUEST: ['CALLOUT', 'INFO'],
  CALLOUT_RESPONSE: ['CALLOUT', 'INFO'],
  DML_BEGIN: ['DB', 'INFO'],
  DML_END: ['DB', 'INFO'],
  SOQL_EXECUTE_BEGIN: ['DB', 'INFO'],
  SOQL_EXECUTE_END: ['DB', 'INFO'],
  SOSL_EXECUTE_BEGIN: ['DB', 'INFO'],
  SOSL_EXECUTE_END: ['DB', 'INFO'],
  SAVEPOINT_SET: ['DB', 'INFO'],
  SAVEPOINT_ROLLBACK: ['DB', 'INFO'],
  PUSH_TRACE_FLAGS: ['SYSTEM', 'INFO'],
  POP_TRACE_FLAGS: ['SYSTEM', 'INFO'],
  VALIDATION_RULE: ['VALIDATION', 'INFO'],
  VALIDATION_FORMULA: ['VALIDATION', 'INFO'],
  VALIDATION_PASS: ['VALIDATION', 'INFO'],
  VALIDATION_FAIL: ['VALIDATION', 'INFO'],
} as const satisfies Record<string, readonly [LogCategory, LogLevel]>;

export type LogEvent = keyof typeof EVENTS;
