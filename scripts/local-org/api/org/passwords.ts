import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../store/index.ts';

/** Password of the first administrator until another is set. The org is reachable from its own machine only. */
export const INITIAL_PASSWORD = 'local-org';

/** Stands for the initial password, which is no secret: a hash of it would only make every new org wait. */
const INITIAL = 'initial';

const KEY_BYTES = 32;
/** Letters and digits that are not mistaken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Passwords of the org's users, kept as salted scrypt hashes beside the records. */
export class Passwords {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Needs a write transaction. */
  set(userId: string, password: string): void {
    const salt = randomBytes(16);
    this.#store.setSetting(key(userId), `${salt.toString('hex')}:${scryptSync(password, salt, KEY_BYTES).toString('hex')}`);
  }

  /** Lets a user in with {@link INITIAL_PASSWORD}. Needs a write transaction. */
  setInitial(userId: string): void {
    this.#store.setSetting(key(userId), INITIAL);
  }

  /** Sets a random password and gives it. Needs a write transaction. */
  reset(userId: string): string {
    const password = Array.from({ length: 12 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
    this.set(userId, password);
    return password;
  }

  has(userId: string): boolean {
    return this.#store.getSetting(key(userId)) !== undefined;
  }

  /** False also for a user who has no password. */
  verify(userId: string, password: string): boolean {
    const kept = this.#store.getSetting(key(userId)) ?? '';
    if (kept === INITIAL) return password === INITIAL_PASSWORD;
    const [salt, hash] = kept.split(':');
    if (!salt || !hash) return false;
    return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'hex'), KEY_BYTES), Buffer.from(hash, 'hex'));
  }
}

function key(userId: string): string {
  return `password.${userId}`;
}
