import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NativeType, type NativeMethod } from '../types/registry.ts';
import { formatTypeName, type TypeName } from '../types/names.ts';
import { nativeTypes } from './index.ts';
import { readStubs, whyNoStubs, type StubMember } from './stubs.ts';

const skip = whyNoStubs();
if (skip) console.log(`Signatures are not compared with the stubs: ${skip}`);

const short = (type: TypeName): string => formatTypeName(type).replaceAll(/\bSystem\./gi, '');
const signature = (name: string, params: readonly string[]): string => `${name}(${params.join(',')})`.toLowerCase();
const declared = (method: NativeMethod): string =>
  signature(
    method.name,
    method.params.map((param) => short(param.type)),
  );

/** Where the stubs are only approximate: what the reference says instead. */
const DEVIATIONS: readonly [members: RegExp, reason: string][] = [
  [/^System\.Decimal\.divide\(decimal,integer,(?:object|roundingmode)\)/, 'the third parameter is a RoundingMode'],
  [/^System\.Double\.tostring\(\)/, 'from Object, here with the text of an unboxed double'],
  [/^System\.Database\.(?:un)?delete\(list<(?:object|sobject|id)>/, 'lists of records or of ids, not of any object'],
  [/^Database\.QueryLocatorIterator\.next\(\)/, 'the stub has it twice, as Iterator needs it'],
  [/^Database\.Batchable\.start\(/, 'start gives a QueryLocator or an Iterable'],
  [/^System\.Http\.send\(/, 'takes an HttpRequest'],
  [/^System\.QueueableDuplicateSignature\.builder\(\)/, 'the developer guide calls it without new'],
  [/^System\.Collator\.compare\(object,object\)/, 'the stub has it twice, as Comparator needs it'],
  [/^Cache\.\w+\.(?:contains|get|validatekeys)\((?:boolean,)?(?:set|list)<string>\)/, 'the reference takes sets of keys'],
  [/^Database\.LeadConvert(?:Result)?\.[gs]etrelatedpersonaccount/, 'of orgs with person accounts, left out of the stubs'],
  [/^System\.String\.template\(/, 'newer than the stubs'],
  [/^System\.Crypto\.(?:en|de)cryptwithmanagediv\(string,blob,blob,blob\)/, 'newer than the stubs'],
  [/^Cache\.(?:Org|Session|Partition)\.(?:contains|get)\(set<string>\)/, 'newer than the stubs'],
  [
    /^System\.(?:Database\.getpaginationcursor|Limits\.get(?:limit)?apex(?:pagination)?cursors\(|Limits\.get(?:limit)?apexpaginationcursorrows\()/,
    'newer than the stubs',
  ],
  [/^Dom\.XmlNode\.(?:insertbefore|removechild)\(/, 'nodes, not any object'],
  [/^System\.HttpRequest\.setbodydocument\(/, 'takes a Dom.Document'],
];
const deviates = (label: string): boolean => DEVIATIONS.some(([members]) => members.test(label));

/** Every object has these, also where a stub repeats them. */
const OF_OBJECT = new Set(['tostring()', 'equals(object)', 'hashcode()']);

const types = nativeTypes.filter((spec) => spec.kind !== 'enum').map((spec) => new NativeType(spec));
const stubs = skip ? new Map<string, StubMember[]>() : readStubs(types.map((type) => type.name));

test('every declared member is in the stubs', { skip }, () => {
  const strange: string[] = [];
  for (const type of types) {
    const members = stubs.get(type.name);
    if (!members) continue;
    const known = new Map(
      members.filter((member) => member.params !== null).map((member) => [signature(member.name, member.params!), member]),
    );
    for (const method of [...type.allMethods(), ...type.constructors]) {
      const label = `${type.name}.${declared(method)}`;
      const stub = known.get(declared(method));
      if (deviates(label)) continue;
      if (!stub) strange.push(`${label} is not in the stubs`);
      else if (stub.name !== '' && stub.returns.toLowerCase() !== short(method.returns).toLowerCase()) {
        strange.push(`${label} returns ${short(method.returns)}, in the stubs ${stub.returns}`);
      }
    }
  }
  assert.deepEqual(strange, []);
});

test('every member of the stubs is declared or named as unsupported', { skip }, () => {
  const missing: string[] = [];
  for (const type of types) {
    const known = new Set([...inheritedMethods(type), ...type.constructors].map(declared));
    for (const member of stubs.get(type.name) ?? []) {
      const label = member.params === null ? member.name : signature(member.name, member.params);
      if (deviates(`${type.name}.${label}`) || OF_OBJECT.has(label)) continue;
      if (member.name === '' ? type.constructors.length === 0 : type.isUnsupported(member.name) || type.isUnsupported(label)) continue;
      const has = member.params === null ? hasProperty(type, member.name) : known.has(label);
      if (!has) missing.push(`${type.name}.${label}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('the comparison reaches most types', { skip }, () => {
  assert.ok(stubs.size > types.length * 0.8, `${stubs.size} of ${types.length}`);
});

const parentOf = (type: NativeType): NativeType | undefined => types.find((candidate) => candidate.name === type.superType?.name);

/** Methods of the type itself and of what it extends: the stubs repeat them. */
function inheritedMethods(type: NativeType): NativeMethod[] {
  const parent = parentOf(type);
  return parent ? [...type.allMethods(), ...inheritedMethods(parent)] : type.allMethods();
}

/** Declared by the type itself or by what it extends. */
function hasProperty(type: NativeType, name: string): boolean {
  if (type.property(name)) return true;
  const parent = parentOf(type);
  return parent !== undefined && hasProperty(parent, name);
}
