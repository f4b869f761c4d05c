import { SoqlError } from '../errors.ts';
import type { WordPart, Words } from './ast.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
const RESERVED = /[&|!{}[\]^~:+\-']/;

/** Beyond it operators count for nothing: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
const LONGEST_LOGIC = 4000;
const OPERATORS = new Set(['and', 'or', 'not']);

type Token = { readonly kind: '(' | ')' } | { readonly kind: 'word'; readonly parts: readonly WordPart[]; readonly operator: string };

/**
 * Reads what FIND looks for: words and phrases, AND, OR, AND NOT, parentheses, wildcards.
 * @param strict text in braces, where characters of the search language have to be escaped
 * @param together how words side by side are joined
 * @throws SoqlError MALFORMED_SEARCH, also when no word has two characters
 */
export function readWords(text: string, strict: boolean, together: 'and' | 'or' = 'and'): Words {
  const tokens = tokenize(text, strict);
  checkLength(text, tokens);
  if (text.length > LONGEST_LOGIC) return anyOf(tokens);
  let at = 0;
  const operator = (offset = 0): string => {
    const token = tokens[at + offset];
    return token?.kind === 'word' ? token.operator : '';
  };
  const one = (): Words => {
    const token = tokens[at++];
    if (token?.kind === 'word') return { kind: 'word', parts: token.parts };
    if (token?.kind !== '(') throw malformed(`unexpected token: '${token?.kind ?? '<EOF>'}'`);
    const inner = either();
    if (tokens[at++]?.kind !== ')') throw malformed(`missing ')' in ${text}`);
    return inner;
  };
  // AND and AND NOT go from right to left; words side by side must all be there.
  const all = (): Words => {
    const left = one();
    const next = tokens[at];
    if (!next || next.kind === ')' || operator() === 'or') return left;
    if (operator() !== 'and') return { kind: together, left, right: all() };
    const negated = operator(1) === 'not';
    at += negated ? 2 : 1;
    return { kind: negated ? 'and not' : 'and', left, right: all() };
  };
  const either = (): Words => {
    let left = all();
    while (operator() === 'or') {
      at++;
      left = { kind: 'or', left, right: all() };
    }
    return left;
  };
  const words = either();
  if (at < tokens.length) throw malformed(`unexpected token: ')'`);
  return words;
}

function checkLength(text: string, tokens: readonly Token[]): void {
  if (tokens.some((token) => token.kind === 'word' && lettersOf(token.parts) > 1)) return;
  throw malformed(`search term must be longer than one character: ${text}`);
}

/** The words without the operators between them. */
function anyOf(tokens: readonly Token[]): Words {
  const words = tokens.flatMap((token): Words[] =>
    token.kind === 'word' && !OPERATORS.has(token.operator) ? [{ kind: 'word', parts: token.parts }] : [],
  );
  return words.reduce((left, right) => ({ kind: 'or', left, right }));
}

function lettersOf(parts: readonly WordPart[]): number {
  return parts.reduce((sum, part) => sum + ('text' in part ? [...part.text.matchAll(/[\p{L}\p{N}]/gu)].length : 0), 0);
}

function tokenize(text: string, strict: boolean): Token[] {
  const tokens: Token[] = [];
  let parts: WordPart[] = [];
  let written = '';
  const add = (part: WordPart): void => {
    const last = parts.at(-1);
    if ('text' in part && last && 'text' in last) parts[parts.length - 1] = { text: last.text + part.text };
    else parts.push(part);
  };
  const close = (operator: string): void => {
    if (parts.length > 0) tokens.push({ kind: 'word', parts: withoutLeadingWildcards(parts), operator });
    parts = [];
    written = '';
  };
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\') {
      add({ text: text[++at] ?? '\\' });
      written += '\\';
    } else if (char === '"') {
      close(quoted ? '' : written.toLowerCase());
      quoted = !quoted;
    } else if (!quoted && (char === '(' || char === ')')) {
      close(written.toLowerCase());
      tokens.push({ kind: char });
    } else if (!quoted && /\s/.test(char)) {
      close(written.toLowerCase());
    } else if (char === '*' || char === '?') {
      add({ wildcard: char });
      written += char;
    } else if (strict && RESERVED.test(char)) {
      throw malformedAt(text, at, char);
    } else {
      add({ text: char });
      written += char;
    }
  }
  if (quoted) throw malformed(`missing '"' in ${text}`);
  close(written.toLowerCase());
  return tokens;
}

/** Wildcards work in the middle and at the end of a word only. */
function withoutLeadingWildcards(parts: readonly WordPart[]): WordPart[] {
  const first = parts.findIndex((part) => 'text' in part);
  return first < 0 ? [] : parts.slice(first);
}

function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_SEARCH', message);
}

function malformedAt(text: string, at: number, char: string): SoqlError {
  const column = 'FIND {'.length + at;
  const message = `\nFIND {${text}}\n${' '.repeat(column)}^\nERROR at Row:1:Column:${column}\nline 1:${column} mismatched character '${char}' expecting '}'`;
  return malformed(message);
}
