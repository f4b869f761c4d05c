import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatTypeName, parseTypeName, type TypeName } from './names.ts';
import { NativeType } from './registry.ts';

const { type } = fc.letrec<{ type: TypeName }>((tie) => ({
  type: fc.record({
    name: fc.constantFrom('String', 'List', 'Map', 'Database.SaveResult', 'T', 'Account__c'),
    args: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('type'), { minLength: 1, maxLength: 2 })),
  }),
}));

test('Type names read back as they were written', () => {
  fc.assert(fc.property(type, (name) => assert.deepEqual(parseTypeName(formatTypeName(name)), structuredClone(name))));
});

test('An array is a list', () => {
  assert.equal(formatTypeName(parseTypeName('Map<Id, Account[]>')), 'Map<Id,List<Account>>');
});

test('Malformed type names are refused', () => {
  for (const text of ['', 'List<', 'List<A', 'A>', '1a', 'A B']) assert.throws(() => parseTypeName(text), TypeError, text);
});

test('Signatures become typed members', () => {
  const spec = {
    name: 'System.Thing',
    typeParams: ['T'],
    methods: { 'find(Map<String, T> by, Integer index): List<T>': () => null },
    statics: { 'make(): System.Thing': () => null },
    properties: { 'size: Integer': { get: () => 1 } },
    unsupported: ['vanish'],
  };
  const thing = new NativeType(spec);
  const [find] = thing.methods('FIND');
  assert.deepEqual(
    find?.params.map((param) => `${formatTypeName(param.type)} ${param.name}`),
    ['Map<String,T> by', 'Integer index'],
  );
  assert.equal(formatTypeName(find.returns), 'List<T>');
  assert.equal(thing.methods('make')[0]?.isStatic, true);
  assert.equal(formatTypeName(thing.property('Size')!.type), 'Integer');
  assert.equal(thing.isUnsupported('Vanish'), true);
  assert.equal(thing.displayName, 'Thing');
});
