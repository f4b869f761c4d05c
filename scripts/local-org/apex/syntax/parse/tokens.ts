/** What a token is; `op` covers operators and punctuation. */
export type TokenKind = 'word' | 'integer' | 'long' | 'number' | 'string' | 'datetime' | 'op' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Lower-cased for words, else as written: Apex ignores case. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Offset of the first character, and of the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** The source is not Apex as this parser knows it; the reference parser decides and finds the words. */
export class NotParsed extends Error {
  readonly code = 'NOT_PARSED';
}

/** `>` and `<` stay single where generics may close: `>=`, `>>` and `>>>` are joined by the expression parser. */
const TOKEN = new RegExp(
  [
    String.raw`(?<space>[ \t\r\n\f]+|//[^\r\n]*|/\*[^]*?\*/)`,
    String.raw`(?<word>[A-Za-z_$][\w$]*)`,
    String.raw`(?<datetime>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:?\d\d))`,
    String.raw`(?<number>\d*\.\d+[dD]?)`,
    String.raw`(?<long>\d+[lL])`,
    String.raw`(?<integer>\d+)`,
    String.raw`(?<string>'''[\r\n](?:\\[btnfrBTNFR"'\\]|\\[uU][0-9a-fA-F]{4}|[^\\])*?'''|'(?:[^'\\]|\\[btnfrBTNFR"'\\]|\\[uU][0-9a-fA-F]{4})*')`,
    String.raw`(?<op>>>>=|>>=|<<=|===|!==|==|!=|<>|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|/=|&=|\|=|\^=|=>|[-(){}[\];,.=<>!~?:+*/&|^@])`,
  ].join('|'),
  'y',
);

const KINDS = ['word', 'datetime', 'number', 'long', 'integer', 'string', 'op'] as const;

/** Cuts source into tokens, without white space and comments; the last one is of kind `end`. @throws NotParsed */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) throw new NotParsed();
    const text = match[0];
    // Groups are in the order of the expression: the white space first.
    if (match[1] === undefined) {
      const kind = KINDS[match.indexOf(text, 2) - 2]!;
      const key = kind === 'word' ? text.toLowerCase() : text;
      tokens.push({ kind, text, key, line, column: at - lineStart + 1, start: at, end: at + text.length });
    }
    if (match[1] !== undefined || text.startsWith("'")) {
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        line++;
        lineStart = at + i + 1;
      }
    }
    at += text.length;
  }
  tokens.push({ kind: 'end', text: '', key: '', line, column: at - lineStart + 1, start: at, end: at });
  return tokens;
}
