import { UnsupportedFeatureError, type SObjectDef } from '../../metadata/index.ts';
import { formulaColumn, type SaveContext } from '../../dml/index.ts';
import { SoqlError, systemAccess, type QueryContext } from '../../soql/index.ts';
import type { Store } from '../../store/index.ts';
import { planReport } from '../compile/plan.ts';
import { narrowed } from '../dashboards/filters.ts';
import type { Catalog } from '../definition/catalog.ts';
import type { ReportDef } from '../definition/report-types.ts';
import { AnalyticsError } from '../errors.ts';
import { groupQuery } from '../run/group-rows.ts';
import { installWatches, watchField, watchTimes, type Watch } from './changes.ts';
import { fieldOf, parentReads } from './reads.ts';

/** Watches the changes that the numbers of the deployed reports depend on. Call it inside a write transaction. */
export function watchReports(store: Store, catalog: Catalog, now: number): void {
  const context = everything(store, now);
  const watches = new Map<string, Watch>();
  for (const report of variants(catalog)) {
    try {
      for (const watch of watchesOf(report, catalog, context)) watches.set(watch.place, watch);
    } catch (error) {
      // A report that cannot run has no numbers; running it says why.
      if (!(error instanceof AnalyticsError || error instanceof UnsupportedFeatureError || error instanceof SoqlError)) throw error;
    }
  }
  installWatches(store, [...watches.values()]);
}

/** The reports as they are, and as the filters of dashboards narrow them. */
function variants({ reports, dashboards }: Catalog): ReportDef[] {
  const components = [...dashboards.values()].flatMap(({ components: all, filters }) =>
    all.flatMap((component) => {
      const report = reports.get(component.report.toLowerCase());
      return report
        ? [
            narrowed(
              report,
              component,
              filters.map(({ options: [option] }) => option),
            ),
          ]
        : [];
    }),
  );
  return [...reports.values(), ...components];
}

function watchesOf(report: ReportDef, catalog: Catalog, context: QueryContext): Watch[] {
  const { store } = context;
  const plan = planReport(report, catalog.reportTypes.get(report.reportType.toLowerCase()), store.schema, context);
  const { layout } = plan;
  const { frame } = plan.rows;
  if (!frame || layout.tables.length > 1 || frame.column.path.length > 1) return [];
  const reads = parentReads(groupQuery(plan, frame.condition).sql) ?? [];
  return [
    watchTimes(store, layout.tables[0]?.object as SObjectDef, frame.column.field),
    ...reads.flatMap((read) => {
      const object = store.schema.object(read.object);
      const field = fieldOf(store.schema, read);
      return object && field ? [watchField(store, object, field)] : [];
    }),
  ];
}

/** Whoever sees every record and field. */
function everything(store: Store, now: number): QueryContext {
  const context: QueryContext = {
    store,
    user: { id: '', timeZone: 'UTC', language: 'en_US' },
    now,
    enforcePermissions: false,
    enforceSharing: false,
    access: systemAccess,
    picklistLabel: (_object, _field, value) => value,
    // Nothing is worked out here: formulas only tell what they read.
    formula: (object, field) => formulaColumn(object, field, { store, query: context, userId: '', now } as unknown as SaveContext),
  };
  return context;
}
