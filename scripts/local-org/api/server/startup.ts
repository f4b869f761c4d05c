import { StartError } from '../errors.ts';

/** A start failure as data, to cross the thread boundary. */
export interface StartErrorData {
  readonly code: string;
  readonly message: string;
}

/** Turns whatever stopped the org from opening into a message a person can act on. */
export function startErrorData(error: unknown): StartErrorData {
  if (error instanceof StartError) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { code: 'START_FAILED', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'START_FAILED';
  const advice = systemAdvice(`${code} ${error.message}`);
  // A failure without advice is ours: its stack is what somebody needs to mend it.
  const coded = code !== 'START_FAILED';
  return { code, message: advice ? `${error.message}\n${advice}` : coded ? error.message : (error.stack ?? error.message) };
}

function systemAdvice(text: string): string | undefined {
  if (/ENOSPC|database or disk is full|SQLITE_FULL/i.test(text))
    return 'There is no disk space left: free some, or name another place with --data.';
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|readonly database|unable to open database/i.test(text)) {
    return 'The data file cannot be written: check its folder and permissions, or name another file with --data.';
  }
  if (/not a database|malformed|disk image/i.test(text))
    return 'The data file is damaged or is not a local org: move it away or name another with --data.';
  return undefined;
}
