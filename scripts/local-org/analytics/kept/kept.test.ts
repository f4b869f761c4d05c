import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { loadSource, type FieldDef, type FieldValue, type SObjectDef } from '../../metadata/index.ts';
import { SetupRows } from '../../security/index.ts';
import { openStore } from '../../store/index.ts';
import { compileReport, runReport, type ReportDef } from '../index.ts';
import { auditor, catalog, check, column, contextOf, NOW, openShops, report, seller, store } from '../testing/shops.ts';
import { installWatches, watchField } from './changes.ts';
import { watchReports } from './install.ts';

const DAY = 86_400_000;

/** Sees everything. */
let administrator: string;
/** Sales of a month by area and kind, of shops in one city. */
let sales: ReportDef;
/** The same by a calendar date, with the least and the greatest amount. */
let dues: ReportDef;

before(() => {
  openShops();
  administrator = String(store.get(`SELECT "Id" AS id FROM "User" WHERE "Username" = 'admin@example.com'`)?.id);
  const rows = new SetupRows(store, NOW);
  rows.signAs(administrator);
  const [fields] = rows.find('PermissionSet', { Name: 'Auditor' });
  rows.insert('PermissionSetAssignment', { AssigneeId: administrator, PermissionSetId: fields ?? null });
  const { sort: _sort, rowLimit: _rowLimit, booleanFilter: _logic, ...base } = report('Latest');
  const group = (field: string, granularity: 'None' | 'Week'): ReportDef['groupingsDown'][number] => ({
    field: column(field),
    granularity,
    descending: false,
  });
  sales = {
    ...base,
    format: 'Summary',
    groupingsDown: [group('Shop__c.Area__c', 'None'), group('Shop__c', 'None'), group('Kind__c', 'None')],
    columns: [{ field: column('Amount__c'), aggregates: ['Sum', 'Average'] }],
    timeFrame: { column: column('Sold_At__c'), interval: 'INTERVAL_LAST30' },
    filters: [{ column: column('Shop__c.City__c'), operator: 'equals', value: 'Moscow', columnToColumn: false, unlocked: true }],
  };
  dues = {
    ...sales,
    groupingsDown: [group('Due__c', 'Week')],
    columns: [{ field: column('Amount__c'), aggregates: ['Minimum', 'Maximum'] }],
    timeFrame: { column: column('Due__c'), interval: 'INTERVAL_LAST60' },
    filters: [],
  };
  const watched = { ...catalog, reports: new Map([sales, dues].map((one, index) => [String(index), one])) };
  store.transaction('write', () => watchReports(store, watched, NOW));
});

/** How many queries over sales a run needs. */
function queriesOf(definition: ReportDef, user = administrator): number {
  const all = store.all.bind(store);
  let count = 0;
  store.all = (sql, params) => {
    if (sql.includes('COUNT(*) AS n')) count++;
    return all(sql, params);
  };
  try {
    runReport(compileReport(definition, catalog, contextOf(user)), { details: false });
  } finally {
    store.all = all;
  }
  return count;
}

function object(name: string): SObjectDef {
  return store.schema.object(name) ?? assert.fail(name);
}

function ids(name: string): string[] {
  return store.all(`SELECT "Id" AS id FROM "${name}" ORDER BY "Id"`).map(({ id }) => String(id));
}

function change(name: string, at: number, field: string, value: FieldValue): void {
  const all = ids(name);
  store.update(object(name), all[at % all.length] ?? '', new Map([[field, value]]));
}

test('only days in which something has changed are worked out again', () => {
  assert.ok(queriesOf(sales) >= 30);
  assert.equal(queriesOf(sales), 0);
  store.update(object('Sale__c'), ids('Sale__c')[0] ?? '', new Map([['Sold_At__c', NOW - 3 * DAY]]));
  const changed = queriesOf(sales);
  assert.ok(changed >= 1 && changed <= 2, `${changed} days`);
  assert.equal(queriesOf(sales), 0);
});

