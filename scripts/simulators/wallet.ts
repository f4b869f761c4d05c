import { createHash } from 'node:crypto';
import { SimulatorError } from './errors.ts';

export interface WalletCard {
  readonly clientKey: string;
  readonly platform: 'iOS' | 'Android';
  readonly requestKey: string;
  readonly url: string;
  /** How often it was asked for; it was made once. */
  readonly requests: number;
}

/** Makes wallet cards. The same request key is one card. */
export class Wallet {
  readonly #origin: () => string;
  readonly #cards: (WalletCard & { requests: number })[] = [];

  /** @param origin address the links begin with, without a trailing slash */
  constructor(origin: () => string) {
    this.#origin = origin;
  }

  /**
   * @param body `{clientKey, platform, requestKey}`
   * @throws SimulatorError BAD_REQUEST when something is missing or the platform is unknown
   */
  issue(body: Readonly<Record<string, unknown>>): { readonly url: string } {
    const { clientKey, platform, requestKey } = body;
    if (typeof clientKey !== 'string' || clientKey === '') throw new SimulatorError('BAD_REQUEST', 'clientKey is missing');
    if (platform !== 'iOS' && platform !== 'Android') throw new SimulatorError('BAD_REQUEST', 'platform must be iOS or Android');
    if (typeof requestKey !== 'string' || requestKey === '') throw new SimulatorError('BAD_REQUEST', 'requestKey is missing');
    const known = this.#cards.find((card) => card.requestKey === requestKey);
    if (known) {
      known.requests++;
      return { url: known.url };
    }
    const token = createHash('sha256').update(requestKey).digest('hex').slice(0, 12);
    const url = `${this.#origin()}/wallet/c/${token}`;
    this.#cards.push({ clientKey, platform, requestKey, url, requests: 1 });
    return { url };
  }

  /** The card a link leads to, or undefined. */
  find(token: string): WalletCard | undefined {
    return this.#cards.find((card) => card.url.endsWith(`/${token}`));
  }

  /** Newest first. */
  list(): WalletCard[] {
    return [...this.#cards].reverse();
  }

  clear(): void {
    this.#cards.length = 0;
  }
}
