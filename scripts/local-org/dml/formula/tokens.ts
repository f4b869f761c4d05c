import { FormulaError } from './errors.ts';

/** `name` also covers paths (`Account.Owner.Name`) and globals (`$User.Id`). */
export type TokenKind = 'name' | 'number' | 'text' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** For `text` the unescaped content. */
  readonly value: string;
  readonly at: number;
}

const BLANK_OR_COMMENT = /(?:\s+|\/\*[\s\S]*?\*\/)*/y;
const NAME = /\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|:[\p{L}_][\p{L}\p{N}_]*)*/uy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /&&|\|\||<>|!=|==|<=|>=|[-+*/^&=<>!(),]/y;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Splits a formula into tokens.
 * Comments, both quote characters and backslash escapes: https://help.salesforce.com/s/articleView?id=platform.tips_on_building_formulas.htm
 */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(formula)?.[0];
  };
  for (;;) {
    at += take(BLANK_OR_COMMENT)?.length ?? 0;
    if (at >= formula.length) break;
    const start = at;
    const quote = formula[at];
    if (quote === '"' || quote === "'") {
      const { value, end } = readText(formula, at);
      tokens.push({ kind: 'text', value, at: start });
      at = end;
      continue;
    }
    const name = take(NAME);
    const number = name === undefined ? take(NUMBER) : undefined;
    const symbol = name ?? number ?? take(SYMBOL);
    if (symbol === undefined) throw new FormulaError(`Syntax error. Found '${formula[at]}'`, formula);
    tokens.push({ kind: name !== undefined ? 'name' : number !== undefined ? 'number' : 'symbol', value: symbol, at: start });
    at += symbol.length;
  }
  tokens.push({ kind: 'end', value: '', at });
  return tokens;
}

function readText(formula: string, start: number): { value: string; end: number } {
  const quote = formula[start];
  let value = '';
  for (let at = start + 1; at < formula.length; at++) {
    const char = formula[at] ?? '';
    if (char === quote) return { value, end: at + 1 };
    if (char === '\\') {
      at++;
      const escaped = formula[at] ?? '';
      value += ESCAPES[escaped] ?? escaped;
    } else value += char;
  }
  throw new FormulaError('Syntax error. Missing closing quote', formula);
}
