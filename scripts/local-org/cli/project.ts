import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../api/errors.ts';

/** Folder that relative paths of the command line start from: npm runs scripts elsewhere than they were called. */
export function callerDir(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** The nearest folder, from the caller's upwards, with an `sfdx-project.json`; the caller's when there is none. */
export function projectDir(): string {
  for (let dir = callerDir(); ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'sfdx-project.json'))) return dir;
    if (dir === dirname(dir)) return callerDir();
  }
}

/**
 * The source folders: those given, else the package directories of `sfdx-project.json`.
 * @throws StartError when there are none or one does not exist
 */
export function sourceDirs(given: readonly string[] | undefined): string[] {
  const dirs = given && given.length > 0 ? given.map((dir) => resolve(callerDir(), dir)) : packageDirectories();
  const missing = dirs.filter((dir) => !existsSync(dir));
  if (missing.length > 0) {
    throw new StartError('NO_SOURCE', `There is no folder ${missing.join(', ')}. Name the SFDX source folders with --source-dir.`);
  }
  return dirs;
}

function packageDirectories(): string[] {
  const dir = projectDir();
  const file = join(dir, 'sfdx-project.json');
  if (!existsSync(file)) {
    throw new StartError('NO_SOURCE', `There is no sfdx-project.json in ${dir} or above. Name the SFDX source folders with --source-dir.`);
  }
  return readPackagePaths(file).map((path) => resolve(dir, path));
}

function readPackagePaths(file: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError('BAD_PROJECT', `${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  const directories = (content as { packageDirectories?: { path?: unknown }[] }).packageDirectories ?? [];
  const paths = directories.map((entry) => entry.path).filter((path) => typeof path === 'string');
  if (paths.length === 0)
    throw new StartError('BAD_PROJECT', `${file} names no packageDirectories. Name the source folders with --source-dir.`);
  return paths;
}

/** A file that was named on the command line. */
export function fromCaller(file: string | undefined): string | undefined {
  return file === undefined ? undefined : resolve(callerDir(), file);
}

/** The data file: the one given, else the project's own. */
export function dataFile(given: string | undefined): string {
  return given === undefined ? join(projectDir(), '.local-org', 'org.db') : resolve(callerDir(), given);
}
