import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { SoqlError } from '../../soql/index.ts';
import type { DashboardDef } from '../definition/dashboard.ts';
import { AnalyticsError } from '../errors.ts';
import type { Filed, Library } from '../library/library.ts';
import { runReportJson, type AnalyticsContext } from '../service.ts';
import { narrowed, type Selection } from './filters.ts';
import { partId } from './ids.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a component shows, and whether it could be worked out. */
export interface ComponentData {
  readonly componentId: string;
  readonly reportResult: Json | null;
  readonly status: {
    readonly dataStatus: 'DATA' | 'NODATA' | 'ERROR';
    readonly errorCode: string | null;
    readonly errorMessage: string | null;
    readonly errorSeverity: 'Error' | null;
    /** ISO moment. */
    readonly refreshDate: string;
    readonly refreshStatus: 'IDLE';
  };
}

/**
 * Runs the components of a dashboard with the data of its running user. One that cannot be run says why; the others run.
 * @param only ids of the components to run; all when absent
 */
export function runDashboard(
  { id, definition }: Filed<DashboardDef>,
  library: Library,
  context: AnalyticsContext,
  chosen: Selection,
  only?: readonly string[],
): ComponentData[] {
  return definition.components.flatMap((component, index): ComponentData[] => {
    const componentId = partId('01a', id, index);
    if (only && !only.some((wanted) => wanted.slice(0, 15) === componentId.slice(0, 15))) return [];
    const refreshDate = new Date(context.query.now).toISOString();
    try {
      const filed = library.reportOf(component.report);
      if (!filed) throw new AnalyticsError('NOT_FOUND', `The report ${component.report} of this component does not exist`);
      const details = component.type === 'Table' || component.type === 'FlexTable';
      const reportResult = runReportJson(filed, narrowed(filed.definition, component, chosen), library.catalog, context, {
        details: details && filed.definition.format === 'Tabular',
      });
      const dataStatus = rowCount(reportResult) === 0 ? 'NODATA' : 'DATA';
      const status = { dataStatus, errorCode: null, errorMessage: null, errorSeverity: null, refreshDate, refreshStatus: 'IDLE' } as const;
      return [{ componentId, reportResult, status }];
    } catch (error) {
      if (!(error instanceof AnalyticsError || error instanceof UnsupportedFeatureError || error instanceof SoqlError)) throw error;
      const status = {
        dataStatus: 'ERROR',
        errorCode: error.code,
        errorMessage: error.message,
        errorSeverity: 'Error',
        refreshDate,
        refreshStatus: 'IDLE',
      } as const;
      return [{ componentId, reportResult: null, status }];
    }
  });
}

function rowCount(result: Json): number {
  const facts = result.factMap as Readonly<Record<string, { aggregates: readonly { value: unknown }[] }>>;
  return Number(facts['T!T']?.aggregates.at(-1)?.value ?? 0);
}
