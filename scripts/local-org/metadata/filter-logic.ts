/** Filter logic that does not fit its filters, or that nobody can read. */
export class FilterLogicError extends Error {
  readonly code = 'INVALID_FILTER_LOGIC';
}

/** Filter logic such as `1 AND (2 OR NOT 3)` as a tree over filter numbers, counted from 1. */
export type FilterLogic =
  | { readonly kind: 'filter'; readonly index: number }
  | { readonly kind: 'not'; readonly of: FilterLogic }
  | { readonly kind: 'and' | 'or'; readonly of: readonly FilterLogic[] };

/**
 * Parses filter logic. Without logic all filters must hold.
 * @param count number of filters; logic must use each of them and no other
 * @throws FilterLogicError
 */
export function parseFilterLogic(text: string | undefined, count: number): FilterLogic {
  const all: FilterLogic = { kind: 'and', of: Array.from({ length: count }, (_, index) => ({ kind: 'filter', index: index + 1 })) };
  if (text === undefined || text.trim() === '') return all;
  const parser = new LogicParser(text);
  const logic = parser.parse();
  for (let index = 1; index <= count; index++)
    if (!parser.used.has(index)) throw new FilterLogicError(`The filter logic ${text} leaves out filter ${index}`);
  for (const index of parser.used)
    if (index < 1 || index > count) throw new FilterLogicError(`The filter logic ${text} has no filter ${index}`);
  return logic;
}

class LogicParser {
  readonly used = new Set<number>();
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/\d+|[()]|[A-Za-z]+|\S/g) ?? [];
  }

  parse(): FilterLogic {
    const logic = this.#chain();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return logic;
  }

  /** AND and OR side by side need parentheses, as on the platform. */
  #chain(): FilterLogic {
    const parts = [this.#unit()];
    let kind: 'and' | 'or' | undefined;
    for (;;) {
      const word = this.#tokens[this.#at]?.toLowerCase();
      if (word !== 'and' && word !== 'or') break;
      if (kind !== undefined && kind !== word)
        throw new FilterLogicError(`The filter logic ${this.#text} mixes AND and OR without parentheses`);
      kind = word;
      this.#at++;
      parts.push(this.#unit());
    }
    return kind === undefined ? (parts[0] as FilterLogic) : { kind, of: parts };
  }

  #unit(): FilterLogic {
    const token = this.#tokens[this.#at++];
    if (token?.toLowerCase() === 'not') return { kind: 'not', of: this.#unit() };
    if (token === '(') {
      const logic = this.#chain();
      if (this.#tokens[this.#at++] !== ')') throw this.#unexpected();
      return logic;
    }
    if (token === undefined || !/^\d+$/.test(token)) throw this.#unexpected();
    const index = Number(token);
    this.used.add(index);
    return { kind: 'filter', index };
  }

  #unexpected(): Error {
    return new FilterLogicError(`The filter logic ${this.#text} cannot be read`);
  }
}
