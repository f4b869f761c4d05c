import { api, LightningElement } from 'lwc';
import type { ClientView } from '@callguide/contract';
import { format } from 'c/labels';
import { formatDay } from 'c/zonedTime';
import { checkList } from './checkList';
import type { Check } from './checkList';
import { channels, label, voucherTypes } from './text';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
}

/**
 * What to know before dialling: warnings, a check list filled from the data, then devices, vouchers, cases and contacts.
 * Slot: what is needed more often than those details.
 */
export default class ClientSummary extends LightningElement {
  @api client: ClientView | undefined;

  protected readonly label = label;

  protected get checks(): readonly Check[] {
    return this.client ? checkList(this.client) : [];
  }
  /** What forbids something, e.g. an opt-out. */
  protected get warnings(): readonly string[] {
    const { client } = this;
    if (!client) return [];
    const texts = [
      client.nonNicotine && label.nonNicotine,
      client.optOutCall && label.noCalls,
      client.optOutEmail && label.noEmail,
      client.optOutSms && label.noSms,
    ];
    return texts.filter((text) => typeof text === 'string');
  }
  protected get devices(): readonly Row[] {
    return (this.client?.devices ?? []).map((device, index) => ({
      key: `d${index}`,
      name: device.model ?? '',
      detail: [device.serialNumber, device.registeredOn && formatDay(device.registeredOn)].filter(Boolean).join(' · '),
    }));
  }
  protected get vouchers(): readonly Row[] {
    return (this.client?.vouchers ?? []).map((voucher, index) => ({
      key: `v${index}`,
      name: voucher.code ?? '',
      detail: [voucher.type && voucherTypes[voucher.type], voucher.amount != null && format(label.money, voucher.amount)]
        .filter(Boolean)
        .join(' · '),
    }));
  }
  protected get cases(): readonly Row[] {
    return (this.client?.cases ?? []).map((each) => ({
      key: each.id ?? '',
      name: each.caseNumber ?? '',
      detail: [each.subject, each.status].filter(Boolean).join(' · '),
    }));
  }
  protected get contacts(): readonly Row[] {
    const { client } = this;
    const rows = [
      { key: 'email', name: label.email, detail: client?.email },
      { key: 'channel', name: label.channel, detail: client?.preferredChannel && channels[client.preferredChannel] },
      { key: 'brand', name: label.brand, detail: client?.cigaretteBrand },
      { key: 'city', name: label.city, detail: [...new Set([client?.city, client?.region])].filter(Boolean).join(', ') },
      { key: 'store', name: label.store, detail: [client?.storeName, client?.storeAddress].filter(Boolean).join(', ') },
    ];
    return rows.filter((row): row is Row => Boolean(row.detail));
  }
  /** The blocks that have something to show. */
  protected get blocks(): readonly { readonly title: string; readonly rows: readonly Row[] }[] {
    const all = [
      { title: label.devices, rows: this.devices },
      { title: label.vouchers, rows: this.vouchers },
      { title: label.cases, rows: this.cases },
      { title: label.contacts, rows: this.contacts },
    ];
    return all.filter((block) => block.rows.length > 0);
  }
}
