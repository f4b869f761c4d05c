/** A page that shows what it was last asked to run. */
interface RunningPage {
  running: boolean;
  error: unknown;
  /** Number of the newest run. */
  turn: number;
}

/**
 * Runs `work` for the page: says so while it runs, and keeps its failure. When another run was started meanwhile, this one is forgotten.
 * @param take what is done with the result
 */
export async function runLatest<Result>(page: RunningPage, work: () => Promise<Result>, take: (result: Result) => void): Promise<void> {
  const turn = ++page.turn;
  page.running = true;
  page.error = undefined;
  try {
    const result = await work();
    if (turn === page.turn) take(result);
  } catch (error) {
    if (turn === page.turn) page.error = error;
  } finally {
    if (turn === page.turn) page.running = false;
  }
}
