import { getHeapStatistics } from 'node:v8';
import { collectGarbage } from './garbage.ts';

/** A thread that had nothing to do for so long is idle. */
const IDLE_AFTER_MS = 3000;
/** Less than this is not worth the time. */
const WORTH_BYTES = 4 * 2 ** 20;

/** What the memory of a thread is measured and collected with; a test has its own. */
export interface Collector {
  /** Bytes the thread has taken from the machine for its objects. */
  taken(): number;
  collect(): void;
}

const engine: Collector = {
  taken: () => getHeapStatistics().total_heap_size,
  collect: () => collectGarbage('major'),
};

/**
 * Gives memory back to the machine when a thread is idle: V8 keeps what a start or a large request left empty until it needs
 * room again, which an idle thread never does.
 */
export class IdleMemory {
  readonly #collector: Collector;
  #timer: NodeJS.Timeout | undefined;
  #left = 0;

  constructor(collector = engine) {
    this.#collector = collector;
  }

  /** The thread has just done something. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tidy(), IDLE_AFTER_MS);
    this.#timer.unref();
  }

  #tidy(): void {
    if (this.#collector.taken() - this.#left < WORTH_BYTES) return;
    this.#collector.collect();
    this.#left = this.#collector.taken();
  }
}
