import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { current } from '../../runtime/context.ts';
import { zoneName } from '../../runtime/text/index.ts';
import { ApexTime, zoneOffset, type ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { zoneNamed } from './datetime.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_time.htm */
const timeType: NativeTypeSpec = {
  name: 'System.Time',
  statics: nonNull({
    'newInstance(Integer hour, Integer minute, Integer second, Integer millisecond): Time': (h: number, m: number, s: number, ms: number) =>
      ApexTime.of(h, m, s, ms),
  }),
  methods: nonNull({
    'addHours(Integer hours): Time': (time: ApexTime, hours: number) => time.addHours(hours),
    'addMilliseconds(Integer milliseconds): Time': (time: ApexTime, ms: number) => time.addMilliseconds(ms),
    'addMinutes(Integer minutes): Time': (time: ApexTime, minutes: number) => time.addMinutes(minutes),
    'addSeconds(Integer seconds): Time': (time: ApexTime, seconds: number) => time.addSeconds(seconds),
    'hour(): Integer': (time: ApexTime) => time.hour(),
    'millisecond(): Integer': (time: ApexTime) => time.millisecond(),
    'minute(): Integer': (time: ApexTime) => time.minute(),
    'second(): Integer': (time: ApexTime) => time.second(),
  }),
  unsupported: ['addError'],
};

/** `System.TimeZone`. */
export class ApexTimeZone extends ApexObject {
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }

  override get typeName(): string {
    return 'TimeZone';
  }

  override apexToString(): string {
    return this.id;
  }
}

/** `(GMT+03:00) Moscow Standard Time (Europe/Moscow)` */
function displayName(zone: ApexTimeZone): string {
  const now = current().now();
  const minutes = zoneOffset(zone.id, now) / 60_000;
  const size = Math.abs(minutes);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const name = zoneName(zone.id, now, 'long', current().user.locale);
  return `(GMT${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}) ${name} (${zone.id})`;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_timezone.htm */
const timeZoneType: NativeTypeSpec = {
  name: 'System.TimeZone',
  statics: {
    'getTimeZone(String id): System.TimeZone': (id: string | null) => {
      if (id === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      const zone = zoneNamed(id);
      return new ApexTimeZone(zone === 'UTC' && id !== 'UTC' ? 'GMT' : zone);
    },
  },
  methods: nonNull({
    'getDisplayName(): String': displayName,
    'getID(): String': (zone: ApexTimeZone) => zone.id,
    'getOffset(Datetime moment): Integer': (zone: ApexTimeZone, moment: ApexDatetime) => zoneOffset(zone.id, moment.ms),
    'toString(): String': (zone: ApexTimeZone) => zone.id,
  }),
};

export const timeTypes: readonly NativeTypeSpec[] = [timeType, timeZoneType];
