import type { Run } from './run.ts';

let made: Intl.Segmenter | undefined;

/** Made when a pattern first asks: it takes longer than all the rest of a pattern. */
const segmenter = (): Intl.Segmenter => (made ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** Enough for one grapheme: Unicode bounds none, but texts do. */
const LONGEST = 64;

/** The end of the grapheme that begins at a place. */
export function graphemeEnd(run: Run, at: number, to: number): number {
  const [first] = segmenter().segment(run.text.slice(at, Math.min(to, at + LONGEST)));
  const length = first?.segment.length ?? 0;
  run.count(length);
  return at + length;
}

/** Whether a grapheme ends at a place; the ends of the region always are such places. */
export function isGraphemeBoundary(run: Run, at: number): boolean {
  const { lookFrom: from, lookTo: to } = run;
  if (at >= to) run.hitEnd = true;
  if (at <= from || at >= to) return true;
  const start = Math.max(from, at - LONGEST);
  run.count(1);
  return (
    segmenter()
      .segment(run.text.slice(start, Math.min(to, at + LONGEST)))
      .containing(at - start)?.index ===
    at - start
  );
}
