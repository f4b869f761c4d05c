import { DataWeaveError } from '../errors.ts';
import type { SelectorKind } from '../syntax/index.ts';
import { isNumber, ofDouble, toDouble, type DwNumber } from '../values/number.ts';
import { Period } from '../values/period.ts';
import { Temporal } from '../values/temporal.ts';
import { shown, textOf } from '../values/text.ts';
import { Attributed, DwObject, isArray, Key, plain, type Entry, type Value } from '../values/value.ts';

export interface Selector {
  readonly name: string;
  /** Address of the namespace the name must be in. */
  readonly namespace: string | undefined;
}

/** Selects from a value; null when there is nothing. https://docs.mulesoft.com/dataweave/latest/dataweave-selectors */
export function select(from: Value, how: SelectorKind, selector: Selector): Value {
  const target = plain(from);
  switch (how) {
    case 'value':
      return valueOf(target, selector);
    case 'multi':
      return some(multi(target, selector));
    case 'descendants':
    case 'allDescendants': {
      const found: Value[] = [];
      descend(target, selector, how === 'allDescendants', found);
      return some(found);
    }
    case 'pair':
      return pairs(target, selector);
    case 'attribute':
      if (isArray(target)) return perItem(target, (item) => select(item, how, selector));
      return attributesOf(from)?.entries.find((entry) => fits(entry, selector))?.value ?? null;
    case 'attributes':
      return attributesOf(from) ?? null;
    case 'multiAttribute':
      return isArray(target) ? perItem(target, (item) => select(item, 'attribute', selector)) : null;
    case 'metadata': {
      const schema = target instanceof DwObject || target instanceof Temporal ? target.schema : undefined;
      return schema?.get(selector.name) ?? null;
    }
    case 'namespace':
      return target instanceof Key && target.namespace ? DwObject.of({ ...target.namespace }) : null;
  }
}

function fits({ key }: Entry, { name, namespace }: Selector): boolean {
  return key.name === name && (namespace === undefined || key.namespace?.uri === namespace);
}

function some(found: readonly Value[]): Value {
  return found.length === 0 ? null : found;
}

function perItem(items: readonly Value[], get: (item: Value) => Value): Value {
  return some(items.map(get).filter((item) => item !== null));
}

function valueOf(target: Value, selector: Selector): Value {
  if (target === null) return null;
  if (target instanceof DwObject) return remember(target.entries.find((entry) => fits(entry, selector)));
  if (isArray(target)) {
    const objects = target.map(plain).filter((item) => item instanceof DwObject && item.entries.some((entry) => fits(entry, selector)));
    return some(objects.map((item) => valueOf(item, selector)));
  }
  if (target instanceof Temporal) return temporalField(target, selector.name);
  if (target instanceof Period) return periodField(target, selector.name);
  throw new DataWeaveError(
    `You called the function 'Value Selector' with these arguments: \n  1: ${shown(target)}\n  2: Name ("${selector.name}")\n\nBut it expects one of these combinations:\n  (Array, Name)\n  (Date, Name)\n  (Object, Name)`,
  );
}

/** The value of an entry, with the attributes of its key. */
function remember(entry: Entry | undefined): Value {
  if (!entry) return null;
  return entry.key.attributes ? new Attributed(plain(entry.value), entry.key.attributes) : entry.value;
}

/** Attributes of a key, or of the key that a value was selected from under. */
function attributesOf(target: Value): DwObject | undefined {
  return target instanceof Key || target instanceof Attributed ? target.attributes : undefined;
}

function multi(from: Value, selector: Selector): readonly Value[] {
  const target = plain(from);
  if (target instanceof DwObject) return target.entries.filter((entry) => fits(entry, selector)).map(remember);
  return isArray(target) ? target.flatMap((item) => multi(item, selector)) : [];
}

/** `..name` takes the first of each level of an object, `..*name` all of them. */
function descend(from: Value, selector: Selector, all: boolean, found: Value[]): void {
  const target = plain(from);
  if (isArray(target)) for (const item of target) descend(item, selector, all, found);
  if (!(target instanceof DwObject)) return;
  const here = target.entries.filter((entry) => fits(entry, selector)).map(remember);
  found.push(...(all ? here : here.slice(0, 1)));
  for (const { value } of target.entries) descend(value, selector, all, found);
}

function pairs(target: Value, selector: Selector): Value {
  const items = isArray(target) ? target : [target];
  const entries = items
    .map(plain)
    .flatMap((item) => (item instanceof DwObject ? item.entries.filter((entry) => fits(entry, selector)) : []));
  return entries.length === 0 ? null : new DwObject(entries);
}

function temporalField(value: Temporal, name: string): Value {
  const clock = new Date(value.local);
  switch (name) {
    case 'year':
      return clock.getUTCFullYear();
    case 'month':
      return clock.getUTCMonth() + 1;
    case 'day':
      return clock.getUTCDate();
    case 'hour':
      return clock.getUTCHours();
    case 'minutes':
      return clock.getUTCMinutes();
    case 'seconds':
      return clock.getUTCSeconds();
    case 'milliseconds':
      return clock.getUTCMilliseconds();
    case 'nanoseconds':
      return clock.getUTCMilliseconds() * 1_000_000;
    case 'quarter':
      return value.quarter;
    case 'dayOfWeek':
      return clock.getUTCDay() === 0 ? 7 : clock.getUTCDay();
    case 'dayOfYear':
      return value.dayOfYear;
    case 'timezone':
      return value.hasZone ? new Temporal('TimeZone', 0, value.zone) : null;
    case 'offsetSeconds':
      return (value.local - value.epoch) / 1000;
    default:
      return null;
  }
}

function periodField(value: Period, name: string): Value {
  const seconds = value.ms / 1000;
  const fields: Readonly<Record<string, DwNumber>> = {
    years: Math.trunc(value.months / 12),
    months: value.months % 12,
    days: value.days,
    hours: Math.trunc(seconds / 3600),
    minutes: Math.trunc((seconds % 3600) / 60),
    secs: ofDouble(seconds % 60),
  };
  return fields[name] ?? null;
}

/** `target[index]`: negative places count from the end, text selects by name. */
export function at(target: Value, index: Value): Value {
  if (target === null) return null;
  if (typeof index === 'string' || index instanceof Key) return valueOf(target, { name: textOf(index), namespace: undefined });
  if (!isNumber(index)) throw new DataWeaveError(`Cannot select ${shown(index)} of ${shown(target)}`);
  const place = toDouble(index);
  const items = target instanceof DwObject ? target.entries.map((entry) => entry.value) : typeof target === 'string' ? [...target] : target;
  if (!isArray(items)) throw new DataWeaveError(`Cannot select ${shown(index)} of ${shown(target)}`);
  return items.at(place) ?? null;
}

/** `target[from to to]`: both ends belong to it; backwards when they are the other way round. Null when out of range. */
export function slice(target: Value, from: Value, to: Value): Value {
  if (target === null) return null;
  const items = typeof target === 'string' ? [...target] : target;
  if (!isArray(items) || !isNumber(from) || !isNumber(to)) throw new DataWeaveError(`Cannot select a range of ${shown(target)}`);
  const place = (value: DwNumber): number => (toDouble(value) < 0 ? items.length + toDouble(value) : toDouble(value));
  const [first, last] = [place(from), place(to)];
  if (Math.min(first, last) < 0 || Math.max(first, last) >= items.length) return null;
  const part = items.slice(Math.min(first, last), Math.max(first, last) + 1);
  if (first > last) part.reverse();
  return typeof target === 'string' ? part.map(textOf).join('') : part;
}