test('a change of what sales look up to makes all days stale, a change of what no report reads none', () => {
  queriesOf(sales);
  change('Shop__c', 0, 'LastModifiedDate', NOW);
  assert.equal(queriesOf(sales), 0);
  change('Shop__c', 0, 'Area__c', 'East');
  assert.ok(queriesOf(sales) >= 30);
});

test('who sees less is never given what was kept for somebody else, nor has anything kept', () => {
  queriesOf(sales);
  assert.equal(queriesOf(sales, seller), 1);
  assert.equal(queriesOf(sales, seller), 1);
});

test('a change that is rolled back leaves nothing behind', () => {
  queriesOf(sales);
  assert.throws(() =>
    store.transaction('write', () => {
      store.run('UPDATE "Sale__c" SET "Amount__c" = 1000');
      queriesOf(sales);
      throw new Error('undo');
    }),
  );
  check(sales, administrator, 'after the rollback');
});

test('whatever changes, reports count what a recount counts', () => {
  const at = fc.nat(400);
  const moment = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -40, max: 3 }).map((days) => NOW + days * DAY),
  );
  const edit = fc.oneof(
    fc.record({ edit: fc.constant('move'), at, value: moment }),
    fc.record({ edit: fc.constant('amount'), at, value: fc.constantFrom<FieldValue>(null, 1, 77) }),
    fc.record({ edit: fc.constant('delete'), at, value: fc.constant(null) }),
    fc.record({ edit: fc.constant('insert'), at, value: moment }),
    fc.record({ edit: fc.constant('area'), at, value: fc.constantFrom<FieldValue>(null, 'North', 'West') }),
    fc.record({ edit: fc.constant('city'), at, value: fc.constantFrom<FieldValue>(null, 'Moscow', 'Sochi') }),
    fc.record({ edit: fc.constant('name'), at, value: fc.constantFrom<FieldValue>('Arbat', 'Zoo') }),
    fc.record({ edit: fc.constant('recycle'), at, value: fc.boolean() }),
  );
  const apply = ({ edit: kind, at: index, value }: { edit: string; at: number; value: FieldValue }): void => {
    const day = typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : null;
    if (kind === 'move') {
      change('Sale__c', index, 'Sold_At__c', value);
      change('Sale__c', index, 'Due__c', day);
    } else if (kind === 'amount') change('Sale__c', index, 'Amount__c', value);
    else if (kind === 'recycle') change('Sale__c', index, 'IsDeleted', value);
    else if (kind === 'delete') store.delete(object('Sale__c'), ids('Sale__c').slice(index, index + 1));
    else if (kind === 'insert') {
      const shops = ids('Shop__c');
      const values = { Name: 'new', OwnerId: auditor, Shop__c: shops[index % shops.length] ?? null, Amount__c: index };
      new SetupRows(store, NOW).insert('Sale__c', { ...values, Sold_At__c: value, Due__c: day });
    } else change('Shop__c', index, { area: 'Area__c', city: 'City__c', name: 'Name' }[kind] ?? '', value);
  };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      edits.forEach(apply);
      check(sales, administrator, 'sales');
      check(dues, administrator, 'dues');
    }),
    { numRuns: 60 },
  );
});

test('a field that is watched can change its type', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const file = join(folder, 'org.db');
  const open = (type: 'Text' | 'Number'): void => {
    const schema = loadSource([fileURLToPath(new URL('../fixtures/source', import.meta.url))]).schema;
    const [area, definition] = [schema.object('Shop__c')?.fields, schema.object('Shop__c')];
    const field = area?.get('area__c') ?? assert.fail('Area__c');
    (area as Map<string, FieldDef>).set('area__c', { ...field, type });
    const opened = openStore({ file, schema });
    opened.transaction('write', () =>
      installWatches(opened, [watchField(opened, definition ?? assert.fail('Shop__c'), { ...field, type })]),
    );
    opened.close();
  };
  open('Text');
  open('Number');
  rmSync(folder, { recursive: true });
});
