import type { Expr } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { readExpression, readGrouped } from './expressions.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** A name in quotes, or an expression in parentheses that gives one; undefined when a plain name is ahead. */
export function readQuotedName(cursor: Cursor): string | Expr | undefined {
  if (cursor.is('(')) return readGrouped(cursor);
  if (cursor.peek().kind !== 'string') return undefined;
  const text = readString(cursor);
  return text.kind === 'literal' ? String(text.value) : text;
}

/** A string in quotes; `$(…)` and `$name` in it are replaced by values. */
export function readString(cursor: Cursor): Expr {
  const { start, text: quote } = cursor.take();
  const { source, dollars } = cursor;
  const parts: (string | Expr)[] = [];
  let plain = '';
  let at = start + 1;
  const flush = (): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  const insert = (expression: () => Expr, from: number): void => {
    flush();
    cursor.moveTo(from);
    parts.push(expression());
    ({ at } = cursor);
  };
  for (;;) {
    const c = source[at];
    if (c === undefined) cursor.fail(`Missing closing ${quote}`, start);
    if (c === quote) break;
    if (c === '\\') {
      const escaped = source[at + 1] ?? '';
      const unicode = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(source.slice(at + 2))?.[0] : undefined;
      plain += unicode === undefined ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(parseInt(unicode, 16));
      at += 2 + (unicode?.length ?? 0);
    } else if (c === '$' && source[at + 1] === '(') {
      insert(() => {
        const value = readExpression(cursor);
        cursor.expect(')');
        return value;
      }, at + 2);
    } else if (c === '$' && /[A-Za-z_]/.test(source[at + 1] ?? '')) {
      const name = /^\w+/.exec(source.slice(at + 1))![0];
      const pos = at + 1;
      insert(() => ({ kind: 'name', name, pos, dollar: false }), pos + name.length);
    } else {
      plain += c;
      at++;
    }
  }
  cursor.moveTo(at + 1);
  flush();
  const [first] = parts;
  if (parts.length === 0) return cursor.node(start, dollars, { kind: 'literal', value: '' });
  if (parts.length === 1 && typeof first === 'string') return cursor.node(start, dollars, { kind: 'literal', value: first });
  return cursor.node(start, dollars, { kind: 'text', parts });
}
