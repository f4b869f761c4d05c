import type { CharTest, Folding } from './nodes.ts';

const isAsciiLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** The one code point that a change of case makes of another; itself where that would be several, as in Java. */
function changed(code: number, change: (text: string) => string): number {
  const text = change(String.fromCodePoint(code));
  const first = text.codePointAt(0)!;
  return text.length === (first > 0xffff ? 2 : 1) ? first : code;
}

const upper = (code: number): number => changed(code, (text) => text.toUpperCase());
const lower = (code: number): number => changed(code, (text) => text.toLowerCase());

/** What equal code points have in common. */
export function folded(code: number, folding: Folding): number {
  if (folding === 'none') return code;
  if (code < 128) return isAsciiLetter(code) ? code | 32 : code;
  return folding === 'unicode' ? lower(upper(code)) : code;
}

export function single(code: number, folding: Folding): CharTest {
  const wanted = folded(code, folding);
  if (folding === 'none' || (folding === 'ascii' && !isAsciiLetter(code))) return (other) => other === code;
  return (other) => other === code || folded(other, folding) === wanted;
}

export function range(from: number, to: number, folding: Folding): CharTest {
  const inside: CharTest = (code) => code >= from && code <= to;
  if (folding === 'none') return inside;
  if (folding === 'ascii') return (code) => inside(code) || (isAsciiLetter(code) && (inside(code | 32) || inside(code & ~32)));
  return (code) => inside(code) || inside(upper(code)) || inside(lower(upper(code)));
}

/** The same test with its answers for ASCII at hand. */
export function quick(test: CharTest): CharTest {
  const known = new Uint8Array(128);
  return (code) => {
    if (code >= 128) return test(code);
    const answer = known[code]!;
    if (answer > 0) return answer === 1;
    const found = test(code);
    known[code] = found ? 1 : 2;
    return found;
  };
}
