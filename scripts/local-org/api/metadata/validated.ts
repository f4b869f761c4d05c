import { readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deployFolder } from './deployed-source.ts';
import type { DeployOptions, DeployOutcome } from './types.ts';

const VALIDATED = '.validated.zip';

/** Where the archive of a deployment waits for its turn. */
export function archiveFile(dataFile: string, id: string): string {
  return join(deployFolder(dataFile), `${id}.zip`);
}

/** Where the archive of a validation is kept, by where it waited for its turn. */
export function validatedArchive(zipFile: string): string {
  return zipFile.replace(/\.zip$/, VALIDATED);
}

/** Whether a deployment was a validation with tests that succeeded. */
export function isValidated(options: DeployOptions, outcome: DeployOutcome | undefined): boolean {
  return options.checkOnly && options.testLevel !== 'NoTestRun' && outcome?.status === 'Succeeded';
}

/** Keeps the archive of a validation, so that it can be deployed as it is. */
export function keepArchive(zipFile: string): void {
  renameSync(zipFile, validatedArchive(zipFile));
}

/** Removes the archives of all validations: after a deployment none qualifies any more. */
export function dropValidated(zipFile: string): void {
  const folder = dirname(zipFile);
  for (const name of readdirSync(folder)) if (name.endsWith(VALIDATED)) rmSync(join(folder, name), { force: true });
}
