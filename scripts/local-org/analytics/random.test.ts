import { before, test } from 'node:test';
import fc from 'fast-check';
import type { FilterDef, Granularity, GroupingDef, ReportDef } from './definition/report-types.ts';
import { auditor, check, column, openShops, report, seller } from './testing/shops.ts';

before(openShops);

const granularity: fc.Arbitrary<Granularity> = fc.constantFrom(
  'None',
  'Day',
  'Week',
  'Month',
  'Quarter',
  'Year',
  'MonthInYear',
  'DayInMonth',
);
const grouping: fc.Arbitrary<GroupingDef> = fc.oneof(
  fc.record({
    field: fc.constantFrom(
      ...['Shop__c', 'Shop__c.Area__c', 'Kind__c', 'Paid__c', 'Seller__c', 'Note__c', 'Owner', 'Big__c'].map(column),
      'Bucket_Size',
      'Bucket_Kind',
    ),
    granularity: fc.constant<Granularity>('None'),
    descending: fc.boolean(),
  }),
  fc.record({ field: fc.constantFrom(column('Sold_At__c'), column('Due__c')), granularity, descending: fc.boolean() }),
);
const filter = (names: Record<string, readonly string[]>, operators: readonly FilterDef['operator'][]): fc.Arbitrary<FilterDef> =>
  fc.constantFrom(...Object.entries(names)).chain(([name, values]) =>
    fc.record({
      column: fc.constant(column(name)),
      operator: fc.constantFrom(...operators),
      value: fc
        .uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: /than|Equal$/i.test(operators.join()) ? 1 : 2 })
        .map((all) => all.join(',')),
      columnToColumn: fc.constant(false),
      unlocked: fc.constant(true),
    }),
  );
const anyFilter: fc.Arbitrary<FilterDef> = fc.oneof(
  filter({ Kind__c: ['Device', 'sticks', ''], Note__c: ['gift', 'A GIFT', '100%', ''], 'Shop__c.City__c': ['MOSCOW', 'Sochi', ''] }, [
    'equals',
    'notEqual',
    'contains',
    'notContain',
    'startsWith',
  ]),
  filter({ Shop__c: ['Arbat', 'nevsky', ''], Seller__c: ['seller', ''] }, ['equals', 'notEqual']),
  filter({ Amount__c: ['100', '5.5', '0', '250'], Big__c: ['1', '0'] }, [
    'equals',
    'notEqual',
    'lessThan',
    'greaterThan',
    'lessOrEqual',
    'greaterOrEqual',
  ]),
  filter({ Paid__c: ['1', '0', 'True'] }, ['equals', 'notEqual']),
  filter({ Tags__c: ['New', 'Gift', 'New;Gift'] }, ['includes', 'excludes']),
  filter(
    {
      Sold_At__c: ['TODAY', 'LAST_N_DAYS:7', 'LAST_N_DAYS:30', 'THIS_MONTH', 'LAST_MONTH', '2026-11-22'],
      Due__c: ['YESTERDAY', 'LAST_N_DAYS:14', '2026-11-01'],
    },
    ['equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'],
  ),
);
const booleanFilter = (count: number): fc.Arbitrary<string | undefined> =>
  count < 2
    ? fc.constantFrom(undefined, ...(count === 1 ? ['NOT 1'] : []))
    : fc.constantFrom(
        undefined,
        ...(count === 2 ? ['1 OR 2', 'NOT (1 AND 2)', '1 AND NOT 2'] : ['1 AND (2 OR 3)', '(1 AND 2) OR NOT 3', '1 OR 2 OR 3']),
      );

const random: fc.Arbitrary<ReportDef> = fc
  .record({
    down: fc.uniqueArray(grouping, { minLength: 0, maxLength: 3, selector: ({ field }) => field }),
    across: fc.uniqueArray(grouping, { minLength: 0, maxLength: 2, selector: ({ field }) => field }),
    filters: fc.array(anyFilter, { maxLength: 3 }),
    interval: fc.constantFrom(undefined, 'INTERVAL_LAST30', 'INTERVAL_LAST90', 'INTERVAL_THISMONTH'),
    mine: fc.boolean(),
    withReturns: fc.boolean(),
  })
  .chain((parts) => fc.record({ parts: fc.constant(parts), logic: booleanFilter(parts.filters.length) }))
  .map(({ parts: { down, across, filters, interval, mine, withReturns }, logic }): ReportDef => {
    const columnsAcross = across.filter(({ field }) => down.length > 0 && !down.some((other) => other.field === field));
    return {
      ...report('Latest'),
      fullName: 'Open_Reports/Random',
      reportType: withReturns ? 'Sales_with_Returns' : 'Sales',
      format: down.length === 0 ? 'Tabular' : columnsAcross.length === 0 ? 'Summary' : 'Matrix',
      groupingsDown: down,
      groupingsAcross: columnsAcross,
      filters,
      ...(logic === undefined ? {} : { booleanFilter: logic }),
      ...(interval === undefined
        ? {}
        : { timeFrame: { column: column('Sold_At__c'), interval: interval === 'INTERVAL_THISMONTH' ? 'THIS_MONTH' : interval } }),
      scope: mine ? 'user' : 'organization',
      buckets: [
        {
          name: 'Bucket_Size',
          label: 'Size',
          kind: 'number',
          source: column('Amount__c'),
          nullAsZero: false,
          values: [
            { label: 'S', values: [], to: 50 },
            { label: 'M', values: [], from: 50, to: 100 },
            { label: 'L', values: [], from: 100 },
          ],
        },
        {
          name: 'Bucket_Kind',
          label: 'Kind',
          kind: 'picklist',
          source: column('Kind__c'),
          nullAsZero: false,
          otherLabel: 'Other',
          values: [{ label: 'Main', values: ['Device'] }],
        },
      ],
      columns: [
        { field: column('Amount__c'), aggregates: ['Sum', 'Average', 'Minimum', 'Maximum', 'Unique'] },
        { field: column('Big__c'), aggregates: ['Sum'] },
        { field: column('Paid__c'), aggregates: ['Sum'] },
        { field: column('Shop__c'), aggregates: ['Unique'] },
        ...(withReturns ? [{ field: 'Sale__c.Returns__r$Refund__c', aggregates: ['Sum', 'Average'] as const }] : []),
      ],
    };
  });

test('random reports count what a recount over the records counts', () => {
  fc.assert(
    fc.property(random, fc.boolean(), (definition, all) => check(definition, all ? auditor : seller, JSON.stringify(definition.filters))),
    { numRuns: 150 },
  );
});
