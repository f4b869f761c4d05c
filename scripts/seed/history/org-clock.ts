import type { Connection } from 'jsforce';

import { SeedError } from '../errors.ts';

/** The clock of a local org. Orgs on the platform have none that could be set. */
export class OrgClock {
  readonly #url: string;
  readonly #token: string;

  private constructor(connection: Connection) {
    this.#url = `${connection.instanceUrl}/local/clock`;
    this.#token = connection.accessToken ?? '';
  }

  /** @throws SeedError NO_CLOCK when the org has no clock of its own, or the user may not set it */
  static async of(connection: Connection): Promise<OrgClock> {
    const clock = new OrgClock(connection);
    const response = await clock.#request('GET');
    if (!response.ok)
      throw new SeedError(
        'NO_CLOCK',
        `${connection.instanceUrl} has no clock that can be set back, so no history can be played there. Leave out --history, or start a local org with "npm start".`,
      );
    return clock;
  }

  /** @param at epoch ms */
  async set(at: number): Promise<void> {
    await this.#put({ now: new Date(at).toISOString() });
  }

  /** Back to the clock of the machine. */
  async reset(): Promise<void> {
    await this.#put({ offsetMs: 0 });
  }

  async #put(body: object): Promise<void> {
    const response = await this.#request('PUT', body);
    if (!response.ok) throw new SeedError('NO_CLOCK', `The clock of the org could not be set: ${await response.text()}`);
    await response.arrayBuffer();
  }

  #request(method: string, body?: object): Promise<Response> {
    return fetch(this.#url, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  }
}
