import { forgetParts, runDashboard, runReportJson, Library, type Filed, type ReportDef } from '../local-org/analytics/index.ts';
import { processorMs, type Benchmark, type Figure } from './measure.ts';
import { openReportWorld, type ReportWorld } from './report-world.ts';

const smallest = 1_000;
const month = 100_000;
const history = process.argv.includes('--million') ? 1_000_000 : 30_000;
/** A month of work in the smallest history; the larger ones go further back. */
const daysOfSmallest = 30;
const runs = 3;
/** Shorter than this, a run is all overhead, and so is its growth. */
const measurable = 1;

/**
 * Growth of every report and dashboard with the number of tasks, as the exponent of a power law between the smallest and the largest
 * history: when the month they look at stays the same while the history behind it grows, and with everything inside that month. Before
 * each run another call is saved, so that no run finds everything as it was; and once nothing is kept from earlier runs at all.
 */
export const reportsBenchmark: Benchmark = {
  name: 'reports',
  about: 'growth of reports and dashboards with the number of tasks (--million: history of 1,000,000, not 30,000)',
  run() {
    const small = measure(smallest, daysOfSmallest);
    const long = [small, measure(history, (daysOfSmallest * history) / smallest)];
    const full = [small, measure(month, daysOfSmallest)];
    return Promise.resolve([
      ...growth(long, 'one more call', 'history grows', 0.2),
      ...growth(full, 'one more call', 'the month itself grows', 1.05),
      ...growth(full, 'from scratch', 'the month itself grows', 1.05),
      ...dashboardsAgainstReports(full.at(-1)),
    ]);
  },
};

/** Milliseconds of the processor after another call was saved, and with nothing kept from earlier runs. */
type Times = Readonly<Record<'one more call' | 'from scratch', number>>;

interface Measured {
  readonly size: number;
  readonly reports: ReadonlyMap<string, Times>;
  readonly dashboards: ReadonlyMap<string, Times & { readonly slowest: Times }>;
}

function measure(size: number, days: number): Measured {
  const world = openReportWorld(size, days);
  const library = new Library(world.store, world.source, world.supervisor);
  const reports = new Map(
    library
      .reports()
      .map((filed) => [filed.definition.fullName, times(world, () => run(world, library, filed, filed.definition))] as const),
  );
  const dashboards = new Map(
    library.dashboards().map((filed) => {
      const whole = times(world, () => {
        runDashboard(filed, library, { source: world.source, query: world.contextOf(world.supervisor) }, []);
      });
      const parts = filed.definition.components.map(({ report }) => reports.get(report));
      const slowest = (what: keyof Times): number => Math.max(...parts.map((part) => part?.[what] ?? 0));
      return [
        filed.definition.title,
        { ...whole, slowest: { 'one more call': slowest('one more call'), 'from scratch': slowest('from scratch') } },
      ];
    }),
  );
  world.store.close();
  return { size, reports, dashboards };
}

function run(world: ReportWorld, library: Library, filed: Filed<ReportDef>, report: ReportDef): void {
  runReportJson(filed, report, library.catalog, { source: world.source, query: world.contextOf(world.supervisor) }, { details: false });
}

/** The least processor time of several runs: on a busy machine, time on the clock is mostly that of others. */
function times(world: ReportWorld, work: () => void): Times {
  const least = (before: () => void): number =>
    Math.min(
      ...Array.from({ length: runs }, () => {
        before();
        return processorMs(work);
      }),
    );
  return { 'from scratch': least(() => forgetParts(world.store)), 'one more call': least(() => world.work()) };
}

function growth(measured: readonly Measured[], when: keyof Times, what: string, limit: number): Figure[] {
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) return [];
  const figure = (name: string, from: number, to: number): Figure => {
    const exponent = Math.log(Math.max(to, measurable) / Math.max(from, measurable)) / Math.log(last.size / first.size);
    const note = `${from.toFixed(1)} → ${to.toFixed(1)} ms`;
    return { metric: `${name}, ${when}: exponent, ${what}`, ours: exponent, unit: '', limit, note };
  };
  return [
    ...[...last.reports].map(([name, to]) => figure(name, (first.reports.get(name) ?? to)[when], to[when])),
    ...[...last.dashboards].map(([name, to]) => figure(`«${name}»`, (first.dashboards.get(name) ?? to)[when], to[when])),
  ];
}

/** Opening a dashboard while work goes on should hardly cost more than running its slowest report does. */
function dashboardsAgainstReports(measured: Measured | undefined): Figure[] {
  return [...(measured?.dashboards ?? [])].map(([name, whole]) => ({
    metric: `«${name}», one more call, against its slowest report from scratch, ${measured?.size ?? 0} tasks`,
    ours: whole['one more call'],
    peer: whole.slowest['from scratch'],
    unit: 'ms',
    limit: 1.5,
    note: `from scratch ${whole['from scratch'].toFixed(0)} ms; slowest after one more call ${whole.slowest['one more call'].toFixed(1)} ms`,
  }));
}
