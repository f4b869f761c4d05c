import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../../runtime/exception.ts';
import { COMPACT, formed, type JsonNode } from './node.ts';
import { parseJson } from './parse.ts';

/** The same numbers in each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const random = randomNumbers(11);
const NAMES = ['id', 'Id', 'name', 'names', 'a"b', 'a\\b', 'line\nend', '', 'ж', 'attributes'];
const SCALARS = [null, true, false, 0, 7, -3, 12.5, 0.25, 1e21, -1.5e-7, 123_456_789_012, '', 'text', 'q"uote', 'back\\slash', '\u0001'];

/** A value in which many objects have the same names, and some have others or fewer. */
function randomValue(depth: number): unknown {
  const kind = depth === 0 ? 0 : random(3);
  if (kind === 0) return SCALARS[random(SCALARS.length)];
  if (kind === 1) return Array.from({ length: random(5) }, () => randomValue(depth - 1));
  const from = random(3) === 0 ? random(NAMES.length) : 0;
  return Object.fromEntries(NAMES.slice(from, from + random(6)).map((name) => [name, randomValue(depth - 1)]));
}

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'object':
      return Object.fromEntries(node.names.map((name, i) => [name, plain(node.values[i]!)]));
    case 'array':
      return node.items.map(plain);
    case 'number':
      return Number(node.text);
    case 'string':
      return node.text;
    case 'boolean':
      return node.value;
  }
}

test('A JSON text is read as what it says, whatever the objects before it had for members', () => {
  for (let round = 0; round < 400; round++) {
    const value = randomValue(5);
    const text = JSON.stringify(value, null, random(2));
    assert.deepEqual(plain(parseJson(text)), value, text);
  }
});

test('What was read is written as JSON that says the same', () => {
  for (let round = 0; round < 200; round++) {
    const value = randomValue(5);
    assert.deepEqual(JSON.parse(formed(parseJson(JSON.stringify(value)), COMPACT)), value);
  }
});

test('Numbers keep their digits', () => {
  for (const digits of ['0', '0.0', '1.10', '10.00', '0.000', '-0.5', '1e3', '12E-2', '1.5e+7', '9007199254740993', '-1']) {
    assert.deepEqual(parseJson(`[${digits}]`), { kind: 'array', items: [{ kind: 'number', text: digits }] });
  }
});

test('Text that is no JSON is refused', () => {
  const refused = [
    '',
    ' ',
    '{',
    '[',
    '[1',
    '[01]',
    '[1.]',
    '[.5]',
    '[1.e3]',
    '[1e]',
    '[-]',
    '[+1]',
    '[1 2]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '["a]',
  ];
  const expected = ['[{"a":1},{"a" 1}]', '[{"a":1},{"a":1', '[{"a":1},{"a":1,}]', '[{"ab":1},{"a:1}]', '[tru]', '["\\x"]', '["\u0001"]'];
  for (const text of [...refused, ...expected]) {
    assert.throws(
      () => parseJson(text),
      (error) => error instanceof ApexException && error.typeName === 'System.JSONException',
      text,
    );
  }
});
