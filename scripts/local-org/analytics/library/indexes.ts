import { isRelationship, isStored, type FieldDef, type SObjectDef } from '../../metadata/index.ts';
import { foldsCase, type Store } from '../../store/index.ts';
import { layoutOf, type LayoutColumn, type ReportLayout } from '../compile/layout.ts';
import type { Catalog } from '../definition/catalog.ts';
import type { ReportDef } from '../definition/report-types.ts';
import { AnalyticsError } from '../errors.ts';

const PREFIX = 'report ';

/**
 * Makes indexes for what the deployed reports filter by, as the platform does for filters that are used often: the date of the time frame,
 * and fields that must have a value, together with that date. Those that no report needs any more go.
 */
export function installIndexes(store: Store, catalog: Catalog): void {
  const wanted = new Map<string, string>();
  for (const report of catalog.reports.values()) {
    const type = catalog.reportTypes.get(report.reportType.toLowerCase());
    if (!type) continue;
    try {
      for (const [name, definition] of indexesOf(store, report, layoutOf(type, store.schema))) wanted.set(name, definition);
    } catch (error) {
      // A report that cannot run has no use for indexes; running it says why.
      if (!(error instanceof AnalyticsError)) throw error;
    }
  }
  const existing = store
    .all(`SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '${PREFIX}%'`)
    .map(({ name }) => String(name));
  for (const name of existing) if (!wanted.has(name)) store.run(`DROP INDEX "${name}"`);
  for (const [name, definition] of wanted) if (!existing.includes(name)) store.run(definition);
}

function indexesOf(store: Store, report: ReportDef, layout: ReportLayout): Map<string, string> {
  const indexes = new Map<string, string>();
  const base = layout.tables[0]?.object as SObjectDef;
  const add = (fields: readonly FieldDef[]): void => {
    const name = `${PREFIX}${base.apiName}.${fields.map(({ apiName }) => apiName).join('.')}`;
    const columns = fields.map((field) => (foldsCase(field) ? `fold(${store.column(base, field)})` : store.column(base, field)));
    indexes.set(name, `CREATE INDEX "${name}" ON ${store.table(base)} (${columns.join(', ')})`);
  };
  const frame = report.timeFrame && ownField(store, base, layout.columns.get(report.timeFrame.column.toLowerCase()));
  if (frame) add([frame]);
  // Only filters that must hold narrow a search.
  if (report.booleanFilter !== undefined && /\bor\b|\bnot\b/i.test(report.booleanFilter.replace(/\([^()]*\)/g, ''))) return indexes;
  const optional = new Set(/\(([^()]*)\)/.exec(report.booleanFilter ?? '')?.[1]?.match(/\d+/g) ?? []);
  report.filters.forEach(({ column, operator, value }, index) => {
    if (operator !== 'equals' || value === '' || optional.has(String(index + 1))) return;
    const field = ownField(store, base, layout.columns.get(column.toLowerCase()));
    if (field && field.type !== 'Checkbox') add(frame ? [field, frame] : [field]);
  });
  return indexes;
}

/** The base object's stored field a column reads, or the lookup it goes through first. */
function ownField(store: Store, base: SObjectDef, column: LayoutColumn | undefined): FieldDef | undefined {
  if (!column || column.table !== 0) return undefined;
  const [first = ''] = column.path;
  const field = column.path.length > 1 ? store.schema.parentRelationship(base, first) : column.field;
  return field && isStored(field) && (column.path.length === 1 || isRelationship(field)) ? field : undefined;
}
