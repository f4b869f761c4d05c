import type { DmlError, DmlResult } from '../../dml/index.ts';
import { ApiError } from '../errors.ts';

/** HTTP status of a failed single save. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
const STATUS: Readonly<Record<string, number>> = {
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 403,
  INSUFFICIENT_ACCESS: 403,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 400,
  ENTITY_IS_DELETED: 404,
  UNABLE_TO_LOCK_ROW: 400,
};

/** The result of a save of one record; a failure is thrown as the REST error list, which rolls the request back. */
export function requireSaved(result: DmlResult | undefined): DmlResult {
  if (!result) throw new Error('The save pipeline gave no result for a record');
  if (result.success) return result;
  throw saveError(result.errors);
}

function saveError(errors: readonly DmlError[]): ApiError {
  const first = errors[0];
  if (!first) return new ApiError(400, 'UNKNOWN_EXCEPTION', 'The record was not saved');
  const body = errors.map((error) => ({ message: error.message, errorCode: error.statusCode, fields: error.fields }));
  return new ApiError(STATUS[first.statusCode] ?? 400, first.statusCode, first.message, { fields: first.fields, body });
}

export interface SaveResultJson {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
}

/** One entry of a collections answer. */
export function saveResultJson(result: DmlResult, upsert = false): SaveResultJson {
  const errors = result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }));
  if (!result.success) return { ...(result.id ? { id: result.id } : {}), success: false, errors };
  return { ...(result.id ? { id: result.id } : {}), success: true, errors, ...(upsert ? { created: result.created } : {}) };
}
