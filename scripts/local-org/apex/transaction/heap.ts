import { getHeapStatistics } from 'node:v8';
import { collectGarbage } from '../../memory/garbage.ts';

/** Growth worth a look; less than this is noise of the engine. */
const STEP_BYTES = 32 * 1024 * 1024;

/**
 * Bytes of JavaScript that stand for one byte of Apex: a record here is an object of objects, there a row. Chosen so that nothing
 * a real org would run is stopped; see {@link Heap}.
 */
const BYTES_PER_APEX_BYTE = 16;

/** What code holds before it has made anything: its own frames and statics, a model like the rest. */
const BASE_BYTES = 1024;

const usedBytes = (): number => getHeapStatistics().used_heap_size;

/**
 * The heap of one transaction: a model, because JavaScript does not tell what one piece of code holds. Garbage is not
 * counted: when much has been allocated it is collected before what is left is measured.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
export class Heap {
  readonly #start = usedBytes();
  #measuredAt = this.#start;
  /** What there was after the last look, garbage of some age included. */
  #seenAt = this.#start;
  #live = 0;

  /** Bytes held, on the scale of Apex. */
  used(): number {
    if (usedBytes() - this.#seenAt > STEP_BYTES) this.#look();
    return BASE_BYTES + Math.round(this.#live / BYTES_PER_APEX_BYTE);
  }

  /** Nearly always the growth is what one loop after another threw away: that is young. */
  #look(): void {
    collectGarbage('minor');
    this.#seenAt = usedBytes();
    if (this.#seenAt - this.#measuredAt <= STEP_BYTES) return;
    collectGarbage('major');
    this.#measuredAt = this.#seenAt = usedBytes();
    this.#live = Math.max(0, this.#measuredAt - this.#start);
  }
}
