import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'jsforce';
import { SOURCE, startTestOrg, type TestOrg } from '../fixtures/harness.ts';

const REPORTS = fileURLToPath(new URL('../../analytics/fixtures/source', import.meta.url));

let org: TestOrg;
let admin: Connection;
let seller: Connection;
const ids = new Map<string, string>();

before(async () => {
  org = await startTestOrg({ sourceDirs: [SOURCE, REPORTS] });
  await org.createUser('seller@local.org', ['Seller']);
  await org.createUser('auditor@local.org', ['Auditor']);
  admin = await org.connect('auditor@local.org');
  seller = await org.connect('seller@local.org');
  const shops = await admin.sobject('Shop__c').create([
    { Name: 'Arbat', City__c: 'Moscow', Area__c: 'South' },
    { Name: 'Nevsky', City__c: 'Petersburg', Area__c: 'North' },
  ]);
  const [arbat, nevsky] = shops.map(({ id }) => id as string);
  const today = new Date().toISOString();
  await admin.sobject('Sale__c').create([
    { Shop__c: arbat, Amount__c: 150, Kind__c: 'Device', Sold_At__c: today, Secret__c: 7 },
    { Shop__c: arbat, Amount__c: 50, Kind__c: 'Sticks', Sold_At__c: today },
    { Shop__c: nevsky, Amount__c: 200, Kind__c: 'Device', Sold_At__c: today },
  ]);
  await seller.sobject('Sale__c').create([{ Shop__c: nevsky, Amount__c: 10, Kind__c: 'Device', Sold_At__c: today }]);
  for (const report of await (await org.connect()).analytics.reports()) ids.set(report.name, report.id);
  for (const dashboard of await admin.analytics.dashboards()) ids.set(dashboard.name, dashboard.id);
});

after(() => org.stop());

const id = (name: string): string => ids.get(name) ?? assert.fail(`no ${name}`);

test('reports are listed with their addresses, those in closed folders are not', async () => {
  const listed = await seller.analytics.reports();
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['All sales', 'Sales by month', 'Sales by shop'],
  );
  assert.match(listed[0]?.describeUrl ?? '', /^\/services\/data\/v65\.0\/analytics\/reports\/00O\w{15}\/describe$/);
  await assert.rejects(seller.analytics.report(id('Returns')).execute(), { errorCode: 'NOT_FOUND' });
});

test('describe names columns, groupings, summaries and how they can be filtered', async () => {
  const { reportMetadata, reportExtendedMetadata, reportTypeMetadata } = await admin.analytics.report(id('Sales by shop')).describe();
  assert.deepEqual(reportMetadata.aggregates, [
    's!Sale__c$Amount__c',
    'a!Sale__c$Amount__c',
    'u!Sale__c$Seller__c',
    'FORMULA1',
    'RowCount',
  ]);
  assert.equal(reportMetadata.reportFormat, 'SUMMARY');
  assert.deepEqual(reportMetadata.reportType, { label: 'Sales', type: 'Sales__c' });
  assert.equal(reportMetadata.standardDateFilter.durationValue, 'LAST_N_DAYS:90');
  assert.equal(reportExtendedMetadata.groupingColumnInfo['Sale__c$Kind__c']?.groupingLevel, 1);
  const kind = reportTypeMetadata.categories[0]?.columns['Sale__c$Kind__c'];
  assert.deepEqual(kind?.filterValues[0], { name: 'Device', label: 'Device!' });
});

test('a run gives the fact map of every group, with details when asked', async () => {
  const result = await admin.analytics.report(id('Sales by shop')).execute({ details: true });
  const [arbat, nevsky] = result.groupingsDown?.groupings ?? [];
  assert.deepEqual([arbat?.label, nevsky?.label, arbat?.groupings.length], ['Arbat', 'Nevsky', 2]);
  assert.deepEqual(
    result.factMap['T!T']?.aggregates.map(({ value }) => value),
    [400, 400 / 3, 0, 66.7, 3],
  );
  assert.deepEqual(result.factMap['0_0!T']?.aggregates[0], { label: '150.00', value: 150 });
  assert.equal(result.factMap['0_0!T']?.rows?.length, 1);
  assert.equal(result.hasDetailRows, true);
  assert.equal(result.allData, true);
});

test('a matrix is keyed by rows and columns', async () => {
  const result = await admin.analytics.report(id('Sales by month')).execute();
  assert.deepEqual(Object.fromEntries(Object.entries(result.factMap).map(([key, { aggregates }]) => [key, aggregates[0]?.value])), {
    'T!T': 400,
    'T!0': 400,
    '0!T': 200,
    '0!0': 200,
    '1!T': 200,
    '1!0': 200,
  });
});

