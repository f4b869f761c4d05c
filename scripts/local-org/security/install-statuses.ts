import { childNodes, flag, text, type SourceTree } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/** What a status value means to the platform. */
interface Meaning {
  readonly closed?: boolean;
  readonly won?: boolean;
  readonly converted?: boolean;
  readonly highPriority?: boolean;
  readonly probability?: number;
  readonly forecast?: string;
}

interface StatusObject {
  /** The picklist whose values are records. */
  readonly field: readonly [object: string, field: string];
  /** Name of the standard value set that may redefine it. */
  readonly valueSet: string;
  /** Meaning of the standard values. */
  readonly standard: Readonly<Record<string, Meaning>>;
  readonly row: (meaning: Meaning) => Readonly<Record<string, boolean | number | string>>;
}

const FORECAST_NAMES: Readonly<Record<string, string>> = { BestCase: 'Best Case', Forecast: 'Commit' };

/** Objects whose records are the values of a status picklist. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_leadstatus.htm */
const STATUS_OBJECTS: Readonly<Record<string, StatusObject>> = {
  LeadStatus: {
    field: ['Lead', 'Status'],
    valueSet: 'LeadStatus',
    standard: { 'Closed - Converted': { converted: true } },
    row: ({ converted = false }) => ({ IsConverted: converted }),
  },
  CaseStatus: {
    field: ['Case', 'Status'],
    valueSet: 'CaseStatus',
    standard: { Closed: { closed: true } },
    row: ({ closed = false }) => ({ IsClosed: closed }),
  },
  TaskStatus: {
    field: ['Task', 'Status'],
    valueSet: 'TaskStatus',
    standard: { Completed: { closed: true } },
    row: ({ closed = false }) => ({ IsClosed: closed }),
  },
  TaskPriority: {
    field: ['Task', 'Priority'],
    valueSet: 'TaskPriority',
    standard: { High: { highPriority: true } },
    row: ({ highPriority = false }) => ({ IsHighPriority: highPriority }),
  },
  OpportunityStage: {
    field: ['Opportunity', 'StageName'],
    valueSet: 'OpportunityStage',
    standard: {
      Prospecting: { probability: 10 },
      Qualification: { probability: 10 },
      'Needs Analysis': { probability: 20 },
      'Value Proposition': { probability: 50 },
      'Id. Decision Makers': { probability: 60 },
      'Perception Analysis': { probability: 70 },
      'Proposal/Price Quote': { probability: 75 },
      'Negotiation/Review': { probability: 90 },
      'Closed Won': { probability: 100, closed: true, won: true, forecast: 'Closed' },
      'Closed Lost': { probability: 0, closed: true, forecast: 'Omitted' },
    },
    row: ({ closed = false, won = false, probability = 0, forecast = 'Pipeline' }) => ({
      IsActive: true,
      IsClosed: closed,
      IsWon: won,
      DefaultProbability: probability,
      ForecastCategory: forecast,
      ForecastCategoryName: FORECAST_NAMES[forecast] ?? forecast,
    }),
  },
};

/** Creates the records that stand for the values of status picklists; values that have gone are removed. */
export function installStatuses(rows: SetupRows, source: SourceTree): void {
  for (const [name, { field, valueSet, standard, row }] of Object.entries(STATUS_OBJECTS)) {
    const object = source.schema.object(field[0]);
    const values = object && source.schema.field(object, field[1])?.picklist?.values;
    if (!values || !source.schema.object(name)) continue;
    const declared = declaredMeanings(source, valueSet);
    const active = values.filter((value) => value.isActive);
    active.forEach((value, index) => {
      const meaning = declared ? (declared.get(value.apiName) ?? {}) : (standard[value.apiName] ?? {});
      const common = {
        MasterLabel: value.label,
        SortOrder: index + 1,
        ...(name === 'OpportunityStage' ? {} : { IsDefault: value.isDefault }),
      };
      rows.upsert(name, { ApiName: value.apiName }, { ...common, ...row(meaning) });
    });
    const known = new Set(active.flatMap((value) => rows.find(name, { ApiName: value.apiName })));
    rows.removeOthers(name, known);
  }
}

/** Meanings of the values of a standard value set in the source; undefined when the source does not redefine it. */
function declaredMeanings(source: SourceTree, valueSet: string): Map<string, Meaning> | undefined {
  const component = (source.components.get('StandardValueSet') ?? []).find(({ fullName }) => fullName === valueSet);
  if (!component) return undefined;
  return new Map(
    childNodes(component.xml, 'standardValue').map((node): [string, Meaning] => [
      text(node, 'fullName') ?? '',
      {
        closed: flag(node, 'closed'),
        won: flag(node, 'won'),
        converted: flag(node, 'converted'),
        highPriority: flag(node, 'highPriority'),
        probability: Number(text(node, 'probability') ?? 0),
        forecast: text(node, 'forecastCategory') ?? 'Pipeline',
      },
    ]),
  );
}
