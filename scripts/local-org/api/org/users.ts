import type { SObjectDef } from '../../metadata/index.ts';
import { AUTOMATED_PROCESS } from '../../security/index.ts';
import { fold, type Store } from '../../store/index.ts';

/** Finds the org's users for sign-in. */
export class Users {
  readonly #store: Store;
  readonly #object: SObjectDef;

  constructor(store: Store) {
    const object = store.schema.object('User');
    if (!object) throw new Error('The schema has no object User');
    this.#store = store;
    this.#object = object;
  }

  /** Id of the active user of that username; its case does not matter. */
  findActive(username: string): string | undefined {
    const { fields } = this.#object;
    const [id, name] = [fields.get('id'), fields.get('username')];
    if (!id || !name || username === '') return undefined;
    const idColumn = this.#store.column(this.#object, id);
    const sql = `SELECT ${idColumn} AS id FROM ${this.#store.table(this.#object)} WHERE fold(${this.#store.column(this.#object, name)}) = ?`;
    const found = this.#store.all(sql, [fold(username)]).map((row) => String(row['id']));
    return found.find((userId) => this.isActive(userId));
  }

  /** Whether the user may sign in: automated processes may not. */
  isActive(userId: string): boolean {
    const user = this.#store.read(this.#object, [userId]).get(userId);
    return user?.get('IsActive') === true && user.get('UserType') !== AUTOMATED_PROCESS;
  }
}
