import { LightningElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { queryString, request } from '../../../shims/data/http';
import { texts } from '../../lib/texts';

/** An entry of `GET /local/outbox`. */
interface Entry {
  readonly id: number;
  readonly at: string;
  readonly kind: 'email' | 'callout';
  readonly to?: readonly string[];
  readonly subject?: string;
  readonly plainTextBody?: string | null;
  readonly htmlBody?: string | null;
  readonly method?: string;
  readonly url?: string;
  readonly body?: string | null;
  readonly status?: number | null;
  readonly answer?: string;
}

interface ShownEntry {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly icon: string;
  readonly to: string;
  readonly title: string;
  readonly open: boolean;
  readonly expanded: 'true' | 'false';
  readonly html: string | null;
  readonly plain: string;
  readonly answer: string;
}

/** What the org has sent: e-mails and requests to other systems. Only a local org has this page. */
export default class OutboxPage extends LightningElement {
  t = texts;
  entries: readonly Entry[] | undefined;
  error: unknown;
  search = '';
  openId: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    document.title = texts.outbox;
    void this.load();
  }

  private async load(): Promise<void> {
    this.error = undefined;
    try {
      const query = queryString({ text: this.search || undefined, limit: 200 });
      this.entries = (await request<{ entries: readonly Entry[] }>('GET', `/local/outbox${query}`)).entries;
    } catch (error) {
      this.error = error;
    }
  }

  get ready(): boolean {
    return this.entries !== undefined;
  }
  get none(): boolean {
    return this.entries?.length === 0;
  }
  get shown(): ShownEntry[] {
    const timeZone = String(globalThis.__org.i18n('timeZone'));
    const locale = String(globalThis.__org.i18n('locale'));
    return (this.entries ?? []).map((entry) => {
      const email = entry.kind === 'email';
      const open = entry.id === this.openId;
      return {
        id: entry.id,
        at: new Date(entry.at).toLocaleString(locale, { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
        kind: email ? texts.email : texts.callout,
        icon: email ? 'utility:email' : 'utility:forward_up',
        to: email ? (entry.to ?? []).join(', ') : (entry.url ?? ''),
        title: email ? (entry.subject ?? '') : `${entry.method ?? ''} ${entry.status ?? '—'}`,
        open,
        expanded: open ? 'true' : 'false',
        html: entry.htmlBody ?? null,
        plain: (email ? entry.plainTextBody : entry.body) ?? '',
        answer: entry.answer ?? '',
      };
    });
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), 250);
  }
  handleToggle(event: Event): void {
    const id = Number((event.currentTarget as HTMLElement).dataset.id);
    this.openId = id === this.openId ? undefined : id;
  }
  handleRefresh(): void {
    void this.load();
  }
  async handleClear(): Promise<void> {
    if (!(await LightningConfirm.open({ label: texts.outbox, message: `${texts.outboxClear}?`, theme: 'warning' }))) return;
    try {
      await request('DELETE', '/local/outbox');
      await this.load();
    } catch (error) {
      this.error = error;
    }
  }
}
