import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { SetupRows } from '../security/index.ts';
import { runQuery } from '../soql/index.ts';
import { planFormulas } from './compile/formulas.ts';
import { resultJson } from './json/result.ts';
import { AnalyticsError, compileReport, Library, MOST_DETAILS, runReport, runReportJson, type ReportDef } from './index.ts';
import { auditor, catalog, check, column, contextOf, NOW, openShops, report, seller, source, store } from './testing/shops.ts';

before(openShops);

test('the fixture can be honoured', () => assert.deepEqual(catalog.problems, []));

for (const name of ['By_Shop', 'By_Month', 'Latest', 'Returns']) {
  test(`${name} counts what a recount over the records counts, for those who see more and less`, () => {
    for (const user of [auditor, seller]) {
      const own = report(name);
      const readable = user === auditor ? own : { ...own, columns: own.columns.filter(({ field }) => !field.includes('Secret')) };
      check(readable, user, name);
    }
  });
}

test('parents without children stay in an outer join, and count once', () => {
  const { sort: _sort, ...base } = report('Latest');
  const definition: ReportDef = {
    ...base,
    reportType: 'Shops_with_Sales',
    format: 'Summary',
    groupingsDown: [{ field: 'Shop__c$Name', granularity: 'None', descending: false }],
    columns: [
      { field: 'Shop__c.Sales__r$Amount__c', aggregates: ['Sum', 'Average'] },
      { field: 'Shop__c.Sales__r.Returns__r$Refund__c', aggregates: ['Sum'] },
      { field: 'Shop__c$Name', aggregates: ['Unique'] },
    ],
  };
  check(definition, auditor, 'shops');
  const facts = runReport(compileReport(definition, catalog, contextOf(auditor)), { details: false });
  const empty = facts.down.roots.find(({ label }) => label === 'Mira');
  assert.equal(facts.tally(empty?.path ?? '', '').rows, 1);
});

test('the value of a name is its record; a lookup is called by what it shows', () => {
  const filed = new Library(store, source, auditor).reports().find(({ definition }) => definition.developerName === 'Latest');
  assert.ok(filed);
  const columns = ['Name', 'Owner'].map((field) => ({ field: column(field), aggregates: [] }));
  const run = runReportJson(
    filed,
    { ...filed.definition, columns },
    catalog,
    { source, query: contextOf(auditor) },
    { details: true },
  ) as unknown as {
    factMap: Record<string, { rows: { dataCells: { label: string; value: string }[] }[] }>;
    reportExtendedMetadata: { detailColumnInfo: Record<string, { label: string; isLookup: boolean }> };
  };
  const names = new Map(
    runQuery('SELECT Id, Name FROM Sale__c', contextOf(auditor)).rows.map(({ values }) => [values.get('Id'), values.get('Name')]),
  );
  const cells = run.factMap['T!T']?.rows.map(({ dataCells: [name] }) => name) ?? [];
  assert.ok(cells.length > 0);
  for (const cell of cells) assert.equal(names.get(cell?.value), cell?.label);
  const info = run.reportExtendedMetadata.detailColumnInfo;
  assert.deepEqual([info[column('Name')]?.isLookup, info[column('Owner')]?.label], [true, 'Ответственный: полное имя']);
});

