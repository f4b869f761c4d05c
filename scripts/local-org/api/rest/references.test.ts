import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resolveReferences } from './references.ts';

const results = new Map<string, unknown>([
  ['new', { id: '001xx', success: true, count: 3 }],
  ['found', { records: [{ Id: 'a' }, { Id: 'b', Owner: { Name: 'Anna' } }] }],
  ['many', [{ id: '1' }, { id: '2' }]],
]);

describe('references between subrequests', () => {
  test('are filled in anywhere in a body or URL', () => {
    assert.deepEqual(resolveReferences({ A__c: '@{new.id}', list: ['x @{found.records[1].Owner.Name}'] }, results), {
      A__c: '001xx',
      list: ['x Anna'],
    });
    assert.equal(resolveReferences('/v65.0/sobjects/A/@{many[1].id}', results), '/v65.0/sobjects/A/2');
  });

  test('keep the type of a whole value', () => {
    assert.deepEqual(resolveReferences({ n: '@{new.count}', b: '@{new.success}' }, results), { n: 3, b: true });
  });

  test('that lead nowhere halt the subrequest', () => {
    for (const text of ['@{missing.id}', '@{new.name}', '@{found.records[9].Id}', '@{new}', '@{new.__proto__}']) {
      assert.throws(() => resolveReferences(text, results), { code: 'PROCESSING_HALTED' }, text);
    }
  });
});
