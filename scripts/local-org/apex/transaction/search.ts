import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { QueryRow } from '../../soql/index.ts';
import { SEARCH_SLOT } from '../library/platform/testing.ts';
import { ApexList } from '../runtime/collections/index.ts';
import type { DataMode } from '../runtime/context.ts';
import { recordsFromRows } from '../runtime/sobject/index.ts';
import type { Transaction } from './transaction.ts';

/** One object after RETURNING. */
interface Returning {
  readonly object: string;
  readonly fields: string;
  /** WHERE, ORDER BY, LIMIT as written. */
  readonly rest: string;
}

/**
 * `[FIND … RETURNING …]` in a test: the records of `Test.setFixedSearchResults` that fit, nothing without it, one list per
 * object. There is no search index outside tests.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_SOSL.htm
 */
export function search(transaction: Transaction, sosl: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): ApexList {
  if (!transaction.isTest) throw new UnsupportedFeatureError('SOSL outside of tests');
  transaction.limits.spend('soslQueries');
  const ids = (transaction.slots.get(SEARCH_SLOT) as string[] | undefined) ?? [];
  const { schema } = transaction.host.source;
  const lists = returning(sosl).map(({ object, fields, rest }) => {
    const condition = /^where\b/i.test(rest) ? rest.replace(/^where\b/i, 'WHERE Id IN :fixed AND') : `WHERE Id IN :fixed ${rest}`;
    const rows = transaction.rows(`SELECT ${fields} FROM ${object} ${condition}`, new Map([...binds, ['fixed', ids]]), mode) as QueryRow[];
    return recordsFromRows(rows, schema, schema.object(object)?.apiName ?? object);
  });
  return new ApexList('List<SObject>', lists);
}

/** Reads `RETURNING Account(Id, Name WHERE …), Contact`. */
function returning(sosl: string): Returning[] {
  const text = /\breturning\b([\s\S]*)$/i.exec(sosl)?.[1] ?? '';
  const found: Returning[] = [];
  let rest = text;
  for (;;) {
    const head = /^\s*,?\s*(\w+)\s*(\(?)/.exec(rest);
    if (!head || /^(?:with|limit|update)$/i.test(head[1]!)) return found;
    rest = rest.slice(head[0].length);
    let inside = '';
    if (head[2]) {
      const end = closing(rest);
      inside = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
    }
    const at = /\b(?:where|order\s+by|limit|offset)\b/i.exec(inside)?.index ?? inside.length;
    found.push({ object: head[1]!, fields: inside.slice(0, at).trim() || 'Id', rest: inside.slice(at) });
    if (!/^\s*,/.test(rest)) return found;
  }
}

/** Index of the parenthesis that closes the one before `text`. */
function closing(text: string): number {
  let depth = 1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length;
}
