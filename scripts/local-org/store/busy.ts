/** Result codes SQLITE_BUSY and SQLITE_LOCKED: https://www.sqlite.org/rescode.html */
const BUSY: ReadonlySet<number> = new Set([5, 6]);

/** Whether SQLite has refused because another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  // The upper bits of an extended code say more closely why.
  return BUSY.has(Number(error.errcode) & 0xff);
}
