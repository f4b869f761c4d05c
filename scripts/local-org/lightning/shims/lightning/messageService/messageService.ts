import { makeAdapter } from '../../data/wire';

/**
 * Lightning message service within one page.
 * https://developer.salesforce.com/docs/platform/lwc/guide/use-message-channel.html
 */
export const APPLICATION_SCOPE = Symbol('application scope');

export interface MessageChannel {
  readonly channelName: string;
}

interface Subscription {
  readonly channel: string;
  readonly listener: (message: unknown) => void;
}

const subscriptions = new Set<Subscription>();
const CONTEXT = Object.freeze({ kind: 'message context' });

/** `@wire(MessageContext) messageContext`. The value is the context itself, not `{ data, error }`. */
export const MessageContext = makeAdapter<Record<string, never>, unknown>(
  () => true,
  (_config, callback) => {
    (callback as unknown as (context: unknown) => void)(CONTEXT);
    return () => undefined;
  },
);

export function createMessageContext(): unknown {
  return CONTEXT;
}

export function releaseMessageContext(_context: unknown): void {}

export function subscribe(
  _context: unknown,
  channel: MessageChannel,
  listener: (message: unknown) => void,
  _options?: unknown,
): Subscription {
  const subscription = { channel: channel.channelName, listener };
  subscriptions.add(subscription);
  return subscription;
}

export function unsubscribe(subscription: Subscription | null | undefined): void {
  if (subscription) subscriptions.delete(subscription);
}

export function publish(_context: unknown, channel: MessageChannel, message?: unknown): void {
  for (const subscription of [...subscriptions]) if (subscription.channel === channel.channelName) subscription.listener(message);
}
