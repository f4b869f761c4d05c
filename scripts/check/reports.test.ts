import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import {
  compileReport,
  narrowed,
  runDashboard,
  runReport,
  Library,
  type DashboardDef,
  type ReportDef,
} from '../local-org/analytics/index.ts';
import { assertSame } from '../local-org/analytics/testing/compare.ts';
import { Recounter } from '../local-org/analytics/testing/recount.ts';
import { loadSource, type SObjectDef } from '../local-org/metadata/index.ts';
import { readCatalog } from '../local-org/analytics/index.ts';
import { runQuery, type QueryContext } from '../local-org/soql/index.ts';
import { openReportWorld, type ReportWorld } from '../bench/report-world.ts';

const reports = [...readCatalog(loadSource(['force-app/main'])).reports.values()];
const dashboards = [...readCatalog(loadSource(['force-app/main'])).dashboards.values()];

let world: ReportWorld;
const recounters = new Map<string, Recounter>();

before(() => {
  world = openReportWorld(700, 60);
});

function recounterOf(userId: string, context: QueryContext): Recounter {
  let recounter = recounters.get(userId);
  if (!recounter) {
    const visible = (object: SObjectDef): ReadonlySet<string> =>
      new Set(runQuery(`SELECT Id FROM ${object.apiName}`, context).rows.map(({ id }) => id ?? ''));
    recounters.set(userId, (recounter = new Recounter(context, visible)));
  }
  return recounter;
}

/** Groups and numbers against the recount, and the totals of reports over one object against SOQL. */
function check(report: ReportDef, userId: string): number {
  const context = world.contextOf(userId);
  const type = world.catalog.reportTypes.get(report.reportType.toLowerCase());
  assert.ok(type);
  const facts = runReport(compileReport(report, world.catalog, context), { details: false });
  assertSame(facts, recounterOf(userId, context).recount(report, type), report.name);
  if (type.joins.length === 0) {
    const soql = soqlOf(report, type.baseObject);
    const total = runQuery(soql, context).rows[0]?.values;
    assert.equal(facts.tally('', '').rows, total?.get('n'), soql);
    for (const [index, name] of sums(report).entries())
      assert.equal(facts.tally('', '').value(`s!${name}`), Number(total?.get(`s${index}`) ?? 0), `${name}: ${soql}`);
  }
  return facts.tally('', '').rows;
}

function sums(report: ReportDef): string[] {
  return report.columns.filter(({ aggregates }) => aggregates.includes('Sum')).map(({ field }) => field);
}

/** The report as a SOQL aggregate, written anew from its definition. */
function soqlOf(report: ReportDef, object: string): string {
  const path = (column: string): string => {
    const segments = (column.split('$')[1] ?? '').split('.');
    const last = segments.pop() ?? '';
    return [...segments.map((segment) => segment.replace(/__c$/, '__r')), last === 'Owner' ? 'OwnerId' : last].join('.');
  };
  const value = (text: string): string => {
    if (text === '') return 'null';
    return /^(TODAY|LAST_N_DAYS:\d+)$/.test(text) || /^\d+$/.test(text) ? text : `'${text}'`;
  };
  const conditions = report.filters.map(({ column, operator, value: text }) => {
    if (operator === 'includes') return `${path(column)} INCLUDES (${text.split(',').map(value).join(', ')})`;
    if (text.includes(',')) return `${path(column)} IN (${text.split(',').map(value).join(', ')})`;
    return `${path(column)} ${{ equals: '=', notEqual: '!=', lessThan: '<', lessOrEqual: '<=' }[operator as 'equals']} ${value(text)}`;
  });
  const logic = (report.booleanFilter ?? conditions.map((_, index) => index + 1).join(' AND ')).replace(
    /\d+/g,
    (index) => conditions[Number(index) - 1] ?? '',
  );
  const days = /^INTERVAL_LAST(\d+)$/.exec(report.timeFrame?.interval ?? '')?.[1];
  const frame = report.timeFrame ? `${path(report.timeFrame.column)} = LAST_N_DAYS:${days ?? ''}` : '';
  const where = [frame, logic && `(${logic})`].filter((part) => part !== '').join(' AND ');
  const selected = ['COUNT(Id) n', ...sums(report).map((name, index) => `SUM(${path(name)}) s${index}`)];
  return `SELECT ${selected.join(', ')} FROM ${object}${where ? ` WHERE ${where}` : ''}`;
}

for (const report of reports) {
  test(`${report.fullName} counts what SOQL and a recount over the records count`, () => {
    const all = check(report, world.supervisor);
    const own = check(report, world.expert);
    assert.ok(all > 0, 'the history has rows for it');
    assert.ok(own <= all);
  });
}

test('an expert sees the own plans only', () => {
  const plans = reports.find(({ developerName }) => developerName === 'Plan_and_Fact');
  assert.ok(plans && check(plans, world.expert) < check(plans, world.supervisor));
});

const choices = (dashboard: DashboardDef): { name: string; chosen: ({ operator: 'equals'; values: string[] } | undefined)[] }[] => [
  { name: 'without filters', chosen: dashboard.filters.map(() => undefined) },
  { name: 'of a region', chosen: [{ operator: 'equals', values: ['Москва'] }, undefined] },
  {
    name: 'of a region and a city',
    chosen: [
      { operator: 'equals', values: ['Москва'] },
      { operator: 'equals', values: ['Зеленоград'] },
    ],
  },
];

for (const dashboard of dashboards) {
  for (const index of [0, 1, 2]) {
    test(`every component of «${dashboard.title}» counts right, choice ${index + 1}`, () => {
      const choice = choices(dashboard)[index];
      assert.ok(choice);
      for (const component of dashboard.components) {
        const report = reports.find(({ fullName }) => fullName === component.report);
        assert.ok(report, component.report);
        for (const user of [world.supervisor, world.expert]) check(narrowed(report, component, choice.chosen), user);
      }
    });
  }

  test(`«${dashboard.title}» opens for the supervisor without an error, and not for an expert`, () => {
    const library = new Library(world.store, world.source, world.supervisor);
    const filed = library.dashboards().find(({ definition }) => definition.fullName === dashboard.fullName);
    assert.ok(filed);
    const context = { source: world.source, query: world.contextOf(world.supervisor) };
    const wrong = runDashboard(filed, library, context, []).filter(({ status }) => status.dataStatus !== 'DATA');
    assert.deepEqual(
      wrong.map(({ status }) => status),
      [],
    );
    assert.deepEqual(new Library(world.store, world.source, world.expert).dashboards(), []);
  });
}
