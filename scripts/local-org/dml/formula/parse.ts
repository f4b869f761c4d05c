import { FormulaError } from './errors.ts';
import { tokenize, type Token } from './tokens.ts';

/** Operators are calls of these names, so one table of functions types and evaluates both. */
export type FormulaNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'reference'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[] };

/** Loosest first; all are left-associative. https://help.salesforce.com/s/articleView?id=platform.customize_functions.htm */
const BINARY_LEVELS: readonly Readonly<Record<string, string>>[] = [
  { '||': 'OR' },
  { '&&': 'AND' },
  { '=': '=', '==': '=', '<>': '<>', '!=': '<>' },
  { '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
  { '+': '+', '-': '-', '&': '&' },
  { '*': '*', '/': '/' },
  { '^': '^' },
];

const CONSTANTS: Readonly<Record<string, boolean | null>> = { TRUE: true, FALSE: false, NULL: null };

/**
 * Parses a formula. The syntax of the npm formula library is not used: it takes time exponential in the depth of
 * parentheses, reads `!a && b` as `!(a && b)`, and knows no comments, escapes or unary minus.
 * @throws {FormulaError} with the platform's wording when the text is not a formula.
 */
export function parseFormula(formula: string): FormulaNode {
  const tokens = tokenize(formula);
  let position = 0;
  const peek = (): Token => tokens[position] as Token;
  const isSymbol = (symbol: string): boolean => peek().kind === 'symbol' && peek().value === symbol;
  const fail = (): never => {
    const found = peek().kind === 'end' ? 'end of formula' : `'${peek().value}'`;
    throw new FormulaError(`Syntax error. Found ${found}`, formula);
  };
  const expect = (symbol: string): void => {
    if (!isSymbol(symbol)) throw new FormulaError(`Syntax error. Missing '${symbol}'`, formula);
    position++;
  };

  const binary = (level: number): FormulaNode => {
    const operators = BINARY_LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = peek().kind === 'symbol' ? operators[peek().value] : undefined;
      if (operator === undefined) return left;
      position++;
      left = { kind: 'call', name: operator, args: [left, binary(level + 1)] };
    }
  };

  const unary = (): FormulaNode => {
    if (isSymbol('-')) {
      position++;
      return { kind: 'call', name: 'NEGATE', args: [unary()] };
    }
    if (isSymbol('+')) {
      position++;
      return unary();
    }
    if (isSymbol('!')) {
      position++;
      return { kind: 'call', name: 'NOT', args: [unary()] };
    }
    return primary();
  };

  const primary = (): FormulaNode => {
    const token = peek();
    if (isSymbol('(')) {
      position++;
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (token.kind === 'number') {
      position++;
      return { kind: 'literal', value: Number(token.value) };
    }
    if (token.kind === 'text') {
      position++;
      return { kind: 'literal', value: token.value };
    }
    if (token.kind !== 'name') return fail();
    position++;
    if (isSymbol('(')) return { kind: 'call', name: token.value.toUpperCase(), args: callArguments() };
    const constant = CONSTANTS[token.value.toUpperCase()];
    return constant === undefined ? { kind: 'reference', path: token.value } : { kind: 'literal', value: constant };
  };

  const callArguments = (): FormulaNode[] => {
    expect('(');
    const args: FormulaNode[] = [];
    if (!isSymbol(')')) {
      args.push(binary(0));
      while (isSymbol(',')) {
        position++;
        args.push(binary(0));
      }
    }
    expect(')');
    return args;
  };

  const root = binary(0);
  if (peek().kind !== 'end') fail();
  return root;
}
