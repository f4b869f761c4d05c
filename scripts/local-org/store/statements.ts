import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Beyond this many statements the oldest go. */
const MOST = 2000;

/** The prepared statements of a connection, kept by their text. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #ofArrays = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size >= MOST) this.#statements.delete(this.#statements.keys().next().value ?? '');
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** A statement whose rows are arrays: for wide rows much cheaper than objects. For few texts: all of them are kept. */
  prepareArrays(sql: string): StatementSync {
    let statement = this.#ofArrays.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      statement.setReturnArrays(true);
      this.#ofArrays.set(sql, statement);
    }
    return statement;
  }

  clear(): void {
    this.#statements.clear();
    this.#ofArrays.clear();
  }
}
