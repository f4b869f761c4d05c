import { Binary, DwObject, Key, parseNumber, Temporal, type Value } from '../../../dataweave/index.ts';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexEnum, ApexObject } from '../../runtime/object.ts';
import { ApexSObject } from '../../runtime/sobject/index.ts';
import { memberValue, textOf } from '../../runtime/text/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';
import { runtimeTypeOf } from '../platform/typeOf.ts';

const DAY_MS = 86_400_000;
/** An object that contains itself is refused at this depth. */
const MAX_DEPTH = 200;

/**
 * An Apex value as a script sees it: records and objects as Objects that know their class, lists and sets as Arrays.
 * Throws System.DataWeaveScriptException for an object that contains itself.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/DataWeaveInApex_impl.htm
 */
export function toScript(value: unknown, depth = 0): Value {
  if (depth > MAX_DEPTH) throwApex('System.DataWeaveScriptException', 'Max depth exceeded: possible circular reference');
  const next = (item: unknown): Value => toScript(item, depth + 1);
  const simple = simpleValue(value);
  if (simple !== undefined) return simple;
  if (value instanceof ApexList) return value.items.map(next);
  if (value instanceof ApexSet) return [...value.elements()].map(next);
  if (value instanceof ApexMap) return object([...value.entries()].map(([key, item]) => [textOf(key), next(item)]));
  if (value instanceof ApexSObject) return recordObject(value, next);
  if (value instanceof ApexObject && value.$class) {
    const members = value.$class.members.filter((member) => member.slot !== null || member.get);
    return object(
      members.map((member) => [member.name, next(memberValue(value, member))]),
      value.typeName,
    );
  }
  throw new UnsupportedFeatureError(`${runtimeTypeOf(value)} as the input of a DataWeave script`);
}

function simpleValue(value: unknown): Value | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return parseNumber(String(value))!;
  if (value instanceof ApexDecimal) return parseNumber(value.toPlainString())!;
  if (value instanceof ApexDouble) return parseNumber(String(value.value)) ?? String(value);
  if (value instanceof ApexDate) return new Temporal('Date', value.epochDay * DAY_MS);
  if (value instanceof ApexDatetime) return Temporal.moment(value.ms);
  if (value instanceof ApexTime) return new Temporal('Time', value.ms);
  if (value instanceof ApexBlob) return new Binary(value.bytes);
  return value instanceof ApexEnum ? value.name : undefined;
}

function object(entries: readonly (readonly [name: string, value: Value])[], className?: string): DwObject {
  const list = entries.map(([name, value]) => ({ key: new Key(name), value }));
  return new DwObject(list, className === undefined ? undefined : new Map([['class', className]]));
}

/** Fields that were set or queried, parents and children. */
function recordObject(record: ApexSObject, next: (value: unknown) => Value): DwObject {
  const entries: [string, Value][] = [...record.values].map(([name, value]) => [name, next(value)]);
  for (const [name, parent] of record.parents) entries.push([name, next(parent)]);
  for (const [name, children] of record.children) entries.push([name, next(children)]);
  return object(entries, record.typeName);
}
