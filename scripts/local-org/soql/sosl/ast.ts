import type { Bind, SoqlQuery } from '../syntax/ast.ts';

/** A search as written, before any name is looked up in the schema. */
export interface SoslQuery {
  readonly search: Bind | { readonly kind: 'text'; readonly text: string; readonly quoted: 'braces' | 'quotes' };
  readonly group: SearchGroup;
  /** For each object the query for its records. Empty: all searchable objects. */
  readonly returning: readonly SoqlQuery[];
  readonly accessMode?: 'USER_MODE' | 'SYSTEM_MODE';
  readonly limit?: number | Bind;
}

export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** What a search looks for. */
export type Words =
  | { readonly kind: 'word'; readonly parts: readonly WordPart[] }
  | { readonly kind: 'and' | 'or' | 'and not'; readonly left: Words; readonly right: Words };

/** Text, or a wildcard: `*` stands for any characters, `?` for one. */
export type WordPart = { readonly text: string } | { readonly wildcard: '*' | '?' };
