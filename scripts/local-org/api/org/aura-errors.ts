import { ApexException, AuraMethodError, ParameterError } from '../../apex/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { ApiError } from '../errors.ts';

/**
 * Body of a failed Apex call, which a component reads as `error.body`. There is no stack trace: it is in the debug log.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex-error-handling.html
 */
export interface AuraErrorBody {
  readonly message: string;
  readonly exceptionType: string;
  readonly isUserDefinedException: boolean;
  /** Of an uncaught DmlException: errors of the record and of its fields. */
  readonly pageErrors?: readonly AuraFieldError[];
  readonly fieldErrors?: Readonly<Record<string, readonly AuraFieldError[]>>;
}

export interface AuraFieldError {
  readonly statusCode: string;
  readonly message: string;
}

/** One failed row of a DmlException. */
interface FailedRow {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** The answer to what an Apex call threw; a defect of the local org itself comes back as it is. */
export function auraError(error: unknown): unknown {
  if (error instanceof ApexException) return apexFailure(error);
  if (error instanceof AuraMethodError) return refusal(404, 'NOT_FOUND', error.message);
  if (error instanceof ParameterError) return refusal(400, 'INVALID_PARAMETER', error.message);
  if (error instanceof UnsupportedFeatureError) return refusal(501, 'UNSUPPORTED_FEATURE', error.message);
  return error;
}

export function classAccessError(className: string): ApiError {
  return refusal(403, 'INSUFFICIENT_ACCESS', `You do not have access to the Apex class named '${className}'.`);
}

/** A refusal before or instead of the method, in the form of a failed call. */
export function refusal(status: number, code: string, message: string): ApiError {
  const body: AuraErrorBody = { message, exceptionType: code, isUserDefinedException: false };
  return new ApiError(status, code, message, { body });
}

function apexFailure(error: ApexException): ApiError {
  const message = error.apexMessage ?? 'Script-thrown exception';
  const body: AuraErrorBody = {
    message,
    exceptionType: error.typeName,
    isUserDefinedException: error.$class !== undefined,
    ...(error.typeName === 'System.DmlException' ? rowErrors(error) : {}),
  };
  return new ApiError(500, 'APEX_ERROR', message, { body });
}

function rowErrors(error: ApexException): Pick<AuraErrorBody, 'pageErrors' | 'fieldErrors'> {
  const rows = Array.isArray(error.details) ? (error.details as FailedRow[]) : [];
  const pageErrors: AuraFieldError[] = [];
  const fieldErrors: Record<string, AuraFieldError[]> = {};
  for (const { statusCode, message, fields } of rows) {
    if (fields.length === 0) pageErrors.push({ statusCode, message });
    for (const field of fields) (fieldErrors[field] ??= []).push({ statusCode, message });
  }
  return { pageErrors, fieldErrors };
}
