/** One measured figure next to its peer's in the same run. Ratios travel between machines; times do not. */
export interface Figure {
  readonly metric: string;
  readonly ours: number;
  /** What `ours` is compared with; absent for plain counts. */
  readonly peer?: number;
  readonly unit: string;
  /** The largest acceptable ours/peer, or the largest acceptable count. */
  readonly limit: number;
  readonly note?: string;
}

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(): Promise<Figure[]>;
}

/** `ours / peer`, or the count itself. */
export function score(figure: Figure): number {
  return figure.peer === undefined ? figure.ours : figure.ours / figure.peer;
}

export function passes(figure: Figure): boolean {
  return score(figure) <= figure.limit;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Processor time of this process that `work` takes, in milliseconds: what else the machine does counts less than on the clock. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Runs two things by turns, so that a busy moment of the machine meets both.
 * @returns the median of each, in milliseconds
 */
export async function pairedMedians(
  pairs: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<{ ours: number; peer: number }> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    times.ours.push(await ours());
    times.peer.push(await peer());
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}
