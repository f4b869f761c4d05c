import type { Position } from '../../errors.ts';

export type TokenKind = 'word' | 'integer' | 'number' | 'string' | 'date' | 'datetime' | 'op' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Upper-cased for words, else as written: SOQL ignores case. */
  readonly key: string;
  readonly position: Position;
  /** Offset behind the last character. */
  readonly end: number;
}

/** The text is not a query as this parser knows it; the reference parser decides and finds the words. */
export class NotQuick extends Error {
  readonly code = 'NOT_QUICK';
}

/** Comments, letters beyond ASCII, times and anything else that is rare are left to the reference. */
const TOKEN = new RegExp(
  [
    String.raw`([ \t\r\n\f]+)`,
    String.raw`(?<word>[A-Za-z_$][\w$]*)`,
    String.raw`(?<datetime>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:?\d\d)(?![\w:]))`,
    String.raw`(?<date>\d{4}-\d\d-\d\d(?![\w:]))`,
    String.raw`(?<number>\d*\.\d+(?!\w))`,
    String.raw`(?<integer>\d+(?![\w.:]))`,
    String.raw`(?<string>'(?!'')(?:[^'\\]|\\[btnfrBTNFR"'\\]|\\[uU][0-9a-fA-F]{4})*')`,
    String.raw`(?<op><=|>=|<>|!=|[-+(),.:=<>])`,
  ].join('|'),
  'y',
);
const KINDS = ['word', 'datetime', 'date', 'number', 'integer', 'string', 'op'] as const;
/** Index of the first kind among the groups. */
const FIRST_KIND = 2;

/** Cuts a query into tokens, the last one of kind `end`. @throws NotQuick */
export function tokenize(text: string): Token[] {
  // The reference counts code points, this one code units.
  if (/[\uD800-\uDFFF]/.test(text)) throw new NotQuick();
  const tokens: Token[] = [];
  let [line, lineStart, at] = [1, 0, 0];
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new NotQuick();
    const found = match[0];
    const position = { offset: at, line, column: at - lineStart + 1 };
    if (match[1] === undefined) {
      const kind = KINDS[match.indexOf(found, FIRST_KIND) - FIRST_KIND]!;
      tokens.push({ kind, text: found, key: kind === 'word' ? found.toUpperCase() : found, position, end: at + found.length });
    }
    for (let i = found.indexOf('\n'); i >= 0; i = found.indexOf('\n', i + 1)) {
      line++;
      lineStart = at + i + 1;
    }
    at += found.length;
  }
  tokens.push({ kind: 'end', text: '', key: '', position: { offset: at, line, column: at - lineStart + 1 }, end: at });
  return tokens;
}
