import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Growth worth a look; less than this is noise of the engine. */
const STEP_BYTES = 32 * 1024 * 1024;

/**
 * Bytes of JavaScript that stand for one byte of Apex: a record here is a map of maps, there a row. Chosen so that nothing
 * a real org would run is stopped; see {@link Heap}.
 */
const BYTES_PER_APEX_BYTE = 16;

let collect: (() => void) | undefined;

/** Collects garbage, whatever the flags the process was started with. */
function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

const usedBytes = (): number => getHeapStatistics().used_heap_size;

/**
 * The heap of one transaction: a model, because JavaScript does not tell what one piece of code holds. Garbage is not
 * counted: when much has been allocated it is collected before what is left is measured.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
export class Heap {
  readonly #start = usedBytes();
  #measuredAt = this.#start;
  #live = 0;

  /** Bytes held, on the scale of Apex. */
  used(): number {
    const now = usedBytes();
    if (now - this.#measuredAt > STEP_BYTES) {
      collectGarbage();
      this.#measuredAt = usedBytes();
      this.#live = Math.max(0, this.#measuredAt - this.#start);
    }
    return Math.round(this.#live / BYTES_PER_APEX_BYTE);
  }
}
