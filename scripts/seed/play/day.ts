/** Somebody's day: it yields the moments (epoch ms) at which it goes on. */
export type Course = AsyncGenerator<number, void>;

/**
 * Lets several days take their course on one clock, always the one whose turn is soonest, so that the same days give the same history.
 * @param setClock called before each turn with its moment
 * @throws whatever the signal was aborted with
 */
export async function playTogether(
  courses: readonly Course[],
  setClock: (at: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const waiting: { course: Course; at: number }[] = [];
  for (const course of courses) {
    const { value, done } = await course.next();
    if (!done) waiting.push({ course, at: value });
  }
  let clock = -Infinity;
  while (waiting.length > 0) {
    signal.throwIfAborted();
    const turn = waiting.reduce((soonest, each) => (each.at < soonest.at ? each : soonest));
    // nobody goes back in time: a turn that is late happens now
    clock = Math.max(clock, turn.at);
    await setClock(clock);
    const { value, done } = await turn.course.next();
    if (done) waiting.splice(waiting.indexOf(turn), 1);
    else turn.at = value;
  }
}
