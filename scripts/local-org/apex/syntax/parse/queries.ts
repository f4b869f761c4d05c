import type { Expr, SoqlText } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { readExpr } from './expressions.ts';
import { NotParsed } from './tokens.ts';

/** The cursor is at `[SELECT` or `[FIND`. */
export function atQuery(cursor: Cursor): boolean {
  if (!cursor.is('[')) return false;
  const { kind, key } = cursor.peek();
  return kind === 'word' && (key === 'select' || key === 'find') && cursor.peek(2).key !== ']';
}

/** A token of the query itself, binds left out. */
interface Part {
  readonly key: string;
  readonly text: string;
  readonly depth: number;
}

interface Cut {
  readonly text: string;
  readonly binds: Expr[];
  readonly parts: readonly Part[];
}

/** Reads a static query; its grammar is checked where its fields are. */
export function readQuery(cursor: Cursor): Expr {
  const at = cursor.pos();
  const open = cursor.expect('[');
  const isSearch = cursor.is('find');
  const outer = cursor.inQuery;
  cursor.inQuery = true;
  const cut = cutBinds(cursor, isSearch ? open.end : cursor.token.start);
  cursor.inQuery = outer;
  const close = cursor.expect(']');
  if (!isSearch) return { ...at, kind: 'soql', query: describe(cut) };
  const tail = cursor.source.slice(cursor.peek(-2).end, close.start);
  return { ...at, kind: 'sosl', query: search({ ...cut, text: cut.text.trimStart() + tail }) };
}

/** Dates relative to today, such as `LAST_N_DAYS:7`: the colon is no bind. */
const DATE_FORMULA = /^(?:last|next)_n_\w+$|^n_\w+_ago$/;

function cutBinds(cursor: Cursor, start: number): Cut {
  const { source } = cursor;
  const binds: Expr[] = [];
  const parts: Part[] = [];
  let text = '';
  let from = start;
  let depth = 0;
  while (depth > 0 || !cursor.is(']')) {
    const token = cursor.next();
    if (token.key === '{' || token.key === ';') throw new NotParsed();
    if (token.key === ')') depth--;
    if (token.key === ':' && !DATE_FORMULA.test(parts.at(-1)?.key ?? '')) {
      text += `${source.slice(from, token.start)}:b${binds.length}`;
      binds.push(readExpr(cursor));
      from = cursor.peek(-1).end;
      continue;
    }
    parts.push({ key: token.kind === 'string' ? "'" : token.key, text: token.text, depth });
    if (token.key === '(') depth++;
  }
  return { text: text + source.slice(from, Math.max(from, cursor.peek(-1).end)), binds, parts };
}

const AGGREGATES = new Set(['avg', 'count', 'count_distinct', 'min', 'max', 'sum', 'grouping']);
const MODES: Readonly<Record<string, SoqlText['mode']>> = {
  user_mode: 'user',
  system_mode: 'system',
  security_enforced: 'securityEnforced',
};

function describe({ text, binds, parts }: Cut): SoqlText {
  const top = parts.filter((part) => part.depth === 0);
  const keys = top.map((part) => part.key);
  const from = keys.indexOf('from');
  if (from < 0) throw new NotParsed();
  const selected = keys.slice(1, from);
  const countOnly =
    parts
      .slice(1, 4)
      .map((part) => part.key)
      .join('') === 'count()' && from === 4;
  const aggregate = selected.some((key, i) => AGGREGATES.has(key) && selected[i + 1] === '(');
  const grouped = keys.some((key, i) => i > from && key === 'group' && keys[i + 1] === 'by');
  const mode = MODES[keys[keys.indexOf('with', from) + 1] ?? ''] ?? null;
  return { text, binds, from: objectAfter(top, from), countOnly, aggregate: grouped || (aggregate && !countOnly), mode };
}

/** The first object after FROM, as written. */
function objectAfter(parts: readonly Part[], from: number): string {
  let name = parts[from + 1]?.text ?? '';
  for (let i = from + 2; parts[i]?.key === '.'; i += 2) name += `.${parts[i + 1]?.text ?? ''}`;
  return name;
}

function search({ text, binds }: Cut): SoqlText {
  const mode = /\bWITH\s+USER_MODE\b/i.test(text) ? 'user' : /\bWITH\s+SYSTEM_MODE\b/i.test(text) ? 'system' : null;
  return { text, binds, from: '', countOnly: false, aggregate: false, mode };
}
