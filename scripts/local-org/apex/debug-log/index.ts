/** Debug logs: what they contain, at which levels, and how they look. */
export { callLogging, type CallLogging } from './calls.ts';
export { DebugLog, type CodeObject, type CodeUnit, type DebugLogOptions } from './debug-log.ts';
export { asLevel, CATEGORIES, DEFAULT_LEVELS, LEVELS, levelsFrom, LogLevelError, oldLevels, parseLevels } from './levels.ts';
export type { LogCategory, LogLevel, LogLevels } from './levels.ts';
export { validationLog } from './validation.ts';
