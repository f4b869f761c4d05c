import { SimulatorError } from './errors.ts';

/** A text message as a phone got it. */
export interface SmsMessage {
  readonly id: string;
  /** Plus sign and digits. */
  readonly to: string;
  readonly text: string;
  readonly requestKey: string;
  /** ISO 8601. */
  readonly at: string;
  /** How often it was asked for; it was sent once. */
  readonly requests: number;
}

export interface SmsReceipt {
  readonly id: string;
  readonly status: 'accepted' | 'delivered' | 'rejected';
}

interface Options {
  readonly now: () => number;
  /** Time from acceptance to delivery. 0: delivered at once. */
  readonly deliveryMs: number;
}

/** Takes text messages and keeps them. The same request key is one message, whatever it says the second time. */
export class SmsGateway {
  readonly #options: Options;
  readonly #messages: (SmsMessage & { requests: number; takenAt: number })[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param body `{to, text, requestKey}`
   * @throws SimulatorError BAD_REQUEST when something is missing or `to` is no phone number
   */
  send(body: Readonly<Record<string, unknown>>): SmsReceipt {
    const { to, text, requestKey } = body;
    if (typeof to !== 'string' || !/^\+\d{10,15}$/.test(to)) throw new SimulatorError('BAD_REQUEST', 'to must be a phone number');
    if (typeof text !== 'string' || text === '') throw new SimulatorError('BAD_REQUEST', 'text is missing');
    if (typeof requestKey !== 'string' || requestKey === '') throw new SimulatorError('BAD_REQUEST', 'requestKey is missing');
    const known = this.#messages.find((message) => message.requestKey === requestKey);
    if (known) {
      known.requests++;
      return { id: known.id, status: this.#status(known.takenAt) };
    }
    const takenAt = this.#options.now();
    const id = `sms-${this.#messages.length + 1}`;
    this.#messages.push({ id, to, text, requestKey, at: new Date(takenAt).toISOString(), requests: 1, takenAt });
    return { id, status: this.#status(takenAt) };
  }

  /** Newest first; `to` and `text` are parts. */
  list(to = '', text = ''): SmsMessage[] {
    return this.#messages
      .filter((message) => message.to.includes(to) && message.text.includes(text))
      .map(({ takenAt: _, ...message }) => message)
      .reverse();
  }

  clear(): void {
    this.#messages.length = 0;
  }

  #status(takenAt: number): 'accepted' | 'delivered' {
    return this.#options.now() - takenAt >= this.#options.deliveryMs ? 'delivered' : 'accepted';
  }
}
