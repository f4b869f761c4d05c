import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../store/index.ts';
import { fullId } from '../rest/ids.ts';

/** Life of a session and of a one-time sign-in code, in ms of the machine's clock: moving the org's clock ends no session. */
const SESSION_MS = 24 * 60 * 60 * 1000;
const CODE_MS = 60 * 1000;

const SECRET_SETTING = 'session.secret';
const REVOKED_SETTING = 'session.revoked';

interface Claims {
  /** A session, a one-time code, or a session that opens no API. */
  readonly kind: 's' | 'c' | 'r';
  readonly userId: string;
  /** Epoch ms. */
  readonly expires: number;
  readonly nonce: string;
}

/**
 * Access tokens and one-time codes. A token carries its user and expiry, signed with a secret of the data file, so every
 * worker and a restarted server know it without a table; only revoked ones are stored until they would have expired.
 */
export class Sessions {
  readonly #store: Store;
  readonly #orgId: string;

  constructor(store: Store, orgId: string) {
    this.#store = store;
    this.#orgId = orgId;
  }

  /** Makes the signing secret. Needs a write transaction; called once when the org is created. */
  initialize(): void {
    if (this.#store.getSetting(SECRET_SETTING) === undefined) this.#store.setSetting(SECRET_SETTING, randomBytes(32).toString('hex'));
  }

  /** A new access token, `00D…!…`, of letters, digits and dots as the command line clients demand. */
  create(userId: string): string {
    return this.#issue('s', userId, SESSION_MS);
  }

  /**
   * The id of a session that opens no API, as those of Lightning components:
   * https://developer.salesforce.com/docs/platform/lwc/guide/data-api-calls-apex.html
   */
  createRestricted(userId: string): string {
    return this.#issue('r', userId, SESSION_MS);
  }

  /** A code that {@link redeemCode} exchanges once, within a minute, for the user. */
  createCode(userId: string): string {
    return this.#issue('c', userId, CODE_MS);
  }

  /** The user of a valid access token, or undefined. */
  userOf(token: string): string | undefined {
    return this.#read(token, 's')?.userId;
  }

  /** The user of a valid code, which is spent by this. Needs a write transaction. */
  redeemCode(code: string): string | undefined {
    const claims = this.#read(code, 'c');
    if (claims) this.#revoke(claims);
    return claims?.userId;
  }

  /** Ends a session. Unknown tokens are ignored. Needs a write transaction. */
  revoke(token: string): void {
    const claims = this.#read(token, 's');
    if (claims) this.#revoke(claims);
  }

  #issue(kind: Claims['kind'], userId: string, life: number): string {
    const text = [kind, userId.slice(0, 15), (Date.now() + life).toString(36), randomBytes(12).toString('hex')].join('.');
    return `${this.#orgId.slice(0, 15)}!${text}.${this.#sign(text)}`;
  }

  #read(token: string, kind: 's' | 'c'): Claims | undefined {
    const mark = token.indexOf('!');
    const end = token.lastIndexOf('.');
    if (token.slice(0, mark) !== this.#orgId.slice(0, 15) || end < mark) return undefined;
    const text = token.slice(mark + 1, end);
    if (!equal(token.slice(end + 1), this.#sign(text))) return undefined;
    const [actual, shortId = '', expires = '', nonce = ''] = text.split('.');
    const userId = fullId(shortId);
    const claims = { kind, userId: userId ?? '', expires: parseInt(expires, 36), nonce };
    if (actual !== kind || userId === undefined || !(claims.expires > Date.now()) || this.#revoked().has(nonce)) return undefined;
    return claims;
  }

  #sign(text: string): string {
    const secret = this.#store.getSetting(SECRET_SETTING);
    if (secret === undefined) throw new Error('The org has no session secret yet');
    return createHmac('sha256', secret).update(text).digest('hex');
  }

  #revoked(): Map<string, number> {
    const text = this.#store.getSetting(REVOKED_SETTING);
    return new Map(text === undefined ? [] : (JSON.parse(text) as [string, number][]));
  }

  #revoke(claims: Claims): void {
    const kept = [...this.#revoked()].filter(([, expires]) => expires > Date.now());
    this.#store.setSetting(REVOKED_SETTING, JSON.stringify([...kept, [claims.nonce, claims.expires]]));
  }
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
