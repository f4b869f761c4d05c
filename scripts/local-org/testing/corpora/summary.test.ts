import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestReport, TestResult } from '../../apex/index.ts';
import { featuresOf, lineOf, markdownTable } from './summary.ts';

const result = (outcome: TestResult['outcome'], message: string | null): TestResult => ({
  class: 'A',
  method: 'b',
  outcome,
  message,
  stack: null,
  ms: 1,
});

const report: TestReport = {
  summary: { files: 4, filesCompiled: 3, tests: 4, passed: 1, failed: 0, unsupported: 3, compileMs: 200, runMs: 350 },
  compileErrors: [],
  tests: [
    result('Pass', null),
    result('Unsupported', 'Not supported by the local org: Flow.Interview'),
    result('Unsupported', 'Not supported by the local org: DataWeave.Script'),
    result('Unsupported', 'Not supported by the local org: DataWeave.Script'),
  ],
  coverage: null,
};

test('A report becomes one line', () => {
  const expected = { codebase: 'x', compiled: '3 of 4 (75.0 %)', passed: '1 of 4 (25.0 %)', failed: 0, unsupported: 3, seconds: 0.6 };
  assert.deepEqual(lineOf('x', report), expected);
});

test('Features are counted, the most frequent first', () => {
  assert.deepEqual(
    featuresOf('x', report).map(({ feature, tests }) => [feature, tests]),
    [
      ['DataWeave.Script', 2],
      ['Flow.Interview', 1],
    ],
  );
});

test('A table escapes what would end a cell', () => {
  assert.equal(markdownTable([{ a: 'x|y', b: 1 }]), '| a | b |\n| --- | --- |\n| x\\|y | 1 |');
  assert.equal(markdownTable([]), '');
});
