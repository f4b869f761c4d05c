import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Beyond this many statements of each kind the oldest go. */
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
    return this.#statements.get(sql) ?? this.#keep(this.#statements, sql);
  }

  /** A statement whose rows are arrays: much cheaper than objects. */
  prepareArrays(sql: string): StatementSync {
    const known = this.#ofArrays.get(sql);
    if (known) return known;
    const statement = this.#keep(this.#ofArrays, sql);
    statement.setReturnArrays(true);
    return statement;
  }

  #keep(statements: Map<string, StatementSync>, sql: string): StatementSync {
    if (statements.size >= MOST) statements.delete(statements.keys().next().value ?? '');
    const statement = this.#db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
    this.#ofArrays.clear();
  }
}
