import { randomUUID } from 'node:crypto';
import type { StreamedEvent } from '../org/types.ts';

/**
 * Clients that subscribe to what happens in the org, by the Bayeux protocol with long polling.
 * https://docs.cometd.org/current7/reference/#_bayeux
 * https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/limits.htm (timeouts)
 */
export interface CometOptions {
  /** The id of the user whose session the value of an `Authorization` header names; undefined when there is none. */
  userOf(authorization: string): Promise<string | undefined>;
  /** Longest time an answer is held back, in ms. Default: 110 seconds, as on the platform. */
  readonly holdMs?: number;
}

interface Message {
  readonly channel: string;
  readonly id?: string;
  readonly clientId?: string;
  readonly subscription?: string | readonly string[];
}

type Reply = Readonly<Record<string, unknown>>;

interface Client {
  readonly id: string;
  readonly userId: string;
  readonly channels: Set<string>;
  /** What has not been delivered yet. */
  readonly events: Reply[];
  /** Ends the wait of the request that is held back. */
  wake: (() => void) | undefined;
  /** Epoch ms of its latest request. */
  seen: number;
}

const HOLD_MS = 110_000;
/** A client that lets so much time pass between two requests has gone. */
const RECONNECT_MS = 40_000;
/** Events kept for a client that does not fetch them. */
const MAX_EVENTS = 1000;
/** Channels that the local org has something to say on. */
const CHANNELS: ReadonlySet<string> = new Set(['/systemTopic/Logging']);
const HANDSHAKE = { reconnect: 'handshake', interval: 0 };

const AUTHENTICATION = refused('401::Authentication invalid', { reconnect: 'none' });

export class CometServer {
  readonly #options: CometOptions;
  readonly #clients = new Map<string, Client>();

  constructor(options: CometOptions) {
    this.#options = options;
  }

  /**
   * Answers the messages of one request; a connect is held back until there is something to tell.
   * @param gone aborts when the client has hung up
   */
  async handle(messages: readonly Message[], authorization: string | undefined, gone: AbortSignal): Promise<Reply[]> {
    const userId = authorization === undefined ? undefined : await this.#options.userOf(authorization);
    this.#forgetLost();
    const replies: Reply[] = [];
    for (const message of messages) {
      const [own, ...events] = userId === undefined ? [AUTHENTICATION] : await this.#answer(message, userId, gone);
      replies.push(...events, { channel: message.channel, ...(message.id === undefined ? {} : { id: message.id }), ...own });
    }
    return replies;
  }

  /** Tells the clients of that user who have subscribed to the channel. */
  publish({ channel, userId, data }: StreamedEvent): void {
    for (const client of this.#clients.values()) {
      if (client.userId !== userId || !client.channels.has(channel)) continue;
      client.events.push({ channel, data });
      if (client.events.length > MAX_EVENTS) client.events.shift();
      client.wake?.();
    }
  }

  /** Ends all waiting requests and forgets the clients. */
  close(): void {
    for (const client of this.#clients.values()) client.wake?.();
    this.#clients.clear();
  }

  /** The answer to a message, then what else there is to tell. */
  async #answer(message: Message, userId: string, gone: AbortSignal): Promise<readonly Reply[]> {
    if (message.channel === '/meta/handshake') return [this.#handshake(userId)];
    const client = this.#clients.get(message.clientId ?? '');
    if (!client || client.userId !== userId) return [refused('403::Unknown client', HANDSHAKE)];
    client.seen = Date.now();
    return message.channel === '/meta/connect' ? this.#connect(client, gone) : [this.#manage(client, message)];
  }

  /** Everything a client does but wait. */
  #manage(client: Client, message: Message): Reply {
    const { id: clientId, channels } = client;
    const names = [message.subscription ?? []].flat();
    switch (message.channel) {
      case '/meta/subscribe': {
        const missing = names.find((name) => !CHANNELS.has(name));
        if (missing !== undefined) {
          return {
            ...refused(`501:${missing}:The local org does not support this channel yet`),
            clientId,
            subscription: message.subscription,
          };
        }
        for (const name of names) channels.add(name);
        return { successful: true, clientId, subscription: message.subscription };
      }
      case '/meta/unsubscribe':
        for (const name of names) channels.delete(name);
        return { successful: true, clientId, subscription: message.subscription };
      case '/meta/disconnect':
        this.#clients.delete(clientId);
        client.wake?.();
        return { successful: true, clientId };
      default:
        return { ...refused(`403:${message.channel}:Clients do not publish`), clientId };
    }
  }

  #handshake(userId: string): Reply {
    const client: Client = { id: randomUUID(), userId, channels: new Set(), events: [], wake: undefined, seen: Date.now() };
    this.#clients.set(client.id, client);
    return {
      successful: true,
      version: '1.0',
      minimumVersion: '1.0',
      clientId: client.id,
      supportedConnectionTypes: ['long-polling'],
      advice: this.#advice(),
    };
  }

  async #connect(client: Client, gone: AbortSignal): Promise<readonly Reply[]> {
    // A second connect takes the place of one that waits.
    client.wake?.();
    if (client.events.length === 0 && client.channels.size > 0) await this.#wait(client, gone);
    client.seen = Date.now();
    const events = gone.aborted ? [] : client.events.splice(0);
    return [{ successful: true, clientId: client.id, advice: this.#advice() }, ...events];
  }

  #wait(client: Client, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', end);
        if (client.wake === end) client.wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, this.#holdMs);
      gone.addEventListener('abort', end);
      client.wake = end;
    });
  }

  get #holdMs(): number {
    return this.#options.holdMs ?? HOLD_MS;
  }

  #advice(): Reply {
    return { reconnect: 'retry', interval: 0, timeout: this.#holdMs };
  }

  #forgetLost(): void {
    const now = Date.now();
    for (const client of this.#clients.values()) if (!client.wake && now - client.seen > RECONNECT_MS) this.#clients.delete(client.id);
  }
}

function refused(error: string, advice?: Reply): Reply {
  return { successful: false, error, ...(advice ? { advice } : {}) };
}
