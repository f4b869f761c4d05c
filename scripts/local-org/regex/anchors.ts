import { isGraphemeBoundary } from './graphemes.ts';
import type { Anchor } from './nodes.ts';
import { predefinedClass } from './properties.ts';
import type { Run, Step } from './run.ts';

const WORD = /[\p{L}\p{Nd}_]/u;
const MARK = /\p{Mn}/u;

const isLineEnd = (code: number): boolean => code === 10 || code === 13 || code === 0x85 || (code | 1) === 0x2029;

/** Whether the anchor holds at a place. */
export function anchorTest(anchor: Anchor, unixLines: boolean, unicode: boolean): Step {
  switch (anchor) {
    case 'inputStart':
      return (run, at) => at === run.anchorFrom;
    case 'inputEnd':
      return (run, at) => {
        if (at !== run.anchorTo) return false;
        run.hitEnd = true;
        return true;
      };
    case 'lineStart':
      return unixLines ? unixLineStart : lineStart;
    case 'lineEnd':
      return unixLines ? (run, at) => unixLineEnd(run, at, true) : (run, at) => lineEnd(run, at, true);
    case 'lastLineEnd':
      return unixLines ? (run, at) => unixLineEnd(run, at, false) : (run, at) => lineEnd(run, at, false);
    case 'boundary':
    case 'noBoundary': {
      const word = unicode ? predefinedClass('w', true) : (code: number) => WORD.test(String.fromCodePoint(code));
      const wanted = anchor === 'boundary';
      return (run, at) => isBoundary(run, at, word) === wanted;
    }
    case 'graphemeBoundary':
      return isGraphemeBoundary;
    case 'previousMatch':
      return (run, at) => at === run.previous;
  }
}

/** Not behind a terminator that ends the text. */
function lineStart(run: Run, at: number): boolean {
  if (at > run.anchorFrom) {
    const before = run.read(at - 1);
    if (!isLineEnd(before)) return false;
    if (before === 13 && at < run.anchorTo && run.read(at) === 10) return false;
  }
  if (at !== run.anchorTo) return true;
  run.hitEnd = true;
  return false;
}

function unixLineStart(run: Run, at: number): boolean {
  if (at > run.anchorFrom && run.read(at - 1) !== 10) return false;
  if (at !== run.anchorTo) return true;
  run.hitEnd = true;
  return false;
}

function lineEnd(run: Run, at: number, multiline: boolean): boolean {
  const end = run.anchorTo;
  if (!multiline) {
    if (at < end - 2) return false;
    if (at === end - 2 && (run.read(at) !== 13 || run.read(at + 1) !== 10)) return false;
  }
  if (at < end) {
    const code = run.read(at);
    if (code === 10) {
      // Not between the two characters of one terminator.
      if (at > 0 && run.read(at - 1) === 13) return false;
      if (multiline) return true;
    } else if (isLineEnd(code)) {
      if (multiline) return true;
    } else {
      return false;
    }
  }
  run.hitEnd = true;
  run.requireEnd = true;
  return true;
}

function unixLineEnd(run: Run, at: number, multiline: boolean): boolean {
  const end = run.anchorTo;
  if (at < end) {
    if (run.read(at) !== 10) return false;
    if (!multiline && at !== end - 1) return false;
    if (multiline) return true;
  }
  run.hitEnd = true;
  run.requireEnd = true;
  return true;
}

function isBoundary(run: Run, at: number, word: (code: number) => boolean): boolean {
  const { lookFrom, lookTo } = run;
  let left = false;
  if (at > lookFrom) {
    run.count(1);
    left = isWordAt(run, startBefore(run, at), word, lookFrom);
  }
  let right = false;
  if (at < lookTo) {
    run.count(1);
    right = isWordAt(run, at, word, lookFrom);
  } else {
    run.hitEnd = true;
    run.requireEnd = true;
  }
  return left !== right;
}

/** A mark belongs to the word of the letter before it. */
function isWordAt(run: Run, at: number, word: (code: number) => boolean, from: number): boolean {
  const code = run.text.codePointAt(at)!;
  if (word(code)) return true;
  if (code < 0x300 || !MARK.test(String.fromCodePoint(code))) return false;
  for (let before = at; before > from;) {
    before = startBefore(run, before);
    const base = String.fromCodePoint(run.text.codePointAt(before)!);
    if (/[\p{L}\p{Nd}]/u.test(base)) return true;
    if (!MARK.test(base)) return false;
  }
  return false;
}

function startBefore({ text }: Run, at: number): number {
  const low = text.charCodeAt(at - 1);
  const high = at > 1 ? text.charCodeAt(at - 2) : 0;
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? at - 2 : at - 1;
}
