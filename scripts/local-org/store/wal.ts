import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './busy.ts';

const PAUSE_MS = 20;

/**
 * Turns on write-ahead logging, which lets readers and one writer work side by side. Only the first opener of a new
 * file really switches, and SQLite refuses the others meanwhile without waiting, so the waiting is done here.
 *
 * @param patienceMs how long to try
 */
export function useWriteAheadLog(db: DatabaseSync, patienceMs: number): void {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
