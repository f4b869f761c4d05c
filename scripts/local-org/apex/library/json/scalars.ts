import { throwApex } from '../../runtime/exception.ts';
import { toId } from '../../runtime/sobject/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';
import type { JsonNode } from './node.ts';

function illegal(type: string, text: string): never {
  throwApex('System.JSONException', `Illegal value for primitive ${type}: ${text}`);
}

/** Text of a scalar; numbers and booleans as written. */
function textOfScalar(node: JsonNode, type: string): string {
  if (node.kind === 'string' || node.kind === 'number') return node.text;
  if (node.kind === 'boolean') return String(node.value);
  throwApex('System.JSONException', `Malformed JSON: Expected a value of type ${type} but found ${node.kind === 'array' ? '"["' : '"{"'}`);
}

function whole(text: string, type: string, bits: number): bigint {
  if (!/^-?\d+$/.test(text)) illegal(type, text);
  const value = BigInt(text);
  if (BigInt.asIntN(bits, value) !== value) illegal(type, text);
  return value;
}

/** `2024-01-31T10:05:09.007Z`, with any offset; a date alone is its midnight in GMT. */
export function parseMoment(text: string): ApexDatetime {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  const date = match && ApexDate.parse(match[1]!);
  if (!date) throwApex('System.JSONException', `Invalid format: "${text}"`);
  const [, , hour = '0', minute = '0', second = '0', fraction = '0', zone] = match;
  const local = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.padEnd(3, '0'));
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  const shift = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * 60_000 * (offset[1] === '-' ? -1 : 1) : 0;
  return new ApexDatetime(date.epochDay * 86_400_000 + local - shift);
}

export function parseDay(text: string): ApexDate {
  return ApexDate.parse(text) ?? illegal('Date', text);
}

export function parseClock(text: string): ApexTime {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text);
  if (!match) illegal('Time', text);
  return ApexTime.of(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), Number((match[4] ?? '0').padEnd(3, '0')));
}

const [ZERO, NINE] = [48, 57] as const;
/** So many digits are an Integer, whatever they are. */
const FEW_DIGITS = 9;

/** Reads what most Integers look like, a few digits; undefined for anything else. */
function fewDigits(text: string): number | undefined {
  if (text.length === 0 || text.length > FEW_DIGITS) return undefined;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return undefined;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

const READERS: Record<string, (text: string) => unknown> = {
  string: (text) => text,
  id: toId,
  integer: (text) => fewDigits(text) ?? Number(whole(text, 'Integer', 32)),
  long: (text) => whole(text, 'Long', 64),
  decimal: (text) => ApexDecimal.parse(text) ?? illegal('Decimal', text),
  double: (text) => (Number.isNaN(Number(text)) ? illegal('Double', text) : new ApexDouble(Number(text))),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : illegal('Boolean', text)),
  date: parseDay,
  datetime: parseMoment,
  time: parseClock,
  blob: (text) => ApexBlob.ofBase64(text),
};

/** Types come in few spellings, each asked for with every value. */
const byName = new Map<string, ((text: string) => unknown) | undefined>();

function readerOf(type: string): ((text: string) => unknown) | undefined {
  let reader = byName.get(type);
  if (reader === undefined && !byName.has(type)) byName.set(type, (reader = READERS[type.toLowerCase().replace(/^system\./, '')]));
  return reader;
}

/** True for types that are written as one JSON value. */
export function isScalarType(type: string): boolean {
  return readerOf(type) !== undefined;
}

/** Reads a scalar as a value of one Apex type. Throws System.JSONException when it does not fit. */
export type ScalarReader = (node: JsonNode) => unknown;

/** The reader of a type that is written as one JSON value; undefined for other types. */
export function scalarReader(type: string): ScalarReader | undefined {
  const read = readerOf(type);
  return read && ((node) => read(textOfScalar(node, type)));
}

/** A scalar as a value of the Apex type; doubles boxed. Throws System.JSONException when it does not fit. */
export function scalarOf(node: JsonNode, type: string): unknown {
  return readerOf(type)!(textOfScalar(node, type));
}

/** A key of a JSON object as a map key of the Apex type. */
export function keyOf(text: string, type: string): unknown {
  const read = readerOf(type);
  return read ? read(text) : text;
}
