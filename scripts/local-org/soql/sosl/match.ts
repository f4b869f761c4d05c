import type { Store, TextIndex } from '../../store/index.ts';
import type { WordPart, Words } from './ast.ts';

/** A word that no index holds. */
export const NOTHING = '"\uE000"';
/** Characters of which the index makes words. */
const LETTER = /[\p{L}\p{N}\p{M}\p{Co}]/u;

/** A search as expression of SQLite's full-text index. */
export function matchExpression(store: Store, index: TextIndex, words: Words): string {
  if (words.kind === 'word') return matchWord(store, index, words.parts) ?? NOTHING;
  const [left, right] = [meaningful(words.left), meaningful(words.right)];
  // Punctuation alone asks for nothing.
  if (left && !right) return matchExpression(store, index, words.left);
  if (right && !left && words.kind !== 'and not') return matchExpression(store, index, words.right);
  const operator = { and: 'AND', or: 'OR', 'and not': 'NOT' }[words.kind];
  return `(${matchExpression(store, index, words.left)}) ${operator} (${matchExpression(store, index, words.right)})`;
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
