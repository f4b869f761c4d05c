/** What stands beside an org's data file: SQLite's own files, the ids that were given out, the rows that are locked. */
const PARTS = ['', '-ids', '-rows'].flatMap((part) => [part, `${part}-wal`, `${part}-shm`, `${part}-journal`]);

/** Every file that an org with this data file may have written. */
export function filesOf(dataFile: string): readonly string[] {
  return PARTS.map((part) => `${dataFile}${part}`);
}
