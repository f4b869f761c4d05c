import type { SqlValue } from '../../store/index.ts';

/** A piece of SQL with the values of its placeholders, in order. */
export interface Fragment {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** SQL text with fragments embedded: sql`${column} = ${param(1)}`. Strings are embedded as SQL, never as values. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Fragment | string)[]): Fragment {
  let text = texts[0] ?? '';
  const params: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (typeof part === 'string') {
      text += part;
    } else {
      text += part.sql;
      params.push(...part.params);
    }
    text += texts[index + 1] ?? '';
  });
  return { sql: text, params };
}

export function param(value: SqlValue): Fragment {
  return { sql: '?', params: [value] };
}

export function raw(text: string): Fragment {
  return { sql: text, params: [] };
}

export function join(fragments: readonly Fragment[], separator: string): Fragment {
  return { sql: fragments.map(({ sql: text }) => text).join(separator), params: fragments.flatMap(({ params }) => params) };
}

export const TRUE = raw('1');
export const FALSE = raw('0');
