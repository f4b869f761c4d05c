import type { EmitContext } from './context.ts';

/**
 * How many turns a loop makes before it looks at the clock. Each loop counts its own turns in a local variable, which costs a
 * fraction of a shared counter, and takes what it made from the shared one when it ends: so short loops inside of others count.
 */
export const TURNS = 20_000;

/**
 * Counts a call as a turn, in methods that call others at two places or more. Without a loop only such methods can make more
 * calls than the stack is deep.
 */
export const COUNT_CALL = 'if(--T.n<0)R.tick();';

/** The code of one loop's count: before the loop, at the start of each turn, and behind the loop. */
interface LoopCount {
  readonly before: string;
  readonly turn: string;
  readonly after: string;
}

/** Writes a loop whose turns are counted, so none runs for ever. The count has a block of its own, or `before` opens one. */
export function countingTurns(context: EmitContext, write: (count: LoopCount) => void): void {
  const left = `$k${context.loops}`;
  context.loops++;
  write({ before: `let ${left}=${TURNS};`, turn: `if(--${left}<0)${left}=R.turns();`, after: charge([left]) });
  context.loops--;
}

/** What a `return` inside of loops does first: nothing behind those loops is reached. */
export function leavingLoops(context: EmitContext): string {
  return context.loops === 0 ? '' : charge(Array.from({ length: context.loops }, (_, depth) => `$k${depth}`));
}

/** Takes the turns made from the shared counter. A loop that was left by an exception is charged where that is caught. */
function charge(left: readonly string[]): string {
  return `if((T.n-=${left.length * TURNS}-${left.join('-')})<0)R.tick();`;
}
