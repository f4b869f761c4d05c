import type { DmlRecord, DmlResult } from '../../../dml/index.ts';
import type { FieldValue, SObjectDef } from '../../../metadata/index.ts';
import { ApiError } from '../../errors.ts';
import type { Org, OrgSession } from '../../org/types.ts';
import { codeOf } from '../../server/failures.ts';
import { fullId } from '../ids.ts';
import { toDmlRecord } from '../record-input.ts';
import type { BulkJob, BulkStore } from './store.ts';

/** What became of one uploaded row. */
export interface RowResult {
  readonly row: readonly string[];
  readonly id: string;
  readonly created: boolean;
  /** `CODE:message:fields --`, or empty when the row was saved. */
  readonly error: string;
}

/** Records saved in one Apex transaction. */
const CHUNK = 200;
/** Text that clears a field; an empty value leaves it alone. */
const NULL_TEXT = '#N/A';

/**
 * Saves the next part of a job, 200 records in one Apex transaction; a record that fails does not stop the others.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/how_requests_are_processed.htm
 */
export function ingestPart(org: Org, jobs: BulkStore, job: BulkJob): void {
  const session = org.session(job.userId);
  const object = session.object(job.object);
  const rows = jobs.part<string[]>(job.id, 'data', job.partsDone);
  const results: RowResult[] = [];
  for (let from = 0; from < rows.length; from += CHUNK) {
    org.separateApex();
    results.push(...saveChunk(session, object, job, rows.slice(from, from + CHUNK)));
  }
  jobs.putPart(job.id, 'result', job.partsDone, results);
  job.partsDone++;
  job.processed += rows.length;
  job.failed += results.filter((result) => result.error !== '').length;
}

function saveChunk(session: OrgSession, object: SObjectDef, job: BulkJob, rows: readonly string[][]): RowResult[] {
  const outcomes: (DmlResult | undefined)[] = [];
  const refused = new Map<number, string>();
  const records: DmlRecord[] = [];
  const places: number[] = [];
  rows.forEach((row, index) => {
    try {
      records.push(recordOf(session, object, job, row));
      places.push(index);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refused.set(index, `${error.code}:${error.message}:--`);
    }
  });
  const operation = job.operation === 'hardDelete' ? 'delete' : (job.operation as 'insert' | 'update' | 'upsert' | 'delete');
  const options = {
    operation,
    allOrNone: false,
    ...(job.externalIdFieldName === undefined ? {} : { externalIdField: job.externalIdFieldName }),
  };
  try {
    session.save(records, options).forEach((result, index) => (outcomes[places[index]!] = result));
  } catch (error) {
    // Apex that passes a limit fails the records of its transaction only.
    if (codeOf(error) === 'UNSUPPORTED_FEATURE' || !isApex(error)) throw error;
    for (const place of places) refused.set(place, `CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:${(error as Error).message}:--`);
  }
  return rows.map((row, index) => {
    const result = outcomes[index];
    const failure = refused.get(index) ?? (result && !result.success ? errorText(result) : '');
    return { row, id: result?.id ?? '', created: failure === '' && (operation === 'insert' || (result?.created ?? false)), error: failure };
  });
}

function isApex(error: unknown): boolean {
  return error instanceof Error && 'apexMessage' in error;
}

function errorText({ errors }: DmlResult): string {
  return errors.map(({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(',')} --`).join(';');
}

/** `Parent__r.Key__c` columns name parents by an external id. */
function recordOf(session: OrgSession, object: SObjectDef, job: BulkJob, row: readonly string[]): DmlRecord {
  const header = job.header ?? [];
  if (row.length !== header.length) {
    throw new ApiError(400, 'InvalidBatch', `The row has ${row.length} values, the header ${header.length}`);
  }
  const json: Record<string, unknown> = {};
  let id: string | null = null;
  header.forEach((name, index) => {
    const text = row[index] ?? '';
    if (text === '') return;
    const value: FieldValue = text === NULL_TEXT ? null : text;
    if (name.toLowerCase() === 'id') id = value === null ? null : (fullId(text) ?? text);
    else if (name.includes('.')) Object.assign(json, parentOf(session, object, name, value));
    else json[name] = value;
  });
  if (job.operation === 'delete' || job.operation === 'hardDelete') return { object, id, values: new Map() };
  return toDmlRecord(session, object, json, id);
}

function parentOf(session: OrgSession, object: SObjectDef, column: string, value: FieldValue): Record<string, unknown> {
  // `Owner:User.Username` names the object of a lookup that points to several.
  const [relation = '', field = ''] = column.split('.');
  const [name = '', type] = relation.split(':');
  if (value === null) {
    const lookup = session.org.source.schema.parentRelationship(object, name);
    return lookup ? { [lookup.apiName]: null } : { [name]: null };
  }
  return { [name]: { ...(type === undefined ? {} : { attributes: { type } }), [field]: value } };
}
