import type { Store } from '../../store/index.ts';

const OFFSET_SETTING = 'clock.offset';

/**
 * The org's clock: the machine's plus an offset that an administrator may set. The offset lives in the data file, so
 * all workers share it and it outlasts a restart.
 */
export class OrgClock {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Epoch ms. */
  now(): number {
    return Date.now() + this.offset();
  }

  /** Milliseconds that the org is ahead of the machine. */
  offset(): number {
    return Number(this.#store.getSetting(OFFSET_SETTING) ?? '0');
  }

  /** Needs a write transaction. */
  setOffset(ms: number): void {
    this.#store.setSetting(OFFSET_SETTING, String(ms));
  }

  /** Makes it `epochMs` now. Needs a write transaction. */
  setNow(epochMs: number): void {
    this.setOffset(epochMs - Date.now());
  }
}