test('details stop at the limit, summaries do not', () => {
  const rows = new SetupRows(store, NOW);
  store.transaction('write', () => {
    for (let index = 0; index < MOST_DETAILS; index++)
      rows.insert('Sale__c', {
        Name: `L-${index}`,
        OwnerId: auditor,
        Kind__c: index % 2 ? 'Device' : 'Case',
        Amount__c: 1,
        Note__c: 'limit',
      });
  });
  const context = contextOf(auditor);
  const all = {
    ...report('Latest'),
    columns: [
      { field: column('Name'), aggregates: [] },
      { field: column('Amount__c'), aggregates: ['Sum'] as const },
    ],
  };
  const facts = runReport(compileReport(all, catalog, context), { details: true });
  const count = runQuery('SELECT COUNT() FROM Sale__c', context).totalSize;
  assert.equal(facts.tally('', '').rows, count);
  assert.equal(facts.details('', '')?.length, MOST_DETAILS);
  assert.equal(facts.allData, false);
  const grouped: ReportDef = {
    ...all,
    format: 'Summary',
    groupingsDown: [{ field: column('Kind__c'), granularity: 'None', descending: false }],
  };
  const groups = runReport(compileReport(grouped, catalog, context), { details: true });
  const given = groups.down.roots.map(({ path }) => [groups.tally(path, '').rows, groups.details(path, '')?.length]);
  assert.equal(
    given.reduce((sum, [, rows]) => sum + (rows ?? 0), 0),
    MOST_DETAILS,
  );
  assert.deepEqual(
    given.slice(0, 2).map(([total, rows]) => total === rows),
    [true, true],
    'the first groups come whole',
  );
});

test('a row limit counts and sums up the first rows only', () => {
  const limited: ReportDef = { ...report('Latest'), rowLimit: 5, columns: [{ field: column('Amount__c'), aggregates: ['Sum'] }] };
  const facts = runReport(compileReport(limited, catalog, contextOf(auditor)), { details: true });
  const largest = runQuery('SELECT Amount__c FROM Sale__c ORDER BY Amount__c DESC NULLS LAST LIMIT 5', contextOf(auditor)).rows;
  assert.equal(facts.tally('', '').rows, 5);
  assert.equal(
    facts.tally('', '').value('s!Sale__c$Amount__c'),
    largest.reduce((sum, { values }) => sum + Number(values.get('Amount__c')), 0),
  );
});

test('a filter or grouping on a hidden field is refused, a hidden column is left out', () => {
  const secret = { column: column('Secret__c'), operator: 'equals', value: '1', columnToColumn: false, unlocked: true } as const;
  const context = contextOf(seller);
  assert.throws(() => compileReport({ ...report('Latest'), filters: [secret] }, catalog, context), { code: 'FORBIDDEN' });
  assert.deepEqual(
    compileReport(report('Latest'), catalog, context)
      .details.map((column) => column.name)
      .filter((name) => name.includes('Secret')),
    [],
  );
});

test('definitions that name what does not exist are refused', () => {
  const context = contextOf(auditor);
  const refused = (change: Partial<ReportDef>, message: RegExp): void => {
    assert.throws(
      () => compileReport({ ...report('By_Shop'), ...change }, catalog, context),
      (error: Error) => error instanceof AnalyticsError && message.test(error.message),
    );
  };
  refused({ reportType: 'Nothing' }, /needs the report type Nothing/);
  refused({ columns: [{ field: 'Sale__c$Nothing__c', aggregates: [] }] }, /names the column Sale__c\$Nothing__c/);
  refused({ booleanFilter: '1 AND 2' }, /leaves out filter 3/);
  refused({ booleanFilter: '1 AND 2 OR 3' }, /without parentheses/);
  refused({ groupingsDown: [] }, /needs groupings/);
});

test('folders open for groups they are shared with', () => {
  const listed = (userId: string): string[] =>
    new Library(store, source, userId).folders('Report').map(({ definition }) => definition.fullName);
  assert.deepEqual(listed(seller), ['Open_Reports']);
  const rows = new SetupRows(store, NOW);
  store.transaction('write', () =>
    rows.insert('GroupMember', { GroupId: rows.find('Group', { DeveloperName: 'Managers' })[0] ?? null, UserOrGroupId: seller }),
  );
  assert.deepEqual(listed(seller), ['Open_Reports', 'Shop_Reports']);
});

