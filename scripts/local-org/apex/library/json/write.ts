import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import { ApexEnum, ApexObject, type ClassInfo, type ClassMember } from '../../runtime/object.ts';
import { ApexAggregateResult, ApexSObject } from '../../runtime/sobject/index.ts';
import { memberValue, textOf } from '../../runtime/text/index.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { BatchContext } from '../database/batch.ts';
import { Described } from '../dataClass.ts';
import { DmlErrorInfo, DmlResultInfo } from '../database/results.ts';
import { ApexUuid } from '../identifiers.ts';
import { runtimeTypeOf } from '../platform/typeOf.ts';
import type { JsonForm } from './node.ts';

const API_VERSION = 'v65.0';
/** An object that contains itself is refused at this depth. */
const MAX_DEPTH = 200;

/**
 * An Apex value as JSON in that form.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 * @param suppressNulls leaves out null members of user-defined objects
 */
export function toJson<T>(value: unknown, form: JsonForm<T>, suppressNulls = false): T {
  return new JsonWriter(form, suppressNulls).value(value);
}

/** The text of what is written as one. */
function plainText(value: unknown): string | undefined {
  if (value instanceof ApexDate || value instanceof ApexDatetime) return value.iso();
  if (value instanceof ApexTime || value instanceof ApexEnum) return String(value);
  if (value instanceof ApexBlob) return value.base64();
  if (value instanceof ApexUuid) return value.text;
  return undefined;
}

function keyText(key: unknown): string {
  if (key === null) throwApex('System.JSONException', 'Null key for a Map not allowed in JSON');
  if (key instanceof ApexDate || key instanceof ApexDatetime) return key.iso();
  return textOf(key);
}

/** The members of a class that are written, and their names. */
interface Written {
  readonly members: readonly ClassMember[];
  readonly names: readonly string[];
}

const ordered = new WeakMap<ClassInfo, Written>();

/** Members go from Z to A: so the results in the guide and in public code that compares them. */
function membersOf(type: ClassInfo): Written {
  const known = ordered.get(type);
  if (known) return known;
  const key = ({ name }: ClassMember): string => name.toLowerCase();
  const members = type.members.filter(({ transient, slot, get }) => !transient && (slot !== null || get));
  members.sort((a, b) => (key(a) < key(b) ? 1 : -1));
  const written = { members, names: members.map((member) => member.name) };
  ordered.set(type, written);
  return written;
}

class JsonWriter<T> {
  private readonly form: JsonForm<T>;
  private readonly suppressNulls: boolean;
  private depth = 0;

  constructor(form: JsonForm<T>, suppressNulls: boolean) {
    this.form = form;
    this.suppressNulls = suppressNulls;
  }

  value(value: unknown): T {
    if (this.depth > MAX_DEPTH) throwApex('System.JSONException', 'Max depth exceeded: possible circular reference');
    const { form } = this;
    if (value === null || value === undefined) return form.nothing;
    if (typeof value === 'string') return form.text(value);
    if (typeof value === 'boolean') return form.flag(value);
    if (typeof value === 'number' || typeof value === 'bigint') return form.number(String(value));
    if (value instanceof ApexDecimal) return form.number(value.toPlainString());
    const text = plainText(value);
    if (text !== undefined) return form.text(text);
    if (value instanceof ApexDouble) return form.number(String(value));
    this.depth++;
    const result = this.compound(value);
    this.depth--;
    return result;
  }

  private compound(value: unknown): T {
    if (value instanceof ApexList) return this.array(value.items);
    if (value instanceof ApexObject && value.$class) return this.object(value, value.$class);
    if (value instanceof ApexSet) return this.array([...value.elements()]);
    if (value instanceof ApexMap) return this.members([...value.entries()].map(([key, item]) => [keyText(key), this.value(item)]));
    if (value instanceof ApexSObject) return this.record(value);
    if (value instanceof DmlResultInfo) return this.result(value);
    if (value instanceof DmlErrorInfo) return this.error(value);
    if (value instanceof Described) return this.described(value);
    if (value instanceof BatchContext) throw new UnsupportedFeatureError('JSON of Database.BatchableContext');
    const type = value instanceof ApexException ? value.typeName : runtimeTypeOf(value);
    throwApex('System.JSONException', `Apex Type unsupported in JSON: ${type}`);
  }

  private members(entries: readonly (readonly [name: string, value: T])[]): T {
    return this.form.object(
      entries.map(([name]) => name),
      entries.map(([, value]) => value),
    );
  }

  private array(items: readonly unknown[]): T {
    return this.form.array(items.map((item) => this.value(item)));
  }

  /** `{"attributes":{"type":…,"url":…},…}` with datetimes as the REST API writes them. */
  private record(record: ApexSObject): T {
    const { form } = this;
    const attributes: [string, T][] = [['type', form.text(record.typeName)]];
    if (record.id) attributes.push(['url', form.text(`/services/data/${API_VERSION}/sobjects/${record.typeName}/${record.id}`)]);
    const entries: [string, T][] = [['attributes', this.members(attributes)]];
    const isAggregate = record instanceof ApexAggregateResult;
    for (const [name, value] of record.values) {
      if (name === 'Id' && value === null) continue;
      const date = value instanceof ApexDatetime && !isAggregate;
      entries.push([name, date ? form.text(value.iso().replace('Z', '+0000')) : this.value(value)]);
    }
    for (const [name, parent] of record.parents) entries.push([name, this.value(parent)]);
    for (const [name, children] of record.children) entries.push([name, this.children(children)]);
    return this.members(entries);
  }

  private children(children: ApexList<ApexSObject>): T {
    return this.members([
      ['totalSize', this.form.number(String(children.size()))],
      ['done', this.form.flag(true)],
      ['records', this.value(children)],
    ]);
  }

  private object(value: ApexObject, info: ClassInfo): T {
    const { names, members } = membersOf(info);
    if (!this.suppressNulls) {
      return this.form.object(
        names,
        members.map((member) => this.value(memberValue(value, member))),
      );
    }
    const given: [string, T][] = [];
    for (const member of members) {
      const item = memberValue(value, member);
      if (item !== null) given.push([member.name, this.value(item)]);
    }
    return this.members(given);
  }

  private result(info: DmlResultInfo): T {
    const entries: [string, T][] = [
      ['success', this.form.flag(info.result.success)],
      ['id', this.value(info.result.id)],
      ['errors', this.value(info.errors)],
    ];
    if (info.kind === 'UpsertResult') entries.push(['created', this.form.flag(info.result.created)]);
    return this.members(entries);
  }

  /** Members as REST names them, with a small first letter. */
  private described(value: Described): T {
    const name = (property: string): string => property[0]!.toLowerCase() + property.slice(1);
    return this.members([...value.described()].map(([property, item]) => [name(property), this.value(item)]));
  }

  private error({ error }: DmlErrorInfo): T {
    const { form } = this;
    return this.members([
      ['statusCode', form.text(error.statusCode)],
      ['message', form.text(error.message)],
      ['fields', form.array(error.fields.map((field) => form.text(field)))],
    ]);
  }
}
