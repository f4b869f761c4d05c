import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { chartModel, slicesOf } from '../host/lib/chart-model.ts';
import { matrix, summary } from './report-fixture.ts';

describe('a chart', () => {
  const request = {
    type: 'HorizontalBar',
    summaries: ['s!AMOUNT'],
    groupings: ['STATUS'],
    stacked: false,
    legend: undefined,
    maxGroups: undefined,
  };

  test('shows a number for each group', () => {
    const model = chartModel(summary, request);
    assert.deepEqual(
      [model.kind, model.labels, model.series[0]?.values, model.series[0]?.texts],
      ['bar', ['Draft', 'Paid'], [10, 20], ['10 ₽', '20 ₽']],
    );
    assert.deepEqual(chartModel(summary, { ...request, maxGroups: 1 }).labels, ['Draft']);
  });

  test('has a series for each group across', () => {
    const model = chartModel(matrix, { ...request, type: 'VerticalColumnStacked', groupings: ['STATUS', 'DAY'] });
    assert.deepEqual(
      [model.kind, model.stacked, model.series.map(({ label, values }) => [label, values[0]])],
      [
        'column',
        true,
        [
          ['May', 1],
          ['June', 2],
        ],
      ],
    );
  });

  test('of many groups has few pieces: the smaller groups share the last one, and nothing is lost', () => {
    const few = chartModel(summary, { ...request, type: 'Donut' });
    assert.deepEqual(
      slicesOf(few, String).map(({ label, groups }) => [label, groups]),
      [
        ['Draft', [0]],
        ['Paid', [1]],
      ],
    );
    assert.equal(few.total, '30 ₽');
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 40 }), (numbers) => {
        const labels = numbers.map(String);
        const model = { ...few, labels, series: [{ label: '', values: numbers, texts: labels }] };
        const slices = slicesOf(model, (count) => `${count} more`);
        assert.ok(slices.length <= 10);
        assert.deepEqual(
          slices.flatMap(({ groups }) => groups).sort((a, b) => a - b),
          numbers.map((_, at) => at),
        );
        for (const { value, groups } of slices)
          assert.equal(
            value,
            groups.reduce((sum, at) => sum + (numbers[at] ?? 0), 0),
          );
      }),
    );
  });

  test('of a kind that is not drawn is named', () => {
    assert.throws(() => chartModel(summary, { ...request, type: 'Scatter' }), /Scatter/);
  });
});