test('PREVGROUPVAL reads the group before, and nothing before the first one', () => {
  const { sort: _sort, rowLimit: _rowLimit, ...base } = report('Latest');
  const formula = (text: string): ReportDef['formulas'][number] => ({
    name: 'FORMULA1',
    label: 'Growth',
    formula: text,
    type: 'number',
    scale: 0,
  });
  const by = (field: string): ReportDef['groupingsDown'][number] => ({ field: column(field), granularity: 'Month', descending: false });
  const definition: ReportDef = {
    ...base,
    format: 'Summary',
    groupingsDown: [by('Sold_At__c'), by('Due__c')],
    columns: [{ field: column('Name'), aggregates: [] }],
    formulas: [formula('RowCount - PREVGROUPVAL(RowCount, Sale__c.Sold_At__c, 2)')],
  };
  const facts = runReport(compileReport(definition, catalog, contextOf(auditor)), { details: false });
  const rows = facts.down.roots.map(({ path }) => facts.tally(path, '').rows);
  assert.ok(rows.length > 3);
  const growth = (path: string): number | null | undefined => facts.plan.formulas[0]?.evaluate(facts.tally(path, ''));
  assert.deepEqual(
    facts.down.roots.map(({ path }) => growth(path)),
    rows.map((count, index) => count - (rows[index - 2] ?? 0)),
  );
  const inner = facts.down.roots[3]?.children[0]?.path ?? '';
  assert.equal(growth(inner), facts.tally(inner, '').rows - (rows[1] ?? 0));
  const refused =
    (text: string): (() => unknown) =>
    () =>
      compileReport({ ...definition, formulas: [formula(text)] }, catalog, contextOf(auditor));
  assert.throws(refused('PREVGROUPVAL(RowCount, Sale__c.Due__c)'), { code: 'UNSUPPORTED_FEATURE' });
  assert.throws(refused('PREVGROUPVAL(RowCount, Sale__c.Kind__c)'), { code: 'INVALID_DEFINITION' });
  assert.throws(refused('PREVGROUPVAL(RowCount, Sale__c.Sold_At__c, 13)'), { code: 'INVALID_DEFINITION' });
});

test('percentages are decimals in summary formulas; amounts of money stand apart from their currency', () => {
  const { sort: _sort, rowLimit: _rowLimit, ...base } = report('Latest');
  const definition: ReportDef = {
    ...base,
    format: 'Summary',
    groupingsDown: [{ field: column('Kind__c'), granularity: 'None', descending: false }],
    columns: [{ field: column('Amount__c'), aggregates: ['Sum'] }],
    formulas: [{ name: 'FORMULA1', label: 'Half', formula: 'Sale__c.Amount__c:SUM / 2', type: 'number', scale: 8 }],
  };
  const amount = store.schema.object('Sale__c')?.fields.get('amount__c') ?? assert.fail('Amount__c');
  const half = (type: 'Number' | 'Percent' | 'Currency'): { evaluated: number | null; cell: unknown; total: number } => {
    const plan = compileReport(definition, catalog, contextOf(auditor));
    const layout = { ...plan.layout, columns: new Map(plan.layout.columns) };
    const typed = { ...(layout.columns.get(column('Amount__c').toLowerCase()) ?? assert.fail('column')), field: { ...amount, type } };
    layout.columns.set(typed.name.toLowerCase(), typed);
    const facts = runReport({ ...plan, formulas: planFormulas(definition, layout), details: [typed] }, { details: true });
    const json = resultJson(facts) as unknown as { factMap: Record<string, { rows: { dataCells: { value: unknown }[] }[] }> };
    const tally = facts.tally('', '');
    const cells = Object.values(json.factMap).flatMap(({ rows }) => rows.map(({ dataCells: [cell] }) => cell?.value));
    return {
      evaluated: facts.plan.formulas[0]?.evaluate(tally) ?? null,
      cell: cells.find((value) => value !== null),
      total: Number(tally.value(`s!${typed.name}`)),
    };
  };
  const [number, percent, currency] = [half('Number'), half('Percent'), half('Currency')];
  assert.ok(Math.abs(Number(number.evaluated) - number.total / 2) < 1e-6);
  assert.ok(Math.abs(Number(percent.evaluated) - number.total / 200) < 1e-6);
  assert.equal(typeof percent.cell, 'number');
  assert.deepEqual(currency.cell, { amount: number.cell, currency: null });
});
