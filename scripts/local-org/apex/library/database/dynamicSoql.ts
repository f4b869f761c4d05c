import { throwApex } from '../../runtime/exception.ts';

/** Texts in quotes (with escaped quotes) or one other character. */
const PIECES = /'(?:[^'\\]|\\.)*'|:\s*([A-Za-z_]\w*(?:\.\w+)*)|[\s\S]/g;

/** Names of the binds (`:name`, `:record.Field`) in a query text, as written, without those inside quotes. */
export function bindNames(soql: string): string[] {
  const names = new Set<string>();
  for (const [, name] of soql.matchAll(PIECES)) if (name) names.add(name);
  return [...names];
}

/** The values of all binds of a query. Throws System.QueryException `Variable does not exist: x`. */
export function bindValues(soql: string, read: (name: string) => unknown): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const name of bindNames(soql)) {
    const value = read(name);
    if (value === undefined) throwApex('System.QueryException', `Variable does not exist: ${name}`);
    values.set(name, value);
  }
  return values;
}

/** Name of the object in the outermost FROM clause; empty when there is none. */
export function fromObject(soql: string): string {
  let depth = 0;
  for (const match of soql.matchAll(/'(?:[^'\\]|\\.)*'|\(|\)|\bfrom\s+(\w+)/gi)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')') depth--;
    else if (match[1] && depth === 0) return match[1];
  }
  return '';
}
