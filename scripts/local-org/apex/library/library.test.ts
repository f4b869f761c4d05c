import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NativeType } from '../types/registry.ts';
import { nativeTypes } from './index.ts';

test('every signature of the library can be read', () => {
  for (const spec of nativeTypes) assert.doesNotThrow(() => new NativeType(spec), spec.name);
});

test('no type is declared twice', () => {
  const names = nativeTypes.map((spec) => spec.name.toLowerCase());
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
});

test('every type that a signature names is declared', () => {
  const known = new Set(nativeTypes.map((spec) => spec.name.toLowerCase()));
  const builtIn = new Set(['void', 'sobject', 'object']);
  const missing = new Set<string>();
  for (const spec of nativeTypes) {
    const type = new NativeType(spec);
    const own = new Set(type.typeParams.map((param) => param.toLowerCase()));
    const check = (name: { name: string; args: readonly { name: string; args: readonly never[] }[] }): void => {
      const key = name.name.toLowerCase();
      if (!own.has(key) && !builtIn.has(key) && !known.has(key) && !known.has(`system.${key}`)) missing.add(`${name.name} in ${spec.name}`);
      for (const arg of name.args) check(arg);
    };
    for (const method of [...type.allMethods(), ...type.constructors]) {
      check(method.returns as never);
      for (const param of method.params) check(param.type as never);
    }
  }
  assert.deepEqual([...missing], []);
});
