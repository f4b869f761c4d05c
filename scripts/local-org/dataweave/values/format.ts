import { DataWeaveError } from '../errors.ts';
import { rounded, type DwNumber, type Rounding } from './number.ts';
import { localOf, Temporal, type TemporalKind } from './temporal.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

interface Part {
  readonly letter: string;
  readonly count: number;
  /** Quoted or punctuation; the letter is empty then. */
  readonly text: string;
}

/** Splits a pattern of java.time.format.DateTimeFormatter. */
function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (const [run, quoted, letter] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g)) {
    if (quoted !== undefined) parts.push({ letter: '', count: 0, text: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
    else if (letter !== undefined) parts.push({ letter, count: run.length, text: '' });
    else parts.push({ letter: '', count: 0, text: run });
  }
  return parts;
}

/**
 * A date or time by a pattern such as `uuuu-MM-dd`, in English. Throws a DataWeaveError for a letter that is not known.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-cookbook-format-dates
 */
export function formatTemporal(value: Temporal, pattern: string): string {
  return partsOf(pattern)
    .map((part) => (part.letter === '' ? part.text : letterText(value, part)))
    .join('');
}

function letterText(value: Temporal, { letter, count }: Part): string {
  const clock = new Date(value.local);
  const hours = clock.getUTCHours();
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return count === 2 ? pad(clock.getUTCFullYear() % 100, 2) : pad(clock.getUTCFullYear(), count);
    case 'M':
    case 'L':
      return named(MONTHS, clock.getUTCMonth(), count) ?? pad(clock.getUTCMonth() + 1, count);
    case 'd':
      return pad(clock.getUTCDate(), count);
    case 'D':
      return pad(value.dayOfYear, count);
    case 'E':
      return count >= 4 ? DAYS[clock.getUTCDay()]! : DAYS[clock.getUTCDay()]!.slice(0, 3);
    case 'e':
      return named(DAYS, clock.getUTCDay(), count) ?? pad(clock.getUTCDay() + 1, count);
    case 'Q':
      return pad(value.quarter, count);
    case 'a':
      return hours < 12 ? 'AM' : 'PM';
    case 'H':
      return pad(hours, count);
    case 'h':
      return pad(hours % 12 === 0 ? 12 : hours % 12, count);
    case 'K':
      return pad(hours % 12, count);
    case 'k':
      return pad(hours === 0 ? 24 : hours, count);
    case 'm':
      return pad(clock.getUTCMinutes(), count);
    case 's':
      return pad(clock.getUTCSeconds(), count);
    case 'S':
      return pad(clock.getUTCMilliseconds(), 3).padEnd(count, '0').slice(0, count);
    case 'n':
      return pad(clock.getUTCMilliseconds() * 1_000_000, count);
    case 'X':
      return count === 1 ? value.offsetText('').replace(/00$/, '') : value.offsetText(count === 2 ? '' : ':');
    case 'x':
      return value.offsetText(count < 3 ? '' : ':', count < 3 ? '+0000' : '+00:00');
    case 'Z':
      return value.offsetText(count === 5 ? ':' : '', count === 5 ? 'Z' : '+0000');
    case 'V':
    case 'z':
    case 'O':
      return value.zone;
    default:
      throw new DataWeaveError(`Unknown pattern letter: ${letter}`);
  }
}

function named(names: readonly string[], index: number, count: number): string | undefined {
  if (count < 3) return undefined;
  return count === 3 ? names[index]!.slice(0, 3) : names[index]!;
}

/** What each letter of a pattern reads. */
const READERS: Readonly<Record<string, (count: number) => string>> = {
  M: (count) => (count >= 3 ? '[A-Za-z]+' : `\\d{${count},2}`),
  E: () => '[A-Za-z]+',
  a: () => '[AaPp][Mm]',
  S: (count) => `\\d{${count}}`,
  X: () => 'Z|[+-]\\d{2}(?::?\\d{2})?',
  x: () => '[+-]\\d{2}(?::?\\d{2})?',
  Z: () => 'Z|[+-]\\d{2}:?\\d{2}',
  V: () => '[A-Za-z]+(?:/[A-Za-z_]+)*',
  z: () => '[A-Za-z]+(?:/[A-Za-z_]+)*',
};

