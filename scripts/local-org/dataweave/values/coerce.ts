import { DataWeaveError } from '../errors.ts';
import type { TypeNode } from '../syntax/index.ts';
import { formatNumber, formatTemporal, parseTemporal } from './format.ts';
import { divide, isNumber, multiply, parseNumber, toDouble, type DwNumber } from './number.ts';
import { Period } from './period.ts';
import { DAY_MS, parseIso, Temporal, type TemporalKind } from './temporal.ts';
import { cannotCoerce, simpleText } from './text.ts';
import { isOfType, typeName, typeText, type TypeLookup } from './types.ts';
import { Binary, DwObject, isArray, Key, Regex, TypeValue, type Schema, type Value } from './value.ts';

const NO_SCHEMA: Schema = new Map();

/**
 * `value as Type {schema}`. Throws a DataWeaveError when there is no such coercion.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-types-coercion
 */
export function coerce(value: Value, type: TypeNode, lookup: TypeLookup, schema: Schema = NO_SCHEMA): Value {
  if (type.kind === 'named') {
    const declared = lookup(type.name);
    return declared ? coerce(value, declared, lookup, schema) : coerceNamed(value, type, lookup, schema);
  }
  if (type.kind === 'union') {
    if (isOfType(value, type, lookup)) return value;
    for (const option of type.options) {
      try {
        return coerce(value, option, lookup, schema);
      } catch (error) {
        if (!(error instanceof DataWeaveError)) throw error;
      }
    }
  }
  return isOfType(value, type, lookup) ? value : cannotCoerce(value, typeText(type));
}

function coerceNamed(value: Value, type: TypeNode & { kind: 'named' }, lookup: TypeLookup, schema: Schema): Value {
  switch (type.name) {
    case 'Any':
      return value;
    case 'Null':
      return value === null ? null : cannotCoerce(value, 'Null');
    case 'String':
      return toText(value, schema);
    case 'Number':
      return toNumber(value, schema);
    case 'Boolean':
      return toBoolean(value);
    case 'Object':
      return toObject(value, schema);
    case 'Array': {
      const items = toArray(value);
      const [element] = type.args;
      return element ? items.map((item) => coerce(item, element, lookup)) : items;
    }
    case 'Key':
      return value instanceof Key ? value : new Key(toText(value, NO_SCHEMA));
    case 'Regex':
      return value instanceof Regex ? value : new Regex(toText(value, NO_SCHEMA));
    case 'Uri':
    case 'CData':
      return toText(value, NO_SCHEMA);
    case 'Period':
      return value instanceof Period ? value : (Period.parse(toText(value, NO_SCHEMA)) ?? cannotCoerce(value, 'Period'));
    case 'Binary':
      return value instanceof Binary ? value : new Binary(Buffer.from(toText(value, NO_SCHEMA), encodingOf(schema)));
    case 'Type':
      return value instanceof TypeValue ? value : cannotCoerce(value, 'Type');
    case 'Date':
    case 'DateTime':
    case 'LocalDateTime':
    case 'Time':
    case 'LocalTime':
    case 'TimeZone':
      return toTemporal(value, type.name, schema);
    default:
      throw new DataWeaveError(`Unable to resolve type reference of: \`${type.name}\`.`, type.pos);
  }
}

function encodingOf(schema: Schema): BufferEncoding {
  const encoding = simpleText(schema.get('encoding') ?? 'utf8')!.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new DataWeaveError(`Unsupported encoding: ${encoding}`);
  return encoding;
}

function formatOf(schema: Schema): string | undefined {
  const format = schema.get('format');
  return format === undefined ? undefined : simpleText(format);
}

export function toText(value: Value, schema: Schema = NO_SCHEMA): string {
  const format = formatOf(schema);
  if (format !== undefined && isNumber(value)) return formatNumber(value, format, simpleText(schema.get('roundMode') ?? 'HALF_UP'));
  if (format !== undefined && value instanceof Temporal) return formatTemporal(value, format);
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/DataWeaveInApex_limitations.htm
  if (value instanceof Binary) {
    if (!schema.has('encoding')) cannotCoerce(value, 'String', 'Missing encoding');
    return Buffer.from(value.bytes).toString(encodingOf(schema));
  }
  return simpleText(value) ?? cannotCoerce(value, 'String');
}