test('a run can change filters without saving them', async () => {
  const report = admin.analytics.report(id('All sales'));
  const metadata = {
    reportMetadata: {
      reportFilters: [
        { column: 'Sale__c$Amount__c', operator: 'greaterThan', value: '60' },
        { column: 'Sale__c$Shop__c', operator: 'equals', value: 'Nevsky' },
      ],
    },
  };
  const changed = await report.execute({ details: true, metadata: metadata as never });
  assert.deepEqual(
    changed.factMap['T!T']?.rows?.map(({ dataCells }) => dataCells[4]?.label),
    ['200.00'],
  );
  assert.equal((await report.execute()).factMap['T!T']?.aggregates.at(-1)?.value, 3);
});

test('sharing and field security are the running user’s', async () => {
  const result = await seller.analytics.report(id('All sales')).execute({ details: true });
  assert.equal(result.factMap['T!T']?.aggregates.at(-1)?.value, 1);
  assert.ok(!result.reportMetadata.detailColumns.includes('Sale__c$Secret__c'));
  assert.ok(!result.reportMetadata.aggregates.includes('s!Sale__c$Secret__c'));
});

test('asynchronous runs are kept for whoever asked', async () => {
  const report = admin.analytics.report(id('Sales by shop'));
  const { id: instance, status } = await report.executeAsync({ details: true });
  assert.equal(status, 'Success');
  assert.deepEqual(
    (await report.instances()).map((one) => one.id),
    [instance],
  );
  const result = await report.instance(instance).retrieve();
  assert.equal(result.attributes.status, 'Success');
  assert.equal(result.factMap['T!T']?.aggregates.at(-1)?.value, 3);
  assert.deepEqual(await seller.analytics.report(id('Sales by shop')).instances(), []);
});

test('a dashboard runs its components, narrowed by the chosen option', async () => {
  const dashboard = admin.analytics.dashboard(id('Shops'));
  const described = await dashboard.describe();
  assert.equal(described.components.length, 3);
  assert.deepEqual(
    described.filters[0]?.options.map(({ value }) => value),
    ['North', 'South'],
  );
  const all = await dashboard.components();
  assert.deepEqual(
    all.componentData.map(({ status }) => status.dataStatus),
    ['DATA', 'DATA', 'NODATA'],
  );
  const option = described.filters[0]?.options[0]?.id ?? '';
  const north = await admin.request<typeof all>(`/services/data/v65.0/analytics/dashboards/${id('Shops')}?filter1=${option}`);
  assert.equal(north.componentData[1]?.reportResult.factMap['T!T']?.aggregates.at(-1)?.value, 1);
  const one = await dashboard.components(described.components[0]?.id ?? '');
  assert.equal(one.componentData.length, 1);
  assert.match((await dashboard.refresh()).statusUrl, /\/status$/);
  const { componentStatus } = await dashboard.status();
  assert.ok(componentStatus.every(({ refreshDate }) => refreshDate !== null));
});

test('what cannot be done is refused by name', async () => {
  await assert.rejects(admin.analytics.report(id('All sales')).destroy(), { errorCode: 'UNSUPPORTED_FEATURE' });
  await assert.rejects(admin.analytics.report('00O000000000000AAA').execute(), { errorCode: 'NOT_FOUND' });
  const wrong = { reportMetadata: { reportFilters: [{ column: 'Nothing', operator: 'equals', value: '1' }] } };
  await assert.rejects(admin.analytics.report(id('All sales')).execute({ metadata: wrong as never }), { errorCode: 'INVALID_DEFINITION' });
});

test('reports and dashboards run for those who may run reports', async () => {
  const clerk = await org.createUser('clerk@local.org', ['Seller']);
  const system = await org.connect();
  const { records } = await system.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  await system.sobject('User').update({ Id: clerk, ProfileId: records[0]?.Id ?? '' });
  const connection = await org.connect('clerk@local.org');
  const refused = { errorCode: 'FORBIDDEN', message: /Run Reports/ };
  await assert.rejects(connection.analytics.report(id('All sales')).execute(), refused);
  await assert.rejects(connection.analytics.reports(), refused);
  await assert.rejects(connection.analytics.dashboard(id('Shops')).components(), refused);
});

test('folders are listed for whoever may open them', async () => {
  const names = async (connection: Connection): Promise<string[]> => {
    const { folders } = await connection.request<{ folders: { name: string }[] }>('/services/data/v65.0/folders');
    return folders.map(({ name }) => name);
  };
  assert.deepEqual(await names(seller), ['Open_Reports', 'Boards']);
  assert.deepEqual(await names(await org.connect()), ['Open_Reports', 'Shop_Reports', 'Boards']);
});
