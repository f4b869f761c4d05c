import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { gridCsv } from '../host/lib/csv.ts';
import { narrowingOf, narrowToGroup, reportAddress } from '../host/lib/report-link.ts';
import { groupKeys, reportGrid } from '../host/lib/report-rows.ts';
import { by, fact, group, matrix, RECORD, report, summary, tabular } from './report-fixture.ts';

describe('the rows of a report', () => {
  test('without groups are its records, each leading to its page', () => {
    const { columns, rows } = reportGrid(tabular, new Set(), 'Total');
    assert.deepEqual(
      columns.map(({ label, numeric }) => [label, numeric]),
      [
        ['Name', false],
        ['Amount', true],
      ],
    );
    assert.deepEqual(
      rows.map(({ kind, cells }) => [kind, cells[0]?.text, cells[0]?.link, cells[1]?.link]),
      [
        ['detail', 'One', `/lightning/r/${RECORD}/view`, undefined],
        ['detail', 'Two', `/lightning/r/${RECORD}/view`, undefined],
      ],
    );
  });

  test('stand under their groups, the total last', () => {
    const { rows } = reportGrid(summary, new Set(), 'Total');
    assert.deepEqual(
      rows.map(({ kind, label, count }) => [kind, label, count]),
      [
        ['group', 'Draft', 1],
        ['detail', '', 0],
        ['group', 'Paid', 2],
        ['detail', '', 0],
        ['detail', '', 0],
        ['total', 'Total', 0],
      ],
    );
    assert.deepEqual(
      rows.at(-1)?.cells.map(({ text }) => text),
      ['', '30 ₽', '3'],
      'the sum stands under the column that it adds up',
    );
  });

  test('are hidden while their group is folded, and the group says so', () => {
    const { rows } = reportGrid(summary, new Set(['1']), 'Total');
    assert.deepEqual(
      rows.map(({ key, expanded }) => [key, expanded]),
      [
        ['0', true],
        ['0#0', false],
        ['1', false],
        ['total', false],
      ],
    );
    assert.equal(reportGrid(summary, new Set(groupKeys(summary)), 'Total').rows.length, 3);
  });

  test('of a matrix have a cell for every group across and a total', () => {
    const { columns, rows } = reportGrid(matrix, new Set(), 'Total');
    assert.deepEqual(
      columns.map(({ label }) => label),
      [
        'May · Sum of Amount',
        'May · Record Count',
        'June · Sum of Amount',
        'June · Record Count',
        'Total · Sum of Amount',
        'Total · Record Count',
      ],
    );
    assert.deepEqual(
      rows.map(({ cells }) => cells.map(({ text }) => text)),
      [
        ['1 ₽', '1', '2 ₽', '2', '3 ₽', '3'],
        ['1 ₽', '1', '2 ₽', '2', '3 ₽', '3'],
      ],
    );
  });
});

describe('exporting', () => {
  test('repeats the group in front of its rows', () => {
    const lines = gridCsv(reportGrid(summary, new Set(), 'Total'), ['Status']).split('\r\n');
    assert.equal(lines[0], 'Status,Name,Amount,Record Count');
    assert.deepEqual(lines.slice(1, 3), ['Draft,,10 ₽,1', 'Draft,One,7,']);
  });

  test('keeps every text, and lets none be a formula', () => {
    const parse = (csv: string): string[] => {
      const cells = csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r\n|$)/g);
      return [...cells].map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
    };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const result = report({ factMap: { 'T!T': fact(0, 1, [value]) } }, { reportFormat: 'TABULAR' });
        const [, , written = ''] = parse(gridCsv(reportGrid(result, new Set(), 'Total'), []));
        assert.ok(written === value || written === `'${value}`);
        assert.doesNotMatch(written, /^[=@]/);
      }),
    );
  });
});

describe('drilling down', () => {
  test('adds the group to the filters, and the address carries them', () => {
    const filters = [{ column: 'AMOUNT', operator: 'greaterThan', value: '5' }];
    const filtered = { ...summary, reportMetadata: { ...summary.reportMetadata, reportFilters: filters, reportBooleanFilter: '1' } };
    const narrowed = narrowToGroup(filtered, summary.groupingsDown.groupings[1]);
    assert.equal(narrowed.reportBooleanFilter, '(1) AND 2');
    assert.deepEqual(
      [narrowed.reportFilters[1]?.column, narrowed.reportFilters[1]?.operator, narrowed.reportFilters[1]?.value],
      ['STATUS', 'equals', 'Paid'],
    );
    const address = new URL(reportAddress('00O000000000001AAA', narrowed), 'http://host');
    assert.equal(address.pathname, '/lightning/r/Report/00O000000000001AAA/view');
    assert.deepEqual(narrowingOf(Object.fromEntries(address.searchParams)), narrowed);
  });

  test('quotes a value with commas, and leaves groups of dates alone', () => {
    assert.equal(narrowToGroup(summary, group('0', 'a, "b"')).reportFilters[0]?.value, '"a, ""b"""');
    const byDay = { ...summary, reportMetadata: { ...summary.reportMetadata, groupingsDown: [by('DAY')] } };
    assert.deepEqual(narrowToGroup(byDay, group('0', '1 May')).reportFilters, []);
  });

  test('survives a damaged address', () => {
    assert.equal(narrowingOf({ narrow: '{' }), undefined);
    assert.equal(narrowingOf({}), undefined);
  });
});
