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
import { NULL_NODE, numberNode, textNode, type JsonNode } from './node.ts';

const API_VERSION = 'v65.0';
/** An object that contains itself is refused at this depth. */
const MAX_DEPTH = 200;

interface Options {
  /** Leaves out null members of user-defined objects. */
  readonly suppressNulls: boolean;
}

/**
 * An Apex value as JSON.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 */
export function toJson(value: unknown, suppressNulls = false): JsonNode {
  return node(value, { suppressNulls }, 0);
}

function node(value: unknown, options: Options, depth: number): JsonNode {
  if (depth > MAX_DEPTH) throwApex('System.JSONException', 'Max depth exceeded: possible circular reference');
  const plain = plainNode(value);
  if (plain) return plain;
  const next = (item: unknown): JsonNode => node(item, options, depth + 1);
  if (value instanceof ApexList) return { kind: 'array', items: value.items.map(next) };
  if (value instanceof ApexSet) return { kind: 'array', items: [...value.elements()].map(next) };
  if (value instanceof ApexMap) return { kind: 'object', entries: [...value.entries()].map(([key, item]) => [keyText(key), next(item)]) };
  if (value instanceof ApexSObject) return recordNode(value, next);
  if (value instanceof DmlResultInfo) return resultNode(value, next);
  if (value instanceof DmlErrorInfo) return errorNode(value);
  if (value instanceof Described) return describedNode(value, next);
  if (value instanceof BatchContext) throw new UnsupportedFeatureError('JSON of Database.BatchableContext');
  if (value instanceof ApexObject && value.$class) return objectNode(value, options, next);
  const type = value instanceof ApexException ? value.typeName : runtimeTypeOf(value);
  throwApex('System.JSONException', `Apex Type unsupported in JSON: ${type}`);
}

function plainNode(value: unknown): JsonNode | undefined {
  if (value === null || value === undefined) return NULL_NODE;
  if (typeof value === 'string') return textNode(value);
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number' || typeof value === 'bigint') return numberNode(String(value));
  if (value instanceof ApexDecimal) return numberNode(value.toPlainString());
  if (value instanceof ApexDouble) return numberNode(String(value));
  if (value instanceof ApexDate) return textNode(value.iso());
  if (value instanceof ApexDatetime) return textNode(value.iso());
  if (value instanceof ApexTime || value instanceof ApexEnum) return textNode(String(value));
  if (value instanceof ApexBlob) return textNode(value.base64());
  if (value instanceof ApexUuid) return textNode(value.text);
  return undefined;
}

function keyText(key: unknown): string {
  if (key === null) throwApex('System.JSONException', 'Null key for a Map not allowed in JSON');
  if (key instanceof ApexDate || key instanceof ApexDatetime) return key.iso();
  return textOf(key);
}

/** `{"attributes":{"type":…,"url":…},…}` with datetimes as the REST API writes them. */
function recordNode(record: ApexSObject, next: (value: unknown) => JsonNode): JsonNode {
  const attributes: [string, JsonNode][] = [['type', textNode(record.typeName)]];
  if (record.id) attributes.push(['url', textNode(`/services/data/${API_VERSION}/sobjects/${record.typeName}/${record.id}`)]);
  const entries: [string, JsonNode][] = [['attributes', { kind: 'object', entries: attributes }]];
  const isAggregate = record instanceof ApexAggregateResult;
  for (const [name, value] of record.values) {
    if (name === 'Id' && value === null) continue;
    const date = value instanceof ApexDatetime && !isAggregate;
    entries.push([name, date ? textNode(value.iso().replace('Z', '+0000')) : next(value)]);
  }
  for (const [name, parent] of record.parents) entries.push([name, next(parent)]);
  for (const [name, children] of record.children) entries.push([name, childrenNode(children, next)]);
  return { kind: 'object', entries };
}

function childrenNode(children: ApexList<ApexSObject>, next: (value: unknown) => JsonNode): JsonNode {
  return {
    kind: 'object',
    entries: [
      ['totalSize', numberNode(String(children.size()))],
      ['done', { kind: 'boolean', value: true }],
      ['records', next(children)],
    ],
  };
}

const ordered = new WeakMap<ClassInfo, readonly ClassMember[]>();

/** Members go from Z to A: so the results in the guide and in public code that compares them. */
function membersOf(type: ClassInfo): readonly ClassMember[] {
  const known = ordered.get(type);
  if (known) return known;
  const key = ({ name }: ClassMember): string => name.toLowerCase();
  const members = type.members.filter(({ transient, slot, get }) => !transient && (slot !== null || get));
  members.sort((a, b) => (key(a) < key(b) ? 1 : -1));
  ordered.set(type, members);
  return members;
}

function objectNode(value: ApexObject, options: Options, next: (value: unknown) => JsonNode): JsonNode {
  const entries: [string, JsonNode][] = [];
  for (const member of membersOf(value.$class!)) {
    const item = memberValue(value, member);
    if (item !== null || !options.suppressNulls) entries.push([member.name, next(item)]);
  }
  return { kind: 'object', entries };
}

function resultNode(info: DmlResultInfo, next: (value: unknown) => JsonNode): JsonNode {
  const entries: [string, JsonNode][] = [
    ['success', { kind: 'boolean', value: info.result.success }],
    ['id', next(info.result.id)],
    ['errors', next(info.errors)],
  ];
  if (info.kind === 'UpsertResult') entries.push(['created', { kind: 'boolean', value: info.result.created }]);
  return { kind: 'object', entries };
}

/** Members as REST names them, with a small first letter. */
function describedNode(value: Described, next: (value: unknown) => JsonNode): JsonNode {
  const name = (property: string): string => property[0]!.toLowerCase() + property.slice(1);
  return { kind: 'object', entries: [...value.described()].map(([property, item]) => [name(property), next(item)]) };
}

function errorNode({ error }: DmlErrorInfo): JsonNode {
  return {
    kind: 'object',
    entries: [
      ['statusCode', textNode(error.statusCode)],
      ['message', textNode(error.message)],
      ['fields', { kind: 'array', items: error.fields.map(textNode) }],
    ],
  };
}
