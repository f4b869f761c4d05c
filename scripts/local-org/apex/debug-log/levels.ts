/**
 * Categories and levels of debug logs.
 * https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm (Debug Log Levels)
 */

/** As the first line of a log names them, in its order. */
export const CATEGORIES = [
  'APEX_CODE',
  'APEX_PROFILING',
  'CALLOUT',
  'DATA_ACCESS',
  'DB',
  'NBA',
  'SYSTEM',
  'VALIDATION',
  'VISUALFORCE',
  'WAVE',
  'WORKFLOW',
] as const;
export type LogCategory = (typeof CATEGORIES)[number];

/** From the fewest events to the most: each level has those of the levels before it. */
export const LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** The level of every category. */
export type LogLevels = Readonly<Record<LogCategory, LogLevel>>;

/** A category or level that does not exist. */
export class LogLevelError extends Error {
  readonly code = 'INVALID_LOG_LEVEL';
}

const SILENT: LogLevels = {
  APEX_CODE: 'NONE',
  APEX_PROFILING: 'NONE',
  CALLOUT: 'NONE',
  DATA_ACCESS: 'NONE',
  DB: 'NONE',
  NBA: 'NONE',
  SYSTEM: 'NONE',
  VALIDATION: 'NONE',
  VISUALFORCE: 'NONE',
  WAVE: 'NONE',
  WORKFLOW: 'NONE',
};

/**
 * Levels at which tests run when no trace flag says otherwise.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm (order of precedence)
 */
export const DEFAULT_LEVELS: LogLevels = {
  ...SILENT,
  APEX_CODE: 'DEBUG',
  APEX_PROFILING: 'INFO',
  CALLOUT: 'INFO',
  DB: 'INFO',
  NBA: 'INFO',
  SYSTEM: 'DEBUG',
  VALIDATION: 'INFO',
  VISUALFORCE: 'INFO',
  WAVE: 'INFO',
  WORKFLOW: 'INFO',
};

const RANK: ReadonlyMap<string, number> = new Map(LEVELS.map((level, rank) => [level, rank]));

/** Whether what is logged at `level` is logged in a category set to `set`. */
export function includes(set: LogLevel, level: LogLevel): boolean {
  return set !== 'NONE' && RANK.get(level)! <= RANK.get(set)!;
}

/** Levels for the categories that are given, in any case; the others are silent, unless `ALL` stands for them. */
export function levelsFrom(given: Iterable<readonly [category: string, level: string]>, others: LogLevels = SILENT): LogLevels {
  let levels = others;
  for (const [category, level] of given) levels = { ...levels, ...settings(category.toUpperCase(), asLevel(level)) };
  return levels;
}

/**
 * Levels from text such as `APEX_CODE=FINE,DB=INFO`; categories that are not named have their default.
 * @throws LogLevelError
 */
export function parseLevels(text: string): LogLevels {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '');
  return levelsFrom(
    parts.map((part) => {
      const [category = '', level = ''] = part.split(/[=:]/);
      return [category.trim(), level.trim()];
    }),
    DEFAULT_LEVELS,
  );
}

/** Level of that name, in any case. @throws LogLevelError */
export function asLevel(name: string): LogLevel {
  const level = LEVELS.find((one) => one === name.toUpperCase());
  if (!level) throw new LogLevelError(`There is no log level ${name || '(none)'}: choose one of ${LEVELS.join(', ')}`);
  return level;
}

function settings(category: string, level: LogLevel): Partial<LogLevels> {
  if (category === 'ALL') return Object.fromEntries(CATEGORIES.map((one) => [one, level]));
  const known = CATEGORIES.find((one) => one === category);
  if (!known) throw new LogLevelError(`There is no log category ${category || '(none)'}: choose among ${CATEGORIES.join(', ')}`);
  return { [known]: level };
}

/** `APEX_CODE,DEBUG;DB,INFO;…`: the categories that log anything. */
export function describeLevels(levels: LogLevels): string {
  return CATEGORIES.filter((category) => levels[category] !== 'NONE')
    .map((category) => `${category},${levels[category]}`)
    .join(';');
}

/**
 * The older way to say what a log is to have, least first.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_debuggingheader.htm (debugLevel)
 */
const OLD_LEVELS: Readonly<Record<string, LogLevels>> = {
  NONE: SILENT,
  DEBUGONLY: levelsFrom([
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'INFO'],
  ]),
  DB: levelsFrom([
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'INFO'],
    ['DB', 'INFO'],
  ]),
  PROFILING: levelsFrom([
    ['APEX_CODE', 'FINE'],
    ['APEX_PROFILING', 'FINE'],
    ['DB', 'INFO'],
  ]),
  CALLOUT: levelsFrom([
    ['APEX_CODE', 'FINE'],
    ['APEX_PROFILING', 'FINE'],
    ['DB', 'INFO'],
    ['CALLOUT', 'INFO'],
  ]),
  DETAIL: levelsFrom([
    ['ALL', 'INFO'],
    ['APEX_CODE', 'FINEST'],
    ['APEX_PROFILING', 'FINE'],
    ['SYSTEM', 'FINE'],
  ]),
};

/** Levels for a value of `debugLevel`, in any case; undefined when there is no such value. */
export function oldLevels(debugLevel: string): LogLevels | undefined {
  return OLD_LEVELS[debugLevel.toUpperCase()];
}
