import { charCode, isDigit, type Cursor } from './cursor.ts';
import { single } from './folding.ts';
import type { QuantifierMode, RegexNode } from './nodes.ts';

const LINE_ENDS = new Set([10, 11, 12, 13, 0x85, 0x2028, 0x2029]);
const CRLF: RegexNode = {
  kind: 'sequence',
  items: [13, 10].map((code) => ({ kind: 'char', test: single(code, 'none'), literal: code })),
};
/** `\R` */
export const LINE_BREAK: RegexNode = {
  kind: 'group',
  index: null,
  body: { kind: 'alternatives', options: [CRLF, { kind: 'char', test: (code) => LINE_ENDS.has(code) }] },
};

/** A part of a pattern with the quantifier behind it, if there is one. */
export function readQuantifier(cursor: Cursor, body: RegexNode): RegexNode {
  const code = cursor.peek();
  let [min, max] = [0, Infinity];
  if (code === charCode('?')) max = 1;
  else if (code === charCode('+')) min = 1;
  else if (code === charCode('{')) [min, max] = readBounds(cursor);
  else if (code !== charCode('*')) return body;
  const after = cursor.next();
  let mode: QuantifierMode = 'greedy';
  if (after === charCode('?')) mode = 'lazy';
  else if (after === charCode('+')) mode = 'possessive';
  if (mode !== 'greedy') cursor.next();
  // Repeated, the two characters of a line break are not taken apart.
  return { kind: 'repeat', body: body === LINE_BREAK ? { kind: 'atomic', body } : body, min, max, mode };
}

/** `{2}`, `{2,}`, `{2,5}`; leaves the cursor on the closing brace. */
function readBounds(cursor: Cursor): [number, number] {
  cursor.at++;
  if (!isDigit(cursor.ahead(0))) {
    cursor.at++;
    throw cursor.error('Illegal repetition');
  }
  const min = readNumber(cursor);
  let max = min;
  if (cursor.is(',')) {
    cursor.read();
    max = cursor.is('}') ? Infinity : readNumber(cursor);
  }
  const isClosed = cursor.read() === charCode('}');
  if (!isClosed) throw cursor.error('Unclosed counted closure');
  if (max < min) throw cursor.error('Illegal repetition range');
  cursor.at--;
  return [min, max];
}

function readNumber(cursor: Cursor): number {
  let value = 0;
  while (isDigit(cursor.peek())) value = value * 10 + cursor.read() - 48;
  if (value > 0x7fffffff) throw cursor.error('Illegal repetition range');
  return value;
}
