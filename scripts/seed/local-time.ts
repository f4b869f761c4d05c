const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Offset of an IANA zone at a moment, in milliseconds east of UTC. */
export function zoneOffset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * minute;
}

/** The moment (epoch ms) at which clocks in `zone` show `hour:minutes`, `days` after the zone's own date at `anchor`. */
export function localMoment(zone: string, anchor: number, days: number, hour: number, minutes: number): number {
  const offset = zoneOffset(zone, anchor);
  const midnight = Math.floor((anchor + offset) / (1440 * minute)) * 1440 * minute;
  const local = midnight + (days * 1440 + hour * 60 + minutes) * minute;
  return local - zoneOffset(zone, local - offset);
}

/** `YYYY-MM-DD` in `zone`, `days` after the zone's own date at `anchor`. */
export function localDate(zone: string, anchor: number, days: number): string {
  return new Date(anchor + zoneOffset(zone, anchor) + days * 1440 * minute).toISOString().slice(0, 10);
}

/** What the clock shows in `zone`, in whole hours. */
export function localHour(zone: string, at: number): number {
  return new Date(at + zoneOffset(zone, at)).getUTCHours();
}

/** As the REST API takes a datetime. */
export function isoMoment(at: number): string {
  return new Date(at).toISOString();
}
