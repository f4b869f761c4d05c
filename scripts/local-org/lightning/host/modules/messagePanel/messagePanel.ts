import { api, LightningElement } from 'lwc';
import { texts } from '../../lib/texts';

interface Refusal {
  readonly status?: number;
  readonly body?: { readonly message?: string } | readonly { readonly message: string; readonly errorCode?: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
}

/** A page or part that cannot be shown, and why: not found, no access, no connection, or an error with its request id. */
export default class MessagePanel extends LightningElement {
  t = texts;
  /** `notFound`, `noAccess`, or absent: then `error` decides. */
  @api kind: string | undefined;
  @api error: Refusal | undefined;
  @api retry = false;

  private get shown(): string {
    if (this.kind) return this.kind;
    if (this.error?.status === 404) return 'notFound';
    if (this.error?.status === 0) return 'offline';
    return this.error?.status === 403 ? 'noAccess' : 'error';
  }
  get panelRole(): string | undefined {
    return ['error', 'offline'].includes(this.shown) ? 'alert' : undefined;
  }
  get icon(): string {
    return { notFound: 'utility:search', noAccess: 'utility:lock', offline: 'utility:offline' }[this.shown] ?? 'utility:warning';
  }
  get heading(): string {
    return { notFound: texts.notFoundTitle, noAccess: texts.noAccessTitle, offline: texts.offlineTitle }[this.shown] ?? texts.errorTitle;
  }
  get message(): string {
    return { notFound: texts.notFoundText, noAccess: texts.noAccessText, offline: texts.offlineText }[this.shown] ?? messageOf(this.error);
  }
  get requestId(): string | undefined {
    return this.error?.headers?.['x-request-id'];
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}

function messageOf(error: Refusal | undefined): string {
  const body = error?.body;
  if (Array.isArray(body)) return body.map(({ message }: { message: string }) => message).join('\n');
  return (body as { message?: string } | undefined)?.message ?? error?.message ?? '';
}
