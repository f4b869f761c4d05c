import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { Store, TextIndex } from '../../store/index.ts';
import type { WordPart, Words } from './ast.ts';

/** A word that no index holds. */
export const NOTHING = '"\uE000"';
/** Characters of which the index makes words. */
const LETTER = /[\p{L}\p{N}\p{M}\p{Co}]/u;

/** How deep the index reads an expression. */
const DEEPEST = 20;

/**
 * A search as expression of SQLite's full-text index.
 * @throws UnsupportedFeatureError for more groups within groups than the index reads
 */
export function matchExpression(store: Store, index: TextIndex, words: Words, depth = 0): string {
  if (words.kind === 'word') return matchWord(store, index, words.parts) ?? NOTHING;
  if (depth > DEEPEST) throw new UnsupportedFeatureError(`SOSL: more than ${DEEPEST} groups within each other`);
  const inner = (part: Words): string => matchExpression(store, index, part, depth + 1);
  if (words.kind !== 'and not') {
    // Punctuation alone asks for nothing.
    const asked = sameKind(words, words.kind).filter(meaningful);
    return asked.length === 0 ? NOTHING : asked.map((part) => `(${inner(part)})`).join(` ${words.kind.toUpperCase()} `);
  }
  if (!meaningful(words.left)) return NOTHING;
  return meaningful(words.right) ? `(${inner(words.left)}) NOT (${inner(words.right)})` : inner(words.left);
}

/** The parts of a chain of one operator, however it is nested. */
function sameKind(words: Words, kind: 'and' | 'or'): Words[] {
  const found: Words[] = [];
  const open = [words];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === kind) open.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

function meaningful(words: Words): boolean {
  if (words.kind !== 'word') return meaningful(words.left) || meaningful(words.right);
  return words.parts.some((part) => 'text' in part && LETTER.test(part.text));
}

/** A word or phrase. Wildcards other than one at its end are looked up among the words of the index. */
function matchWord(store: Store, index: TextIndex, parts: readonly WordPart[]): string | undefined {
  const last = parts.at(-1);
  const body = last && 'wildcard' in last && last.wildcard === '*' ? parts.slice(0, -1) : parts;
  if (body.every((part) => 'text' in part)) {
    const text = body.map((part) => ('text' in part ? part.text : '')).join('');
    return LETTER.test(text) ? `"${text.replaceAll('"', '""')}"${body === parts ? '' : '*'}` : undefined;
  }
  const tokens = patterns(parts).map((pattern) => matchPattern(store, index, pattern));
  return tokens.length > 0 ? `(${tokens.join(') AND (')})` : undefined;
}

/** The single words of a text with wildcards. */
function patterns(parts: readonly WordPart[]): WordPart[][] {
  const found: WordPart[][] = [[]];
  for (const part of parts) {
    if ('wildcard' in part) {
      found.at(-1)?.push(part);
      continue;
    }
    part.text.split(/[^\p{L}\p{N}\p{M}\p{Co}]+/u).forEach((piece, at) => {
      if (at > 0) found.push([]);
      if (piece !== '') found.at(-1)?.push({ text: piece.toLowerCase() });
    });
  }
  return found.filter((pattern) => pattern.some((part) => 'text' in part));
}

function matchPattern(store: Store, { words }: TextIndex, pattern: readonly WordPart[]): string {
  const glob = pattern.map((part) => ('text' in part ? part.text : part.wildcard)).join('');
  const [first] = pattern;
  const prefix = first && 'text' in first ? first.text : '';
  const terms = store.all(`SELECT term FROM ${words} WHERE term >= ? AND term < ? AND term GLOB ?`, [prefix, `${prefix}\u{10FFFF}`, glob]);
  return terms.length === 0 ? NOTHING : terms.map(({ term }) => `"${String(term)}"`).join(' OR ');
}
