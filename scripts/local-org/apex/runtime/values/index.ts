/** Apex values that JavaScript has no type for. All immutable. */
export { ApexAddress } from './address.ts';
export { ApexBlob } from './blob.ts';
export { ApexDate } from './date.ts';
export { ApexDatetime, type ClockParts } from './datetime.ts';
export { ApexDecimal, MAX_SCALE, tenTo } from './decimal.ts';
export { ApexDouble, doubleText } from './double.ts';
export { ApexLocation } from './location.ts';
export { ROUNDING_MODES, RoundingNecessaryError, type RoundingMode } from './rounding.ts';
export { ApexTime } from './time.ts';
export { isZone, localToUtc, zoneOffset } from './zone.ts';
