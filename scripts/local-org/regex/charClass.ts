import { charCode, type Cursor, type Flags } from './cursor.ts';
import { readEscape } from './escapes.ts';
import { range, single } from './folding.ts';
import type { CharTest, Folding } from './nodes.ts';

export function foldingOf({ ignoreCase, unicodeCase }: Flags): Folding {
  if (!ignoreCase) return 'none';
  return unicodeCase ? 'unicode' : 'ascii';
}

const union =
  (left: CharTest | undefined, right: CharTest): CharTest =>
  (code) =>
    (left?.(code) ?? false) || right(code);

/**
 * Reads `[…]` with its unions `[a[bc]]` and intersections `[a-z&&[^bc]]`; the cursor stands on the bracket.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html (Character classes)
 */
export function readClass(cursor: Cursor): CharTest {
  return readItems(cursor, true);
}

/** @param whole otherwise the right side of an `&&`, whose closing bracket belongs to the class around it */
function readItems(cursor: Cursor, whole: boolean): CharTest {
  let found: CharTest | undefined;
  let code = whole ? cursor.next() : cursor.peek();
  const negated = whole && code === charCode('^') && cursor.ahead(-1) === charCode('[');
  if (negated) code = cursor.next();
  for (;;) {
    if (code === charCode('[')) {
      found = union(found, readClass(cursor));
    } else if (code === charCode('&') && cursor.ahead(1) === charCode('&')) {
      found = intersection(cursor, found);
    } else if (code === charCode(']') && found) {
      if (whole) cursor.next();
      break;
    } else if (cursor.isAtEnd) {
      throw cursor.error('Unclosed character class');
    } else {
      found = union(found, readRange(cursor));
    }
    code = cursor.peek();
  }
  const test = found;
  return negated ? (other) => !test(other) : test;
}

function intersection(cursor: Cursor, left: CharTest | undefined): CharTest {
  cursor.next();
  let code = cursor.next();
  let right: CharTest | undefined;
  while (code !== charCode(']') && code !== charCode('&')) {
    if (cursor.isAtEnd) throw cursor.error('Unclosed character class');
    right = union(right, code === charCode('[') ? readClass(cursor) : readItems(cursor, false));
    code = cursor.peek();
  }
  if (!left && !right) throw cursor.error('Bad class syntax');
  if (!left || !right) return (left ?? right)!;
  const wanted = right;
  return (other) => left(other) && wanted(other);
}

function readRange(cursor: Cursor): CharTest {
  const folding = foldingOf(cursor.flags);
  const first = readMember(cursor, cursor.ahead(2) === charCode('-'));
  if (typeof first !== 'number') return first;
  if (!cursor.is('-')) return single(first, folding);
  const after = cursor.ahead(1);
  if (after === charCode('[') || after === charCode(']')) return single(first, folding);
  cursor.next();
  const last = readMember(cursor, true);
  if (typeof last !== 'number' || last < first) throw cursor.error('Illegal character range');
  return range(first, last, folding);
}

function readMember(cursor: Cursor, inRange: boolean): number | CharTest {
  if (!cursor.is('\\')) return cursor.read();
  cursor.at++;
  const found = readEscape(cursor, inRange);
  if (found !== undefined) return found;
  cursor.at++;
  throw cursor.error('Illegal/unsupported escape sequence');
}