export function toNumber(value: Value, schema: Schema = NO_SCHEMA): DwNumber {
  if (isNumber(value)) return value;
  const unit = schema.get('unit');
  if (value instanceof Temporal && value.kind === 'DateTime') {
    return unit === 'milliseconds' ? value.epoch : Math.floor(value.epoch / 1000);
  }
  if (value instanceof Period) {
    const units: Readonly<Record<string, number>> = { milliseconds: 1, minutes: 60_000, hours: 3_600_000, days: DAY_MS };
    return divide(value.ms + value.days * DAY_MS, units[simpleText(unit ?? '') ?? ''] ?? 1000);
  }
  if (typeof value === 'string' || value instanceof Key) {
    const text = simpleText(value)!;
    // A format says how the digits are grouped.
    const number = parseNumber(schema.has('format') ? text.replaceAll(',', '') : text);
    if (number !== undefined) return number;
  }
  return cannotCoerce(value, 'Number');
}

export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  const text = simpleText(value)?.toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  return cannotCoerce(value, 'Boolean');
}

function toObject(value: Value, schema: Schema): Value {
  if (!(value instanceof DwObject)) return cannotCoerce(value, 'Object');
  return schema.size === 0 ? value : new DwObject(value.entries, new Map([...(value.schema ?? []), ...schema]));
}

function toArray(value: Value): readonly Value[] {
  if (isArray(value)) return value;
  if (value instanceof DwObject) return value.entries.map((entry) => entry.value);
  return typeof value === 'string' ? [...value] : cannotCoerce(value, 'Array');
}

function toTemporal(value: Value, kind: TemporalKind, schema: Schema): Temporal {
  const format = formatOf(schema);
  const found = value instanceof Temporal ? converted(value, kind) : readTemporal(value, kind, schema, format);
  if (!found) return cannotCoerce(value, kind, `Text '${simpleText(value)}' could not be parsed`);
  return format === undefined ? found : found.withSchema(schema);
}

/** Parts that are missing are midnight and UTC; a time cannot become a date. */
function converted(value: Temporal, kind: TemporalKind): Temporal | undefined {
  if (value.kind === kind) return value;
  if (kind === 'TimeZone') return value.hasZone ? new Temporal('TimeZone', 0, value.zone) : undefined;
  const wantsDate = kind === 'Date' || kind === 'DateTime' || kind === 'LocalDateTime';
  if (wantsDate && !value.hasDate) return undefined;
  return !wantsDate && !value.hasTime ? undefined : value.to(kind);
}

function readTemporal(value: Value, kind: TemporalKind, schema: Schema, format: string | undefined): Temporal | undefined {
  if (isNumber(value) && format === undefined) {
    const ms = schema.get('unit') === 'milliseconds' ? value : multiply(value, 1000);
    return Temporal.moment(Math.floor(toDouble(ms))).to(kind);
  }
  if (typeof value !== 'string' && !(value instanceof Key) && !isNumber(value)) return cannotCoerce(value, kind);
  const text = simpleText(value)!;
  if (format !== undefined) return parseTemporal(text, format, kind);
  const iso = kind === 'TimeZone' && /^[A-Z]\w+/.test(text) ? new Temporal('TimeZone', 0, text) : parseIso(text);
  return iso?.kind === kind ? iso : undefined;
}

/** A value whose type a function wants; simple values are coerced, as calls do. Undefined when it does not fit. */
export function fitting(value: Value, type: 'String' | 'Number' | 'Boolean'): Value | undefined {
  if (typeName(value) === type) return value;
  try {
    if (type === 'String') return value === null ? undefined : simpleText(value);
    return type === 'Number' ? (typeof value === 'boolean' ? undefined : toNumber(value)) : toBoolean(value);
  } catch (error) {
    if (error instanceof DataWeaveError) return undefined;
    throw error;
  }
}
