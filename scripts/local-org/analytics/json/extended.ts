import type { ReportPlan } from '../compile/plan.ts';
import { apiType, type ColumnNames } from './names.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * `reportExtendedMetadata`: what the columns of the result are called and hold.
 * https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_getbasic_reportmetadata.htm
 */
export function extendedMetadata(plan: ReportPlan, names: ColumnNames): Json {
  const aggregates: Record<string, Json> = {};
  for (const { name, kind, column, hidden } of plan.summaries) {
    if (hidden) continue;
    const type = kind === 'Unique' ? 'int' : kind === 'Average' || apiType(column) === 'boolean' ? 'double' : apiType(column);
    aggregates[name] = { dataType: type, label: names.summary(kind, column), acrossGroupingContext: null, downGroupingContext: null };
  }
  for (const { definition } of plan.formulas) {
    aggregates[definition.name] = {
      dataType: definition.type === 'number' ? 'double' : definition.type,
      label: definition.label,
      acrossGroupingContext: definition.across ?? null,
      downGroupingContext: definition.down ?? null,
    };
  }
  aggregates.RowCount = { dataType: 'int', label: names.summary('RowCount'), acrossGroupingContext: null, downGroupingContext: null };
  return {
    aggregateColumnInfo: aggregates,
    detailColumnInfo: Object.fromEntries(
      plan.details.map((column) => [
        column.name,
        {
          dataType: apiType(column),
          entityColumnName: column.path.join('.'),
          filterValues: names.values(column),
          filterable: column.field.type !== 'LongTextArea' && column.field.type !== 'Html',
          isLookup: column.labelPath !== undefined || column.field.nameField === true,
          label: names.column(column),
          uniqueCountable: column.field.type !== 'LongTextArea',
        },
      ]),
    ),
    groupingColumnInfo: Object.fromEntries(
      plan.groups.map((group, index) => [
        group.name,
        {
          dataType: group.bucket ? 'string' : apiType(group.column),
          groupingLevel: index < plan.downCount ? index : index - plan.downCount,
          label: names.group(group),
        },
      ]),
    ),
  };
}
