import type { FieldValue } from '../metadata/index.ts';
import type { SqlRow } from '../store/index.ts';
import { wholeSeconds } from './values.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

/** A field whose values are records that say what a value means, and the fields that follow from it. */
interface StatusField {
  readonly field: string;
  /** The object whose records are the values, by `ApiName`. */
  readonly values: string;
  /** Fields of the record → column of the value's record. Always as the value says. */
  readonly follows: Readonly<Record<string, string>>;
  /** Likewise, but only when the status changes and the field does not. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Moments at which the record was closed; empty while it is open. */
  readonly closedAt?: string;
  /** Moment of the latest change of the status. */
  readonly changedAt?: string;
  /** Whether the record was closed when it was created. */
  readonly closedOnCreate?: string;
}

/**
 * What the platform derives from a status, from the records of its values.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casestatus.htm
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm
 */
const STATUS_FIELDS: Readonly<Record<string, readonly StatusField[]>> = {
  Case: [
    {
      field: 'Status',
      values: 'CaseStatus',
      follows: { IsClosed: 'IsClosed' },
      closedAt: 'ClosedDate',
      closedOnCreate: 'IsClosedOnCreate',
    },
  ],
  Task: [
    { field: 'Status', values: 'TaskStatus', follows: { IsClosed: 'IsClosed' }, closedAt: 'CompletedDateTime' },
    { field: 'Priority', values: 'TaskPriority', follows: { IsHighPriority: 'IsHighPriority' } },
  ],
  Opportunity: [
    {
      field: 'StageName',
      values: 'OpportunityStage',
      follows: { IsClosed: 'IsClosed', IsWon: 'IsWon' },
      defaults: { Probability: 'DefaultProbability', ForecastCategoryName: 'ForecastCategoryName', ForecastCategory: 'ForecastCategory' },
      changedAt: 'LastStageChangeDate',
    },
  ],
};

/** Sets the fields that follow from status fields. After the before triggers, which may still change the status. */
export function deriveFromStatus(step: SaveStep, rows: readonly WorkRow[]): void {
  for (const status of STATUS_FIELDS[step.object.apiName] ?? []) {
    const meanings = readMeanings(step, status);
    for (const row of alive(rows)) derive(step, row, status, meanings.get(String(row.values.get(status.field) ?? '')));
  }
  if (step.object.apiName === 'Opportunity') for (const row of alive(rows)) expectRevenue(row);
}

function readMeanings({ ctx }: SaveStep, { values }: StatusField): Map<string, SqlRow> {
  const object = ctx.store.schema.object(values);
  const rows = object ? ctx.store.all(`SELECT * FROM ${ctx.store.table(object)}`) : [];
  return new Map(rows.map((row) => [String(row['ApiName']), row]));
}

function derive(step: SaveStep, row: WorkRow, status: StatusField, meaning: SqlRow | undefined): void {
  const { object } = step;
  const set = (name: string, value: FieldValue): void => {
    if (object.fields.has(name.toLowerCase())) row.values.set(name, value);
  };
  const valueOf = (name: string, column: string): FieldValue => {
    const value = meaning?.[column] ?? null;
    return object.fields.get(name.toLowerCase())?.type === 'Checkbox' ? value === 1 : (value as FieldValue);
  };
  const isChange = row.values.get(status.field) !== (row.old?.get(status.field) ?? null);
  for (const [name, column] of Object.entries(status.follows)) set(name, valueOf(name, column));
  for (const [name, column] of Object.entries(status.defaults ?? {})) {
    if (isChange && (row.values.get(name) ?? null) === (row.old?.get(name) ?? null)) set(name, valueOf(name, column));
  }
  const moment = wholeSeconds(step.ctx.now);
  const isClosed = row.values.get('IsClosed') === true;
  const wasClosed = row.old?.get('IsClosed') === true;
  if (status.closedAt !== undefined && isClosed !== wasClosed) set(status.closedAt, isClosed ? moment : null);
  if (status.closedOnCreate !== undefined && step.event === 'insert') set(status.closedOnCreate, isClosed);
  if (status.changedAt !== undefined && isChange && step.event === 'update') set(status.changedAt, moment);
}

function expectRevenue(row: WorkRow): void {
  const [amount, probability] = [row.values.get('Amount') ?? null, row.values.get('Probability') ?? null];
  row.values.set('ExpectedRevenue', amount === null || probability === null ? null : (Number(amount) * Number(probability)) / 100);
}
