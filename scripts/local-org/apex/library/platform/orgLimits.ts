import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/**
 * Limits of a Developer Edition org, by their names in the REST resource. The local org meters none of them.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm
 */
export const ORG_LIMITS: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyApiRequests: 15_000,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryJobs: 10_000,
  DailyDurableGenericStreamingApiEvents: 10_000,
  DailyDurableStreamingApiEvents: 10_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStandardVolumePlatformEvents: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 75,
  DataStorageMB: 5,
  DurableStreamingApiConcurrentClients: 20,
  FileStorageMB: 20,
  HourlyAsyncReportRuns: 1_200,
  HourlyDashboardRefreshes: 200,
  HourlyDashboardResults: 5_000,
  HourlyDashboardStatuses: 999_999_999,
  HourlyODataCallout: 1_000,
  HourlyPublishedPlatformEvents: 50_000,
  HourlyPublishedStandardVolumePlatformEvents: 1_000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 50,
  MassEmail: 10,
  MonthlyPlatformEvents: 10_000,
  Package2VersionCreates: 6,
  PermissionSets: 1_500,
  SingleEmail: 15,
  StreamingApiConcurrentClients: 20,
};

/** `System.OrgLimit`. */
class OrgLimit extends ApexObject {
  readonly name: string;
  readonly limit: number;

  constructor(name: string, limit: number) {
    super();
    this.name = name;
    this.limit = limit;
  }

  override get typeName(): string {
    return 'OrgLimit';
  }
}

const all = (): OrgLimit[] => Object.entries(ORG_LIMITS).map(([name, limit]) => new OrgLimit(name, limit));

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_OrgLimits.htm */
export const orgLimitTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.OrgLimits',
    statics: {
      'getAll(): List<System.OrgLimit>': () => new ApexList('OrgLimit', all()),
      'getMap(): Map<String, System.OrgLimit>': () => {
        const map = new ApexMap<string, OrgLimit>('String', 'OrgLimit');
        for (const limit of all()) map.put(limit.name, limit);
        return map;
      },
    },
  },
  {
    name: 'System.OrgLimit',
    methods: {
      'getLimit(): Integer': (limit: OrgLimit) => limit.limit,
      'getName(): String': (limit: OrgLimit) => limit.name,
      'getValue(): Integer': () => 0,
    },
  },
];
