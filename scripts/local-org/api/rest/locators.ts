import type { QueryResult, QueryRow } from '../../soql/index.ts';
import { ApiError } from '../errors.ts';
import type { OrgSession } from '../org/types.ts';

export interface LocatedQuery {
  readonly soql: string;
  readonly allRows: boolean;
  readonly userId: string;
}

export interface Page {
  readonly totalSize: number;
  readonly rows: readonly QueryRow[];
  /** Locator of the next page; absent on the last one. */
  readonly locator: string | undefined;
}

/** Results kept for their next pages, per worker. */
const KEPT_RESULTS = 10;

/**
 * Pages of query results. A locator carries its own query, so a worker that no longer has the rows (or never had them)
 * runs it again; while they are kept, all pages come from one moment.
 */
export class LocatorCache {
  readonly #results = new Map<string, QueryResult>();

  first(session: OrgSession, query: LocatedQuery, size: number): Page {
    return this.#page(session.query(query.soql, { allRows: query.allRows }), encode(query), 0, size);
  }

  /** @throws ApiError INVALID_QUERY_LOCATOR (400) for a locator that is malformed or another user's. */
  next(session: OrgSession, locator: string, size: number): Page {
    const parts = /^01g([A-Za-z0-9_-]+)-(\d+)$/.exec(locator);
    const query = parts?.[1] === undefined ? undefined : decode(parts[1]);
    if (!parts?.[1] || !query || query.userId !== session.user.id) {
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    const result = this.#results.get(parts[1]) ?? session.query(query.soql, { allRows: query.allRows });
    return this.#page(result, parts[1], Number(parts[2]), size);
  }

  #page(result: QueryResult, key: string, start: number, size: number): Page {
    const end = start + size;
    const rows = start === 0 && result.rows.length <= end ? result.rows : result.rows.slice(start, end);
    this.#results.delete(key);
    if (end >= result.rows.length) return { totalSize: result.totalSize, rows, locator: undefined };
    this.#results.set(key, result);
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= KEPT_RESULTS) break;
      this.#results.delete(oldest);
    }
    return { totalSize: result.totalSize, rows, locator: `01g${key}-${end}` };
  }
}

function encode(query: LocatedQuery): string {
  return Buffer.from(JSON.stringify([query.soql, query.allRows, query.userId])).toString('base64url');
}

function decode(key: string): LocatedQuery | undefined {
  try {
    const [soql, allRows, userId] = JSON.parse(Buffer.from(key, 'base64url').toString()) as unknown[];
    if (typeof soql === 'string' && typeof allRows === 'boolean' && typeof userId === 'string') return { soql, allRows, userId };
  } catch {
    // Falls through: not one of ours.
  }
  return undefined;
}