/** Reads a date or time by a pattern; undefined when the text does not fit. */
export function parseTemporal(text: string, pattern: string, kind: TemporalKind): Temporal | undefined {
  const parts = partsOf(pattern);
  const letters = parts.filter((part) => part.letter !== '');
  const source = parts.map((part) => (part.letter === '' ? escape(part.text) : `(${reader(part)})`)).join('');
  const match = new RegExp(`^${source}$`).exec(text);
  if (!match) return undefined;
  const read = new Map(letters.map((part, index) => [part.letter === 'u' || part.letter === 'Y' ? 'y' : part.letter, match[index + 1]!]));
  const number = (letter: string, fallback: number): number => Number(read.get(letter) ?? fallback);
  const year = number('y', 1970);
  let hour = number('H', number('h', 0) % 12);
  if (read.get('a')?.toLowerCase() === 'pm' && !read.has('H')) hour += 12;
  const monthText = read.get('M') ?? '1';
  const month = /\d/.test(monthText)
    ? Number(monthText)
    : MONTHS.findIndex((name) => name.toLowerCase().startsWith(monthText.toLowerCase())) + 1;
  const ms = Math.floor(Number(`0.${read.get('S') ?? '0'}`) * 1000 + 1e-6);
  const fullYear = read.get('y')?.length === 2 ? 2000 + year : year;
  const local = localOf(fullYear, month, number('d', 1), hour, number('m', 0), number('s', 0), ms);
  const zone = read.get('X') ?? read.get('x') ?? read.get('Z') ?? read.get('V') ?? read.get('z');
  return local === undefined ? undefined : new Temporal(zone === undefined ? 'LocalDateTime' : 'DateTime', local, zone ?? 'Z').to(kind);
}

function reader({ letter, count }: Part): string {
  const special = READERS[letter]?.(count);
  if (special !== undefined) return special;
  if (!/[yuYdHhmsKk]/.test(letter)) throw new DataWeaveError(`Unknown pattern letter: ${letter}`);
  if (/[yuY]/.test(letter)) return count === 2 ? '\\d{2}' : '\\d{4,}';
  return count === 1 ? '\\d{1,2}' : `\\d{${count}}`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

const ROUNDING: Readonly<Record<string, Rounding>> = {
  CEILING: 'ceil',
  FLOOR: 'floor',
  DOWN: 'down',
  UP: 'up',
  HALF_UP: 'half up',
  HALF_EVEN: 'half even',
};

/**
 * A number by a pattern such as `#,##0.00`; rounded half up unless told otherwise.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-types#dw_type_number
 */
export function formatNumber(value: DwNumber, pattern: string, rounding = 'HALF_UP'): string {
  const [positive, negative] = pattern.split(';') as [string, string | undefined];
  const text = String(value);
  const isNegative = text.startsWith('-');
  if (isNegative && negative !== undefined) return formatNumber(rounded(value, 40, 'down'), negative).replace('-', '');
  const match = /^((?:'[^']*'|[^#0,.'])*)([#0,]*)(?:\.([#0]*))?((?:'[^']*'|[^#0,.'])*)$/.exec(positive);
  if (!match) throw new DataWeaveError(`Malformed number pattern: ${pattern}`);
  const [, prefix, wholes, fractions = '', suffix] = match as unknown as [string, string, string, string | undefined, string];
  const shift = suffix.includes('%') ? 2 : suffix.includes('‰') ? 3 : 0;
  const exact = rounded(value, 40, 'down');
  const shifted = rounded({ unscaled: exact.unscaled, scale: exact.scale - shift }, fractions.length, ROUNDING[rounding] ?? 'half up');
  const [whole, fraction = ''] = String(shifted).replace('-', '').split('.') as [string, string | undefined];
  const least = wholes.replaceAll(/[^0]/g, '').length;
  const grouped = group(whole === '0' ? ''.padStart(least, '0') : whole.padStart(least, '0'), wholes);
  const kept = fraction.slice(0, fractions.length).replace(new RegExp(`0{0,${fractions.replaceAll('0', '').length}}$`), '');
  const body = `${grouped}${kept === '' ? '' : `.${kept}`}`;
  const plain = (affix: string): string => affix.replaceAll("'", '');
  return `${isNegative && /[1-9]/.test(body) ? '-' : ''}${plain(prefix)}${body === '' ? '0' : body}${plain(suffix)}`;
}

function group(digits: string, pattern: string): string {
  const comma = pattern.lastIndexOf(',');
  if (comma < 0) return digits;
  const size = pattern.length - comma - 1;
  return size === 0 ? digits : digits.replaceAll(new RegExp(`\\B(?=(\\d{${size}})+$)`, 'g'), ',');
}
