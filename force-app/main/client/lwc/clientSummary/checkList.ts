import type { ClientView } from '@callguide/contract';
import { format } from 'c/labels';
import { label } from './text';

/** One thing to look at before dialling. */
export interface Check {
  readonly key: string;
  readonly text: string;
  /** False: something the expert should settle during the call. */
  readonly fine: boolean;
  readonly icon: string;
  readonly variant: string;
}

/** The preparation check list of a client, filled from the data. */
export function checkList(client: ClientView): Check[] {
  const vouchers = client.vouchers ?? [];
  const total = vouchers.reduce((sum, voucher) => sum + (voucher.amount ?? 0), 0);
  const devices = client.devices ?? [];
  const open = client.cases ?? [];
  const emailText = client.email ? (client.emailVerified ? label.emailVerified : label.emailUnverified) : label.emailMissing;
  return [
    check('age', client.ageVerification === 'AV1', client.ageVerification === 'AV1' ? label.ageVerified : label.ageUnverified),
    check('devices', true, devices.length > 0 ? format(label.deviceCount, devices.length) : label.deviceNone),
    check('vouchers', true, vouchers.length > 0 ? format(label.voucherCount, vouchers.length, total) : label.voucherNone),
    check('cases', open.length === 0, open.length > 0 ? format(label.caseCount, open.length) : label.caseNone),
    check('email', Boolean(client.email && client.emailVerified), emailText),
  ];
}

function check(key: string, fine: boolean, text: string): Check {
  return { key, text, fine, icon: fine ? 'utility:check' : 'utility:warning', variant: fine ? 'success' : 'warning' };
}
