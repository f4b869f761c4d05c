import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * What an org's data file is followed by in the names beside it: nothing, the ids that were given out, the platform cache,
 * the rows that are locked and the threads that lock them, each with SQLite's own files.
 */
const PARTS = /^(?:-ids|-cache|-rows(?:-\d+)?)?(?:-wal|-shm|-journal)?$/;

/** The files that orgs with this data file have written. */
export function filesOf(dataFile: string): string[] {
  const [folder, name] = [dirname(dataFile), basename(dataFile)];
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.startsWith(name) && PARTS.test(file.slice(name.length)));
  return files.map((file) => join(folder, file));
}
