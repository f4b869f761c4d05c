import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/locale';
import type { ClockView } from '@callguide/contract';
import question from '@salesforce/label/c.Ui_AskZone';
import hint from '@salesforce/label/c.Ui_AskZoneHint';
import { formatTime } from 'c/zonedTime';

export type ZoneId = NonNullable<ClockView['clientTimeZone']>;

/** Zones of the clients from west to east: each an hour after the one before. */
const ZONES: readonly ZoneId[] = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

/**
 * Asks what time it is for the client: people know that, not their zone.
 * @fires ZoneAsk#zone  detail: ZoneId
 */
export default class ZoneAsk extends LightningElement {
  @api clock: ClockView | null | undefined;
  /** Milliseconds to add to this computer's clock to get the server's. */
  @api skew = 0;
  @api busy = false;

  protected readonly label = { question };

  protected get hint(): string {
    return this.clock?.zoneSource === 'Unknown' ? hint : '';
  }
  protected get zone(): string | undefined {
    return this.clock?.zoneSource === 'Unknown' ? undefined : (this.clock?.clientTimeZone ?? undefined);
  }
  protected get options(): readonly { readonly value: string; readonly label: string }[] {
    const now = Date.now() + this.skew;
    return ZONES.map((value) => ({ value, label: `${formatTime(now, value)} – ${nameOf(value, now)}` }));
  }

  protected pick(event: CustomEvent<{ value: ZoneId }>): void {
    this.dispatchEvent(new CustomEvent<ZoneId>('zone', { detail: event.detail.value }));
  }
}

/** The zone in the words of the user's language. */
function nameOf(timeZone: ZoneId, at: number): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
