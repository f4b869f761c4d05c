import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from '../../store/busy.ts';
import { StartError } from '../errors.ts';
import { startErrorData } from './startup.ts';

/** Held by the process that uses a data file. */
export interface DataLock {
  release(): void;
}

/**
 * Takes a data file for this process alone. The lock is SQLite's own on a file beside it: the operating system drops it
 * when the process ends, however it ends, so a killed process never leaves the data file locked.
 * @throws StartError DATA_FILE_IN_USE, or with advice when the folder cannot be written.
 */
export function lockDataFile(dataFile: string): DataLock {
  const lockFile = `${dataFile}-lock`;
  const ownerFile = `${dataFile}-owner`;
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(dataFile), { recursive: true });
    database = new DatabaseSync(lockFile);
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    writeFileSync(ownerFile, String(process.pid));
  } catch (error) {
    database?.close();
    if (isBusy(error)) throw inUse(dataFile, ownerFile);
    const data = startErrorData(error);
    throw new StartError('DATA_FILE_UNUSABLE', `Cannot use the data file ${dataFile}: ${data.message}`, { cause: error });
  }
  const held = database;
  return {
    release: () => {
      rmSync(ownerFile, { force: true });
      held.close();
    },
  };
}

function inUse(dataFile: string, ownerFile: string): StartError {
  const owner = existsSync(ownerFile) ? ` (process ${readFileSync(ownerFile, 'utf8')})` : '';
  return new StartError(
    'DATA_FILE_IN_USE',
    `The data file ${dataFile} is in use by another local org${owner}.\nStop that one first, or use another data file.`,
  );
}
