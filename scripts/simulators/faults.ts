import { SimulatorError } from './errors.ts';

/** What a service does wrong with its next requests. */
export interface Fault {
  /**
   * `fail`: answers 503 and does nothing · `lose`: does it, but the answer gets lost · `delay`: does it late · `reject`: refuses it ·
   * `garbage`: does it and answers something that is not JSON.
   */
  readonly kind: FaultKind;
  /** How many requests it spoils. */
  readonly times: number;
  /** How late, in milliseconds; `delay` only. */
  readonly ms: number;
}

const KINDS = ['fail', 'lose', 'delay', 'reject', 'garbage'] as const;
export type FaultKind = (typeof KINDS)[number];

/** The faults that wait for the next requests of each service, first come first served. */
export class Faults {
  readonly #waiting = new Map<string, { kind: FaultKind; ms: number; left: number }[]>();

  add(service: string, fault: Fault): void {
    const queue = this.#waiting.get(service) ?? [];
    queue.push({ kind: fault.kind, ms: fault.ms, left: fault.times });
    this.#waiting.set(service, queue);
  }

  /** The fault of the next request, which is used up by this; undefined when it is to go well. */
  take(service: string): Pick<Fault, 'kind' | 'ms'> | undefined {
    const queue = this.#waiting.get(service) ?? [];
    const [next] = queue;
    if (!next) return undefined;
    next.left--;
    if (next.left <= 0) queue.shift();
    return { kind: next.kind, ms: next.ms };
  }

  clear(): void {
    this.#waiting.clear();
  }
}

/**
 * A fault as JSON says it: `{"service": "sms", "kind": "fail", "times": 1, "ms": 0}`.
 * @throws SimulatorError BAD_REQUEST when it is none
 */
export function readFault(body: Readonly<Record<string, unknown>>): { service: string; fault: Fault } {
  const { service, kind, times = 1, ms = 0 } = body;
  const known = KINDS.find((name) => name === kind);
  if (typeof service !== 'string' || !known) throw new SimulatorError('BAD_REQUEST', `Give service and kind (${KINDS.join(', ')})`);
  if (!isCount(times) || !isCount(ms)) throw new SimulatorError('BAD_REQUEST', 'times and ms are whole numbers');
  return { service, fault: { kind: known, times, ms } };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
