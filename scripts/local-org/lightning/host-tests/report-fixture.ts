import type { Group, ReportMetadata, ReportResult } from '../host/lib/analytics.ts';

export const RECORD = 'a01Lo0000000001AAA';

export function group(key: string, label: string, groupings: readonly Group[] = []): Group {
  return { key, label, value: label, groupings };
}

export function fact(sum: number, count: number, names: readonly string[] = []): ReportResult['factMap'][string] {
  const aggregates = [
    { label: `${sum} ₽`, value: sum },
    { label: String(count), value: count },
  ];
  return {
    aggregates,
    rows: names.map((name) => ({
      dataCells: [
        { label: name, value: RECORD },
        { label: '7', value: 7 },
      ],
    })),
  };
}

export function report(changes: Partial<ReportResult>, metadata: Partial<ReportMetadata>): ReportResult {
  return {
    allData: true,
    hasDetailRows: true,
    factMap: {},
    groupingsDown: { groupings: [] },
    groupingsAcross: { groupings: [] },
    ...changes,
    reportMetadata: {
      ...{ id: '00O000000000001AAA', name: 'Invoices', description: null, reportFormat: 'SUMMARY', chart: null, scope: 'organization' },
      ...{ detailColumns: ['NAME', 'AMOUNT'], aggregates: ['s!AMOUNT', 'RowCount'], groupingsAcross: [], sortBy: [] },
      ...{ reportFilters: [], reportBooleanFilter: null, groupingsDown: [], hasDetailRows: true },
      standardDateFilter: { column: null, durationValue: 'CUSTOM', startDate: null, endDate: null },
      ...metadata,
    },
    reportExtendedMetadata: {
      detailColumnInfo: { NAME: { label: 'Name', dataType: 'string', isLookup: true }, AMOUNT: { label: 'Amount', dataType: 'currency' } },
      aggregateColumnInfo: {
        's!AMOUNT': { label: 'Sum of Amount', dataType: 'currency' },
        RowCount: { label: 'Record Count', dataType: 'int' },
      },
      groupingColumnInfo: { STATUS: { label: 'Status', dataType: 'picklist' }, DAY: { label: 'Day', dataType: 'date' } },
    },
  };
}

export const by = (name: string): ReportMetadata['groupingsDown'][number] => ({
  name,
  sortOrder: 'Asc',
  sortAggregate: null,
  dateGranularity: 'None',
});

export const tabular = report({ factMap: { 'T!T': fact(12, 2, ['One', 'Two']) } }, { reportFormat: 'TABULAR' });
export const summary = report(
  {
    factMap: { 'T!T': fact(30, 3), '0!T': fact(10, 1, ['One']), '1!T': fact(20, 2, ['Two', 'Three']) },
    groupingsDown: { groupings: [group('0', 'Draft'), group('1', 'Paid')] },
  },
  { groupingsDown: [by('STATUS')] },
);
export const matrix = report(
  {
    hasDetailRows: false,
    factMap: { 'T!T': fact(3, 3), '0!T': fact(3, 3), '0!0': fact(1, 1), '0!1': fact(2, 2), 'T!0': fact(1, 1), 'T!1': fact(2, 2) },
    groupingsDown: { groupings: [group('0', 'Draft')] },
    groupingsAcross: { groupings: [group('0', 'May'), group('1', 'June')] },
  },
  { reportFormat: 'MATRIX', aggregates: ['s!AMOUNT', 'RowCount'], groupingsDown: [by('STATUS')], groupingsAcross: [by('DAY')] },
);
