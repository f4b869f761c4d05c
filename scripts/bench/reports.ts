import {
  narrowed,
  runDashboard,
  runReportJson,
  Library,
  type DashboardDef,
  type Filed,
  type ReportDef,
} from '../local-org/analytics/index.ts';
import { median, type Benchmark, type Figure } from './measure.ts';
import { openReportWorld, type ReportWorld } from './report-world.ts';

const sizes = [1_000, 10_000, 100_000];
const million = 1_000_000;
/** A month of work in the smallest history; the larger ones go further back. */
const daysOfSmallest = 30;
const runs = 5;
/** Shorter than this, a run is all overhead, and so is its growth. */
const measurable = 1;

/**
 * Growth of every report and dashboard with the number of tasks, as the exponent of a power law between the smallest and the largest
 * history. The month they look at stays the same while the history behind it grows; and once more with everything inside that month.
 */
export const reportsBenchmark: Benchmark = {
  name: 'reports',
  about: 'growth of reports and dashboards with the number of tasks (--million goes to 1,000,000)',
  run() {
    const all = process.argv.includes('--million') ? [...sizes, million] : sizes;
    const history = all.map((size) => measure(size, (daysOfSmallest * size) / (all[0] ?? size)));
    const month = all.slice(0, 3).map((size) => measure(size, daysOfSmallest));
    return Promise.resolve([
      ...growth(history, 'history grows', 0.2),
      ...growth(month, 'the month itself grows', 1.05),
      ...dashboardsAgainstReports(history.at(-1)),
    ]);
  },
};

interface Measured {
  readonly size: number;
  /** Name → milliseconds. */
  readonly reports: ReadonlyMap<string, number>;
  readonly dashboards: ReadonlyMap<string, { readonly whole: number; readonly slowest: number }>;
}

function measure(size: number, days: number): Measured {
  const world = openReportWorld(size, days);
  const library = new Library(world.store, world.source, world.supervisor);
  const reports = new Map(
    library.reports().map((filed) => [filed.definition.name, time(() => run(world, library, filed, filed.definition))]),
  );
  const dashboards = new Map(library.dashboards().map((filed) => [filed.definition.title, dashboard(world, library, filed)]));
  world.store.close();
  return { size, reports, dashboards };
}

function run(world: ReportWorld, library: Library, filed: Filed<ReportDef>, report: ReportDef): void {
  runReportJson(filed, report, library.catalog, { source: world.source, query: world.contextOf(world.supervisor) }, { details: false });
}

function dashboard(world: ReportWorld, library: Library, filed: Filed<DashboardDef>): { whole: number; slowest: number } {
  const context = { source: world.source, query: world.contextOf(world.supervisor) };
  const whole = time(() => runDashboard(filed, library, context, []));
  const components = filed.definition.components.map((component) => {
    const report = library.reportOf(component.report);
    return report ? time(() => run(world, library, report, narrowed(report.definition, component, []))) : 0;
  });
  return { whole, slowest: Math.max(...components) };
}

/** Milliseconds, the median of several runs after a first one. */
function time(work: () => void): number {
  work();
  return median(
    Array.from({ length: runs }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
}

function growth(measured: readonly Measured[], what: string, limit: number): Figure[] {
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) return [];
  const figure = (name: string, from: number, to: number): Figure => {
    const exponent = Math.log(Math.max(to, measurable) / Math.max(from, measurable)) / Math.log(last.size / first.size);
    return { metric: `${name}: exponent, ${what}`, ours: exponent, unit: '', limit, note: `${from.toFixed(1)} → ${to.toFixed(1)} ms` };
  };
  return [
    ...[...last.reports].map(([name, to]) => figure(name, first.reports.get(name) ?? to, to)),
    ...[...last.dashboards].map(([name, { whole }]) => figure(`«${name}»`, first.dashboards.get(name)?.whole ?? whole, whole)),
  ];
}

function dashboardsAgainstReports(measured: Measured | undefined): Figure[] {
  return [...(measured?.dashboards ?? [])].map(([name, { whole, slowest }]) => ({
    metric: `«${name}» against its slowest report, ${measured?.size ?? 0} tasks`,
    ours: whole,
    peer: slowest,
    unit: 'ms',
    limit: 1.5,
  }));
}
